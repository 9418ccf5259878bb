/** Makes vectors in a worker. Loaded by `table.js` and `pictures.js` when a vector could be deeper. */
export { embedTexts } from '../content/embed.ts'
export { createPictureEngine, createReleaseEngine } from '../engine/client/release-engine.ts'
export { engineSetting } from '../runtime/vectors/engine-setting.ts'
