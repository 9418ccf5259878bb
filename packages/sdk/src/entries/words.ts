/**
 * Words of the page's languages, in addition to the English ones in `core.js`. Loaded by `core.js`; loads one more file
 * for each language.
 */
export { loadLanguages } from '../runtime/languages/load-languages.ts'
