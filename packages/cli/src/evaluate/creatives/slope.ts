/**
 * Chooses the amount of weight shrinkage with SLOPE (Su, Srinath and Krishnamurthy 2020, "Adaptive estimator selection
 * for off-policy evaluation").
 */
import { doublyRobust, type Estimate, shrunk } from './estimators.ts'
import type { Sample } from './sample.ts'

/** The interval is at least as wide as the interval of unshrunk DR, because no tighter bound on the bias is known. */
export interface Chosen extends Estimate {
  /** The shrinkage limit. ∞: weights are unchanged; 0: all weights are 0. */
  readonly limit: number
}

/** Constant from theorem 1 of the paper. */
const FACTOR = Math.sqrt(6) - 1
/** Half-width of an estimate's confidence interval, in standard errors (95 % for a normal distribution). */
const CONFIDENCE = 1.96
/** Number of limits to try, each half the previous one. */
const STEPS = 24

/**
 * The limits to try, from no limit to the strictest, so that bias grows and variance falls from one limit to the next.
 * Weights up to 1 need no limit. Limits are compared with squared weights.
 */
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
 * Chooses the last estimate before the first one that isn't consistent with all earlier estimates. Its variance is
 * lower than that of the first estimate, and it has no detectable bias.
 * @param estimates at least one estimate; the first is unbiased, and each has more bias and less variance than the
 * previous one
 * @returns the index of the chosen estimate
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
 * Doubly robust estimate, with the amount of weight shrinkage chosen by SLOPE; with a limit of 0, this is the model's
 * estimate alone. The interval is at least as wide as the interval of unshrunk DR, because SLOPE tolerates a bias of up
 * to one and a half half-widths, which isn't reflected in the variance of the shrunk estimate.
 */
export function shrunkDoublyRobust(sample: Sample): Chosen {
  const all = [...limitsOf(sample), 0].map((limit) => ({ ...doublyRobust(sample, shrunk(limit)), limit }))
  const chosen = all[slope(all)]!
  const [[low, high], [lowest, highest]] = [chosen.interval, all[0]!.interval]
  return { ...chosen, interval: [Math.min(low, lowest), Math.max(high, highest)] }
}
