import type { Quantised } from './tensor-entry.ts'

/** What a byte holds of a type that packs two steps into one: (256, 2), the left one first. A look-up takes no more than shifts do, and is the same for both. */
export function stepsOfBytes(dtype: 'int4' | 'int3'): Float32Array {
  const steps = new Float32Array(512)
  for (let byte = 0; byte < 256; byte++)
    steps.set(
      // int4 up and down again: the shift to the right copies the sign, each half's top bit.
      dtype === 'int4' ? [(byte << 28) >> 28, (byte << 24) >> 28] : [(byte & 7) - 3.5, ((byte >> 3) & 7) - 3.5],
      2 * byte,
    )
  return steps
}

/**
 * Steps of a quantised tensor: what a scale makes its values of.
 *
 * @param steps is filled
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
