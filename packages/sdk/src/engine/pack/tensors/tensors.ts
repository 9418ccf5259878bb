import { ModelError } from '../errors.ts'
import { readFloat16 } from './float16.ts'
import { type FloatType, type Place, scaleCount, sizeOf, type TensorEntry } from './tensor-entry.ts'

/** A file's bytes, by its name. */
export type FileBuffer = (file: string) => ArrayBuffer

export interface Weight {
  readonly shape: readonly number[]
  readonly values: Float32Array
}

/**
 * The numbers of one tensor, in row-major order.
 *
 * @param entry Of a checked manifest: its bytes lie inside its files.
 * @throws ModelError `model-damaged` when a number isn't finite.
 */
export function readTensor(entry: TensorEntry, buffer: FileBuffer): Float32Array {
  const { shape, file, offset } = entry
  const size = sizeOf(shape)
  if (!('scales' in entry)) return readFloats(entry, entry.dtype, size, entry.name, buffer)
  const scales = readScales(entry, buffer)
  const { dtype, scaleAxis = 0, blockSize } = entry
  const steps =
    dtype === 'int8' ? new Int8Array(buffer(file), offset, size) : unpack(new Int8Array(buffer(file), offset, size / 2))
  return blockSize
    ? scaleBlocks(steps, scales, shape[1]!, blockSize)
    : scale(steps, scales, sizeOf(shape.slice(scaleAxis + 1)))
}

/** The scales of a quantised tensor. @throws ModelError when one of its values wouldn't be finite */
export function readScales(entry: Extract<TensorEntry, { scales: Place }>, buffer: FileBuffer): Float32Array {
  const { name, shape, scales } = entry
  // Looking at the scales is enough, and much faster: no step is larger than 128.
  return readFloats(scales, scales.dtype, scaleCount(shape, entry), name, buffer, 128)
}

/** @param most the largest number that each is multiplied by */
function readFloats(
  { file, offset }: Place,
  dtype: FloatType,
  size: number,
  name: string,
  buffer: FileBuffer,
  most = 1,
): Float32Array {
  const values =
    dtype === 'float16' ? readFloat16(buffer(file), offset, size) : new Float32Array(buffer(file), offset, size)
  if (!values.every((value) => Number.isFinite(Math.fround(value * most))))
    throw new ModelError('model-damaged', `${name} has a value that isn't a finite number.`)
  return values
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

/** @param steps (inputs, outputs) @param scales (⌈inputs / blockSize⌉, outputs) */
function scaleBlocks(steps: Int8Array, scales: Float32Array, outputs: number, blockSize: number): Float32Array {
  const values = new Float32Array(steps.length)
  for (let start = 0, row = 0; start < steps.length; start += outputs, row++) {
    const first = Math.floor(row / blockSize) * outputs
    for (let o = 0; o < outputs; o++) values[start + o] = (steps[start + o] ?? 0) * (scales[first + o] ?? 0)
  }
  return values
}
