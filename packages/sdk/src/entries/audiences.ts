/**
 * Audiences and segments. Loaded by `explain.js` and `creatives.js` rather than contained in them, because few pages
 * use them.
 */
export { audienceFits, audiences, segments } from '../runtime/audiences/audiences.ts'
