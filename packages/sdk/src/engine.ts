/**
 * Making vectors: asked for only where some are missing, and so a bundle of its own, which `later.js` brings in. Whoever reads
 * on with every vector in the history never loads it.
 */
export { embedTexts } from './content/embed.ts'
export { createReleaseEngine } from './engine/release.ts'
export { speaks } from './may-download.ts'

export type EngineBundle = typeof import('./engine.ts')
