/**
 * What the reader is told about an order and about themselves, and what they say of it: asked for by a press of a button, and so a
 * bundle of its own, which `core.js` brings in.
 */
export { audiences, profile } from '../runtime/audiences/profile.ts'
export { editInterest } from '../runtime/history/edit-interest.ts'
export { dismissed, explain } from '../runtime/ranking/explanations.ts'
export { reasonOf } from '../runtime/slots/say.ts'
