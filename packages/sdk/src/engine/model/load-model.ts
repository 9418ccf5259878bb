/** Loads a model bundle into memory: vocabulary, golden texts, and the weights of both depths. */

import { parseVocabulary, type Vocabulary } from '../pack/checked-tokenizer.ts'
import { type LoadOptions, loadFiles, type Pack, textOf } from '../pack/files/load-files.ts'
import { parseGolden } from '../pack/golden.ts'
import { GOLDEN_FILE, TONE_FILES, VOCABULARY_FILE } from '../pack/manifest.ts'
import { type Precomputed, readPrecomputed } from '../pack/precomputed.ts'
import { OF_TABLE } from '../pack/tensors/check-tensors.ts'
import { type AddRow, packedRows, rowReader } from '../pack/tensors/row-reader.ts'
import { readTensor, type Weight } from '../pack/tensors/tensors.ts'

export interface Model extends Vocabulary {
  /** Empty if the bundle has no precomputed vectors. */
  readonly precomputed: Precomputed
  /** The layers' weights, named as in `expectedShapes`. */
  readonly weights: ReadonlyMap<string, Weight>
  /** Reads token embeddings. */
  readonly addRow: AddRow
}

const isOfTone = (name: string) => (TONE_FILES as readonly string[]).includes(name)

/**
 * Loads the bundle in a folder, without the tone files.
 *
 * @param base absolute URL of the folder, with a trailing slash
 * @throws ModelError `model-unavailable` or `model-damaged`; the signal's reason if aborted
 */
export const loadModel = async (base: string, options: LoadOptions = {}): Promise<Model> =>
  assembleModel(await loadFiles(base, options, ({ files }) => Object.keys(files).filter((name) => !isOfTone(name))))

/**
 * Assembles a model from verified files.
 *
 * @throws ModelError `model-damaged` if a number isn't finite, or if the vocabulary, the golden texts or the
 * precomputed texts don't fit the manifest
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
