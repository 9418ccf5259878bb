/** What another way to choose would have brought, told by a log of which each choice's probability is known. Pure. */
import { type Spread, spread } from './interval.ts'
import type { Sample } from './sample.ts'

/** A reward a decision. */
export interface Estimate extends Spread {
  readonly value: number
}

const meanOf = (column: Float64Array) => column.reduce((sum, each) => sum + each, 0) / column.length

/** The mean of N numbers, one a decision. */
function meanEstimate(column: Float64Array, { clusters }: Sample): Estimate {
  const value = meanOf(column)
  const parts = column.map((each) => each - value)
  return { value, ...spread(value, parts, clusters) }
}

/** What the log itself brought. */
export const logged = (sample: Sample): Estimate => meanEstimate(sample.rewards, sample)

/** Weights as an estimator takes them: as they are, or shrunk. */
export type WeightTransform = (weight: number) => number

export const unshrunk: WeightTransform = (weight) => weight

/** Shrunk by what makes the error least (Su, Dimakopoulou and others 2020, "DR with optimistic shrinkage"). @param limit ∞: as they are; 0: none counts */
export const shrunk =
  (limit: number): WeightTransform =>
  (weight) =>
    limit === Number.POSITIVE_INFINITY ? weight : limit && weight / (1 + (weight * weight) / limit)

/** Inverse propensity scores (Horvitz and Thompson 1952): unbiased where each choice could have been made. */
export const ips = (sample: Sample): Estimate =>
  meanEstimate(
    sample.weights.map((weight, n) => weight * sample.rewards[n]!),
    sample,
  )

/** The same, divided by the weights' mean (Hájek 1964; SNIPS in Swaminathan and Joachims 2015): NaN where all weights are 0. */
export function snips({ weights, rewards, clusters }: Sample): Estimate {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const value = weights.reduce((sum, weight, n) => sum + weight * rewards[n]!, 0) / total
  const mean = total / weights.length
  const parts = weights.map((weight, n) => (weight * (rewards[n]! - value)) / mean)
  return { value, ...spread(value, parts, clusters) }
}

/** The model, put right by what it missed, weighed (Dudík, Langford and Li 2011): unbiased whatever the model expects. */
export function doublyRobust(sample: Sample, transform: WeightTransform = unshrunk): Estimate {
  const { weights, rewards, predicted, expected } = sample
  return meanEstimate(
    weights.map((weight, n) => expected[n]! + transform(weight) * (rewards[n]! - predicted[n]!)),
    sample,
  )
}

/** As many decisions by the policy itself would tell as much (Kish 1965): (Σw)² / Σw². */
export function effectiveSampleSize({ weights }: Sample): number {
  let [sum, squares] = [0, 0]
  for (const weight of weights) {
    sum += weight
    squares += weight ** 2
  }
  return squares > 0 ? sum ** 2 / squares : 0
}

/** What the policy would have brought more than the log did, doubly robust: the same decisions on both sides, so that what moves both falls away. */
export function gain(sample: Sample): Estimate {
  const { weights, rewards, predicted, expected } = sample
  return meanEstimate(
    weights.map((weight, n) => expected[n]! + weight * (rewards[n]! - predicted[n]!) - rewards[n]!),
    sample,
  )
}
