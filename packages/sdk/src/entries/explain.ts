/** Explanations, the profile, and edits to the profile. Loaded by `core.js` when a reader asks for one of them. */
export { audiences, profile } from '../runtime/audiences/profile.ts'
export { editInterest } from '../runtime/history/edit-interest.ts'
export { dismissed, explain } from '../runtime/ranking/explanations.ts'
export { reasonOf } from '../runtime/slots/say.ts'
