/** Predicts tone at either depth, using a pack's tone files and a text's token states. */

import { checkedTokenizer, parseVocabulary } from '../pack/checked-tokenizer.ts'
import { type LoadOptions, loadFiles, textOf } from '../pack/files/load-files.ts'
import { parseGolden } from '../pack/golden.ts'
import { GOLDEN_FILE, VOCABULARY_FILE } from '../pack/manifest.ts'
import { infoOf, type ModelInfo } from '../pack/model-info.ts'
import { TABLE_FILE } from '../pack/tensors/check-tensors.ts'
import { packedRows, rowReader } from '../pack/tensors/row-reader.ts'
import { checkGoldenTones, readToneFile, toneFiles } from './tone-file.ts'
import { TONE_OUTPUTS } from './tone-head.ts'

/** @returns a text's tone (TONE_OUTPUTS); undefined for a text without tokens */
export type TableTone = (text: string) => Float32Array | undefined

/**
 * Loads the tone head of depth 0 and checks it against the golden texts.
 *
 * @param base absolute URL of the pack's folder, with a trailing slash
 * @returns undefined if the pack has no tone files, in which case nothing is downloaded
 * @throws ModelError `model-unavailable` or `model-damaged`; UnsupportedError if texts get different tokens than in
 * training; the signal's reason if aborted
 */
export async function loadTableTone(
  base: string,
  options: LoadOptions = {},
): Promise<{ readonly model: ModelInfo; readonly tone: TableTone } | undefined> {
  const pack = await loadFiles(base, options, (manifest) => {
    const files = toneFiles(manifest)
    return files.length ? [VOCABULARY_FILE, TABLE_FILE, GOLDEN_FILE, ...files] : []
  })
  if (!pack.names.length) return undefined
  const { manifest } = pack
  const { width, maxTokens } = manifest.table
  const vocabulary = parseVocabulary(textOf(pack, VOCABULARY_FILE), manifest)
  const { encode } = checkedTokenizer({
    manifest,
    vocabulary,
    golden: parseGolden(textOf(pack, GOLDEN_FILE), manifest),
  })
  const addRow = rowReader(packedRows(pack), width)
  const { head, golden } = readToneFile(pack, 0)
  const tone: TableTone = (text) => {
    const ids = encode(text)
      .slice(1, -1)
      .slice(0, maxTokens - 2) // (T)
    const states = new Float32Array(ids.length * width) // (T, width)
    for (const [t, id] of ids.entries()) addRow(id, states, t * width, 1)
    return head(ids, states)
  }
  checkGoldenTones(
    golden,
    0,
    golden.map(({ text }) => tone(text)),
  )
  return { model: infoOf(manifest), tone }
}

/** A backend's embedder, which computes token states. */
interface StatesOf {
  embed(
    texts: readonly string[],
    onStates: (text: number, ids: readonly number[], states: Float32Array) => void,
  ): Promise<Float32Array>
}

/** One row per text: its vector, followed by the TONE_OUTPUTS numbers of its tone; NaN for a text without tokens. */
export type ToneEmbed = (texts: readonly string[]) => Promise<Float32Array>

/**
 * Loads the tone head of depth 1 and checks it against the golden texts.
 *
 * @param width number of dimensions of a vector
 * @returns undefined if the pack has no tone files
 * @throws the same errors as {@link loadTableTone}
 */
export async function loadDeepTone(
  base: string,
  options: LoadOptions,
  embedder: StatesOf,
  width: number,
): Promise<ToneEmbed | undefined> {
  const pack = await loadFiles(base, options, toneFiles)
  if (!pack.names.length) return undefined
  const { head, golden } = readToneFile(pack, 1)
  const { hidden } = pack.manifest.transformer!
  const row = width + TONE_OUTPUTS
  const embed: ToneEmbed = async (texts) => {
    const rows = new Float32Array(texts.length * row).fill(Number.NaN) // (B, 128 + 12)
    const vectors = await embedder.embed(texts, (text, ids, states) => {
      // Without the states of [CLS] and [SEP], as at depth 0.
      const tone = head(ids.slice(1, -1), states.subarray(hidden, states.length - hidden))
      if (tone) rows.set(tone, text * row + width)
    })
    for (const i of texts.keys()) rows.set(vectors.subarray(i * width, (i + 1) * width), i * row)
    return rows
  }
  const rows = await embed(golden.map(({ text }) => text))
  checkGoldenTones(
    golden,
    1,
    golden.map((_, i) => rows.subarray(i * row + width, (i + 1) * row)),
  )
  return embed
}
