import type { Pack } from '../files/load-files.ts'
import type { TensorEntry } from './tensor-entry.ts'
import { readScales } from './tensors.ts'

/** Adds `factor` times a piece's row (width) to the numbers that begin at `from`. */
export type AddRow = (id: number, sum: Float32Array, from: number, factor: number) => void

/**
 * What reads rows of a pack's token embeddings, for either depth. They are unpacked when they are looked up: of 17,000 a page needs a few hundred.
 *
 * @throws ModelError when a scale isn't finite
 */
export function rowReader({ manifest, buffer }: Pack): AddRow {
  const { vocabulary, width } = manifest.table
  const rows = manifest.tensors.find(({ name }) => name === 'tokenEmbedding') as Extract<
    TensorEntry,
    { scales: object }
  >
  const bytes = new Int8Array(buffer(rows.file), rows.offset, (vocabulary * width) / 2) // (V, width / 2)
  const scales = readScales(rows, buffer) // (V)
  return (id, sum, from, factor) => {
    const scale = scales[id]! * factor
    for (let at = (id * width) / 2, i = from; i < from + width; i += 2) {
      const pair = bytes[at++]!
      // Up and down again: the shift to the right copies the sign, the low half's top bit.
      sum[i]! += ((pair << 28) >> 28) * scale
      sum[i + 1]! += (pair >> 4) * scale
    }
  }
}
