/** Scales a vector to length 1; a zero vector stays zero. */
export function unitLength(vector: Float32Array): Float32Array {
  const norm = Math.hypot(...vector)
  return norm > 0 ? vector.map((value) => value / norm) : vector
}
