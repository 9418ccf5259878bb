import { BYTES, type Quantised } from './tensor-entry.ts'

/**
 * Steps of a quantised tensor: what a scale makes its values of.
 *
 * @param first which step of `bytes` becomes the first of `steps`; of int4 and int3 an even one
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
    for (let i = 0; i < steps.length; i += 2) {
      const pair = bytes[at++]!
      steps[i] = (pair & 7) - 3.5
      steps[i + 1] = ((pair >> 3) & 7) - 3.5
    }
}
