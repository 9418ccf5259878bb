import { own } from '../json/own.ts'
import { fetchAtMost } from './bounded.ts'

/**
 * Fetches a file and checks its hash. The caller gets the very bytes that were checked, because a second request might
 * return different ones.
 *
 * @param most maximum size in bytes
 * @param hash SHA-256 in base64
 * @throws RangeError if the size or hash is wrong; Error with the server's status; any error thrown by `fetch`
 */
export async function fetchChecked(
  url: string,
  most: number,
  hash: string,
  init: RequestInit,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await fetchAtMost(url, most, init)
  const subtle: SubtleCrypto | undefined = crypto.subtle
  // `crypto.subtle` is missing on pages served over plain HTTP. There, the browser checks the integrity instead, but it
  // reads the whole body first.
  if (!subtle)
    return new Uint8Array(await (await fetch(url, own({ ...init, integrity: `sha256-${hash}` }))).arrayBuffer())
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes))
  if (btoa(String.fromCharCode(...digest)) !== hash) throw new RangeError('its hash differs')
  return bytes
}
