/** A tensor in a manifest: its shape and where its numbers are stored. */

import { ensure, list, match, object, whole } from '../checks.ts'

/** Maximum total size of a bundle's files, in bytes. */
export const LARGEST_BUNDLE = 64 * 1024 * 1024

/** A run of little-endian numbers in a file. */
export interface Place {
  readonly file: string
  /** Offset from the start of the file in bytes; a multiple of 4. */
  readonly offset: number
}

export type FloatType = 'float32' | 'float16'

export interface Quantised {
  /**
   * value = step × scale. int4 and int3 require a matrix with an even number of columns: two neighbours in a row share
   * a byte, the left one in the lower bits. int4 is two's complement. int3 uses three bits per number, leaving two bits
   * of each byte unused; these compress away, because gzip encodes whole bytes. An int3 step is the stored value − 3.5,
   * giving eight steps, none of them zero.
   */
  readonly dtype: 'int8' | 'int4' | 'int3'
  readonly scales: Place & { readonly dtype: FloatType }
  /** Axis along which the scales vary, with one scale per index; not used with `blockSize`. */
  readonly scaleAxis?: number
  /** Number of matrix rows that share a row of scales. The scales then have shape [⌈rows / blockSize⌉, columns]. */
  readonly blockSize?: number
}

export type TensorEntry = Place & { readonly name: string; readonly shape: readonly number[] } & (
    | { readonly dtype: FloatType }
    | Quantised
  )

/** Bytes per number. */
export const BYTES = { float32: 4, float16: 2, int8: 1, int4: 0.5, int3: 0.5 } as const

/** Columns that share a byte. */
const PACKED = { int8: 1, int4: 2, int3: 2 } as const

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1)
}

/** Number of scales that a quantised tensor has. */
export function scaleCount(shape: readonly number[], { scaleAxis = 0, blockSize }: Quantised): number {
  const [rows = 0, columns = 0] = shape
  return blockSize ? Math.ceil(rows / blockSize) * columns : (shape[scaleAxis] ?? 0)
}

/** @throws ModelError with a message that names the field */
export function readEntry(value: unknown): TensorEntry {
  const given = object(value, 'a tensor')
  const name = match(given.name, /^[a-z0-9.]{1,64}$/i, "a tensor's name")
  const shape = list(given.shape, `${name}.shape`, 4).map((side) => whole(side, `${name}.shape`, 1, 1_000_000))
  const common = { name, shape, ...place(given, name) }
  const { dtype } = given
  if (isFloat(dtype)) return { ...common, dtype }
  ensure(isQuantised(dtype), `${name}.dtype must be "int3", "int4", "int8", "float16" or "float32"`)
  const together = PACKED[dtype]
  const isWhole = together === 1 || (shape.length === 2 && shape[1]! % together === 0)
  ensure(isWhole, `${name} is ${dtype}, but not a matrix with a multiple of ${together} columns`)
  const scales = object(given.scales, `${name}.scales`)
  ensure(isFloat(scales.dtype), `${name}.scales.dtype must be "float16" or "float32"`)
  const isBlocked = given.blockSize !== undefined
  ensure(!isBlocked || shape.length === 2, `${name} has a blockSize but isn't a matrix`)
  return {
    ...common,
    dtype,
    ...(isBlocked
      ? { blockSize: whole(given.blockSize, `${name}.blockSize`, 1, 4096) }
      : { scaleAxis: whole(given.scaleAxis, `${name}.scaleAxis`, 0, shape.length - 1) }),
    scales: { ...place(scales, `${name}.scales`), dtype: scales.dtype },
  }
}

const isQuantised = (dtype: unknown): dtype is Quantised['dtype'] =>
  dtype === 'int8' || dtype === 'int4' || dtype === 'int3'

const isFloat = (dtype: unknown): dtype is FloatType => dtype === 'float32' || dtype === 'float16'

function place(given: Record<string, unknown>, name: string): Place {
  const offset = whole(given.offset, `${name}.offset`, 0, LARGEST_BUNDLE)
  ensure(offset % 4 === 0, `${name}.offset must be a multiple of 4`)
  return { file: match(given.file, /^[\s\S]{1,100}$/, `${name}.file`), offset }
}
