/**
 * Choosing creatives: asked for only where a reader has agreed to them, and so a bundle of its own, which `core.js` brings in.
 */
export { chooseForSlots, fillSlots } from '../runtime/slots/slots.ts'
