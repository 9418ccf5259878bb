/** How much to tame weights: SLOPE (Su, Srinath and Krishnamurthy 2020, "Adaptive estimator selection for off-policy evaluation"). */
import { clipped, doublyRobust, type Estimate, ips, shrunk } from './estimators.ts'
import type { Sample } from './sample.ts'

/** The interval reaches as far as that of the weights as they are: of the bias nothing better is known. */
export interface Chosen extends Estimate {
  /** The largest weight that counts as it is, or the strength of shrinkage; ∞: weights as they are; 0: none counts. */
  readonly limit: number
}

/** Of that paper's theorem 1. */
const FACTOR = Math.sqrt(6) - 1
/** An estimate's confidence, in standard errors: 95 % of a normal distribution. */
const CONFIDENCE = 1.96
/** Limits tried: each half of the one before. */
const STEPS = 24

/** From no limit to the strictest: bias grows along them and variance falls. Weights up to 1 need no limit. @param power of the weight that the limit is */
function limitsOf({ weights }: Sample, power: number): number[] {
  const largest = weights.reduce((most, weight) => Math.max(most, weight), 0)
  const limits = [Number.POSITIVE_INFINITY]
  for (let step = 1; step <= STEPS; step++) {
    const limit = largest / 2 ** step
    if (limit < 1) break
    limits.push(limit ** power)
  }
  return limits
}

/**
 * The last estimate before one disagrees: of less variance than the first, and not seen to be biased.
 *
 * @param estimates at least one; the first is unbiased, and each has more bias and less variance than the one before
 * @returns its place
 */
export function slope(estimates: ReadonlyArray<Pick<Estimate, 'value' | 'standardError'>>): number {
  const width = (i: number) => CONFIDENCE * estimates[i]!.standardError
  const disagrees = (i: number) =>
    estimates
      .slice(0, i)
      .some(({ value }, j) => !(Math.abs(estimates[i]!.value - value) <= width(i) + FACTOR * width(j)))
  const first = estimates.findIndex((_, i) => disagrees(i))
  return (first < 0 ? estimates.length : first) - 1
}

function choose(limits: readonly number[], estimateOf: (limit: number) => Estimate): Chosen {
  const all = limits.map((limit) => ({ ...estimateOf(limit), limit }))
  const chosen = all[slope(all)]!
  const [[low, high], [lowest, highest]] = [chosen.interval, all[0]!.interval]
  return { ...chosen, interval: [Math.min(low, lowest), Math.max(high, highest)] }
}

/** IPS whose weights are clipped where SLOPE says. */
export const clippedIps = (sample: Sample): Chosen =>
  choose(limitsOf(sample, 1), (limit) => ips(sample, clipped(limit)))

/** DR whose weights are shrunk as SLOPE says; at the end there is the direct method. The strength is the square of a weight. */
export const shrunkDoublyRobust = (sample: Sample): Chosen =>
  choose([...limitsOf(sample, 2), 0], (limit) => doublyRobust(sample, shrunk(limit)))
