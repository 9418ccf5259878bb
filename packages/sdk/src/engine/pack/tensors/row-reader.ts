import type { Pack } from '../files/load-files.ts'
import { BYTES, type TensorEntry } from './tensor-entry.ts'
import { readScales } from './tensors.ts'
import { unpack } from './unpack.ts'

/** Adds `factor` times a piece's row (width) to the numbers that begin at `from`. */
export type AddRow = (id: number, sum: Float32Array, from: number, factor: number) => void

/**
 * What reads rows of a pack's token embeddings, for either depth. They are unpacked when they are looked up: of some 20,000 a page needs a few hundred.
 *
 * @throws ModelError when a scale isn't finite
 */
export function rowReader({ manifest, buffer }: Pack): AddRow {
  const { vocabulary, width } = manifest.table
  const rows = manifest.tensors.find(({ name }) => name === 'tokenEmbedding') as Extract<
    TensorEntry,
    { scales: object }
  >
  const bytes = new Uint8Array(buffer(rows.file), rows.offset, vocabulary * width * BYTES[rows.dtype]) // (V, width)
  const scales = readScales(rows, buffer) // (V)
  const row = new Float32Array(width)
  return (id, sum, from, factor) => {
    unpack(rows.dtype, bytes, id * width, row)
    const scale = scales[id]! * factor
    for (let i = 0; i < width; i++) sum[from + i]! += row[i]! * scale
  }
}
