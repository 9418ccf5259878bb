/**
 * Depth 0: a text's vector is the weighted sum of its tokens' rows. No layers and no worker, only arithmetic on the
 * page.
 *
 * Static embeddings (Mikolov et al. 2013, arXiv:1301.3781) with a weight per token (Arora et al. 2017, "A simple but
 * tough-to-beat baseline for sentence embeddings"), trained to reproduce the transformer's vectors.
 */

import type { Pack } from '../pack/files/load-files.ts'
import { GOLDEN_COSINE, lowestCosine } from '../pack/golden.ts'
import { packedRows } from '../pack/tensors/row-reader.ts'
import { readTensor } from '../pack/tensors/tensors.ts'
import type { Tokenizer } from '../pack/tokenizer.ts'
import { embedByWasm } from './embed-by-wasm.ts'
import { embedPieces } from './embed-pieces.ts'

/** Counts of tokens. */
export interface Pieces {
  piece: number
  /** Of these, words without a known token; each counts as one. */
  unknown: number
}

/**
 * @param pieces are added to
 * @param of how many texts this is one, by default of one: for many it is worth while to look for a faster way
 * @returns a vector of length 1; undefined for a text of which no piece is known
 */
export type TableEmbed = (text: string, pieces?: Pieces, of?: number) => Float32Array | undefined

/**
 * So many texts at once are computed by WebAssembly: half of them would earn back that it is compiled. But where a site's policy
 * forbids it the try is reported to the site, once a table and page view, which a page of a few texts should not cause.
 */
const MANY = 50

/**
 * Makes what embeds.
 *
 * @param unknown the id of [UNK], which counts for nothing
 * @throws ModelError when a weight isn't finite
 */
export function createTable(pack: Pack, { encode }: Tokenizer, unknown: number): TableEmbed {
  const { manifest, buffer } = pack
  const { maxTokens } = manifest.table
  const read = (name: string) => {
    const entry = manifest.tensors.find((each) => each.name === name)
    return entry && readTensor(entry, buffer)
  }
  const parts = {
    shape: manifest.table,
    rows: packedRows(pack),
    weights: read('tokenWeight'),
    head: read('tableHead.kernel'),
  }
  let embed = embedPieces(parts)
  let isTried = false

  /** Where there is a faster way that gives what plain script gives of this text, the next ones go it. */
  const lookForFaster = (ids: readonly number[], vector: Float32Array): void => {
    isTried = true
    try {
      const byWasm = embedByWasm(parts)
      if (byWasm && lowestCosine([byWasm(ids) ?? []], [[...vector]]) > GOLDEN_COSINE) embed = byWasm
    } catch {
      // Another script has put something else in the place of WebAssembly.
    }
  }

  return (text, pieces = { piece: 0, unknown: 0 }, of = 1) => {
    const ids = encode(text)
    const known: number[] = []
    // Without [CLS] and [SEP].
    for (let at = 1; at < ids.length - 1 && at < maxTokens - 1; at++) {
      const id = ids[at]!
      pieces.piece++
      if (id === unknown) pieces.unknown++
      else known.push(id)
    }
    const vector = known.length ? embed(known) : undefined
    if (vector && of >= MANY && !isTried) lookForFaster(known, vector)
    return vector
  }
}
