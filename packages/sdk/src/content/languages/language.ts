/** Language data besides the English that `core.js` contains. */
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
