import { own } from '../json/own.ts'
import { fetchAtMost } from './bounded.ts'

/**
 * The very bytes that have been checked, to be used as they are: no second request may bring others.
 *
 * @param most more bytes aren't read
 * @param hash base64 SHA-256
 * @throws RangeError when it is another file; Error with the server's status; what `fetch` throws
 */
export async function fetchChecked(
  url: string,
  most: number,
  hash: string,
  init: RequestInit,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await fetchAtMost(url, most, init)
  const subtle: SubtleCrypto | undefined = crypto.subtle
  // Browsers hide it from pages served over plain http. There the browser checks what it gives, though it reads all of it.
  if (!subtle)
    return new Uint8Array(await (await fetch(url, own({ ...init, integrity: `sha256-${hash}` }))).arrayBuffer())
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes))
  if (btoa(String.fromCharCode(...digest)) !== hash) throw new RangeError('it has another hash')
  return bytes
}
