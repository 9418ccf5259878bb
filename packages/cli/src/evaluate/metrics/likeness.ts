/**
 * Measures how similar the first items of a list are to each other. The diversity rule is meant to reduce this
 * similarity.
 */
import { labelsOf } from '../../../../sdk/src/ranking/features/labels.ts'
import type { ItemContent } from '../../../../sdk/src/types.ts'

const FIRST = 10

/** Sums by row. */
export class LikenessTally {
  readonly #sums = new Map<string, number>()
  #lists = 0

  /** @param orders item ids, best first, keyed by row */
  add(orders: ReadonlyMap<string, readonly string[]>, contents: ReadonlyMap<string, ItemContent>): void {
    this.#lists++
    for (const [row, order] of orders) this.#sums.set(row, (this.#sums.get(row) ?? 0) + alike(order, contents))
  }

  /** Mean over lists, by row. */
  means(): ReadonlyArray<{ readonly name: string; readonly alike10: number }> {
    return [...this.#sums].map(([name, sum]) => ({ name, alike10: sum / this.#lists }))
  }
}

/**
 * Intra-list similarity (Ziegler et al. 2005): the mean Jaccard similarity of labels (topic and tags) over all pairs of
 * the first ten items, 0 to 1.
 */
function alike(order: readonly string[], contents: ReadonlyMap<string, ItemContent>): number {
  const labels = order.slice(0, FIRST).map((id) => {
    return labelsOf(contents.get(id) ?? {})
  })
  let [sum, pairs] = [0, 0]
  labels.forEach((a, i) => {
    for (const b of labels.slice(i + 1)) {
      const shared = [...a].filter((label) => b.has(label)).length
      sum += shared / (a.size + b.size - shared || 1)
      pairs++
    }
  })
  return pairs ? sum / pairs : 0
}
