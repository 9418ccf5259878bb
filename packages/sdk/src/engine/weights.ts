/**
 * A model bundle, from its files to numbers: fetched with progress, checked before use, kept in Cache Storage.
 *
 * Every file must have the SHA-256 that the manifest lists. A file with a wrong byte is fetched once more, past all caches, since
 * proxies and disks do damage files; after that the bundle counts as damaged.
 */

import { hexFromBase64, sha256 } from './digest.ts'
import { ModelError } from './errors.ts'
import {
  GOLDEN_FILE,
  LARGEST_MANIFEST,
  type Manifest,
  parseManifest,
  sizeOf,
  type TensorEntry,
  VOCABULARY_FILE,
} from './manifest.ts'

export interface Weight {
  readonly shape: readonly number[]
  readonly values: Float32Array
}

/** A text, its ids, and its vector as the training framework computes it from the very weights of the bundle. */
export interface GoldenText {
  readonly text: string
  readonly ids: readonly number[]
  readonly vector: readonly number[]
}

export interface Model {
  readonly manifest: Manifest
  /** By id. */
  readonly vocabulary: readonly string[]
  readonly golden: readonly GoldenText[]
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
  /** Base64 of the manifest's SHA-256. Default: the manifest is taken as it comes. */
  readonly manifestHash?: string
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
  /** Default: the browser's. */
  readonly fetch?: typeof globalThis.fetch
  /** Default: the browser's, if it has one. `undefined` here: nothing is cached. */
  readonly caches?: CacheStorage | undefined
}

const CACHE_PREFIX = 'inkling-model:'

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

  const manifestUrl = new URL('manifest.json', base).href
  signal?.throwIfAborted()
  const manifestBytes = await fetchManifest(manifestUrl, options.manifestHash, request, storage, signal)
  const manifest = parseManifest(new TextDecoder().decode(manifestBytes))
  const cacheName = `${CACHE_PREFIX}${manifest.name}@${manifest.version}`
  const cache = await storage?.open(cacheName).catch(() => undefined)

  const names = Object.keys(manifest.files)
  const total = names.reduce((sum, name) => sum + fileOf(manifest, name).bytes, 0)
  let loaded = 0
  let fromCache = true
  const advance = (bytes: number, network: boolean) => {
    loaded += bytes
    if (network) fromCache = false
    onProgress?.({ loaded, total, fromCache })
  }

  // One file's failure ends the others' downloads.
  const stop = new AbortController()
  const forward = () => stop.abort(signal?.reason)
  signal?.addEventListener('abort', forward)
  let whole = true
  const loadFile = async (name: string): Promise<[string, ArrayBuffer]> => {
    const { bytes, sha256: expected } = fileOf(manifest, name)
    const url = new URL(name, base).href
    const isRight = async (body: Uint8Array<ArrayBuffer>) => body.length === bytes && (await sha256(body)) === expected

    const cached = await readCached(cache, url)
    if (cached && (await isRight(cached))) {
      advance(bytes, false)
      return [name, cached.buffer]
    }
    if (cached) await cache?.delete(url).catch(() => false)
    for (const mode of ['default', 'reload'] as const) {
      let received = 0
      const body = await download(request, url, { cache: mode, signal: stop.signal }, bytes, (chunk) => {
        received += chunk
        advance(chunk, true)
      })
      if (await isRight(body)) {
        const kept = await cache?.put(url, new Response(body)).then(
          () => true,
          () => false,
        )
        whole &&= kept === true
        return [name, body.buffer]
      }
      advance(-received, true)
    }
    throw new ModelError('model-damaged', `${name} isn't the file that the model's manifest lists.`)
  }
  const files = await Promise.all(names.map(loadFile))
    .catch((error: unknown) => {
      stop.abort()
      throw error
    })
    .finally(() => signal?.removeEventListener('abort', forward))
  if (storage && cache && whole) await keepOnly(storage, cache, cacheName, manifest.name, manifestUrl, manifestBytes)
  signal?.throwIfAborted()
  return assembleModel(manifest, new Map(files))
}

/**
 * Puts a model together from files that have been checked already.
 *
 * @param files By the names of `manifest.files`.
 * @throws ModelError `model-damaged` when a number isn't finite, or vocabulary and golden texts don't fit the architecture.
 */
export function assembleModel(manifest: Manifest, files: ReadonlyMap<string, ArrayBuffer>): Model {
  const { architecture } = manifest
  const text = (name: string) => new TextDecoder().decode(bufferOf(files, name))
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
  const weights = new Map(manifest.tensors.map((entry) => [entry.name, readTensor(entry, files)]))
  return { manifest, vocabulary, golden, weights }
}

/** The numbers of one tensor, in row-major order. */
function readTensor(entry: TensorEntry, files: ReadonlyMap<string, ArrayBuffer>): Weight {
  const { name, shape } = entry
  const size = sizeOf(shape)
  let values: Float32Array
  if (entry.dtype === 'float32') {
    values = new Float32Array(bufferOf(files, entry.file), entry.offset, size)
  } else {
    const steps = shape[entry.scaleAxis] ?? 1
    const quantised = new Int8Array(bufferOf(files, entry.file), entry.offset, size)
    const scales = new Float32Array(bufferOf(files, entry.scales.file), entry.scales.offset, steps)
    // So many neighbours share a scale before the index along the axis moves on.
    const run = sizeOf(shape.slice(entry.scaleAxis + 1))
    values = new Float32Array(size)
    for (let start = 0, step = 0; start < size; start += run, step = (step + 1) % steps) {
      const scale = scales[step] ?? 0
      for (let i = start; i < start + run; i++) values[i] = (quantised[i] ?? 0) * scale
    }
  }
  if (!values.every(Number.isFinite))
    throw new ModelError('model-damaged', `${name} has a value that isn't a finite number.`)
  return { shape, values }
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
  hash: string | undefined,
  request: typeof fetch,
  storage: CacheStorage | undefined,
  signal: AbortSignal | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  const expected = hash === undefined ? undefined : hexFromBase64(hash)
  const isRight = async (body: Uint8Array<ArrayBuffer>) => expected === undefined || (await sha256(body)) === expected
  const init = signal ? { signal } : {}
  try {
    for (const cache of ['default', 'reload'] as const) {
      const body = await download(request, url, { cache, ...init }, LARGEST_MANIFEST)
      if (await isRight(body)) return body
    }
  } catch (error) {
    signal?.throwIfAborted()
    if (storage && error instanceof ModelError && error.code === 'model-unavailable') {
      const names = await storage.keys().catch(() => [])
      for (const name of names.filter((key) => key.startsWith(CACHE_PREFIX))) {
        const body = await readCached(await storage.open(name).catch(() => undefined), url)
        if (body && (await isRight(body))) return body
      }
    }
    throw error
  }
  throw new ModelError('model-damaged', "The model's manifest isn't the one that this release lists.")
}

/**
 * One file's bytes. More than `most` aren't read: the caller finds the length wrong.
 *
 * @throws ModelError `model-unavailable` when there is no such file: no network, an error's status, or a page instead.
 */
async function download(
  request: typeof fetch,
  url: string,
  init: RequestInit,
  most: number,
  onChunk?: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const unavailable = (why: string, cause?: unknown) =>
    new ModelError('model-unavailable', `${url} can't be loaded: ${why}.`, { cause })
  try {
    const response = await request(url, init)
    if (!response.ok) throw unavailable(`the server answers ${response.status}`)
    // Sites with client-side routes answer any address with their page.
    if (response.headers.get('content-type')?.includes('html')) throw unavailable('the server answers with a page')
    const body = new Uint8Array(most)
    let length = 0
    const reader = response.body?.getReader()
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined }
      if (done || !value) break
      if (length + value.length > most) {
        await reader?.cancel()
        return new Uint8Array()
      }
      body.set(value, length)
      length += value.length
      onChunk?.(value.length)
    }
    return length === most ? body : body.slice(0, length)
  } catch (error) {
    init.signal?.throwIfAborted()
    throw error instanceof ModelError ? error : unavailable('the network failed', error)
  }
}

async function readCached(cache: Cache | undefined, url: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const response = await cache?.match(url)
    return response && new Uint8Array(await response.arrayBuffer())
  } catch {
    return undefined
  }
}

/** The new version is whole: now it may be found offline, and the versions before it go. */
async function keepOnly(
  storage: CacheStorage,
  cache: Cache,
  cacheName: string,
  model: string,
  manifestUrl: string,
  manifest: Uint8Array<ArrayBuffer>,
): Promise<void> {
  try {
    await cache.put(manifestUrl, new Response(manifest))
    for (const key of await storage.keys()) {
      if (key.startsWith(`${CACHE_PREFIX}${model}@`) && key !== cacheName) await storage.delete(key)
    }
  } catch {
    // Full or blocked storage costs the next visit a download, no more.
  }
}

/** Undefined where there is none: over plain http, and where the reader or the browser blocks it. */
function browserCaches(): CacheStorage | undefined {
  try {
    return globalThis.caches as CacheStorage | undefined
  } catch {
    return undefined
  }
}

function fileOf(manifest: Manifest, name: string): { bytes: number; sha256: string } {
  const file = manifest.files[name]
  if (!file) throw new ModelError('model-damaged', `The model's manifest doesn't list ${name}.`)
  return file
}

function bufferOf(files: ReadonlyMap<string, ArrayBuffer>, name: string): ArrayBuffer {
  const buffer = files.get(name)
  if (!buffer) throw new ModelError('model-damaged', `${name} is missing.`)
  return buffer
}
