import type { ItemContent, StoredVector, Tier } from '../types.ts'

/** How alike two candidates are, 0..1, by their index. For the rule of diversity, which compares a few of them. */
export type Likeness = (a: number, b: number) => number

/** Cosines below this say nothing: two texts of one language always share something. */
const UNRELATED = 0.1

const labelsOf = ({ topic, tags }: ItemContent) => new Set([...(topic ? [topic] : []), ...(tags ?? [])])

/** Half by shared topic and tags (Jaccard), half by the vectors' cosine; by labels alone in the light tier. */
export function likeness(
  candidates: readonly ItemContent[],
  vectors: ReadonlyMap<string, StoredVector>,
  tier: Tier,
): Likeness {
  const labels = candidates.map(labelsOf)
  const byLabels: Likeness = (a, b) => {
    let shared = 0
    for (const label of labels[a]!) if (labels[b]!.has(label)) shared++
    return shared / (labels[a]!.size + labels[b]!.size - shared || 1)
  }
  if (tier === 'light') return byLabels
  const found = candidates.map(({ fingerprint }) => vectors.get(fingerprint))
  return (a, b) => (byLabels(a, b) + Math.max(0, (cosine(found[a], found[b]) - UNRELATED) / (1 - UNRELATED))) / 2
}

function cosine(a: StoredVector | undefined, b: StoredVector | undefined): number {
  if (!a || !b) return 0
  let [dot, aa, bb] = [0, 0, 0]
  for (let d = 0; d < a.length; d++) {
    dot += a[d]! * b[d]!
    aa += a[d]! * a[d]!
    bb += b[d]! * b[d]!
  }
  return dot / Math.sqrt(aa * bb || 1)
}
