/** A candidate on its way to a place: `from` is its place on the page, and its index among the candidates. */
export interface Placed {
  readonly from: number
  readonly score: number
}

/** What an item is worth beyond its score, given what stands above it. */
export interface Gain<T extends Placed> {
  of(item: T): number
  /** The item has got the next place. */
  placed(item: T): void
}

/** Best first places that are filled anew; below them a list isn't seen as a whole. */
const PLACES = 20
/** Candidates for them. */
const POOL = 40

/** Greedy re-ranking: each place goes to the item whose score and gains together are highest, ties to who stood higher. */
export function rerank<T extends Placed>(order: readonly T[], gains: ReadonlyArray<Gain<T>>): T[] {
  if (!gains.length || order.length < 3) return [...order]
  const pool = order.slice(0, POOL)
  const chosen: T[] = []
  while (pool.length && chosen.length < PLACES) {
    let best = 0
    let most = Number.NEGATIVE_INFINITY
    for (let i = 0; i < pool.length; i++) {
      let value = pool[i]!.score
      for (const gain of gains) value += gain.of(pool[i]!)
      if (value > most) [best, most] = [i, value]
    }
    const [next] = pool.splice(best, 1) as [T]
    chosen.push(next)
    for (const gain of gains) gain.placed(next)
  }
  return [...chosen, ...pool, ...order.slice(POOL)]
}
