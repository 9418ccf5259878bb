import { wordBeginnings } from '../../../lib/text/word-beginnings.ts'

/**
 * Pattern for words with these beginnings, case-insensitive. One line per category of article 9: health; religion and
 * belief; politics; ethnic origin; trade unions; sex life and orientation; genetics.
 *
 * @param lists patterns that match from the beginning of a word
 */
export const beginnings = (...lists: readonly RegExp[]): RegExp => wordBeginnings(lists.map(({ source }) => source))
