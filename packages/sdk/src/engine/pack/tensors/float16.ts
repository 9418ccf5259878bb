/** Value of one step of the fraction, by exponent. Subnormals have no implicit leading one. */
const STEPS = Float64Array.from({ length: 31 }, (_, exponent) => 2 ** ((exponent || 1) - 25))

/**
 * Converts half floats (IEEE 754 binary16, little-endian) to float32. `Float16Array` isn't available in all supported
 * browsers.
 *
 * @param offset in bytes, even
 * @returns infinities and NaN are kept; callers reject them
 */
export function readFloat16(buffer: ArrayBuffer, offset: number, length: number): Float32Array {
  const halves = new Uint16Array(buffer, offset, length)
  const values = new Float32Array(length)
  // A table has some 40,000 of these, read on the page; a loop is twice as fast as `from`.
  for (let i = 0; i < length; i++) values[i] = decode(halves[i]!)
  return values
}

function decode(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 31
  const fraction = bits & 0x3ff
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY
  return sign * (exponent ? 1024 + fraction : fraction) * STEPS[exponent]!
}
