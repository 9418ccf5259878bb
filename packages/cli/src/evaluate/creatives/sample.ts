/** Combines a log with one target policy into the inputs of the estimators. */
import { hash32 } from '../random.ts'
import type { Decision, DecisionLog } from './read-decisions.ts'
import { FOLDS, type RewardModel } from './reward-model.ts'

/** Columns over N decisions. */
export interface Sample {
  /** Importance weights: π(chosen) / propensity. */
  readonly weights: Float64Array
  readonly rewards: Float64Array
  /** Predicted reward of the logged choice. */
  readonly predicted: Float64Array
  /** Predicted reward under the policy: Σ π · prediction. */
  readonly expected: Float64Array
  /** Cluster index of each decision. */
  readonly clusters: Uint32Array
}

/** Probability of each candidate (K); undefined if the policy doesn't cover the decision. */
export type Policy = (decision: Decision) => ArrayLike<number> | undefined

/** For every policy, all decisions of a user are in the same fold. */
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
      // Skip predictions whose probability is zero, because most policies are deterministic.
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
