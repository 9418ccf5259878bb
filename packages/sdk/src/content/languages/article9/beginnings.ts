import { wordBeginnings } from '../../../lib/text/word-beginnings.ts'

/**
 * What finds a word that begins so, in any case. A topic of article 9 a line: health; religion and belief; politics; ethnic origin; trade
 * unions; sex life and orientation; genetics.
 *
 * @param lists of patterns, each from a word's beginning
 */
export const beginnings = (...lists: readonly RegExp[]): RegExp => wordBeginnings(lists.map(({ source }) => source))
