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
  // Of a double nothing is to be converted at each step.
  const head = kernel && Float64Array.from(kernel)

  return (text, pieces = { piece: 0, unknown: 0 }) => {
    const sum = new Float64Array(width) // (width)
    const ids = encode(text)
    // Without [CLS] and [SEP].
    for (let at = 1; at < ids.length - 1 && at < maxTokens - 1; at++) {
      const id = ids[at]!
      pieces.piece++
      if (id === unknown) pieces.unknown++
      else addRow(id, sum, 0, weights?.[id] ?? 1)
    }
    return unitLength(head ? product(head, sum) : sum) // (output)
  }
}

/** @param kernel (inputs, outputs) @param row (inputs) @returns (outputs) */
function product(kernel: Float64Array, row: Float64Array): Float64Array {
  const outputs = kernel.length / row.length
  const values = new Float64Array(outputs)
  // Eight sums at once, none of which waits for another; in numbers of their own instead of the array's, which takes none behind its end.
  for (let o = 0; o < outputs; o += 8) {
    let [a, b, c, d, e, f, g, h] = [0, 0, 0, 0, 0, 0, 0, 0]
    for (let i = 0, at = o; i < row.length; i++, at += outputs) {
      const value = row[i]!
      a += value * kernel[at]!
      b += value * kernel[at + 1]!
      c += value * kernel[at + 2]!
      d += value * kernel[at + 3]!
      e += value * kernel[at + 4]!
      f += value * kernel[at + 5]!
      g += value * kernel[at + 6]!
      h += value * kernel[at + 7]!
    }
    values[o] = a
    values[o + 1] = b
    values[o + 2] = c
    values[o + 3] = d
    values[o + 4] = e
    values[o + 5] = f
    values[o + 6] = g
    values[o + 7] = h
  }
  return values
}

/** Nothing of it is known, or so little that it has no direction: no vector. */
function unitLength(values: Float64Array): Float32Array | undefined {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]! * values[i]!
  const length = Math.sqrt(sum)
  if (!(length > 0 && Number.isFinite(length))) return undefined
  const vector = new Float32Array(values.length)
  for (let i = 0; i < vector.length; i++) vector[i] = values[i]! / length
  return vector
}
