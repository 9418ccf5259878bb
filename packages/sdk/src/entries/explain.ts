/**
 * What the reader is told about an order and about themselves: asked for by a press of a button, and so a bundle of its own,
 * which `core.js` brings in.
 */
export { dismissed, explain, profile } from '../runtime/explanations.ts'

export type Explanations = typeof import('./explain.ts')
