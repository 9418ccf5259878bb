import type { StoredVector } from '../types.ts'

/** Cosine of two vectors at rest, −1..1; 0 where one is missing or has no length. */
export function cosine(a: StoredVector | undefined, b: StoredVector | undefined): number {
  if (!a || !b) return 0
  let [dot, aa, bb] = [0, 0, 0]
  for (let d = 0; d < a.length; d++) {
    dot += a[d]! * b[d]!
    aa += a[d]! * a[d]!
    bb += b[d]! * b[d]!
  }
  return dot / Math.sqrt(aa * bb || 1)
}
