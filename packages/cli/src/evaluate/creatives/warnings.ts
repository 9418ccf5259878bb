/** Writes warnings about unreliable estimates, as sentences. */
import { effectiveSampleSize } from './estimators.ts'
import { spread } from './interval.ts'
import type { DecisionLog } from './read-decisions.ts'
import type { Policy, Sample } from './sample.ts'

/** Minimum effective sample size, as a number and as a share of the log. */
const FEW = 100
const FEW_SHARE = 0.01
/** Minimum number of rewards with non-zero weight; with fewer, an interval would only be a guess. */
const FEW_REWARDS = 10
/** Minimum number of users needed to estimate how a user's decisions are correlated. */
const FEW_CLUSTERS = 30
/** Maximum share of the total weight that a single decision may have. */
const LARGE_SHARE = 0.1
/** Maximum share of the policy's probability that may go to creatives never shown in the slot in the log. */
const UNSUPPORTED = 0.001
/** Maximum distance between the mean weight and 1, in standard errors. */
const TOO_FAR = 4

/**
 * Share of the policy's probability that goes to creatives never chosen in their slot, about which the log says
 * nothing.
 */
export function unsupported({ decisions, arms }: DecisionLog, policy: Policy): number {
  const shown = new Uint8Array(arms)
  for (const { offer, chosen } of decisions) shown[offer.arms[chosen]!] = 1
  let [missing, all] = [0, 0]
  for (const decision of decisions) {
    const probabilities = policy(decision)
    if (!probabilities) continue
    all++
    decision.offer.arms.forEach((arm, k) => {
      if (!shown[arm]) missing += probabilities[k]!
    })
  }
  return all ? missing / all : 0
}

const percent = (share: number) => `${(100 * share).toPrecision(2)} %`

export function warningsOf(log: DecisionLog, policy: Policy, sample: Sample): string[] {
  const { weights, rewards, clusters } = sample
  const count = weights.length
  const warnings: string[] = []
  if (count < log.decisions.length)
    warnings.push(
      `${log.decisions.length - count} decisions are left out: the log has no probabilities for this policy`,
    )
  const missing = unsupported(log, policy)
  if (missing > UNSUPPORTED)
    warnings.push(
      `${percent(missing)} of its choices are creatives that the log never shows, so it rests on the model's predictions`,
    )
  const effective = effectiveSampleSize(sample)
  if (effective < FEW || effective < FEW_SHARE * count)
    warnings.push(`it rests on ${effective.toPrecision(3)} effective decisions of ${count}: too few to trust`)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const largest = weights.reduce((most, weight) => Math.max(most, weight), 0)
  if (largest > LARGE_SHARE * total) warnings.push(`one decision has ${percent(largest / total)} of all weight`)
  const mean = total / count
  const { standardError } = spread(
    mean,
    weights.map((weight) => weight - mean),
    clusters,
  )
  // If propensities are correct, the mean weight is 1.
  if (missing <= UNSUPPORTED && Math.abs(mean - 1) > TOO_FAR * standardError)
    warnings.push(
      `its weights are ${mean.toPrecision(3)} on average instead of 1: the log's propensities are not those actually used`,
    )
  const paid = rewards.reduce((sum, reward, n) => sum + Number(reward !== 0 && weights[n]! > 0), 0)
  if (paid < FEW_REWARDS) warnings.push(`only ${paid} of its decisions were rewarded: the intervals are guesses`)
  const users = new Set(clusters).size
  if (users < FEW_CLUSTERS) warnings.push(`there are ${users} users: too few to estimate how much they differ`)
  return warnings
}
