/**
 * Thompson sampling: each arm is chosen with the probability that it is the best. The probabilities are computed first
 * and one arm is drawn from them, so that the recorded propensity is exactly the one used.
 */

import type { Arm, Posterior } from './posterior.ts'
import { normal, normalCdf, type Random } from './random.ts'

/** Number of draws of the shared weights. Given the shared weights, arms are independent. */
const DRAWS = 32
/** Number of points in the integral over one arm's log-odds, and its range in standard deviations on each side. */
const POINTS = 25
const REACH = 4
/**
 * Added to each arm's probability, because an arm that is never shown would never be re-evaluated, and because
 * off-policy estimates need positive propensities.
 */
export const FLOOR = 0.002

export interface Draw {
  /** Index of the arm. */
  readonly at: number
  /** The probabilities (arms) from which the arm was drawn; all are > 0, and their sum is 1. */
  readonly propensities: readonly number[]
}

/** @param arms at least one */
export function thompson(posterior: Posterior, arms: readonly Arm[], random: Random): Draw {
  // Draw the number first, so that the same generator state yields the same number whatever the arms are.
  let left = random()
  const propensities = propensitiesOf(posterior, arms, random)
  const at = propensities.findIndex((chance) => (left -= chance) < 0)
  // Rounding can leave the sum slightly below 1.
  return { at: at < 0 ? arms.length - 1 : at, propensities }
}

/** The probability (arms) that each arm has the highest log-odds, at least {@link FLOOR} / (1 + arms × FLOOR). */
export function propensitiesOf(posterior: Posterior, arms: readonly Arm[], random: Random): number[] {
  const all = arms.map((arm) => posterior.terms(arm))
  const shared = new Map(all.flat().flatMap((term) => (term.shared ? [[term.key, term.belief] as const] : [])))
  const wins = arms.map(() => 0)
  const draws = shared.size ? DRAWS : 1
  for (let draw = 0; draw < draws; draw++) {
    const weights = new Map(
      [...shared].map(([key, { mean, variance }]) => [key, mean + Math.sqrt(variance) * normal(random)]),
    )
    const beliefs = all.map((terms) => {
      let mean = 0
      let variance = 0
      for (const { key, x, belief } of terms) {
        mean += x * (weights.get(key) ?? belief.mean)
        variance += weights.has(key) ? 0 : x * x * belief.variance
      }
      return { mean, deviation: Math.sqrt(variance) }
    })
    bestOf(beliefs).forEach((chance, at) => {
      wins[at]! += chance
    })
  }
  const sum = wins.reduce((all, each) => all + each, 0)
  return wins.map((won) => (won / sum + FLOOR) / (1 + arms.length * FLOOR))
}

/**
 * The probability (arms) that each of several independent normal variables is the largest, by numerical integration.
 */
function bestOf(beliefs: ReadonlyArray<{ readonly mean: number; readonly deviation: number }>): number[] {
  return beliefs.map(({ mean, deviation }, at) => {
    let mass = 0
    let won = 0
    for (let point = 0; point < POINTS; point++) {
      const z = REACH * ((2 * point) / (POINTS - 1) - 1)
      const density = Math.exp((-z * z) / 2)
      let chance = density
      beliefs.forEach((other, index) => {
        if (index !== at) chance *= normalCdf((mean + z * deviation - other.mean) / other.deviation)
      })
      mass += density
      won += chance
    }
    return won / mass
  })
}
