/**
 * Depth 0: a text's vector is the weighed sum of its pieces' rows. No layers, no worker: arithmetic on the page.
 *
 * Static embeddings (Mikolov et al. 2013, arXiv:1301.3781) with a weight a piece (Arora et al. 2017, "A simple but tough-to-beat
 * baseline for sentence embeddings"), trained to give the transformer's vectors.
 */

import type { Pack } from '../pack/files/load-files.ts'
import { rowReader } from '../pack/tensors/row-reader.ts'
import { readTensor } from '../pack/tensors/tensors.ts'
import type { Tokenizer } from '../pack/tokenizer.ts'

/** Pieces of texts. */
export interface Pieces {
  piece: number
  /** Of these, words of which no piece is known: each is one. */
  unknown: number
}

/** @param pieces are added to @returns a vector of length 1; undefined for a text of which no piece is known */
export type TableEmbed = (text: string, pieces?: Pieces) => Float32Array | undefined

/**
 * Makes what embeds.
 *
 * @param unknown the id of [UNK], which counts for nothing
 * @throws ModelError when a weight isn't finite
 */
export function createTable(pack: Pack, { encode }: Tokenizer, unknown: number): TableEmbed {
  const { manifest, buffer } = pack
  const { width, maxTokens } = manifest.table
  const read = (name: string) => {
    const entry = manifest.tensors.find((each) => each.name === name)
    return entry && readTensor(entry, buffer)
  }
  const addRow = rowReader(pack)
  const weights = read('tokenWeight') // (V)
  const kernel = read('tableHead.kernel') // (width, output)
  const head = kernel && transposed(kernel, width) // (output, width)

  return (text, pieces = { piece: 0, unknown: 0 }) => {
    const sum = new Float32Array(width) // (width)
    for (const id of encode(text)
      .slice(1, -1)
      .slice(0, maxTokens - 2)) {
      pieces.piece++
      if (id === unknown) pieces.unknown++
      else addRow(id, sum, 0, weights?.[id] ?? 1)
    }
    return unitLength(head ? product(head, sum) : sum) // (output)
  }
}

/** @param kernel (inputs, outputs) @returns (outputs, inputs) */
const transposed = (kernel: Float32Array, inputs: number): Float32Array =>
  kernel.map((_, at) => kernel[(at % inputs) * (kernel.length / inputs) + Math.floor(at / inputs)]!)

/** @param matrix (outputs, inputs) @param row (inputs), an even number as in every table @returns (outputs) */
function product(matrix: Float32Array, row: Float32Array): Float32Array {
  const values = new Float32Array(matrix.length / row.length)
  for (let o = 0, at = 0; o < values.length; o++) {
    // Two sums, so that neither waits for the other; in numbers of their own instead of the array's.
    let [even, odd] = [0, 0]
    for (let i = 0; i < row.length; i += 2, at += 2) {
      even += row[i]! * matrix[at]!
      odd += row[i + 1]! * matrix[at + 1]!
    }
    values[o] = even + odd
  }
  return values
}

/** Nothing of it is known, or so little that it has no direction: no vector. */
function unitLength(vector: Float32Array): Float32Array | undefined {
  const length = Math.hypot(...vector)
  return length > 0 && Number.isFinite(length) ? vector.map((value) => value / length) : undefined
}
