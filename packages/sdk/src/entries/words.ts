/**
 * What is known of the page's languages, beyond what `core.js` knows of English: a bundle of its own, which that brings in. It has the
 * languages' files brought in in turn, and carries their hashes.
 */
export { loadWords } from '../runtime/languages/load-words.ts'
