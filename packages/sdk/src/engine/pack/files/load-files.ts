/**
 * Loads a pack's files with progress, verifies them, and stores them in Cache Storage.
 *
 * Every file must have the SHA-256 that the manifest lists. If a file's hash differs, the file is downloaded once more,
 * bypassing the HTTP cache, because proxies and disks can damage files. If that copy is wrong too, the bundle counts as
 * damaged.
 */

import { ModelError } from '../errors.ts'
import { LARGEST_MANIFEST, parseManifest } from '../manifest.ts'
import type { ListedFile, ListedFiles, Manifest } from '../shape.ts'
import type { FileBuffer } from '../tensors/tensors.ts'
import {
  browserCaches,
  cacheKey,
  completeVersion,
  dropCached,
  findCached,
  findShared,
  openCache,
  readCached,
  storeFile,
} from './cache.ts'
import { hexFromBase64, sha256 } from './digest.ts'
import { download } from './download.ts'

export interface Progress {
  /**
   * Bytes of the requested files: loaded so far and in total, not counting the manifest. For compressed files, the
   * compressed size counts.
   */
  readonly loaded: number
  readonly total: number
  /** Whether everything loaded so far came from the cache. */
  readonly fromCache: boolean
}

export interface LoadOptions {
  /** Base64 SHA-256 of each manifest that may be used. Default: any manifest, as for files from the local disk. */
  readonly manifests?: readonly string[]
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
  /**
   * Awaited before a cache is opened, because opening a cache creates it. Resolves if consent hasn't been withdrawn.
   * Default: resolves immediately.
   */
  readonly mayKeep?: () => Promise<void>
  /** Default: the browser's. */
  readonly fetch?: typeof globalThis.fetch
  /** Default: the browser's cache storage, if any. An explicit `undefined` disables caching. */
  readonly caches?: CacheStorage | undefined
}

/**
 * Files smaller than this number of bytes are loaded in parallel. A vocabulary takes up to 220 KB, or about 60 KB
 * compressed.
 */
const SMALL = 1 << 18

/** Verified files of a pack. */
export interface Pack<M = Manifest> {
  readonly manifest: M
  /** Names of the loaded files. */
  readonly names: readonly string[]
  /** @throws ModelError if a file wasn't loaded */
  readonly buffer: FileBuffer
}

/** @param files by name */
export function packOf<M>(manifest: M, files: ReadonlyMap<string, ArrayBuffer>): Pack<M> {
  const buffer = (name: string): ArrayBuffer => {
    const bytes = files.get(name)
    if (!bytes) throw new ModelError('model-damaged', `${name} is missing.`)
    return bytes
  }
  return { manifest, names: [...files.keys()], buffer }
}

/** Decodes a text file. */
export const textOf = ({ buffer }: Pick<Pack, 'buffer'>, name: string): string => new TextDecoder().decode(buffer(name))

/**
 * Loads files from a pack's folder. Cached files aren't requested again. The manifest is always requested; the cached
 * one is used only if the network fails.
 *
 * @param base absolute URL of the folder, with a trailing slash
 * @param wanted selects the files that are needed
 * @throws ModelError `model-unavailable` or `model-damaged`; the signal's reason if aborted
 */
export const loadFiles = (
  base: string,
  options: LoadOptions,
  wanted: (manifest: Manifest) => readonly string[],
): Promise<Pack> => loadListed(base, options, parseManifest, wanted)

/** Like {@link loadFiles}, for any kind of model. @param parse parses and validates the model's manifest */
export async function loadListed<M extends ListedFiles>(
  base: string,
  options: LoadOptions,
  parse: (text: string) => M,
  wanted: (manifest: M) => readonly string[],
): Promise<Pack<M>> {
  const { names, pack, kept } = await openListed(base, options, parse, wanted)
  try {
    return await pack(names)
  } finally {
    // Let other downloads settle before reporting an error.
    await kept
  }
}

/** Files that are being loaded. */
export interface OpenFiles<M> {
  /** Names of the requested files. */
  readonly names: readonly string[]
  /** Resolves with the named files once they have loaded. */
  pack(names: readonly string[]): Promise<Pack<M>>
  /** Resolves once all downloads have settled and everything that can be stored has been stored. */
  readonly kept: Promise<unknown>
}

/** Like {@link loadFiles}, for callers that can use some files while others are still loading. */
export const openFiles = (
  base: string,
  options: LoadOptions,
  wanted: (manifest: Manifest) => readonly string[],
): Promise<OpenFiles<Manifest>> => openListed(base, options, parseManifest, wanted)

async function openListed<M extends ListedFiles>(
  base: string,
  options: LoadOptions,
  parse: (text: string) => M,
  wanted: (manifest: M) => readonly string[],
): Promise<OpenFiles<M>> {
  const { signal, onProgress } = options
  const request = options.fetch ?? globalThis.fetch.bind(globalThis)
  const storage = 'caches' in options ? options.caches : browserCaches()

  const init = signal ? { signal } : {}
  const manifestUrl = new URL('manifest.json', base).href
  signal?.throwIfAborted()
  const manifestBytes = await fetchManifest(manifestUrl, options.manifests, request, storage, signal)
  const manifest = parse(new TextDecoder().decode(manifestBytes))
  const names = wanted(manifest)
  if (storage && names.length) await options.mayKeep?.()
  const cache = names.length ? await openCache(storage, manifest) : undefined

  /** Bytes to be transferred. */
  const sent = (name: string): number => {
    const { bytes, gzip = bytes } = fileOf(manifest, name)
    return gzip
  }
  const total = names.reduce((sum, name) => sum + sent(name), 0)
  let loaded = 0
  let fromCache = true
  const advance = (bytes: number, network: boolean) => {
    loaded += bytes
    if (network) fromCache = false
    onProgress?.({ loaded, total, fromCache })
  }

  const keeping: Array<Promise<boolean>> = []
  const loadFile = async (name: string): Promise<ArrayBuffer> => {
    const file = fileOf(manifest, name)
    const { bytes, sha256: expected } = file
    const url = new URL(name, base).href
    const address = cacheKey(base, expected)
    const isValid = async (body: Uint8Array<ArrayBuffer>) => body.length === bytes && (await sha256(body)) === expected

    const cached = await readCached(cache, address, bytes)
    if (cached && (await isValid(cached))) {
      advance(sent(name), false)
      return cached.buffer
    }
    if (cached) await dropCached(cache, address)
    const shared = storage && cache && (await findShared(storage, manifest, address, bytes, isValid))
    if (shared) {
      advance(sent(name), false)
      return shared.buffer
    }
    for (const mode of ['default', 'reload'] as const) {
      let received = 0
      const body = await download(request, url, { cache: mode, ...init }, file, (chunk) => {
        received += chunk
        advance(chunk, true)
      })
      if (await isValid(body)) {
        // Don't make the caller wait for disk writes.
        if (storage && cache) keeping.push(storeFile(storage, cache, manifest, address, body))
        return body.buffer
      }
      advance(-received, true)
    }
    throw new ModelError('model-damaged', `${name} isn't the file that the model's manifest lists.`)
  }
  const loads = loadInTurn(names, sent, loadFile)
  const keepAll = async () => {
    const settled = await Promise.allSettled(loads.values())
    const isKept = (await Promise.all(keeping)).every(Boolean)
    const isWhole = isKept && settled.every(({ status }) => status === 'fulfilled')
    if (storage && cache && isWhole) await completeVersion(storage, cache, manifest, manifestUrl, manifestBytes)
  }
  return {
    names,
    async pack(wanted) {
      const files = new Map<string, ArrayBuffer>()
      for (const name of wanted) files.set(name, await loads.get(name)!)
      signal?.throwIfAborted()
      return packOf(manifest, files)
    },
    kept: keepAll(),
  }
}

/**
 * Loads large files one after the other, so that each page view makes progress and stores whole files, even if the
 * reader leaves early. Small files load in parallel, because a round trip for each would take longer than the transfer
 * itself.
 *
 * @returns promises, keyed by file name, in order; if a large file fails, no further large files are requested
 */
function loadInTurn(
  names: readonly string[],
  bytesOf: (name: string) => number,
  load: (name: string) => Promise<ArrayBuffer>,
): Map<string, Promise<ArrayBuffer>> {
  const loads = new Map<string, Promise<ArrayBuffer>>()
  let large: Promise<unknown> = Promise.resolve()
  for (const name of names) {
    const loading = bytesOf(name) < SMALL ? load(name) : large.then(() => load(name))
    loads.set(name, loading)
    if (bytesOf(name) >= SMALL) large = loading
  }
  return loads
}

/**
 * Loads the manifest from the network or, failing that, from the cache of any version that was loaded from this folder.
 */
async function fetchManifest(
  url: string,
  hashes: readonly string[] | undefined,
  request: typeof fetch,
  storage: CacheStorage | undefined,
  signal: AbortSignal | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  const expected = hashes?.map(hexFromBase64)
  const isValid = async (body: Uint8Array<ArrayBuffer>) => !expected || expected.includes(await sha256(body))
  const init = signal ? { signal } : {}
  try {
    for (const cache of ['default', 'reload'] as const) {
      const body = await download(request, url, { cache, ...init }, { bytes: LARGEST_MANIFEST })
      if (await isValid(body)) return body
    }
  } catch (error) {
    signal?.throwIfAborted()
    if (storage && error instanceof ModelError && error.code === 'model-unavailable') {
      const body = await findCached(storage, url, LARGEST_MANIFEST, isValid)
      if (body) return body
    }
    throw error
  }
  throw new ModelError(
    'model-damaged',
    `${url} isn't a manifest that this release lists. To use a model of your own, give its hash: data-model-integrity, or modelIntegrity.`,
  )
}

function fileOf(manifest: ListedFiles, name: string): ListedFile {
  const file = manifest.files[name]
  if (!file) throw new ModelError('model-damaged', `The model's manifest doesn't list ${name}.`)
  return file
}
