/**
 * Making vectors in a worker: asked for only where some could be deeper, and so a bundle of its own, which `table.js` brings in.
 */
export { embedTexts } from '../content/embed.ts'
export { createPictureEngine, createReleaseEngine } from '../engine/client/release-engine.ts'
export { engineSetting } from '../runtime/vectors/engine-setting.ts'
