/**
 * What a site has put on its server for ranking: a ranker, what is read most. Few sites have either, and so this is a bundle of
 * its own, which `core.js` brings in where an option names one.
 */
export { loadSiteFiles } from '../runtime/site-files/load-site-files.ts'

export type SiteFilesBundle = typeof import('./site-files.ts')
