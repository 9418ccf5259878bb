import { cosine } from '../../lib/cosine.ts'
import type { ItemContent, StoredVector } from '../../types.ts'
import { labelsOf } from '../features/labels.ts'

/** Similarity of two candidates by index, 0..1, for the diversity rule. */
export type Likeness = (a: number, b: number) => number

/** Cosines below this are noise: two texts of one language always share something. */
const UNRELATED = 0.1

/**
 * Weighted Jaccard similarity of topic and tags. A label weighs the square root of the number of candidates that have
 * it: on RankLens this gives more variety at the same cost than the number itself or no weight. If neither item shares
 * a label with any other, the cosine of their vectors is used, where there are any.
 */
export function likeness(candidates: readonly ItemContent[], vectors: ReadonlyMap<string, StoredVector>): Likeness {
  const labels = candidates.map(labelsOf)
  const having = new Map<string, number>()
  for (const own of labels) for (const label of own) having.set(label, (having.get(label) ?? 0) + 1)
  const weights = new Map([...having].map(([label, count]) => [label, Math.sqrt(count)]))
  const found = candidates.map(({ fingerprint }) => vectors.get(fingerprint))
  return (a, b) => {
    let [shared, all, common] = [0, 0, false]
    for (const label of new Set([...labels[a]!, ...labels[b]!])) {
      const weight = weights.get(label)!
      all += weight
      if (labels[a]!.has(label) && labels[b]!.has(label)) shared += weight
      common ||= weight > 1
    }
    return common ? shared / all : Math.max(0, (cosine(found[a], found[b]) - UNRELATED) / (1 - UNRELATED))
  }
}
