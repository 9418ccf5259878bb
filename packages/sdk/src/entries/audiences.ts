/** Audiences and segments. Loaded by `explain.js` and `creatives.js`, since few pages use them. */
export { audienceFits, audiences, segments } from '../runtime/audiences/audiences.ts'
