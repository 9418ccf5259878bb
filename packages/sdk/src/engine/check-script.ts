import type { Fault } from './protocol.ts'

/**
 * Whether a worker's script is the one that the release lists. Workers take no integrity hash, so the script is fetched with
 * one first; the worker gets the same file from the HTTP cache.
 *
 * @param hash base64 SHA-256; undefined: nothing is checked
 * @param timeout milliseconds
 * @returns what is wrong with it, if anything
 */
export async function checkScript(
  url: string,
  hash: string | undefined,
  timeout: number,
  ended: AbortSignal,
): Promise<Fault | undefined> {
  if (hash === undefined) return undefined
  const limit = AbortSignal.timeout(timeout)
  const signal = AbortSignal.any([ended, limit])
  const load = (cache: RequestCache) => fetch(url, { integrity: `sha256-${hash}`, cache, signal })
  const response = await load('default').catch(() => load('reload').catch(() => undefined))
  if (response?.ok) return undefined
  // A wrong hash and a broken network reject alike: without a hash only the latter does.
  const reachable = await fetch(url, { signal }).then(
    ({ ok }) => ok,
    () => false,
  )
  return reachable && !response
    ? { code: 'model-damaged', message: `${url} isn't the file that this release lists.`, retry: false }
    : {
        code: limit.aborted ? 'engine-slow' : 'engine-failed',
        message: `${url} can't be loaded.`,
        retry: false,
      }
}
