/**
 * A model bundle, from its files to numbers: fetched with progress, checked before use, kept in Cache Storage.
 *
 * Every file must have the SHA-256 that the manifest lists. A file with a wrong byte is fetched once more, past all caches, since
 * proxies and disks do damage files; after that the bundle counts as damaged.
 */

import { addressOf, browserCaches, dropCached, findCached, keep, keepOnly, openCache, readCached } from './cache.ts'
import { hexFromBase64, sha256 } from './digest.ts'
import { download } from './download.ts'
import { ModelError } from './errors.ts'
import { GOLDEN_FILE, LARGEST_MANIFEST, type Manifest, parseManifest, VOCABULARY_FILE } from './manifest.ts'
import { PRECOMPUTED_FILE, type Precomputed, parsePrecomputed } from './precomputed.ts'
import { readTensor } from './tensors.ts'

export interface Weight {
  readonly shape: readonly number[]
  readonly values: Float32Array
}

/** A text, its ids, and its vector as the training framework computes it from the very weights of the bundle. */
export interface GoldenText {
  readonly text: string
  readonly ids: readonly number[]
  /** Of any length: its direction counts. */
  readonly vector: readonly number[]
}

export interface Model {
  readonly manifest: Manifest
  /** By id. */
  readonly vocabulary: readonly string[]
  readonly golden: readonly GoldenText[]
  /** Empty where the bundle brings none. */
  readonly precomputed: Precomputed
  /** By the names of `expectedShapes`. */
  readonly weights: ReadonlyMap<string, Weight>
}

export interface Progress {
  /** Bytes of the files so far and in all; the manifest isn't counted. */
  readonly loaded: number
  readonly total: number
  /** No byte so far came over the network. */
  readonly fromCache: boolean
}

export interface LoadOptions {
  /** Base64 SHA-256 of each manifest that may be used. Default: it is taken as it comes, as from one's own disk. */
  readonly manifests?: readonly string[]
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
  /** Asked before a cache is opened, which makes it: resolves when the reader's choice still stands. Default: at once. */
  readonly mayKeep?: () => Promise<void>
  /** Default: the browser's. */
  readonly fetch?: typeof globalThis.fetch
  /** Default: the browser's, if it has one. `undefined` here: nothing is cached. */
  readonly caches?: CacheStorage | undefined
}

/**
 * Loads the bundle in a folder. Files that are cached whole aren't requested again; the manifest is, unless there is no network.
 *
 * @param base Absolute URL of the folder, with a slash at its end.
 * @throws ModelError `model-unavailable` or `model-damaged`; the signal's reason when aborted.
 */
export async function loadModel(base: string, options: LoadOptions = {}): Promise<Model> {
  const { signal, onProgress } = options
  const request = options.fetch ?? globalThis.fetch.bind(globalThis)
  const storage = 'caches' in options ? options.caches : browserCaches()

  const init = signal ? { signal } : {}
  const manifestUrl = new URL('manifest.json', base).href
  signal?.throwIfAborted()
  const manifestBytes = await fetchManifest(manifestUrl, options.manifests, request, storage, signal)
  const manifest = parseManifest(new TextDecoder().decode(manifestBytes))
  if (storage) await options.mayKeep?.()
  const cache = await openCache(storage, manifest)

  const names = Object.keys(manifest.files)
  const total = names.reduce((sum, name) => sum + fileOf(manifest, name).bytes, 0)
  let loaded = 0
  let fromCache = true
  const advance = (bytes: number, network: boolean) => {
    loaded += bytes
    if (network) fromCache = false
    onProgress?.({ loaded, total, fromCache })
  }

  let whole = true
  const loadFile = async (name: string): Promise<ArrayBuffer> => {
    const { bytes, sha256: expected } = fileOf(manifest, name)
    const url = new URL(name, base).href
    const address = addressOf(base, expected)
    const isRight = async (body: Uint8Array<ArrayBuffer>) => body.length === bytes && (await sha256(body)) === expected

    const cached = await readCached(cache, address, bytes)
    if (cached && (await isRight(cached))) {
      advance(bytes, false)
      return cached.buffer
    }
    if (cached) await dropCached(cache, address)
    for (const mode of ['default', 'reload'] as const) {
      let received = 0
      const body = await download(request, url, { cache: mode, ...init }, bytes, (chunk) => {
        received += chunk
        advance(chunk, true)
      })
      if (await isRight(body)) {
        whole = !!(storage && cache && (await keep(storage, cache, manifest, address, body))) && whole
        return body.buffer
      }
      advance(-received, true)
    }
    throw new ModelError('model-damaged', `${name} isn't the file that the model's manifest lists.`)
  }
  // One after the other: a reader who leaves soon leaves whole files behind, and each page view gets further than the last.
  const files = new Map<string, ArrayBuffer>()
  for (const name of names) files.set(name, await loadFile(name))
  if (storage && cache && whole) await keepOnly(storage, cache, manifest, manifestUrl, manifestBytes)
  signal?.throwIfAborted()
  return assembleModel(manifest, files)
}

/**
 * Puts a model together from files that have been checked already.
 *
 * @param files By the names of `manifest.files`.
 * @throws ModelError `model-damaged` when a number isn't finite, or vocabulary, golden and precomputed texts don't fit the
 *   architecture.
 */
export function assembleModel(manifest: Manifest, files: ReadonlyMap<string, ArrayBuffer>): Model {
  const { architecture } = manifest
  const buffer = (name: string): ArrayBuffer => {
    const bytes = files.get(name)
    if (!bytes) throw new ModelError('model-damaged', `${name} is missing.`)
    return bytes
  }
  const text = (name: string) => new TextDecoder().decode(buffer(name))
  const vocabulary = text(VOCABULARY_FILE)
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
  if (vocabulary.length !== architecture.vocabulary) {
    throw new ModelError(
      'model-damaged',
      `The vocabulary has ${vocabulary.length} tokens instead of ${architecture.vocabulary}.`,
    )
  }
  const golden = parseGolden(text(GOLDEN_FILE), architecture)
  const precomputed: Precomputed = files.has(PRECOMPUTED_FILE)
    ? parsePrecomputed(text(PRECOMPUTED_FILE), architecture.output)
    : new Map()
  const weights = new Map(
    manifest.tensors.map((entry) => [entry.name, { shape: entry.shape, values: readTensor(entry, buffer) }]),
  )
  return { manifest, vocabulary, golden, precomputed, weights }
}

function parseGolden(json: string, { vocabulary, maxTokens, output }: Manifest['architecture']): GoldenText[] {
  const isList = (value: unknown, most: number, test: (item: unknown) => boolean) =>
    Array.isArray(value) && value.length > 0 && value.length <= most && value.every(test)
  const isGolden = (value: unknown) => {
    const { text, ids, vector } = (value ?? {}) as Record<string, unknown>
    return (
      typeof text === 'string' &&
      isList(ids, maxTokens, (id) => Number.isInteger(id) && (id as number) >= 0 && (id as number) < vocabulary) &&
      isList(vector, output, Number.isFinite) &&
      (vector as unknown[]).length === output
    )
  }
  try {
    const { texts } = JSON.parse(json) as { texts: unknown }
    if (isList(texts, 64, isGolden)) return texts as GoldenText[]
  } catch {
    // Not JSON at all: the same to whoever reads it.
  }
  throw new ModelError('model-damaged', `${GOLDEN_FILE} must list 1 to 64 texts with their ids and vectors.`)
}

/** The manifest by the network, else from the cache of any version that was loaded from this folder. */
async function fetchManifest(
  url: string,
  hashes: readonly string[] | undefined,
  request: typeof fetch,
  storage: CacheStorage | undefined,
  signal: AbortSignal | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  const expected = hashes?.map(hexFromBase64)
  const isRight = async (body: Uint8Array<ArrayBuffer>) => !expected || expected.includes(await sha256(body))
  const init = signal ? { signal } : {}
  try {
    for (const cache of ['default', 'reload'] as const) {
      const body = await download(request, url, { cache, ...init }, LARGEST_MANIFEST)
      if (await isRight(body)) return body
    }
  } catch (error) {
    signal?.throwIfAborted()
    if (storage && error instanceof ModelError && error.code === 'model-unavailable') {
      const body = await findCached(storage, url, LARGEST_MANIFEST, isRight)
      if (body) return body
    }
    throw error
  }
  throw new ModelError(
    'model-damaged',
    `${url} is no manifest that this release lists. For a model of your own, name its hash: data-model-integrity, or modelIntegrity.`,
  )
}

function fileOf(manifest: Manifest, name: string): { bytes: number; sha256: string } {
  const file = manifest.files[name]
  if (!file) throw new ModelError('model-damaged', `The model's manifest doesn't list ${name}.`)
  return file
}
