/** The site's own files: ranker, popularity, experiments. Loaded by `core.js` if an option names one. */
export { loadExperiments } from '../runtime/site-files/load-experiments.ts'
export { loadSiteFiles } from '../runtime/site-files/load-site-files.ts'
