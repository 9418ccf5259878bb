/** One randomised bit of each experiment, to the site's own address: only where a site names one. A bundle of its own, which `measurement.js` brings in. */
export { reportBits } from '../runtime/measuring/bit-report.ts'

export type Bits = typeof import('./bits.ts')
