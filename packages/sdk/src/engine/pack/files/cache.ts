/**
 * Model bundles in Cache Storage, one cache a version. Storage that is missing, full, blocked or says nothing is as good as
 * empty.
 *
 * A file lies under its hash: a release that moves to another folder with the same model in it causes no second download.
 */

import { readAtMost } from '../../../lib/load/bounded.ts'
import type { ListedFiles } from '../shape.ts'

const PREFIX = 'inkling-model:'
/** Milliseconds for one answer. Browsers have had storages that hang, and the file can be had from the network, too. */
const PATIENCE = 5000

const nameOf = ({ name, version }: ListedFiles) => `${PREFIX}${name}@${version}`

/** Undefined where there is none: over plain http, and where the reader or the browser blocks it. */
export function browserCaches(): CacheStorage | undefined {
  try {
    return globalThis.caches as CacheStorage | undefined // dom: in a worker
  } catch {
    return undefined
  }
}

export async function openCache(storage: CacheStorage | undefined, manifest: ListedFiles): Promise<Cache | undefined> {
  return storage && answered(storage.open(nameOf(manifest)))
}

/** Where a file with this hash lies. Nothing is ever asked for there. */
export function addressOf(base: string, sha256: string): string {
  return new URL(`/inkling-model/${sha256}`, base).href
}

/** @param most bytes: what is longer isn't what was put there, and isn't read */
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
  return answered(read())
}

/** Deletes what is none of the model's files. */
export async function dropCached(cache: Cache | undefined, address: string): Promise<void> {
  if (cache) await answered(cache.delete(address))
}

type IsRight = (body: Uint8Array<ArrayBuffer>) => Promise<boolean>

/**
 * A file of another model that is this model's as well, as packs of several languages have the same layers: it is downloaded once,
 * and lies there once. Not of other versions of this model: those go as soon as this one is whole.
 */
export function findShared(
  storage: CacheStorage,
  { name }: ListedFiles,
  address: string,
  most: number,
  isRight: IsRight,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  return findCached(storage, address, most, isRight, (key) => !key.startsWith(`${PREFIX}${name}@`))
}

/** The first file at an address, in the cache of any model and version, that is the right one. @param within names of caches */
export async function findCached(
  storage: CacheStorage,
  address: string,
  most: number,
  isRight: IsRight,
  within: (name: string) => boolean = () => true,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const names = (await answered(storage.keys())) ?? []
  for (const name of names.filter((key) => key.startsWith(PREFIX) && within(key))) {
    // Opened, it would be made anew where it has just been deleted.
    const body = await readFrom(() => storage.match(address, { cacheName: name }), most)
    if (body && (await isRight(body))) return body
  }
  return undefined
}

/**
 * Keeps a file. Where the quota is used up, the versions before this one make room: they would be downloaded over if they were
 * needed, and this one is downloaded at every visit as long as it finds no place.
 *
 * @returns whether it is kept
 */
export async function keep(
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
  return (await answered(kept)) === true
}

/** The version is whole: now its manifest is kept, so that it may be found offline, and whatever else there is of it goes. */
export async function keepOnly(
  storage: CacheStorage,
  cache: Cache,
  manifest: ListedFiles,
  manifestUrl: string,
  manifestBytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  if (!(await keep(storage, cache, manifest, manifestUrl, manifestBytes))) return
  const files = Object.values(manifest.files).map(({ sha256 }) => addressOf(manifestUrl, sha256))
  const wanted = new Set([manifestUrl, ...files])
  const tidy = async () => {
    await dropOthers(storage, manifest)
    for (const { url } of await cache.keys()) if (!wanted.has(url)) await cache.delete(url)
  }
  // What can't be deleted takes room, no more.
  await answered(tidy())
}

/** Deletes the other versions of a model. */
async function dropOthers(storage: CacheStorage, manifest: ListedFiles): Promise<void> {
  for (const key of await storage.keys()) {
    if (key.startsWith(`${PREFIX}${manifest.name}@`) && key !== nameOf(manifest)) await storage.delete(key)
  }
}

/** Undefined when the storage fails, and when it doesn't answer. */
async function answered<T>(work: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, PATIENCE, undefined)
  })
  try {
    return await Promise.race([work, timeout])
  } catch {
    return undefined
  } finally {
    clearTimeout(timer)
  }
}
