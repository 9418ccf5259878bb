/**
 * What a site has put on its server for ranking: a ranker, what is read most, experiments. Few sites have any, and so this is a
 * bundle of its own, which `core.js` brings in where an option names one.
 */
export { loadExperiments } from '../runtime/site-files/load-experiments.ts'
export { loadSiteFiles } from '../runtime/site-files/load-site-files.ts'
