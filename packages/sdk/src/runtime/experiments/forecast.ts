/** What tells whether ranking is well: how much it knew when it ordered a list, how long that took, and whether readers clicked what it foresaw. */

import type { Counts } from '../../measurement/experiments/tally.ts'
import type { Ranking } from '../../types.ts'

/** Items that a list is judged by: those whose scores are highest. */
const FIRST = 3
/** Milliseconds from which on a task is called long (W3C, Long Tasks). */
const LONG = 50

/** Whether anything of a score came from the reader. */
const isKnown = ({ items }: Ranking) =>
  items.some(({ parts: { interest, topics, seen, habits } }) => interest || topics || seen || habits)

export interface Forecast {
  readonly first: ReadonlySet<string>
  /** Probability that a click falls on one of them, given that one falls on the list: 0 to 1. */
  readonly share: number
}

/** @returns undefined where there is nothing to foresee: of the reader nothing is known, or the list is too short */
export function forecastOf(ranking: Ranking): Forecast | undefined {
  const { items } = ranking
  if (items.length < 2 * FIRST || !isKnown(ranking)) return undefined
  const best = Math.max(...items.map(({ score }) => score))
  // Scores are log-odds up to an intercept of the list's own: for one click among its items that is a softmax.
  const odds = items.map(({ score }) => Math.exp(score - best)) // (items)
  const of = (all: readonly number[]) => all.reduce((sum, each) => sum + each, 0)
  const share = of(odds.filter((_, at) => items[at]!.byScore < FIRST)) / of(odds)
  return { first: new Set(items.filter(({ byScore }) => byScore < FIRST).map(({ id }) => id)), share }
}

/** What a list adds that is ordered. @param cold items that have no vector */
export const orderCounts = (ranking: Ranking, cold: number): Counts => ({
  list: 1,
  known: Number(isKnown(ranking)),
  item: ranking.items.length,
  cold,
  slow: Number(ranking.milliseconds > LONG),
})

/** What a click in a list adds. */
export const clickCounts = (forecast: Forecast | undefined, item: string): Counts =>
  forecast ? { judged: 1, hit: Number(forecast.first.has(item)), foreseen: forecast.share } : {}
