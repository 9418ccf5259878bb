import { cosine } from '../lib/cosine.ts'
import type { ItemContent, StoredVector } from '../types.ts'
import { labelsOf } from './labels.ts'

/** How alike two candidates are, 0..1, by their index. For the rule of diversity, which compares a few of them. */
export type Likeness = (a: number, b: number) => number

/** Cosines below this say nothing: two texts of one language always share something. */
const UNRELATED = 0.1

/**
 * Shared topic and tags (Jaccard), a label weighing as many as there are other candidates that have it: what makes two items of
 * a kind is what many have, and a tag that nobody else has makes no kind. Where two items have no such label between them,
 * the cosine of their vectors, if there are any.
 */
export function likeness(candidates: readonly ItemContent[], vectors: ReadonlyMap<string, StoredVector>): Likeness {
  const labels = candidates.map(labelsOf)
  const others = new Map<string, number>()
  for (const own of labels) for (const label of own) others.set(label, (others.get(label) ?? -1) + 1)
  const found = candidates.map(({ fingerprint }) => vectors.get(fingerprint))
  return (a, b) => {
    let [shared, all] = [0, 0]
    for (const label of labels[a]!) {
      const weight = others.get(label)!
      all += weight
      if (labels[b]!.has(label)) shared += weight
    }
    for (const label of labels[b]!) if (!labels[a]!.has(label)) all += others.get(label)!
    return all ? shared / all : Math.max(0, (cosine(found[a], found[b]) - UNRELATED) / (1 - UNRELATED))
  }
}
