/** What a site asks of its lists beyond the score: each rule takes an order and gives back another. */

import type { Placed } from './rerank.ts'

export interface Rules {
  /** What was read comes after the rest; otherwise it competes like everything else. */
  readonly demoteRead: boolean
  /** How much the first ten follow the topics of page and reader, in units of the score; 0 is off. */
  readonly calibration: number
  /** How much likeness to what stands above costs, in units of the score; 0 is off. */
  readonly diversity: number
  /** Items of one topic in a row at most; 0 is no limit. */
  readonly maxRun: number
  /** Places that an item may move from the page's own order at most; 0 is no limit. */
  readonly displacement: number
  /** Share of places given to items of topics that the reader has hardly been shown; 0 to 0.5. */
  readonly exploration: number
}

export const NO_RULES: Rules = {
  demoteRead: false,
  calibration: 0,
  diversity: 0,
  maxRun: 0,
  displacement: 0,
  exploration: 0,
}

/** At most `most` items of one topic in a row, as far as others are left; the next of another topic comes forward. */
export function limitRuns<T extends Placed>(
  order: readonly T[],
  most: number,
  topicOf: (item: T) => string | undefined,
): T[] {
  if (!most) return [...order]
  const waiting = [...order]
  const out: T[] = []
  let [run, last] = [0, undefined as string | undefined]
  while (waiting.length) {
    const full = run >= most && last !== undefined
    const next = full ? waiting.findIndex((item) => topicOf(item) !== last) : 0
    const [item] = waiting.splice(Math.max(0, next), 1) as [T]
    const topic = topicOf(item)
    run = topic === last ? run + 1 : 1
    last = topic
    out.push(item)
  }
  return out
}

/**
 * Each 1/share-th place goes to the best item of those that `isNew` names, as far as there are any that don't stand
 * higher already. Never the first place.
 */
export function explore<T extends Placed>(order: readonly T[], share: number, isNew: (item: T) => boolean): T[] {
  if (!share) return [...order]
  const every = Math.round(1 / Math.min(0.5, share))
  const out = [...order]
  for (let place = every - 1; place < out.length; place += every) {
    if (out.slice(Math.max(1, place - every + 1), place + 1).some(isNew)) continue
    const next = out.findIndex((item, i) => i > place && isNew(item))
    if (next < 0) break
    out.splice(place, 0, ...out.splice(next, 1))
  }
  return out
}

/**
 * No item moves more than `most` places from the page's own order. Exact: every place is the last chance of one item at
 * most, so that going down the list, and giving each place to its last chance or else to the best item that may stand
 * there, never fails.
 */
export function boundDisplacement<T extends Placed>(order: readonly T[], most: number): T[] {
  if (!most) return [...order]
  // Places among these items: pinned ones stand aside.
  const home = new Map([...order].sort((a, b) => a.from - b.from).map((item, place) => [item, place]))
  const waiting = [...order]
  return order.map((_, place) => {
    const last = waiting.findIndex((item) => home.get(item)! + most <= place)
    const at = last >= 0 ? last : waiting.findIndex((item) => home.get(item)! - most <= place)
    return waiting.splice(at, 1)[0]!
  })
}
