/** By exponent, what a step of the fraction is worth; about zero, numbers have no leading one. */
const STEPS = Float64Array.from({ length: 31 }, (_, exponent) => 2 ** ((exponent || 1) - 25))

/**
 * Half floats (IEEE 754 binary16), little-endian → single ones. `Float16Array` is younger than the browsers that are promised.
 *
 * @param offset in bytes, even
 * @returns infinities and NaN as they are: whoever reads weights refuses them
 */
export function readFloat16(buffer: ArrayBuffer, offset: number, length: number): Float32Array {
  const halves = new Uint16Array(buffer, offset, length)
  const values = new Float32Array(length)
  // A table has some 40,000 of them, read on the page: a loop takes half as long as `from`.
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
