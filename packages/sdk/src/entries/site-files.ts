/**
 * What a site gives as files, its own ranker: asked for only where it names one, and so a bundle of its own, which `core.js`
 * brings in.
 */
export { loadRanker } from '../runtime/load-ranker.ts'

export type SiteFiles = typeof import('./site-files.ts')
