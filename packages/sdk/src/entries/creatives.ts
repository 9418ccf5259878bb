/** Choosing creatives: loaded by `core.js` once a reader has agreed to them. */
export { createCreatives } from '../runtime/slots/slots.ts'
