/** Loads depth 0 of a pack: vocabulary, table, golden texts and precomputed vectors. */

import { checkedTokenizer, parseVocabulary } from '../pack/checked-tokenizer.ts'
import { UnsupportedError } from '../pack/errors.ts'
import { type LoadOptions, type OpenFiles, openFiles, textOf } from '../pack/files/load-files.ts'
import { GOLDEN_COSINE, lowestCosine, parseGolden } from '../pack/golden.ts'
import { GOLDEN_FILE, VOCABULARY_FILE } from '../pack/manifest.ts'
import { infoOf, type ModelInfo } from '../pack/model-info.ts'
import { PRECOMPUTED_FILE, type Precomputed, readPrecomputed } from '../pack/precomputed.ts'
import type { Manifest } from '../pack/shape.ts'
import { TABLE_FILE } from '../pack/tensors/check-tensors.ts'
import { createTable, type TableEmbed } from './table.ts'

export interface Table {
  readonly model: ModelInfo
  /** Precomputed vectors, computed at the pack's greatest depth. */
  readonly precomputed: Precomputed
  readonly embed: TableEmbed
  /** Lowest cosine between a golden text's vector and its reference. */
  readonly goldenCosine: number
}

/** The files of depth 0, the only ones that are requested. */
const FILES = [VOCABULARY_FILE, TABLE_FILE, GOLDEN_FILE, PRECOMPUTED_FILE]

/**
 * Loads a pack's table and checks it against the golden texts.
 *
 * @param base absolute URL of the pack's folder, with a trailing slash
 * @param yieldToMain awaited between long steps, each of which takes several milliseconds
 * @throws ModelError `model-unavailable` or `model-damaged`; UnsupportedError if the table gives different vectors than
 * in training; the signal's reason if aborted
 */
export async function loadTable(
  base: string,
  options: LoadOptions = {},
  yieldToMain: () => Promise<void> = async () => {},
): Promise<Table> {
  const files = await openFiles(base, options, ({ files }) => FILES.filter((name) => Object.hasOwn(files, name)))
  try {
    return await readTable(files, yieldToMain)
  } catch (cause) {
    // Let other downloads settle before reporting an error.
    await files.kept
    throw cause
  }
}

/** Reads the small files while the table itself is still loading. */
async function readTable({ names, pack }: OpenFiles<Manifest>, yieldToMain: () => Promise<void>): Promise<Table> {
  const small = await pack(names.filter((name) => name !== TABLE_FILE))
  const { manifest } = small
  await yieldToMain()
  const vocabulary = parseVocabulary(textOf(small, VOCABULARY_FILE), manifest)
  const golden = parseGolden(textOf(small, GOLDEN_FILE), manifest)
  const precomputed = readPrecomputed(small)
  await yieldToMain()
  const tokenizer = checkedTokenizer({ manifest, vocabulary, golden })
  const whole = await pack(names)
  await yieldToMain()
  const embed = createTable(whole, tokenizer, vocabulary.indexOf('[UNK]'))
  await yieldToMain()
  const told = golden.filter(({ table }) => table.length)
  const cosine = lowestCosine(
    told.map(({ text }) => embed(text) ?? []),
    told.map(({ table }) => table),
  )
  // Written so that NaN fails the check too.
  if (!(cosine > GOLDEN_COSINE))
    throw new UnsupportedError(`The table gives wrong vectors: cosine ${cosine.toFixed(4)} to the golden ones.`)
  return { model: infoOf(manifest), precomputed, embed, goldenCosine: cosine }
}
