/**
 * Reward model for the direct method, computed from counts in the log. It consists of the mean rewards of the slot, of
 * the creative, and of the creative in this context; each mean is shrunk towards the previous one.
 */
import type { DecisionLog } from './read-decisions.ts'

/**
 * Number of folds for cross-fitting. A decision's reward is predicted from the other folds, so its own outcome can't
 * influence the prediction.
 */
export const FOLDS = 5
/** Pseudo-count of the parent mean, in showings. */
const SHRINKAGE = 50

/** Showings and rewards, by fold. */
type Sums = Float64Array

const empty = (): Sums => new Float64Array(2 * FOLDS)

/** Mean over the other folds, shrunk towards the parent mean. */
function mean(sums: Sums | undefined, fold: number, before: number): number {
  if (!sums) return before
  let [showings, rewards] = [0, 0]
  for (let f = 0; f < FOLDS; f++) {
    if (f === fold) continue
    showings += sums[2 * f]!
    rewards += sums[2 * f + 1]!
  }
  return (rewards + SHRINKAGE * before) / (showings + SHRINKAGE)
}

export interface RewardModel {
  /** Predicted reward of a creative. @param fold the fold to leave out */
  predict(fold: number, slot: number, arm: number, context: number): number
}

/** @param foldOf maps a cluster to its fold, 0 to FOLDS − 1 */
export function rewardModel(log: DecisionLog, foldOf: (cluster: number) => number): RewardModel {
  const all = empty()
  const slots = log.slots.map(empty)
  const arms = Array.from({ length: log.arms }, empty)
  const contexts = new Map<number, Sums>()
  const keyOf = (arm: number, context: number) => context * log.arms + arm
  for (const { offer, context, cluster, chosen, reward } of log.decisions) {
    const arm = offer.arms[chosen]!
    const fold = 2 * foldOf(cluster)
    const levels = [all, slots[offer.slot]!, arms[arm]!]
    if (context) {
      const key = keyOf(arm, context)
      const known = contexts.get(key) ?? empty()
      contexts.set(key, known)
      levels.push(known)
    }
    for (const level of levels) {
      level[fold]! += 1
      level[fold + 1]! += reward
    }
  }
  return {
    predict(fold, slot, arm, context) {
      const ofSlot = mean(slots[slot], fold, mean(all, fold, 0))
      const ofArm = mean(arms[arm], fold, ofSlot)
      return context ? mean(contexts.get(keyOf(arm, context)), fold, ofArm) : ofArm
    },
  }
}
