/** Estimates how much less readers look at items further down, from a log of lists. */
import type { List } from '../log/read-log.ts'

export interface Examination {
  /** An item at place k, counted from 1, is looked at with a probability proportional to k^−exponent. */
  readonly exponent: number
  /** 95 %. */
  readonly interval: readonly [low: number, high: number]
  /** What the exponent was estimated from: items that changed places, or lists in random order. */
  readonly source: 'swaps' | 'shuffled'
}

const DAY = 86_400_000
/** Minimum number of items that were shown at different places, or of readers of shuffled lists. */
const LEAST = 30
/** If the exponent's standard error is larger, the estimate isn't used. */
const MOST_ERROR = 0.2
/** Maximum exponent, at which the tenth place gets a hundredth of the first place's attention. */
const STEEPEST = 2
const STEPS = 30

/** Showings and clicks of one stratum, with the logarithm of their places. */
interface Stratum {
  readonly cluster: string
  readonly showings: Map<number, number>
  readonly clicks: Array<readonly [logPlace: number, cluster: string]>
}

/**
 * Intervention harvesting (Agarwal, Zaitsev, Wang, Li, Najork & Joachims, WSDM 2019): when the same item is shown at
 * different places on the same day, the differences between its click rates are due to the places. Given an item's
 * clicks on a day, their places are multinomial with probabilities ∝ showings · k^−exponent, whatever its appeal. The
 * exponent maximises this conditional likelihood (a Poisson regression with fixed effects); the power law is that of
 * Joachims, Swaminathan & Schnabel (WSDM 2017). The error is robust to clustering by item.
 *
 * If the log has enough lists in random order, only these are used, because nothing that affects clicks can then have
 * affected an item's place.
 *
 * @returns undefined if too few items change places
 */
export function estimateExamination(lists: readonly List[]): Examination | undefined {
  const shuffled = lists.filter((list) => list.shuffled)
  return estimate(strataOf(shuffled, false), 'shuffled') ?? estimate(strataOf(lists, true), 'swaps')
}

function strataOf(lists: readonly List[], byItem: boolean): Stratum[] {
  const strata = new Map<string, Stratum>()
  for (const list of lists)
    list.items.forEach((item, place) => {
      const key = byItem ? `${Math.floor(list.at / DAY)} ${item}` : ''
      let stratum = strata.get(key)
      if (!stratum) strata.set(key, (stratum = { cluster: item, showings: new Map(), clicks: [] }))
      const logPlace = Math.log1p(place)
      stratum.showings.set(logPlace, (stratum.showings.get(logPlace) ?? 0) + 1)
      if (list.clicked.has(item)) stratum.clicks.push([logPlace, byItem ? item : list.user])
    })
  return [...strata.values()].filter(({ showings, clicks }) => showings.size > 1 && clicks.length)
}

/** Mean and variance of the logarithm of the place under the showings, discounted by the exponent. */
function momentsOf(showings: ReadonlyMap<number, number>, exponent: number) {
  let [total, first, second] = [0, 0, 0]
  for (const [logPlace, count] of showings) {
    const weight = count * Math.exp(-exponent * logPlace)
    total += weight
    first += weight * logPlace
    second += weight * logPlace ** 2
  }
  const mean = first / total
  return { mean, variance: Math.max(0, second / total - mean ** 2) }
}

function estimate(strata: readonly Stratum[], source: Examination['source']): Examination | undefined {
  let exponent = 0
  let [information, squares, clusters] = [0, 0, 0]
  for (let step = 0; step < STEPS; step++) {
    const scores = new Map<string, number>()
    information = 0
    for (const { showings, clicks } of strata) {
      const { mean, variance } = momentsOf(showings, exponent)
      information += clicks.length * variance
      for (const [logPlace, cluster] of clicks) scores.set(cluster, (scores.get(cluster) ?? 0) + mean - logPlace)
    }
    clusters = scores.size
    if (!(information > 0)) return undefined
    const all = [...scores.values()]
    squares = all.reduce((sum, score) => sum + score ** 2, 0)
    const change = all.reduce((sum, score) => sum + score, 0) / information
    // The likelihood is concave, but a full step can overshoot while the exponent is far off.
    exponent += Math.max(-0.5, Math.min(0.5, change))
    if (Math.abs(change) < 1e-6) break
  }
  const error = Math.sqrt(squares) / information
  if (clusters < LEAST || error > MOST_ERROR || Math.abs(exponent) > STEEPEST) return undefined
  return { exponent, interval: [exponent - 1.96 * error, exponent + 1.96 * error], source }
}

/** Logarithm of each place's chance of being looked at (C), relative to the list's mean. */
export function logExamination(length: number, exponent: number): Float64Array {
  const chances = Float64Array.from({ length }, (_, place) => (1 + place) ** -exponent)
  const mean = chances.reduce((sum, chance) => sum + chance, 0) / (length || 1)
  return chances.map((chance) => Math.log(chance / mean))
}
