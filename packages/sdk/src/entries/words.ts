/** Words of the page's languages, beyond the English ones in `core.js`. Loaded by `core.js`; loads a further file for each language. */
export { loadWords } from '../runtime/languages/load-words.ts'
