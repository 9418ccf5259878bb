import { cosine } from '../../lib/cosine.ts'
import type { ItemContent, StoredVector } from '../../types.ts'
import { labelsOf } from '../features/labels.ts'
import type { Gain, Placed } from './rerank.ts'

/** Number of preceding items that each item is compared with. */
const WINDOW = 9

/**
 * Maximal marginal relevance (Carbonell & Goldstein 1998) with a sum instead of the maximum: an item loses `strength` ×
 * its likeness to each of the nine items above it. This changes the list as a whole but hardly affects its top places.
 * On RankLens, using the maximum cost twice as much for the same variety.
 *
 * @param strength in score units
 */
export function diversityGain<T extends Placed>(strength: number, likeness: Likeness): Gain<T> {
  const above: T[] = []
  /** For each item, its likeness to each item above it. */
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

/** Similarity (0..1) of two candidates, given by their indices, as used by the diversity rule. */
export type Likeness = (a: number, b: number) => number

/** Cosines below this value are noise, because two texts in the same language always have something in common. */
const UNRELATED = 0.1

/**
 * Weighted Jaccard similarity of topic and tags. A label's weight is the square root of the number of candidates that
 * have it. On RankLens, this gave more variety at the same cost than weighting by the number itself or not weighting at
 * all. If neither item shares a label with any other item, the cosine of the two items' vectors is used, provided that
 * both have one.
 */
export function likeness(candidates: readonly ItemContent[], vectors: ReadonlyMap<string, StoredVector>): Likeness {
  const labels = candidates.map(labelsOf)
  const having = new Map<string, number>()
  for (const own of labels) for (const label of own) having.set(label, (having.get(label) ?? 0) + 1)
  const weights = new Map([...having].map(([label, count]) => [label, Math.sqrt(count)]))
  const found = candidates.map(({ fingerprint }) => vectors.get(fingerprint))
  return (a, b) => {
    let shared = 0
    let all = 0
    let common = false
    for (const label of new Set([...labels[a]!, ...labels[b]!])) {
      const weight = weights.get(label)!
      all += weight
      if (labels[a]!.has(label) && labels[b]!.has(label)) shared += weight
      common ||= weight > 1
    }
    return common ? shared / all : Math.max(0, (cosine(found[a], found[b]) - UNRELATED) / (1 - UNRELATED))
  }
}
