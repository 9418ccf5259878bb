import type { Pack } from '../files/load-files.ts'
import type { Quantised, TensorEntry } from './tensor-entry.ts'
import { readScales } from './tensors.ts'
import { stepsOfBytes } from './unpack.ts'

/** Adds `factor` times a piece's row (width) to the numbers that begin at `from`. */
export type AddRow = (id: number, sum: Float32Array | Float64Array, from: number, factor: number) => void

/**
 * What reads rows of a pack's token embeddings, for either depth. They are unpacked when they are looked up: of some 20,000 a page needs a few hundred.
 *
 * @throws ModelError when a scale isn't finite
 */
export function rowReader({ manifest, buffer }: Pack): AddRow {
  const { vocabulary, width } = manifest.table
  const rows = manifest.tensors.find(({ name }) => name === 'tokenEmbedding') as TensorEntry & Quantised
  const bytes = new Uint8Array(buffer(rows.file), rows.offset, (vocabulary * width) / 2) // (V, width / 2)
  const scales = readScales(rows, buffer) // (V)
  const held = stepsOfBytes(rows.dtype as 'int4' | 'int3') // (256, 2)
  return (id, sum, from, factor) => {
    const scale = scales[id]! * factor
    for (let at = (id * width) / 2, i = from; i < from + width; at++, i += 2) {
      const byte = 2 * bytes[at]!
      sum[i]! += held[byte]! * scale
      sum[i + 1]! += held[byte + 1]! * scale
    }
  }
}
