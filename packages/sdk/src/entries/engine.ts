/**
 * Making vectors: asked for only where some are missing, and so a bundle of its own, which `core.js` brings in. Whoever reads
 * on with every vector in the history never loads it.
 */
export { embedTexts } from '../content/embed.ts'
export { createReleaseEngine } from '../engine/client/release-engine.ts'
export { speaks } from '../runtime/may-download.ts'

export type EngineBundle = typeof import('./engine.ts')
