/** Vectors that the site has made beforehand. Loaded by `site-files.js` if the option `vectors` is set. */
export { loadPageVectors } from '../runtime/page-vectors/load-page-vectors.ts'
