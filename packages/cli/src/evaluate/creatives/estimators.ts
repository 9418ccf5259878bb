/**
 * Off-policy estimators, which estimate another policy's reward from a log with known propensities. All are pure
 * functions.
 */
import { type Spread, spread } from './interval.ts'
import type { Sample } from './sample.ts'

/** Mean reward per decision. */
export interface Estimate extends Spread {
  readonly value: number
}

const meanOf = (column: Float64Array) => column.reduce((sum, each) => sum + each, 0) / column.length

/** The mean of N values, one per decision. */
function meanEstimate(column: Float64Array, { clusters }: Sample): Estimate {
  const value = meanOf(column)
  const parts = column.map((each) => each - value)
  return { value, ...spread(value, parts, clusters) }
}

/** The logging policy's own reward. */
export const logged = (sample: Sample): Estimate => meanEstimate(sample.rewards, sample)

/** Transforms importance weights before they are used, by shrinking them or leaving them unchanged. */
export type WeightTransform = (weight: number) => number

export const unshrunk: WeightTransform = (weight) => weight

/**
 * Shrinks weights to minimise a bound on the error (Su, Dimakopoulou et al. 2020, "Doubly robust off-policy evaluation
 * with shrinkage", optimistic variant).
 * @param limit ∞: weights stay unchanged; 0: all weights become 0
 */
export const shrunk =
  (limit: number): WeightTransform =>
  (weight) =>
    limit === Number.POSITIVE_INFINITY ? weight : limit && weight / (1 + (weight * weight) / limit)

/** Inverse propensity scoring, IPS (Horvitz and Thompson 1952): unbiased if every choice had a positive probability. */
export const ips = (sample: Sample): Estimate =>
  meanEstimate(
    sample.weights.map((weight, n) => weight * sample.rewards[n]!),
    sample,
  )

/**
 * Self-normalised IPS: divides by the mean weight (Hájek 1964; Swaminathan and Joachims 2015). NaN if all weights are
 * 0.
 */
export function snips({ weights, rewards, clusters }: Sample): Estimate {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const value = weights.reduce((sum, weight, n) => sum + weight * rewards[n]!, 0) / total
  const mean = total / weights.length
  const parts = weights.map((weight, n) => (weight * (rewards[n]! - value)) / mean)
  return { value, ...spread(value, parts, clusters) }
}

/**
 * Doubly robust: the reward model plus an importance-weighted correction of its residuals (Dudík, Langford and Li
 * 2011). Unbiased whatever the model predicts.
 */
export function doublyRobust(sample: Sample, transform: WeightTransform = unshrunk): Estimate {
  const { weights, rewards, predicted, expected } = sample
  return meanEstimate(
    weights.map((weight, n) => expected[n]! + transform(weight) * (rewards[n]! - predicted[n]!)),
    sample,
  )
}

/** Effective sample size (Kish 1965): (Σw)² / Σw². */
export function effectiveSampleSize({ weights }: Sample): number {
  let [sum, squares] = [0, 0]
  for (const weight of weights) {
    sum += weight
    squares += weight ** 2
  }
  return squares > 0 ? sum ** 2 / squares : 0
}

/**
 * The policy's doubly robust gain over the log. The two are compared decision by decision, which cancels the noise they
 * share.
 */
export function gain(sample: Sample): Estimate {
  const { weights, rewards, predicted, expected } = sample
  return meanEstimate(
    weights.map((weight, n) => expected[n]! + weight * (rewards[n]! - predicted[n]!) - rewards[n]!),
    sample,
  )
}
