import type { StoredVector } from '../types.ts'

/** Of each vector: one is compared with dozens. None is written to after it has been made. */
const lengths = new WeakMap<StoredVector, number>()

/** Dot product of two vectors (D); `b` may be longer. */
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

/** Cosine of two vectors at rest, −1..1; 0 where one is missing or has no length. */
export const cosine = (a: StoredVector | undefined, b: StoredVector | undefined): number =>
  a && b ? dot(a, b) / (lengthOf(a) * lengthOf(b) || 1) : 0
