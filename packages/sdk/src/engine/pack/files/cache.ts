/**
 * Model bundles in Cache Storage, one cache per version. Storage that is missing, full, blocked or unresponsive is
 * treated as empty.
 *
 * Files are keyed by hash, so a release that moves the same model to another folder causes no second download.
 */

import { readAtMost } from '../../../lib/load/bounded.ts'
import type { ListedFiles } from '../shape.ts'

const PREFIX = 'inkling-model:'
/**
 * Timeout for a storage operation, in milliseconds. In some browser versions storage hangs; the file can then be
 * downloaded instead.
 */
const TIMEOUT = 5000

const nameOf = ({ name, version }: ListedFiles) => `${PREFIX}${name}@${version}`

/**
 * The browser's Cache Storage; undefined on pages served over plain HTTP, or if the reader or the browser blocks it.
 */
export function browserCaches(): CacheStorage | undefined {
  try {
    return globalThis.caches as CacheStorage | undefined // dom: in a worker
  } catch {
    return undefined
  }
}

export async function openCache(storage: CacheStorage | undefined, manifest: ListedFiles): Promise<Cache | undefined> {
  return storage && orUndefined(storage.open(nameOf(manifest)))
}

/** Cache key of the file with this hash. It is never requested over the network. */
export function cacheKey(base: string, sha256: string): string {
  return new URL(`/inkling-model/${sha256}`, base).href
}

/** @param most maximum number of bytes; a longer entry can't be the file that was stored, so it isn't read */
export function readCached(
  cache: Cache | undefined,
  address: string,
  most: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  return readFrom(async () => cache?.match(address), most)
}

async function readFrom(
  match: () => Promise<Response | undefined>,
  most: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const read = async () => {
    const response = await match()
    return response && readAtMost(response, most).catch(() => new Uint8Array())
  }
  return orUndefined(read())
}

/** Deletes an entry that failed verification. */
export async function dropCached(cache: Cache | undefined, address: string): Promise<void> {
  if (cache) await orUndefined(cache.delete(address))
}

type IsValid = (body: Uint8Array<ArrayBuffer>) => Promise<boolean>

/**
 * Finds a file in another model's cache: packs for different languages share layers, which are then downloaded and
 * stored only once. Other versions of this model are skipped, because they are deleted as soon as this one is complete.
 */
export function findShared(
  storage: CacheStorage,
  { name }: ListedFiles,
  address: string,
  most: number,
  isValid: IsValid,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  return findCached(storage, address, most, isValid, (key) => !key.startsWith(`${PREFIX}${name}@`))
}

/**
 * The first valid file under a key, in the caches of all models and versions.
 *
 * @param within selects the caches to search, given their names
 */
export async function findCached(
  storage: CacheStorage,
  address: string,
  most: number,
  isValid: IsValid,
  within: (name: string) => boolean = () => true,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const names = (await orUndefined(storage.keys())) ?? []
  for (const name of names.filter((key) => key.startsWith(PREFIX) && within(key))) {
    // If the cache has just been deleted, `open` would create it again; `match` doesn't.
    const body = await readFrom(() => storage.match(address, { cacheName: name }), most)
    if (body && (await isValid(body))) return body
  }
  return undefined
}

/**
 * Stores a file. If the quota is exceeded, older versions of the model are deleted. If those are needed, they can be
 * downloaded again, whereas this version would have to be downloaded on every visit until there is room.
 *
 * @returns whether it was stored
 */
export async function storeFile(
  storage: CacheStorage,
  cache: Cache,
  manifest: ListedFiles,
  address: string,
  body: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const put = async () => {
    await cache.put(address, new Response(body))
    return true
  }
  const kept = put().catch(async (cause: unknown) => {
    if ((cause as Error)?.name !== 'QuotaExceededError') return false
    await dropOthers(storage, manifest)
    return put()
  })
  return (await orUndefined(kept)) === true
}

/**
 * Marks a version as complete: stores its manifest, so that the version can be found offline, and deletes everything
 * else stored for the model.
 */
export async function completeVersion(
  storage: CacheStorage,
  cache: Cache,
  manifest: ListedFiles,
  manifestUrl: string,
  manifestBytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  if (!(await storeFile(storage, cache, manifest, manifestUrl, manifestBytes))) return
  const files = Object.values(manifest.files).map(({ sha256 }) => cacheKey(manifestUrl, sha256))
  const wanted = new Set([manifestUrl, ...files])
  const tidy = async () => {
    await dropOthers(storage, manifest)
    for (const { url } of await cache.keys()) if (!wanted.has(url)) await cache.delete(url)
  }
  // A failed deletion only wastes space.
  await orUndefined(tidy())
}

/** Deletes the other versions of a model. */
async function dropOthers(storage: CacheStorage, manifest: ListedFiles): Promise<void> {
  for (const key of await storage.keys()) {
    if (key.startsWith(`${PREFIX}${manifest.name}@`) && key !== nameOf(manifest)) await storage.delete(key)
  }
}

/** Resolves to undefined if the storage fails or times out. */
async function orUndefined<T>(work: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, TIMEOUT, undefined)
  })
  try {
    return await Promise.race([work, timeout])
  } catch {
    return undefined
  } finally {
    clearTimeout(timer)
  }
}
