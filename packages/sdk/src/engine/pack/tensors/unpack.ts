import type { Quantised } from './tensor-entry.ts'

/**
 * Lookup table of the two steps in each byte of a packed type, left one first: (256, 2). As fast as shifting, and the
 * same for both types.
 */
export function stepsOfBytes(dtype: 'int4' | 'int3'): Float32Array {
  const steps = new Float32Array(512)
  for (let byte = 0; byte < 256; byte++)
    steps.set(
      // Shift left, then right: the arithmetic right shift extends the sign bit of each half.
      dtype === 'int4' ? [(byte << 28) >> 28, (byte << 24) >> 28] : [(byte & 7) - 3.5, ((byte >> 3) & 7) - 3.5],
      2 * byte,
    )
  return steps
}

/**
 * Unpacks the steps of a quantised tensor, before scaling.
 *
 * @param steps output
 */
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
