import { BYTES, type Quantised } from './tensor-entry.ts'

/**
 * Steps of a quantised tensor: what a scale makes its values of.
 *
 * @param first which step of `bytes` becomes the first of `steps`; of int4 an even one, of int3 a multiple of 8
 * @param steps is filled
 */
export function unpack(dtype: Quantised['dtype'], bytes: Uint8Array, first: number, steps: Float32Array): void {
  let at = first * BYTES[dtype]
  if (dtype === 'int8') for (let i = 0; i < steps.length; i++) steps[i] = (bytes[at++]! << 24) >> 24
  else if (dtype === 'int4')
    for (let i = 0; i < steps.length; i += 2) {
      const pair = bytes[at++]!
      // Up and down again: the shift to the right copies the sign, each half's top bit.
      steps[i] = (pair << 28) >> 28
      steps[i + 1] = (pair << 24) >> 28
    }
  else
    for (let i = 0; i < steps.length; i += 8) {
      let eight = bytes[at++]! | (bytes[at++]! << 8) | (bytes[at++]! << 16)
      for (let k = i; k < i + 8; k++, eight >>= 3) steps[k] = (eight & 7) - 3.5
    }
}
