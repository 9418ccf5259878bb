/** Model bundles in Cache Storage, one cache a version. Storage that is missing, full or blocked is as good as empty. */

import type { Manifest } from './manifest.ts'

const PREFIX = 'inkling-model:'
const nameOf = ({ name, version }: Manifest) => `${PREFIX}${name}@${version}`

/** Undefined where there is none: over plain http, and where the reader or the browser blocks it. */
export function browserCaches(): CacheStorage | undefined {
  try {
    return globalThis.caches as CacheStorage | undefined
  } catch {
    return undefined
  }
}

export async function openCache(storage: CacheStorage | undefined, manifest: Manifest): Promise<Cache | undefined> {
  return storage?.open(nameOf(manifest)).catch(() => undefined)
}

export async function readCached(cache: Cache | undefined, url: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const response = await cache?.match(url)
    return response && new Uint8Array(await response.arrayBuffer())
  } catch {
    return undefined
  }
}

/** The first file at a URL, in the cache of any model and version, that is the right one. */
export async function findCached(
  storage: CacheStorage,
  url: string,
  isRight: (body: Uint8Array<ArrayBuffer>) => Promise<boolean>,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const names = await storage.keys().catch(() => [])
  for (const name of names.filter((key) => key.startsWith(PREFIX))) {
    const body = await readCached(await storage.open(name).catch(() => undefined), url)
    if (body && (await isRight(body))) return body
  }
  return undefined
}

/** The version is whole: now its manifest is kept, so that it may be found offline, and the versions before it go. */
export async function keepOnly(
  storage: CacheStorage,
  cache: Cache,
  manifest: Manifest,
  manifestUrl: string,
  manifestBytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  try {
    await cache.put(manifestUrl, new Response(manifestBytes))
    for (const key of await storage.keys()) {
      if (key.startsWith(`${PREFIX}${manifest.name}@`) && key !== nameOf(manifest)) await storage.delete(key)
    }
  } catch {
    // Full or blocked storage costs the next visit a download, no more.
  }
}
