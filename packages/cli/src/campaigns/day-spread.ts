/**
 * How far a creative's rate differs from day to day, beyond chance. Showings of one day have in common what that day was like: a thousand of
 * them say less than a thousand on as many days.
 */
import type { DayCount } from './read-counts.ts'

/** Relative variance of a day's rate that is expected before the report says, and as many days as that counts as. */
const EXPECTED = 0.05
const BEFORE = 5

/** Of one creative. */
interface Days {
  /** Variances of its days' goals by chance alone. */
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
 * Which part of a creative's showings counts, as if they were independent.
 *
 * The days' relative variance is common to all creatives, told by moments (DerSimonian and Laird, Meta-analysis in clinical trials,
 * 1986). A day of variance V by chance has V + τ² V² with it.
 *
 * @returns by creative, above 0, at most 1; creatives without days are left out
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

/** How much wider the mean of so many days is than a normal one: the variance of Student's t. */
const few = (days: number): number => (Math.max(days, 4) - 1) / (Math.max(days, 4) - 3)

const sums = (variances: readonly number[]): [sum: number, sumOfSquares: number] => [
  variances.reduce((sum, each) => sum + each, 0),
  variances.reduce((sum, each) => sum + each ** 2, 0),
]
