/** Chooses creatives. Loaded by `core.js` once a reader has consented to creatives. */
export { createCreatives } from '../runtime/slots/slots.ts'
