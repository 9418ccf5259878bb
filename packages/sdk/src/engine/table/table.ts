/**
 * Depth 0: a text's vector is the weighted sum of its tokens' rows. There are no layers and no worker, only arithmetic
 * on the page.
 *
 * Static embeddings (Mikolov et al. 2013, arXiv:1301.3781) with a weight per token (Arora et al. 2017, "A simple but
 * tough-to-beat baseline for sentence embeddings"), trained to reproduce the transformer's vectors.
 */

import type { Pack } from '../pack/files/load-files.ts'
import { packedRows } from '../pack/tensors/row-reader.ts'
import { readTensor } from '../pack/tensors/tensors.ts'
import type { Tokenizer } from '../pack/tokenizer.ts'
import { embedPieces } from './embed-pieces.ts'

/** Counts of tokens. */
export interface Pieces {
  piece: number
  /** Number of words in which no token is known. Each counts as one token. */
  unknown: number
}

/**
 * @param pieces counters to which the text's tokens are added
 * @returns a vector of length 1; undefined for a text without known tokens
 */
export type TableEmbed = (text: string, pieces?: Pieces) => Float32Array | undefined

/**
 * Creates the function that embeds texts.
 *
 * @param unknown the id of [UNK], which adds nothing to the vector
 * @throws ModelError if a weight isn't finite
 */
export function createTable(pack: Pack, { encode }: Tokenizer, unknown: number): TableEmbed {
  const { manifest, buffer } = pack
  const { maxTokens } = manifest.table
  const read = (name: string) => {
    const entry = manifest.tensors.find((each) => each.name === name)
    return entry && readTensor(entry, buffer)
  }
  const embed = embedPieces({
    shape: manifest.table,
    rows: packedRows(pack),
    weights: read('tokenWeight'),
    head: read('tableHead.kernel'),
  })
  return (text, pieces = { piece: 0, unknown: 0 }) => {
    const ids = encode(text)
    const known: number[] = []
    // Without [CLS] and [SEP].
    for (let at = 1; at < ids.length - 1 && at < maxTokens - 1; at++) {
      const id = ids[at]!
      pieces.piece++
      if (id === unknown) pieces.unknown++
      else known.push(id)
    }
    return known.length ? embed(known) : undefined
  }
}
