/** A log as one other way to choose would see it: all that estimators need. */
import { hash32 } from '../random.ts'
import type { Decision, DecisionLog } from './read-decisions.ts'
import { FOLDS, type RewardModel } from './reward-model.ts'

/** Columns of N decisions. */
export interface Sample {
  /** How much likelier (or less) the chosen one would have been: π(chosen) / propensity. */
  readonly weights: Float64Array
  readonly rewards: Float64Array
  /** What was to be expected of the chosen one. */
  readonly predicted: Float64Array
  /** What was to be expected of what the policy would have chosen: Σ π · predicted. */
  readonly expected: Float64Array
  /** Number of each decision's cluster. */
  readonly clusters: Uint32Array
}

/** With which probability each candidate (K) is chosen; undefined for a decision of which the policy says nothing. */
export type Policy = (decision: Decision) => ArrayLike<number> | undefined

/** Decisions of the same users fall into the same part, whatever the policy. */
export const foldOf = (cluster: number) => hash32(String(cluster)) % FOLDS

export function sampleOf(log: DecisionLog, policy: Policy, model: RewardModel): Sample {
  const all = log.decisions.length
  const weights = new Float64Array(all)
  const rewards = new Float64Array(all)
  const predicted = new Float64Array(all)
  const expected = new Float64Array(all)
  const clusters = new Uint32Array(all)
  let n = 0
  for (const decision of log.decisions) {
    const probabilities = policy(decision)
    if (!probabilities) continue
    const { offer, cluster, context, chosen, propensity, reward } = decision
    const fold = foldOf(cluster)
    weights[n] = probabilities[chosen]! / propensity
    rewards[n] = reward
    clusters[n] = cluster
    offer.arms.forEach((arm, k) => {
      // Most policies are sure, and most predictions needn't be made.
      if (!probabilities[k] && k !== chosen) return
      const prediction = model.predict(fold, offer.slot, arm, context)
      expected[n]! += probabilities[k]! * prediction
      if (k === chosen) predicted[n] = prediction
    })
    n++
  }
  return {
    weights: weights.subarray(0, n),
    rewards: rewards.subarray(0, n),
    predicted: predicted.subarray(0, n),
    expected: expected.subarray(0, n),
    clusters: clusters.subarray(0, n),
  }
}
