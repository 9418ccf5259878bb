/** A model bundle, from its files to numbers: vocabulary, golden texts, every weight of both depths. */

import { parseVocabulary, type Vocabulary } from '../pack/checked-tokenizer.ts'
import { type LoadOptions, loadFiles, type Pack, textOf } from '../pack/files/load-files.ts'
import { parseGolden } from '../pack/golden.ts'
import { GOLDEN_FILE, TONE_FILES, VOCABULARY_FILE } from '../pack/manifest.ts'
import { type Precomputed, readPrecomputed } from '../pack/precomputed.ts'
import { OF_TABLE } from '../pack/tensors/check-tensors.ts'
import { type AddRow, packedRows, rowReader } from '../pack/tensors/row-reader.ts'
import { readTensor, type Weight } from '../pack/tensors/tensors.ts'

export interface Model extends Vocabulary {
  /** Empty where the bundle brings none. */
  readonly precomputed: Precomputed
  /** Those of the layers, by the names of `expectedShapes`. */
  readonly weights: ReadonlyMap<string, Weight>
  /** Reads the token embeddings. */
  readonly addRow: AddRow
}

const isOfTone = (name: string) => (TONE_FILES as readonly string[]).includes(name)

/**
 * Loads the bundle in a folder, all of it but what tells tone.
 *
 * @param base Absolute URL of the folder, with a slash at its end.
 * @throws ModelError `model-unavailable` or `model-damaged`; the signal's reason when aborted.
 */
export const loadModel = async (base: string, options: LoadOptions = {}): Promise<Model> =>
  assembleModel(await loadFiles(base, options, ({ files }) => Object.keys(files).filter((name) => !isOfTone(name))))

/**
 * Puts a model together from files that have been checked already.
 *
 * @throws ModelError `model-damaged` when a number isn't finite, or vocabulary, golden and precomputed texts don't fit the
 *   manifest.
 */
export function assembleModel(pack: Pack): Model {
  const { manifest, buffer } = pack
  return {
    manifest,
    vocabulary: parseVocabulary(textOf(pack, VOCABULARY_FILE), manifest),
    golden: parseGolden(textOf(pack, GOLDEN_FILE), manifest),
    precomputed: readPrecomputed(pack),
    weights: new Map(
      manifest.tensors
        .filter(({ name }) => !OF_TABLE.includes(name))
        .map((entry) => [entry.name, { shape: entry.shape, values: readTensor(entry, buffer) }]),
    ),
    addRow: rowReader(packedRows(pack), manifest.table.width),
  }
}
