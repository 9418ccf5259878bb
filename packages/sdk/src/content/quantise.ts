import type { StoredVector } from '../types.ts'

/**
 * Quantises a float vector (D) to int8 (D). This takes a quarter of the bytes and changes cosines by less than .005.
 * The scale isn't kept, since cosines don't depend on it.
 */
export function quantise(vector: Float32Array): StoredVector {
  // A page may quantise hundreds of vectors at once, and a loop takes a third of the time that `from` does.
  let most = 0
  for (let i = 0; i < vector.length; i++) most = Math.max(most, Math.abs(vector[i]!))
  const scale = most > 0 ? 127 / most : 0
  const steps = new Int8Array(vector.length)
  for (let i = 0; i < steps.length; i++) steps[i] = Math.round(vector[i]! * scale)
  return steps
}

/** Weight of a picture relative to the item's words; measured in docs/decisions/0042-pictures.md. */
export const PICTURE_WEIGHT = 0.5

/** Combines a text's vector (D) and a picture's vector (D) into one vector (D). Neither needs to be of unit length. */
export function mix(text: StoredVector, picture: StoredVector): StoredVector {
  const words = Math.hypot(...text) || 1
  const seen = (Math.hypot(...picture) || 1) / PICTURE_WEIGHT
  return quantise(Float32Array.from(text, (value, i) => value / words + (picture[i] ?? 0) / seen))
}
