/** Experiments. Loaded by `core.js` if the site runs any and the reader has consented to `measurement`. */
export { measure } from '../runtime/experiments/experiment-view.ts'
