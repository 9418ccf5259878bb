import { ModelError } from '../errors.ts'
import { BYTES, type FloatType, type Place, scaleCount, sizeOf, type TensorEntry } from './tensor-entry.ts'
import { readFloat16, unpack } from './unpack.ts'

/** Returns the bytes of the file with this name. */
export type FileBuffer = (file: string) => ArrayBuffer

export interface Weight {
  readonly shape: readonly number[]
  readonly values: Float32Array
}

/**
 * Reads one tensor's numbers, in row-major order.
 *
 * @param entry an entry from a validated manifest, so its bytes are known to be inside its files
 * @throws ModelError `model-damaged` if a number isn't finite
 */
export function readTensor(entry: TensorEntry, buffer: FileBuffer): Float32Array {
  const { shape, file, offset } = entry
  const size = sizeOf(shape)
  if (!('scales' in entry)) return readFloats(entry, entry.dtype, size, entry.name, buffer)
  const scales = readScales(entry, buffer)
  const { dtype, scaleAxis = 0, blockSize } = entry
  const values = new Float32Array(size)
  unpack(dtype, new Uint8Array(buffer(file), offset, size * BYTES[dtype]), values)
  if (blockSize) scaleBlocks(values, scales, shape[1]!, blockSize)
  else scale(values, scales, sizeOf(shape.slice(scaleAxis + 1)))
  return values
}

/** @throws ModelError if one of the tensor's values wouldn't be finite */
export function readScales(entry: Extract<TensorEntry, { scales: Place }>, buffer: FileBuffer): Float32Array {
  const { name, shape, scales } = entry
  // Checking only the scales is much faster, and suffices because no step is larger than 128.
  return readFloats(scales, scales.dtype, scaleCount(shape, entry), name, buffer, 128)
}

/** @param most the largest factor by which the numbers are multiplied */
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
  for (let i = 0; i < size; i++)
    if (!Number.isFinite(Math.fround(values[i]! * most)))
      throw new ModelError('model-damaged', `${name} has a value that isn't a finite number.`)
  return values
}

/** @param run number of consecutive steps that share a scale; after the last scale, the first is used again */
function scale(steps: Float32Array, scales: Float32Array, run: number): void {
  for (let start = 0, index = 0; start < steps.length; start += run, index = (index + 1) % scales.length) {
    const factor = scales[index] ?? 0
    for (let i = start; i < start + run; i++) steps[i]! *= factor
  }
}

/** @param steps the unscaled weights (inputs, outputs) @param scales their scales (⌈inputs / blockSize⌉, outputs) */
function scaleBlocks(steps: Float32Array, scales: Float32Array, outputs: number, blockSize: number): void {
  for (let start = 0, row = 0; start < steps.length; start += outputs, row++) {
    const first = Math.floor(row / blockSize) * outputs
    for (let o = 0; o < outputs; o++) steps[start + o]! *= scales[first + o] ?? 0
  }
}
