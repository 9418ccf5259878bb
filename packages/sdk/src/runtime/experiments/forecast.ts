/**
 * Counts that show whether ranking works: how much was known about a list, how long ranking took, and whether readers
 * clicked the items that it predicted.
 */

import type { Counts } from '../../measurement/experiments/tally.ts'
import type { Ranking } from '../../types.ts'

/** Number of top-scoring items used to judge a list. */
const FIRST = 3
/** A task that takes longer than this many milliseconds counts as long (W3C, Long Tasks). */
const LONG = 50

/** Whether any item's score depends on the reader. */
const isKnown = ({ items }: Ranking) =>
  items.some(({ parts: { interest, topics, seen, habits } }) => interest || topics || seen || habits)

export interface Forecast {
  readonly first: ReadonlySet<string>
  /** Probability that a click on the list goes to one of these items, 0 to 1. */
  readonly share: number
}

/** @returns undefined if nothing is known about the reader or the list is too short */
export function forecastOf(ranking: Ranking): Forecast | undefined {
  const { items } = ranking
  if (items.length < 2 * FIRST || !isKnown(ranking)) return undefined
  const best = Math.max(...items.map(({ score }) => score))
  // Scores are log-odds, up to an intercept for each list. Given exactly one click among the items, the click
  // probabilities are the softmax of the scores.
  const odds = items.map(({ score }) => Math.exp(score - best)) // (items)
  const of = (all: readonly number[]) => all.reduce((sum, each) => sum + each, 0)
  const share = of(odds.filter((_, at) => items[at]!.byScore < FIRST)) / of(odds)
  return { first: new Set(items.filter(({ byScore }) => byScore < FIRST).map(({ id }) => id)), share }
}

/** Returns the counts for an ordered list. @param cold the number of items without a vector */
export const orderCounts = (ranking: Ranking, cold: number): Counts => ({
  list: 1,
  known: Number(isKnown(ranking)),
  item: ranking.items.length,
  cold,
  slow: Number(ranking.milliseconds > LONG),
})

/** Returns the counts for a click in a list. */
export const clickCounts = (forecast: Forecast | undefined, item: string): Counts =>
  forecast ? { judged: 1, hit: Number(forecast.first.has(item)), foreseen: forecast.share } : {}
