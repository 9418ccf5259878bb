/** A candidate to be placed. `from` is both its place on the page and its index among the candidates. */
export interface Placed {
  readonly from: number
  readonly score: number
}

/** Adjusts an item's score, given the items placed above it. */
export interface Gain<T extends Placed> {
  of(item: T): number
  /** Called when the item has been given the next place. */
  placed(item: T): void
}

/** Number of places that are reranked. Further down, readers don't perceive the list as a whole. */
const PLACES = 20
/** Number of candidates considered for these places. */
const POOL = 40

/**
 * Greedy reranking: each place goes to the item whose score and gains have the highest sum. Ties go to the item that
 * was higher before.
 */
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
