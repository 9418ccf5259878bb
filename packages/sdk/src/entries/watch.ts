/** Watches what the reader does on the page. Loaded by `core.js` while it orders lists. */
export { followPage } from '../runtime/page/follow-page.ts'
