import { wordBeginnings } from '../../lib/text/word-beginnings.ts'

/** Language data other than the English data in `core.js`. */
export interface Language {
  /**
   * Returns a word's stem.
   *
   * @param word in lower case
   */
  stem?(word: string): string
  /** Patterns for text that changes while the item stays the same: ages, counts, prices. */
  readonly volatile: readonly RegExp[]
  /** Words that indicate a special category (GDPR, article 9). */
  readonly article9?: RegExp
}

/**
 * Case-insensitive pattern for words with these beginnings. One line per category of article 9: health; religion and
 * belief; politics; ethnic origin; trade unions; sex life and orientation; genetics.
 *
 * @param lists patterns that match from the beginning of a word
 */
export const beginnings = (...lists: readonly RegExp[]): RegExp => wordBeginnings(lists.map(({ source }) => source))
