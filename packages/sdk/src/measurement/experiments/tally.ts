/** Tallies of a device's actions in each arm, kept by pure functions. */

import { DAY, VISIT } from '../../lib/limits.ts'
import type { Count, Tally } from '../../types.ts'

/** Maximum number of arms for which tallies are kept; the most recent arms are kept. */
const MAX_TALLIES = 40
/** Maximum sum in a tally; the estimator rejects larger ones. */
const MOST = 1e9
const RETURNS = { return_1: 1, return_7: 7, return_28: 28 } as const

export type Arms = Readonly<Record<string, string>>
/** Counts to add. */
export type Counts = { readonly [count in Count]?: number }

/** Adds empty tallies for arms that have none. */
export function tallied(tallies: readonly Tally[], arms: Arms, now: number): readonly Tally[] {
  const begun = Object.entries(arms)
    .filter(([experiment, arm]) => !tallies.some((each) => each.experiment === experiment && each.arm === arm))
    .map(([experiment, arm]): Tally => ({ experiment, arm, since: now, counts: {}, before: {} }))
  return begun.length ? [...tallies, ...begun].slice(-MAX_TALLIES) : tallies
}

function sum(counts: Counts, more: Counts): Counts {
  const next: Record<string, number> = { ...counts }
  for (const [name, by] of Object.entries(more)) next[name] = Math.min(MOST, Math.max(-MOST, (next[name] ?? 0) + by))
  return next
}

/** Adds counts to the tallies of these arms, either after or before the first exposure. */
export const added = (tallies: readonly Tally[], arms: Arms, counts: Counts): readonly Tally[] =>
  tallies.map((tally) => {
    if (arms[tally.experiment] !== tally.arm) return tally
    const side = tally.exposed === undefined ? 'before' : 'counts'
    return { ...tally, [side]: sum(tally[side], counts) }
  })

/** Records an exposure to an arm. */
export const exposed = (tallies: readonly Tally[], experiment: string, arm: string, now: number): readonly Tally[] =>
  tallies.map((tally) =>
    tally.experiment === experiment && tally.arm === arm
      ? { ...tally, exposed: tally.exposed ?? now, counts: sum(tally.counts, { exposures: 1 }) }
      : tally,
  )

/**
 * The counts that result from a page view.
 *
 * @param last the time of the previous page view, in milliseconds since 1970
 */
export function viewed(last: number | undefined, now: number): Counts {
  if (last === undefined) return { view: 1, visit: 1 }
  // Setting the clock back doesn't start a visit.
  if (now - last < VISIT) return { view: 1 }
  const within = Object.entries(RETURNS).filter(([, days]) => now - last <= days * DAY)
  return { view: 1, visit: 1, ...Object.fromEntries(within.map(([name]) => [name, 1])) }
}
