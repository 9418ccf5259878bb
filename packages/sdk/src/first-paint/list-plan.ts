/** A list's plan for its first paint. */

import { own } from '../lib/json/own.ts'
import type { ListRules } from '../types.ts'

/**
 * An item's id, its score in this list, its topic, and the step that a rule assigned to it (default: 0). If the score
 * is null, the item's general score and step are used.
 */
export type PlannedItem = readonly [id: string, score: number | null, topic?: string | null, step?: number]

export interface ListPlan {
  /**
   * Items in page order. Within a step, scores decrease along the planned order, so that sorting by step and score
   * reproduces that order, and an item that is new to the list can be merged in by its own score.
   */
  readonly items: readonly PlannedItem[]
  /** Weight of an item's place, for items that are new to the list. Default: the snapshot's weight. */
  readonly position?: number
  /** The list's own rules. Where it has none, the site's rules apply. */
  readonly rules: ListRules
  /**
   * The value of `data-inkling-edition`, and the time at which this reader first saw that edition, in milliseconds
   * since 1970.
   */
  readonly met?: { readonly edition: string; readonly since: number }
  /**
   * The edition for which the order was planned; null if the list has no editions; undefined until the reader has
   * opened something since first seeing the edition.
   */
  readonly edition?: string | null | undefined
}

export type Plans = Readonly<Record<string, ListPlan>>

/** Maximum number of lists with a plan. Those of the most recently seen pages are kept. */
const MAX_LISTS = 20
/** Maximum total number of characters in all plans: half of the snapshot. */
const MAX_CHARACTERS = 16_000

const NO_PLAN: ListPlan = own({ items: [], rules: own({}), edition: null })

/** The key of a list's plan on this page. */
export const planKey = (name: string): string => `${name} ${location.pathname}`

export const planOf = (snapshot: { readonly plans: Plans }, name: string): ListPlan =>
  snapshot.plans[planKey(name)] ?? NO_PLAN

/**
 * Computes scores that decrease along an order that rules may have changed. Within a step, each score is midway between
 * the lowest score above it and the highest below it.
 *
 * @param wanted scores and steps, best first; steps never decrease
 * @returns scores, strictly decreasing within each step
 */
export function fallingScores(wanted: ReadonlyArray<{ readonly score: number; readonly step: number }>): number[] {
  // The highest score from each item to the end of its step.
  const high = wanted.map(({ score }) => score)
  for (let i = wanted.length - 2; i >= 0; i--)
    if (wanted[i]!.step === wanted[i + 1]!.step) high[i] = Math.max(high[i]!, high[i + 1]!)
  let low = Number.POSITIVE_INFINITY
  // In units of the last decimal place that is stored.
  let above = Number.POSITIVE_INFINITY
  return wanted.map(({ score, step }, i) => {
    if (step !== wanted[i - 1]?.step) low = above = Number.POSITIVE_INFINITY
    low = Math.min(low, score)
    above = Math.min(above - 1, Math.round(5e3 * (low + high[i]!)))
    return above / 1e4
  })
}

/**
 * Returns as many plans as fit, beginning with the last. Plans that don't fit aren't computed.
 *
 * @param lists functions that make the plans, keyed by list, most important last
 */
export function fittingPlans(lists: ReadonlyArray<readonly [key: string, plan: () => ListPlan]>): Plans {
  const kept: (readonly [string, ListPlan])[] = []
  let characters = 0
  for (const [key, plan] of lists.slice(-MAX_LISTS).reverse()) {
    const entry = [key, plan()] as const
    characters += JSON.stringify(entry).length
    if (characters > MAX_CHARACTERS) break
    kept.unshift(entry)
  }
  return Object.fromEntries(kept)
}
