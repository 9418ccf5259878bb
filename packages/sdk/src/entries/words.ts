/** Words of the page's languages, beyond the English ones in `core.js`, which loads it. It loads a file for each language in turn. */
export { loadWords } from '../runtime/languages/load-words.ts'
