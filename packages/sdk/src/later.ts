/**
 * What the first order of a page can do without: the engine, what people ask of a ranking after the fact, and JSON-LD.
 * A bundle of its own, brought in when one of them is needed: on most page views none is.
 */
export { createReleaseEngine } from './engine/release.ts'
export { readMetadata } from './page/metadata.ts'
export { explain } from './ranking/explain.ts'
export { profile } from './ranking/profile.ts'

export type Later = typeof import('./later.ts')
