/** How much to tame weights: SLOPE (Su, Srinath and Krishnamurthy 2020, "Adaptive estimator selection for off-policy evaluation"). */
import { doublyRobust, type Estimate, shrunk } from './estimators.ts'
import type { Sample } from './sample.ts'

/** The interval reaches as far as that of the weights as they are: of the bias nothing better is known. */
export interface Chosen extends Estimate {
  /** The strength of shrinkage; ∞: weights as they are; 0: none counts. */
  readonly limit: number
}

/** Of that paper's theorem 1. */
const FACTOR = Math.sqrt(6) - 1
/** An estimate's confidence, in standard errors: 95 % of a normal distribution. */
const CONFIDENCE = 1.96
/** Limits tried: each half of the one before. */
const STEPS = 24

/** From no limit to the strictest: bias grows along them and variance falls. Weights up to 1 need no limit. The strength is the square of a weight. */
function limitsOf({ weights }: Sample): number[] {
  const largest = weights.reduce((most, weight) => Math.max(most, weight), 0)
  const limits = [Number.POSITIVE_INFINITY]
  for (let step = 1; step <= STEPS; step++) {
    const limit = largest / 2 ** step
    if (limit < 1) break
    limits.push(limit ** 2)
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

/**
 * DR whose weights are shrunk as SLOPE says; at the end the model alone counts. The interval reaches at least as far as that of DR: SLOPE
 * allows a bias of up to one and a half half-widths, which no interval of a shrunk estimate's variance knows.
 */
export function shrunkDoublyRobust(sample: Sample): Chosen {
  const all = [...limitsOf(sample), 0].map((limit) => ({ ...doublyRobust(sample, shrunk(limit)), limit }))
  const chosen = all[slope(all)]!
  const [[low, high], [lowest, highest]] = [chosen.interval, all[0]!.interval]
  return { ...chosen, interval: [Math.min(low, lowest), Math.max(high, highest)] }
}
