import type { StoredVector } from '../types.ts'
import { quantise } from './quantise.ts'

/** Weight of a picture relative to the item's words; measured in docs/decisions/0042-pictures.md. */
export const PICTURE_WEIGHT = 0.5

/** Combines a text's and a picture's vector, of any lengths: (D), (D) → (D). */
export function mix(text: StoredVector, picture: StoredVector): StoredVector {
  const words = Math.hypot(...text) || 1
  const seen = (Math.hypot(...picture) || 1) / PICTURE_WEIGHT
  return quantise(Float32Array.from(text, (value, i) => value / words + (picture[i] ?? 0) / seen))
}
