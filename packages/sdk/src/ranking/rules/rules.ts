/** What a site asks of its lists beyond the score: each rule takes an order and gives back another. */

export interface Rules {
  /** What was read comes after the rest; otherwise it competes like everything else. */
  readonly demoteRead: boolean
  /** How much likeness to what stands above costs, in units of the score; 0 is off. */
  readonly diversity: number
  /** Items of one topic in a row at most; 0 is no limit. */
  readonly maxRun: number
  /** Places that an item may move from the page's own order at most; 0 is no limit. */
  readonly displacement: number
  /** Share of places given to items of topics that the reader has hardly been shown; 0 to 0.5. */
  readonly exploration: number
}

export const NO_RULES: Rules = { demoteRead: false, diversity: 0, maxRun: 0, displacement: 0, exploration: 0 }

/** Best first places that are diversified; below them a list isn't seen as a whole. */
const DIVERSE_PLACES = 20
/** Candidates for them. */
const DIVERSE_POOL = 40
/** Places above that an item is compared with. */
const DIVERSE_WINDOW = 9

/** A candidate on its way to a place: `from` is its place on the page, and its index among the candidates. */
export interface Placed {
  readonly from: number
  readonly score: number
}

/**
 * Marginal relevance (Carbonell & Goldstein 1998), with a sum in place of their maximum: each place goes to the item whose
 * score, less `strength` × its likeness to each of the nine above it, is highest. So the first places hardly change, and the
 * list as a whole does: on RankLens a maximum costs twice as much for the same variety.
 *
 * @param likeness of two candidates by their index, 0..1
 */
export function diversify<T extends Placed>(
  order: readonly T[],
  strength: number,
  likeness: (a: number, b: number) => number,
): T[] {
  if (!strength || order.length < 3) return [...order]
  const pool = order.slice(0, DIVERSE_POOL).map((item) => ({ item, likes: [] as number[] }))
  const chosen: T[] = []
  while (pool.length && chosen.length < DIVERSE_PLACES) {
    let best = 0
    let most = Number.NEGATIVE_INFINITY
    pool.forEach(({ item, likes }, i) => {
      const value = item.score - strength * likes.slice(-DIVERSE_WINDOW).reduce((sum, like) => sum + like, 0)
      if (value > most) [best, most] = [i, value]
    })
    const [{ item: next }] = pool.splice(best, 1) as [(typeof pool)[number]]
    chosen.push(next)
    for (const { item, likes } of pool) likes.push(likeness(item.from, next.from))
  }
  return [...chosen, ...pool.map(({ item }) => item), ...order.slice(DIVERSE_POOL)]
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
