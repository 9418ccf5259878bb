/** The site's own files: ranker, popularity and experiments. Loaded by `core.js` if an option names one of them. */
export { loadExperiments } from '../runtime/site-files/load-experiments.ts'
export { loadSiteFiles } from '../runtime/site-files/load-site-files.ts'
