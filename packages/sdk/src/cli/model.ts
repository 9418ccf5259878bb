import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type NodeEngine, openNodeEngine } from '../engine/node.ts'
import { Failure } from './failure.ts'
import { UsageError } from './usage.ts'

/** The built package: this file is bundled to dist/cli.js. */
export const DIST = dirname(fileURLToPath(import.meta.url))
export const DEFAULT_MODEL = 'encoder-en'

/** Texts embedded together: enough to sort by length, few enough that output flows. */
export const AT_ONCE = 512

/**
 * A bundle that came with the package, on WebAssembly.
 *
 * @throws UsageError when there is none of this name
 * @throws Failure when it is damaged, or this machine can't run it
 */
export async function openModel(name = DEFAULT_MODEL): Promise<NodeEngine> {
  const models = (await readdir(join(DIST, 'models'))).filter((each) => each.startsWith('encoder-'))
  if (!models.includes(name))
    throw new UsageError(`no model ${name} came with the package: write --model ${models.join(' or ')}`)
  try {
    return await openNodeEngine(join(DIST, 'models', name), join(DIST, 'engine/tfjs-backend-wasm-simd.wasm'))
  } catch (cause) {
    throw new Failure(`the model ${name} can't be used: ${(cause as Error).message}`, { cause })
  }
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
