/**
 * Reports to the site about experiments: through its own analytics, or as one randomised bit to its own address. Loaded by
 * `measurement.js` if the site names either.
 */
export { startTelling } from '../runtime/experiments/telling.ts'
