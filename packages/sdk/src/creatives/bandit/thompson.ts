/**
 * Thompson sampling: each arm is chosen as often as it is believed to be the best. The probabilities are computed, and one arm is
 * drawn by them, so that the propensity that is kept is the very one by which it was chosen.
 */

import type { Arm, Posterior } from './posterior.ts'
import { normal, normalCdf, type Random } from './random.ts'

/** Draws of the weights that all arms share; given these, arms are independent. */
const DRAWS = 32
/** Points of the integral over one arm's log-odds, and how many deviations it reaches to each side. */
const POINTS = 25
const REACH = 4
/** Added to each arm's probability: what is kept out for ever is never judged anew, and what had no chance is judged by nothing. */
export const FLOOR = 0.002

export interface Draw {
  /** Index of the arm. */
  readonly at: number
  /** (arms) by which it was drawn: none 0, sum 1. */
  readonly propensities: readonly number[]
}

/** @param arms at least one */
export function thompson(posterior: Posterior, arms: readonly Arm[], random: Random): Draw {
  // Drawn first: from one state of the generator, whatever else there is to choose from, the same number falls.
  let left = random()
  const propensities = propensitiesOf(posterior, arms, random)
  const at = propensities.findIndex((chance) => (left -= chance) < 0)
  // Sums of fractions can miss 1 by their rounding.
  return { at: at < 0 ? arms.length - 1 : at, propensities }
}

/** (arms) How often each is believed to have the highest log-odds, none below {@link FLOOR} / (1 + arms × FLOOR). */
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

/** (arms) How often each of independent normal numbers is the highest, but for the integral's error. */
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
