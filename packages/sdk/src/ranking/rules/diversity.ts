import type { Likeness } from './likeness.ts'
import type { Gain, Placed } from './rerank.ts'

/** Items above that an item is compared with. */
const WINDOW = 9

/**
 * Maximal marginal relevance (Carbonell & Goldstein 1998) with a sum in place of the maximum: an item loses `strength`
 * × its likeness to each of the nine above it. The first places hardly change, but the list as a whole does: on
 * RankLens the maximum costs twice as much for the same variety.
 *
 * @param strength in units of the score
 */
export function diversityGain<T extends Placed>(strength: number, likeness: Likeness): Gain<T> {
  const above: T[] = []
  /** Per item, its likeness to each item above. */
  const likes = new Map<T, number[]>()
  return {
    of(item) {
      const known = likes.get(item) ?? []
      likes.set(item, known)
      for (let i = known.length; i < above.length; i++) known.push(likeness(item.from, above[i]!.from))
      return -strength * known.slice(-WINDOW).reduce((sum, like) => sum + like, 0)
    },
    placed: (item) => void above.push(item),
  }
}
