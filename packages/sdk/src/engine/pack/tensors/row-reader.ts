import type { Pack } from '../files/load-files.ts'
import type { Quantised, TensorEntry } from './tensor-entry.ts'
import { readScales } from './tensors.ts'
import { stepsOfBytes } from './unpack.ts'

/** Token embeddings as stored in a pack, two numbers per byte. */
export interface PackedRows {
  readonly bytes: Uint8Array // (V, width / 2)
  readonly dtype: 'int4' | 'int3'
  readonly scales: Float32Array // (V)
}

/** @throws ModelError if a scale isn't finite */
export function packedRows({ manifest, buffer }: Pack): PackedRows {
  const { vocabulary, width } = manifest.table
  const rows = manifest.tensors.find(({ name }) => name === 'tokenEmbedding') as TensorEntry & Quantised
  return {
    bytes: new Uint8Array(buffer(rows.file), rows.offset, (vocabulary * width) / 2),
    dtype: rows.dtype as PackedRows['dtype'],
    scales: readScales(rows, buffer),
  }
}

/** Adds `factor` times a token's row (of `width` numbers) to the numbers starting at `from`. */
export type AddRow = (id: number, sum: Float32Array | Float64Array, from: number, factor: number) => void

/**
 * Reads rows of token embeddings, for either depth. Rows are unpacked on lookup, because a page needs only a few
 * hundred of the roughly 20,000 rows.
 *
 * @param width number of dimensions of a row
 */
export function rowReader({ bytes, dtype, scales }: PackedRows, width: number): AddRow {
  const held = stepsOfBytes(dtype) // (256, 2)
  return (id, sum, from, factor) => {
    const scale = scales[id]! * factor
    for (let at = (id * width) / 2, i = from; i < from + width; at++, i += 2) {
      const byte = 2 * bytes[at]!
      sum[i]! += held[byte]! * scale
      sum[i + 1]! += held[byte + 1]! * scale
    }
  }
}
