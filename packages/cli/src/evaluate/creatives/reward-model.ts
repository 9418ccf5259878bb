/**
 * What a creative may be expected to bring, counted in the log: the direct method's model. A mean of the slot, from it the
 * creative's, from that the creative's in this context, each shrunk towards the one before.
 */
import type { DecisionLog } from './read-decisions.ts'

/** Parts of the clusters: what is expected of a decision is counted in the other parts, or it would know its own outcome. */
export const FOLDS = 5
/** Showings that the mean before counts as. */
const SHRINKAGE = 50

/** Showings and rewards by fold. */
type Sums = Float64Array

const empty = (): Sums => new Float64Array(2 * FOLDS)

/** Without the fold's own: its mean, shrunk towards what is known already. */
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
  /** The reward to be expected of a creative. @param fold the part of the log that it may not know */
  predict(fold: number, slot: number, arm: number, context: number): number
}

/** @param foldOf part of each cluster, 0 to FOLDS − 1 */
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
