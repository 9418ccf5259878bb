/** The first part of a pack: vocabulary, table, golden texts, and the vectors that come with it. */

import { checkedTokenizer, parseVocabulary } from '../pack/checked-tokenizer.ts'
import { UnsupportedError } from '../pack/errors.ts'
import { type LoadOptions, loadFiles, textOf } from '../pack/files/load-files.ts'
import { GOLDEN_COSINE, lowestCosine, parseGolden } from '../pack/golden.ts'
import { GOLDEN_FILE, VOCABULARY_FILE } from '../pack/manifest.ts'
import { infoOf, type ModelInfo } from '../pack/model-info.ts'
import { PRECOMPUTED_FILE, type Precomputed, readPrecomputed } from '../pack/precomputed.ts'
import { TABLE_FILE } from '../pack/tensors/check-tensors.ts'
import { createTable, type TableEmbed } from './table.ts'

export interface Table {
  readonly model: ModelInfo
  /** Vectors that come with the pack, by its deepest depth. */
  readonly precomputed: Precomputed
  readonly embed: TableEmbed
  /** Lowest cosine of the golden texts' vectors to the reference's. */
  readonly goldenCosine: number
}

/** The files of depth 0. Of a pack's others none is asked for. */
const FILES = [VOCABULARY_FILE, TABLE_FILE, GOLDEN_FILE, PRECOMPUTED_FILE]

/**
 * Loads the table of the pack in a folder, and checks it by the golden texts.
 *
 * @param base Absolute URL of the folder, with a slash at its end.
 * @param breath awaited between two long steps: each takes some milliseconds
 * @throws ModelError `model-unavailable` or `model-damaged`; UnsupportedError when it gives other vectors than in training; the
 *   signal's reason when aborted.
 */
export async function loadTable(
  base: string,
  options: LoadOptions = {},
  breath: () => Promise<void> = async () => {},
): Promise<Table> {
  const pack = await loadFiles(base, options, ({ files }) => FILES.filter((name) => Object.hasOwn(files, name)))
  const { manifest } = pack
  await breath()
  const vocabulary = parseVocabulary(textOf(pack, VOCABULARY_FILE), manifest)
  const golden = parseGolden(textOf(pack, GOLDEN_FILE), manifest)
  const precomputed = readPrecomputed(pack)
  await breath()
  const tokenizer = checkedTokenizer({ manifest, vocabulary, golden })
  await breath()
  const embed = createTable(pack, tokenizer, vocabulary.indexOf('[UNK]'))
  await breath()
  const told = golden.filter(({ table }) => table.length)
  const cosine = lowestCosine(
    told.map(({ text }) => embed(text) ?? []),
    told.map(({ table }) => table),
  )
  // Written so that NaN fails too.
  if (!(cosine > GOLDEN_COSINE))
    throw new UnsupportedError(`The table gives wrong vectors: cosine ${cosine.toFixed(4)} to the golden ones.`)
  return { model: infoOf(manifest), precomputed, embed, goldenCosine: cosine }
}
