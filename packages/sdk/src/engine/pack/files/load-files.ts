/**
 * Files of a pack: fetched with progress, checked before use, kept in Cache Storage.
 *
 * Every file must have the SHA-256 that the manifest lists. A file with a wrong byte is fetched once more, past all caches, since
 * proxies and disks do damage files; after that the bundle counts as damaged.
 */

import { ModelError } from '../errors.ts'
import { LARGEST_MANIFEST, parseManifest } from '../manifest.ts'
import type { ListedFile, ListedFiles, Manifest } from '../shape.ts'
import type { FileBuffer } from '../tensors/tensors.ts'
import {
  addressOf,
  browserCaches,
  dropCached,
  findCached,
  findShared,
  keep,
  keepOnly,
  openCache,
  readCached,
} from './cache.ts'
import { hexFromBase64, sha256 } from './digest.ts'
import { download } from './download.ts'

export interface Progress {
  /** Bytes of the wanted files so far and in all, packed where they come packed; the manifest isn't counted. */
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

/** Bytes below which a file is small: a vocabulary has up to 220 KB, which are sent as some 60. */
const SMALL = 1 << 18

/** Files of a pack that have been checked. */
export interface Pack<M = Manifest> {
  readonly manifest: M
  /** Which of the files are there. */
  readonly names: readonly string[]
  /** @throws ModelError for a file that isn't */
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

/** A file that is text. */
export const textOf = ({ buffer }: Pick<Pack, 'buffer'>, name: string): string => new TextDecoder().decode(buffer(name))

/**
 * Loads files of the pack in a folder. Those that are cached whole aren't requested again; the manifest is, unless there is no
 * network.
 *
 * @param base Absolute URL of the folder, with a slash at its end.
 * @param wanted Which files are needed.
 * @throws ModelError `model-unavailable` or `model-damaged`; the signal's reason when aborted.
 */
export const loadFiles = (
  base: string,
  options: LoadOptions,
  wanted: (manifest: Manifest) => readonly string[],
): Promise<Pack> => loadListed(base, options, parseManifest, wanted)

/** As {@link loadFiles}, of any kind of model. @param parse Reads and checks its manifest. */
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
    // Nothing goes on behind an error.
    await kept
  }
}

/** Files on their way. */
export interface OpenFiles<M> {
  /** Of those that are wanted. */
  readonly names: readonly string[]
  /** Those of these names, as soon as they are there. @throws as {@link loadFiles} */
  pack(names: readonly string[]): Promise<Pack<M>>
  /** Resolves once nothing is on its way any more, and all of it is kept, or can't be. */
  readonly kept: Promise<unknown>
}

/** As {@link loadFiles}, for whoever has a use for some while others are on their way. */
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

  /** Bytes that are asked for. */
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
    const address = addressOf(base, expected)
    const isRight = async (body: Uint8Array<ArrayBuffer>) => body.length === bytes && (await sha256(body)) === expected

    const cached = await readCached(cache, address, bytes)
    if (cached && (await isRight(cached))) {
      advance(sent(name), false)
      return cached.buffer
    }
    if (cached) await dropCached(cache, address)
    const shared = storage && cache && (await findShared(storage, manifest, address, bytes, isRight))
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
      if (await isRight(body)) {
        // Whoever waits for it doesn't wait for the disk.
        if (storage && cache) keeping.push(keep(storage, cache, manifest, address, body))
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
    if (storage && cache && isWhole) await keepOnly(storage, cache, manifest, manifestUrl, manifestBytes)
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
 * Large files come one after the other: a reader who leaves soon leaves whole files behind, and each page view gets further than
 * the last. What is small comes beside them: a round trip for each would take longer than its bytes.
 *
 * @returns by name, in this order; behind a large one that fails none is begun
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
      const body = await download(request, url, { cache, ...init }, { bytes: LARGEST_MANIFEST })
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

function fileOf(manifest: ListedFiles, name: string): ListedFile {
  const file = manifest.files[name]
  if (!file) throw new ModelError('model-damaged', `The model's manifest doesn't list ${name}.`)
  return file
}
