/**
 * Choosing creatives: asked for only where a reader has agreed to them, and so a bundle of its own, which `core.js` brings in.
 */
export { chooseForSlots } from '../runtime/slots/plan-slots.ts'
export { fillSlots } from '../runtime/slots/slots.ts'
