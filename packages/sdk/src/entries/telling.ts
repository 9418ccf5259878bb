/**
 * What a site is told of arms: through its own analytics, or as one randomised bit to its own address. Only where it names either, so a
 * bundle of its own, which `measurement.js` brings in.
 */
export { startTelling } from '../runtime/experiments/telling.ts'
