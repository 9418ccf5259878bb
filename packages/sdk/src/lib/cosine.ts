import type { StoredVector } from '../types.ts'

/** Caches vector lengths: vectors never change, and each is compared with dozens of others. */
const lengths = new WeakMap<StoredVector, number>()

/** Dot product of two vectors (D); `b` may be longer than `a`. */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0
  for (let d = 0; d < a.length; d++) sum += a[d]! * b[d]!
  return sum
}

function lengthOf(vector: StoredVector): number {
  let length = lengths.get(vector)
  if (length === undefined) lengths.set(vector, (length = Math.sqrt(dot(vector, vector))))
  return length
}

/** Cosine similarity of two stored vectors, −1 to 1; 0 if either is missing or has length 0. */
export const cosine = (a: StoredVector | undefined, b: StoredVector | undefined): number =>
  a && b ? dot(a, b) / (lengthOf(a) * lengthOf(b) || 1) : 0
