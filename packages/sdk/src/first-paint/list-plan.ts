/** The plan of a list for its first paint. */

import { own } from '../lib/json/own.ts'
import { foldStep } from '../lib/scoring/fold-step.ts'
import type { ListRules } from '../types.ts'

/** An item's id, its score in this list, its topic. With null for a score, it goes by its score elsewhere. */
export type PlannedItem = readonly [id: string, score: number | null, topic?: string]

export interface ListPlan {
  /**
   * In the page's own order. Scores fall along the planned order, so that sorting by them gives it whatever made it, and an item
   * that the list hasn't had can be merged in by its own. What was read lies below all that wasn't (`lib/scoring/fold-step.ts`).
   */
  readonly items: readonly PlannedItem[]
  /** The list's own rules. For all others, the site's apply. */
  readonly rules: ListRules
  /** The value of `data-inkling-edition`, and when this reader first met it, in milliseconds since 1970. */
  readonly met?: { readonly edition: string; readonly since: number }
  /** The edition that the order is for; null for a list without editions; undefined until the reader has opened something since they met it. */
  readonly edition?: string | null | undefined
}

export type Plans = Readonly<Record<string, ListPlan>>

/** At most this many lists have a plan, those seen last. */
const MAX_LISTS = 20
/** The most characters of all plans: half of the snapshot. */
const MAX_CHARACTERS = 16_000

const NO_PLAN: ListPlan = own({ items: [], rules: own({}), edition: null })

/** The key of a list's plan on this page. */
export const planKey = (name: string): string => `${name} ${location.pathname}`

export const planOf = (snapshot: { readonly plans: Plans }, name: string): ListPlan =>
  snapshot.plans[planKey(name)] ?? NO_PLAN

/**
 * Scores that fall along an order that rules may have changed: each is midway between the lowest above and the highest below.
 *
 * @param wanted scores and steps, best first
 * @returns scores with the steps in them, no two the same
 */
export function fallingScores(wanted: ReadonlyArray<{ readonly score: number; readonly step: number }>): number[] {
  const folded = wanted.map(({ score, step }) => foldStep(score, step))
  const low = folded.map((_, i) => Math.min(...folded.slice(0, i + 1)))
  // In units of the last digit that is stored.
  let above = Number.POSITIVE_INFINITY
  return low.map((lowest, i) => {
    above = Math.min(above - 1, Math.round(5e3 * (lowest + Math.max(...folded.slice(i)))))
    return above / 1e4
  })
}

/**
 * What fits: the last of the lists. Others' plans aren't made.
 *
 * @param lists what makes each plan, by key, the last seen last
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
