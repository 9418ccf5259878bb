/**
 * Computes vectors in a worker. Loaded by `table.js` and `pictures.js` if a vector could be computed at a greater
 * depth.
 */
export { embedTexts } from '../content/embed.ts'
export { createPictureEngine, createReleaseEngine } from '../engine/client/release-engine.ts'
export { engineSetting } from '../runtime/vectors/engine-setting.ts'
