import { cosine } from '../../lib/cosine.ts'
import type { ItemContent, StoredVector } from '../../types.ts'
import { labelsOf } from '../features/labels.ts'

/** How alike two candidates are, 0..1, by their index. For the rule of diversity, which compares a few of them. */
export type Likeness = (a: number, b: number) => number

/** Cosines below this say nothing: two texts of one language always share something. */
const UNRELATED = 0.1

/**
 * Shared topic and tags (Jaccard), a label weighing the root of how many candidates have it: what makes two items of a kind is
 * what many have. On RankLens the root gives more variety for the same price than the number itself, or than no weight.
 * Where no other item shares a label with either of two, the cosine of their vectors, if there are any.
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
