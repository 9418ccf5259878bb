/**
 * What is known of the page's languages, beyond English: a bundle of its own, which `core.js` brings in where a page isn't in English
 * alone. It has the languages' files brought in turn, and carries their hashes.
 */
export { loadWords } from '../runtime/languages/load-words.ts'

export type WordsBundle = typeof import('./words.ts')
