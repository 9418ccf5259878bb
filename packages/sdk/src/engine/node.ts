/** The engine without a browser: a bundle from disk, on WebAssembly, in this very thread. For the command line and for tests. */

import { readFile } from 'node:fs/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { wasmBackend } from './backends/wasm-backend.ts'
import { checkedTokenizer } from './model/checked-tokenizer.ts'
import { loadModel } from './model/load-model.ts'
import { makeReady } from './worker/make-ready.ts'
import type { ModelInfo } from './worker/protocol.ts'

export interface NodeEngine {
  readonly model: ModelInfo
  /** Lowest cosine of the golden texts' vectors to the reference's. */
  readonly goldenCosine: number
  /** Whether the model knows any word of a text: the vector of one that it can't read says nothing. */
  reads(text: string): boolean
  /** A vector of length 1 for each text, in their order. */
  embed(texts: readonly string[]): Promise<Float32Array[]>
}

/**
 * Opens a model bundle.
 *
 * @param folder The bundle: manifest.json and the files that it lists.
 * @param wasmFile tfjs-backend-wasm-simd.wasm.
 * @throws ModelError when the bundle is missing or damaged; UnsupportedError when it gives other vectors than its golden ones.
 */
export async function openNodeEngine(folder: string, wasmFile: string): Promise<NodeEngine> {
  // The package's own files, from the disk: whoever runs this has installed them.
  const start = { wasmUrl: wasmFile, wasmFile: [0, ''], force: false } as const
  const backend = wasmBackend(async () => new Uint8Array(await readFile(wasmFile)))
  const ignore = () => undefined
  const device = await backend.open(start, ignore, ignore)
  const readDisk = async (input: RequestInfo | URL) => new Response(await readFile(fileURLToPath(String(input))))
  const base = pathToFileURL(`${folder}/`).href
  const model = await loadModel(base, { fetch: readDisk, caches: undefined })
  const { embedder, goldenCosine } = await makeReady(device, model)
  const tokenizer = checkedTokenizer(model)
  const { name, version, dims, languages } = model.manifest
  const width = model.manifest.architecture.output
  const unknown = tokenizer.encode('[UNK]')[1]
  return {
    model: { name, version, dims, languages },
    goldenCosine,
    reads: (text) =>
      tokenizer
        .encode(text)
        .slice(1, -1)
        .some((id) => id !== unknown),
    async embed(texts) {
      const vectors = await embedder.embed(texts)
      return texts.map((_, row) => vectors.slice(row * width, (row + 1) * width))
    },
  }
}
