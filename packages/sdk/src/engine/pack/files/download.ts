import { eachChunk, readAtMost } from '../../../lib/load/bounded.ts'
import { ModelError } from '../errors.ts'
import type { ListedFile } from '../shape.ts'

/**
 * Number of compressed bytes written to the decompressor at a time. It is kept low, because a decompression bomb may
 * expand a thousandfold before its output can be checked.
 */
const SLICE = 1 << 14

/**
 * Downloads a file and decompresses it. Never reads more than the listed sizes, before or after decompression. If the
 * file is too long or isn't gzip, the result is empty and fails the caller's length check.
 *
 * @param onChunk receives the number of (compressed) bytes read from the network
 * @throws ModelError `model-unavailable` if there is no network, or the response is an error or an HTML page
 */
export async function download(
  request: typeof fetch,
  url: string,
  init: RequestInit,
  { bytes, gzip }: Pick<ListedFile, 'bytes' | 'gzip'>,
  onChunk?: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const unavailable = (why: string, cause?: unknown) =>
    new ModelError('model-unavailable', `${url} can't be loaded: ${why}.`, { cause })
  try {
    const response = await request(url, init)
    const { ok, status, headers, body } = response
    // Sites with client-side routing respond to any URL with their HTML page.
    const page = headers.get('content-type')?.includes('html')
    if (!ok || page) {
      void body?.cancel()
      throw unavailable(ok ? 'the server answers with a page' : `the server answers ${status}`)
    }
    return await (gzip === undefined
      ? readAtMost(response, bytes, onChunk)
      : unpackAtMost(response, gzip, bytes, onChunk))
  } catch (error) {
    if (error instanceof RangeError) return new Uint8Array()
    init.signal?.throwIfAborted()
    throw error instanceof ModelError ? error : unavailable('the network failed', error)
  }
}

/**
 * Decompresses a body as it arrives. Network errors and decompression errors are distinguished, because only the latter
 * mean that the file is damaged.
 */
async function unpackAtMost(
  response: Response,
  packed: number,
  most: number,
  onChunk?: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const { readable, writable } = new DecompressionStream('gzip')
  const nothing = () => new Uint8Array()
  // Invalid gzip or too much output gives an empty result.
  const unpacked = readAtMost(new Response(readable), most).catch(nothing)
  const writer = writable.getWriter()
  await eachChunk(response, packed, (chunk) => {
    onChunk?.(chunk.length)
    for (let at = 0; at < chunk.length; at += SLICE) writer.write(chunk.subarray(at, at + SLICE)).catch(nothing)
  })
  writer.close().catch(nothing)
  return unpacked
}
