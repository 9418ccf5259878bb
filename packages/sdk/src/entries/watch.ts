/** What the reader does on the page: of use once lists are ordered, and so a bundle of its own, which `core.js` brings in meanwhile. */
export { followPage } from '../runtime/page/follow-page.ts'
