import { join } from 'node:path'
import { type NodeEngine, openNodeEngine } from '../../sdk/src/engine/node.ts'
import type { Depth } from '../../sdk/src/types.ts'
import { DIST, modelFolder, releasedFiles, tarballOf } from './files/release.ts'
import { Failure } from './terminal/failure.ts'
import { UsageError } from './terminal/usage.ts'

/** The language used if none is given. */
export const DEFAULT_LANGUAGE = 'en'
const PREFIX = 'encoder-'

/** Number of texts per batch, large enough to benefit from sorting by length, but small enough for steady output. */
export const BATCH_SIZE = 512

/** Command-line options that choose the model. */
export interface ModelFlags {
  /** Name of a bundle. */
  readonly model?: string | undefined
  /** The pack's language, given instead of a name. */
  readonly language?: string | undefined
  /** 0 or 1 or, if a log is replayed, `mixed`. */
  readonly depth?: string | undefined
}

/** Languages whose packs are installed. */
export async function languagesHere(): Promise<string[]> {
  const released = new Set(Object.keys(await releasedFiles()).flatMap((name) => modelOf(name) ?? []))
  const packs = [...released].filter((name) => name.startsWith(PREFIX))
  const folders = await Promise.all(packs.map((name) => modelFolder(name)))
  return packs.flatMap((name, i) => (folders[i] ? [name.slice(PREFIX.length)] : [])).sort()
}

/** The model to which a file of the release belongs. */
export const modelOf = (name: string): string | undefined => /^models\/([^/]+)\//.exec(name)?.[1]

/** How to install a model of this release; undefined if the release has no package for it. */
export async function howToInstall(model: string): Promise<string | undefined> {
  const tarball = await tarballOf(model)
  return tarball && `it is a package of its own, a file of the release: npm install ./${tarball}`
}

/** Folder of a language's pack. */
export const packOf = (language: string): string => PREFIX + language

/** @throws UsageError if the text isn't a valid depth */
export function depthOf(depth: string | undefined): Depth | undefined {
  if (depth === undefined || depth === '0' || depth === '1')
    return depth === undefined ? undefined : (Number(depth) as Depth)
  throw new UsageError(`--depth takes 0, the table, or 1, the transformer, not ${depth}`)
}

/**
 * Opens a bundle that is installed with the package. Its transformer runs on WebAssembly.
 *
 * @param depth Default: the deepest available
 * @throws UsageError if there is no bundle of this name or language
 * @throws Failure if the bundle is damaged, lacks this depth, or can't run on this machine
 */
export async function openModel({ model, language, depth }: ModelFlags = {}): Promise<NodeEngine> {
  const wanted = depthOf(depth)
  if (model !== undefined && language !== undefined) throw new UsageError('write --model or --language, not both')
  const here = await languagesHere()
  const name = model ?? packOf(language ?? DEFAULT_LANGUAGE)
  const folder = await modelFolder(name)
  const missing = folder ? undefined : await howToInstall(name)
  if (missing) throw new UsageError(`the model ${name} is not installed: ${missing}`)
  if (!folder || !here.map(packOf).includes(name))
    throw new UsageError(
      model === undefined
        ? `the package has no pack for ${language}: write --language ${here.join(' or ')}`
        : `the package has no model ${name}: write --model ${here.map(packOf).join(' or ')}`,
    )
  try {
    return await openNodeEngine(folder, join(DIST, 'engine/tfjs-backend-wasm-simd.wasm'), wanted)
  } catch (cause) {
    throw new Failure(`the model ${name} can't be used: ${(cause as Error).message}`, { cause })
  }
}

type OnProgress = (done: number, total: number) => void

/**
 * Embeds many texts, in order. If the depth is `mixed`, half of the texts (chosen by a hash) are embedded with the
 * table and the others with the transformer, as on a page whose vectors are still being upgraded.
 */
export async function embedAll(
  texts: readonly string[],
  onProgress: OnProgress,
  flags: ModelFlags = {},
): Promise<Float32Array[]> {
  if (flags.depth !== 'mixed') return embedWith(await openModel(flags), texts, onProgress)
  const half = [...texts.keys()].map((place) => hash(texts[place]!) & 1)
  const vectors: Float32Array[] = []
  for (const depth of [0, 1] as const) {
    const places = [...texts.keys()].filter((place) => half[place] === depth)
    const engine = await openModel({ ...flags, depth: String(depth) })
    const some = await embedWith(
      engine,
      places.map((place) => texts[place]!),
      (done) => onProgress((depth ? texts.length - places.length : 0) + done, texts.length),
    )
    for (const [i, place] of places.entries()) vectors[place] = some[i]!
  }
  return vectors
}

async function embedWith(
  engine: NodeEngine,
  texts: readonly string[],
  onProgress: OnProgress,
): Promise<Float32Array[]> {
  const vectors: Float32Array[] = []
  for (let start = 0; start < texts.length; start += BATCH_SIZE) {
    vectors.push(...(await engine.embed(texts.slice(start, start + BATCH_SIZE))))
    onProgress(vectors.length, texts.length)
  }
  return vectors
}

/**
 * FNV-1a (Fowler, Noll, Vo) with the upper half folded onto the lower half, because the last bit of the plain hash is
 * only the parity of the letters.
 */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return (value ^ (value >>> 16)) >>> 8
}
