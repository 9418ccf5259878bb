/** A bundle's tensors, from bytes at rest to the float32 that tfjs computes with. */

import { ModelError } from './errors.ts'
import { sizeOf, type TensorEntry } from './manifest.ts'

/**
 * The numbers of one tensor, in row-major order.
 *
 * @param entry Of a checked manifest: its bytes lie inside its files.
 * @param buffer A file's bytes, by its name.
 * @throws ModelError `model-damaged` when a number isn't finite.
 */
export function readTensor(entry: TensorEntry, buffer: (file: string) => ArrayBuffer): Float32Array {
  const { name, shape, file, offset } = entry
  const size = sizeOf(shape)
  const refuse = () => new ModelError('model-damaged', `${name} has a value that isn't a finite number.`)
  if (entry.dtype === 'float32') {
    const values = new Float32Array(buffer(file), offset, size)
    if (!values.every(Number.isFinite)) throw refuse()
    return values
  }
  const { dtype, scaleAxis, scales: place } = entry
  const scales = new Float32Array(buffer(place.file), place.offset, shape[scaleAxis] ?? 1)
  // Looking at the scales is enough, and much faster: no step is larger than 128.
  if (!scales.every((scale) => Number.isFinite(Math.fround(scale * 128)))) throw refuse()
  const steps =
    dtype === 'int8' ? new Int8Array(buffer(file), offset, size) : unpack(new Int8Array(buffer(file), offset, size / 2))
  return scale(steps, scales, sizeOf(shape.slice(scaleAxis + 1)))
}

/** Two int4 from each byte, the low half first. */
function unpack(bytes: Int8Array): Int8Array {
  const steps = new Int8Array(bytes.length * 2)
  for (let i = 0; i < bytes.length; i++) {
    const pair = bytes[i] ?? 0
    // Up and down again: the shift to the right copies the sign, the low half's top bit.
    steps[2 * i] = (pair << 28) >> 28
    steps[2 * i + 1] = pair >> 4
  }
  return steps
}

/** @param run So many neighbours share a scale before it is the next one's turn; after the last, the first's again. */
function scale(steps: Int8Array, scales: Float32Array, run: number): Float32Array {
  const values = new Float32Array(steps.length)
  for (let start = 0, index = 0; start < steps.length; start += run, index = (index + 1) % scales.length) {
    const factor = scales[index] ?? 0
    for (let i = start; i < start + run; i++) values[i] = (steps[i] ?? 0) * factor
  }
  return values
}
