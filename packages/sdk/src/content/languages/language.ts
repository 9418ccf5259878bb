/** What is known of a language beyond what `core.js` knows of English by itself. */
export interface Language {
  /** A word's stem. @param word in lower case */
  stem?(word: string): string
  /** What changes in texts without the item changing: ages, counts, prices, as the language says them. */
  readonly volatile: readonly RegExp[]
  /** Beginnings of words that give a topic of article 9 away. */
  readonly article9?: RegExp
}
