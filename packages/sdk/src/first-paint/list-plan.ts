/** The plan of a list for its first paint. */

import { own } from '../lib/json/own.ts'
import type { ListRules } from '../types.ts'

/**
 * An item's id, its score in this list, its topic, and the step that a rule put it on (default 0). If the score is null,
 * the item's score and step outside lists are used.
 */
export type PlannedItem = readonly [id: string, score: number | null, topic?: string | null, step?: number]

export interface ListPlan {
  /**
   * In the page's own order. Within a step, scores decrease along the planned order. So sorting by step and score reproduces
   * it, and an item that is new to the list can be merged in by its own score.
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

/** Maximum number of lists with a plan; those seen last are kept. */
const MAX_LISTS = 20
/** Maximum number of characters of all plans together: half of the snapshot. */
const MAX_CHARACTERS = 16_000

const NO_PLAN: ListPlan = own({ items: [], rules: own({}), edition: null })

/** The key of a list's plan on this page. */
export const planKey = (name: string): string => `${name} ${location.pathname}`

export const planOf = (snapshot: { readonly plans: Plans }, name: string): ListPlan =>
  snapshot.plans[planKey(name)] ?? NO_PLAN

/**
 * Scores that decrease along an order that rules may have changed. Each is midway between the lowest score above it and the
 * highest below it
 * within its step.
 *
 * @param wanted scores and steps, best first; steps never fall
 * @returns no two of a step are the same
 */
export function fallingScores(wanted: ReadonlyArray<{ readonly score: number; readonly step: number }>): number[] {
  // In units of the last digit that is stored.
  let above = Number.POSITIVE_INFINITY
  return wanted.map(({ step }, i) => {
    const scores = (some: typeof wanted) => some.flatMap((each) => (each.step === step ? each.score : []))
    if (step !== wanted[i - 1]?.step) above = Number.POSITIVE_INFINITY
    const lowest = Math.min(...scores(wanted.slice(0, i + 1)))
    above = Math.min(above - 1, Math.round(5e3 * (lowest + Math.max(...scores(wanted.slice(i))))))
    return above / 1e4
  })
}

/**
 * The plans that fit, of the lists seen last. Plans that don't fit aren't computed.
 *
 * @param lists a function that makes each plan, by key, in the order in which the lists were seen
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
