import type { Quantised } from './tensor-entry.ts'

/**
 * Lookup table (256, 2) of the two steps in each byte of a packed type, the left step first. This is as fast as
 * shifting, and works the same way for both types.
 */
export function stepsOfBytes(dtype: 'int4' | 'int3'): Float32Array {
  const steps = new Float32Array(512)
  for (let byte = 0; byte < 256; byte++)
    steps.set(
      // Shift left, then right, because an arithmetic right shift extends each half's sign bit.
      dtype === 'int4' ? [(byte << 28) >> 28, (byte << 24) >> 28] : [(byte & 7) - 3.5, ((byte >> 3) & 7) - 3.5],
      2 * byte,
    )
  return steps
}

/** Unpacks the steps of a quantised tensor, before scaling. @param steps where the steps are written */
export function unpack(dtype: Quantised['dtype'], bytes: Uint8Array, steps: Float32Array): void {
  if (dtype === 'int8') steps.set(new Int8Array(bytes.buffer, bytes.byteOffset, steps.length))
  else {
    const held = stepsOfBytes(dtype)
    for (let i = 0, at = 0; i < steps.length; i += 2, at++) {
      const byte = 2 * bytes[at]!
      steps[i] = held[byte]!
      steps[i + 1] = held[byte + 1]!
    }
  }
}

/** Value of the fraction's lowest bit, for each exponent. Subnormals have no implicit leading one. */
const STEPS = Float64Array.from({ length: 31 }, (_, exponent) => 2 ** ((exponent || 1) - 25))

/**
 * Converts half floats (IEEE 754 binary16, little-endian) to float32. `Float16Array` isn't available in all supported
 * browsers.
 *
 * @param offset in bytes; must be even
 * @returns the numbers, including infinities and NaN, which callers reject
 */
export function readFloat16(buffer: ArrayBuffer, offset: number, length: number): Float32Array {
  const halves = new Uint16Array(buffer, offset, length)
  const values = new Float32Array(length)
  // The page reads some 40,000 of these for a table, and a loop is twice as fast as `from`.
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
