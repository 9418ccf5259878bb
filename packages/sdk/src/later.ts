/**
 * What runs only while consent is granted. A bundle of its own beside the tag, so that whoever has not consented pays for
 * the choice alone.
 */
export { createReleaseEngine } from './engine/release.ts'
export { Visit } from './visit.ts'

export type Later = typeof import('./later.ts')
