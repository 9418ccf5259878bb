/**
 * Half floats (IEEE 754 binary16), little-endian → single ones. `Float16Array` is younger than the browsers that are promised.
 *
 * @param offset in bytes, even
 * @returns infinities and NaN as they are: whoever reads weights refuses them
 */
export function readFloat16(buffer: ArrayBuffer, offset: number, length: number): Float32Array {
  return Float32Array.from(new Uint16Array(buffer, offset, length), decode)
}

function decode(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 31
  const fraction = bits & 0x3ff
  // Without a leading one: the numbers about zero.
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY
  return sign * (1024 + fraction) * 2 ** (exponent - 25)
}
