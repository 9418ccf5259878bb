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
  const known = log.decisions.flatMap((decision) => {
    const probabilities = policy(decision)
    return probabilities ? [{ decision, probabilities }] : []
  })
  const column = () => new Float64Array(known.length)
  const sample = {
    weights: column(),
    rewards: column(),
    predicted: column(),
    expected: column(),
    clusters: new Uint32Array(known.length),
  }
  known.forEach(({ decision, probabilities }, n) => {
    const { offer, cluster, context, chosen, propensity, reward } = decision
    const fold = foldOf(cluster)
    sample.weights[n] = probabilities[chosen]! / propensity
    sample.rewards[n] = reward
    sample.clusters[n] = cluster
    offer.arms.forEach((arm, k) => {
      // Most policies are sure, and most predictions needn't be made.
      if (!probabilities[k] && k !== chosen) return
      const prediction = model.predict(fold, offer.slot, arm, context)
      sample.expected[n]! += probabilities[k]! * prediction
      if (k === chosen) sample.predicted[n] = prediction
    })
  })
  return sample
}
