/**
 * The engine outside the browser: runs a bundle from disk on WebAssembly, in the current thread. Used by the command
 * line and in tests.
 */

import { readFile } from 'node:fs/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { wasmBackend } from './backends/wasm-backend.ts'
import { loadModel } from './model/load-model.ts'
import { checkedTokenizer } from './pack/checked-tokenizer.ts'
import { ModelError } from './pack/errors.ts'
import type { LoadOptions } from './pack/files/load-files.ts'
import { loadFiles } from './pack/files/load-files.ts'
import { infoOf, type ModelInfo } from './pack/model-info.ts'
import { loadTable } from './table/load-table.ts'
import { loadDeepTone, loadTableTone } from './tone/tone-embedder.ts'
import { loadCheckedTexts } from './worker/load-checked.ts'

export interface NodeEngine {
  readonly model: ModelInfo
  /** Depth of the vectors. 0: table, 1: transformer. */
  readonly depth: 0 | 1
  /** Lowest cosine between a golden text's vector and its reference. */
  readonly goldenCosine: number
  /** Whether the model knows at least one word of a text. If not, the text's vector is meaningless. */
  reads(text: string): boolean
  /**
   * One vector of length 1 per text, in order; all zeros if the table knows none of the text's words. As on a page,
   * precomputed vectors take precedence.
   */
  embed(texts: readonly string[]): Promise<Float32Array[]>
  /**
   * The tone head's outputs per text; undefined for a text without tokens.
   *
   * @throws ModelError if the bundle has no tone files
   */
  tones(texts: readonly string[]): Promise<(Float32Array | undefined)[]>
}

/**
 * Opens a model bundle.
 *
 * @param folder the bundle: manifest.json and the files that it lists
 * @param wasmFile path of tfjs-backend-wasm-simd.wasm; not used at depth 0
 * @param depth default: the bundle's greatest depth
 * @throws ModelError if the bundle is missing or damaged or lacks that depth; UnsupportedError if the vectors differ
 * from the golden ones
 */
export async function openNodeEngine(folder: string, wasmFile: string, depth?: 0 | 1): Promise<NodeEngine> {
  const readDisk = async (input: RequestInfo | URL) => new Response(await readFile(fileURLToPath(String(input))))
  const base = pathToFileURL(`${folder}/`).href
  const options = { fetch: readDisk, caches: undefined }
  const { manifest } = await loadFiles(base, options, () => [])
  const chosen = depth ?? infoOf(manifest).deepest
  return chosen === 0 ? openTable(base, options) : openTransformer(base, options, wasmFile)
}

async function openTable(base: string, options: LoadOptions): Promise<NodeEngine> {
  const { model, embed, goldenCosine, precomputed } = await loadTable(base, options)
  const width = model.dims.at(-1)!
  return {
    model,
    depth: 0,
    goldenCosine,
    reads: (text) => embed(text) !== undefined,
    embed: async (texts) => texts.map((text) => precomputed.get(text) ?? embed(text) ?? new Float32Array(width)),
    async tones(texts) {
      const { tone } = (await loadTableTone(base, options)) ?? toneless(model)
      return texts.map(tone)
    },
  }
}

async function openTransformer(base: string, options: LoadOptions, wasmFile: string): Promise<NodeEngine> {
  // Not verified, because these are the installed package's own files.
  const start = { wasmUrl: wasmFile, wasmFile: [0, ''], force: false } as const
  const backend = wasmBackend(async () => new Uint8Array(await readFile(wasmFile)))
  const ignore = () => undefined
  const device = await backend.open(start, ignore, ignore)
  const model = await loadModel(base, options)
  const { embedder, goldenCosine } = await loadCheckedTexts(device, model)
  const tokenizer = checkedTokenizer(model)
  const width = model.manifest.table.output
  const unknown = tokenizer.encode('[UNK]')[1]
  return {
    model: infoOf(model.manifest),
    depth: 1,
    goldenCosine,
    reads: (text) =>
      tokenizer
        .encode(text)
        .slice(1, -1)
        .some((id) => id !== unknown),
    async embed(texts) {
      const vectors = await embedder.embed(texts)
      return texts.map((text, row) => model.precomputed.get(text) ?? vectors.slice(row * width, (row + 1) * width))
    },
    async tones(texts) {
      const embed = (await loadDeepTone(base, options, embedder, width)) ?? toneless(infoOf(model.manifest))
      const rows = await embed(texts)
      const size = rows.length / texts.length
      return texts.map((_, row) => rows.slice(row * size + width, (row + 1) * size))
    },
  }
}

function toneless({ name }: ModelInfo): never {
  throw new ModelError('model-unavailable', `${name} has no tone files.`)
}
