import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type NodeEngine, openNodeEngine } from '../engine/node.ts'

/** The built package: this file is bundled to dist/cli.js. */
export const DIST = dirname(fileURLToPath(import.meta.url))
export const DEFAULT_MODEL = 'encoder-en'

/** Texts embedded together: enough to sort by length, few enough that output flows. */
export const AT_ONCE = 512

/** A bundle that came with the package, on WebAssembly. */
export function openModel(name = DEFAULT_MODEL): Promise<NodeEngine> {
  return openNodeEngine(join(DIST, 'models', name), join(DIST, 'engine/tfjs-backend-wasm-simd.wasm'))
}

/** Vectors of many texts, in their order. */
export async function embedAll(
  texts: readonly string[],
  onProgress: (done: number, total: number) => void,
  model?: string,
): Promise<Float32Array[]> {
  const engine = await openModel(model)
  const vectors: Float32Array[] = []
  for (let start = 0; start < texts.length; start += AT_ONCE) {
    vectors.push(...(await engine.embed(texts.slice(start, start + AT_ONCE))))
    onProgress(vectors.length, texts.length)
  }
  return vectors
}
