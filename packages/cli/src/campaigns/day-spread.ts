/**
 * Estimates how much a creative's rate varies from day to day beyond chance. Showings on the same day are correlated,
 * so a thousand on one day carry less information than a thousand on different days.
 */
import type { DayCount } from './read-counts.ts'

/** Prior for the relative variance of a day's rate, and the weight of this prior in days. */
const EXPECTED = 0.05
const BEFORE = 5

/** The days of one creative. */
interface Days {
  /** Binomial variance of each day's goals. */
  readonly variances: readonly number[]
  /** Σ (goals − expected)² / variance. */
  readonly squares: number
}

function daysOf(days: readonly DayCount[]): Days {
  const total = (what: 'showings' | 'goals') => days.reduce((sum, day) => sum + day[what], 0)
  const rate = total('showings') ? total('goals') / total('showings') : 0
  const shown = days.filter(({ showings }) => showings * rate * (1 - rate) > 0)
  const variances = shown.map(({ showings }) => showings * rate * (1 - rate))
  const squares = shown.reduce((sum, { showings, goals }, n) => sum + (goals - showings * rate) ** 2 / variances[n]!, 0)
  return { variances, squares }
}

/**
 * The fraction of each creative's showings that counts as independent. All creatives share one relative variance
 * between days, estimated by the method of moments (DerSimonian and Laird, Meta-analysis in clinical trials, 1986). A
 * day with binomial variance V has total variance V + τ² V².
 *
 * @returns fractions in (0, 1], keyed by creative; creatives without days are left out
 */
export function countingShares(days: readonly DayCount[]): ReadonlyMap<string, number> {
  const byCreative = new Map<string, DayCount[]>()
  for (const day of days) byCreative.set(day.creative, [...(byCreative.get(day.creative) ?? []), day])
  const all = [...byCreative].map(([creative, each]) => [creative, daysOf(each)] as const)
  let [excess, scale, freedom] = [0, 0, 0]
  for (const [, { variances, squares }] of all) {
    const [sum, sumOfSquares] = sums(variances)
    if (variances.length < 2) continue
    excess += squares - (variances.length - 1)
    scale += sum - sumOfSquares / sum
    freedom += variances.length - 1
  }
  const counted = scale > 0 ? Math.max(0, excess / scale) : 0
  const spread = (counted * freedom + EXPECTED * BEFORE) / (freedom + BEFORE)
  return new Map(
    all.map(([creative, { variances }]) => {
      const [sum, sumOfSquares] = sums(variances)
      const many = sum > 0 ? sum ** 2 / sumOfSquares : 0
      return [creative, many ? 1 / (1 + (spread * few(many) * sumOfSquares) / sum) : 1]
    }),
  )
}

/** Variance of Student's t: larger than a normal distribution's, because the mean is over only a few days. */
const few = (days: number): number => (Math.max(days, 4) - 1) / (Math.max(days, 4) - 3)

const sums = (variances: readonly number[]): [sum: number, sumOfSquares: number] => [
  variances.reduce((sum, each) => sum + each, 0),
  variances.reduce((sum, each) => sum + each ** 2, 0),
]
