/** To length 1. A vector of zeros stays one. */
export function unitLength(vector: Float32Array): Float32Array {
  const norm = Math.hypot(...vector)
  return norm > 0 ? vector.map((value) => value / norm) : vector
}
