import { eachChunk, readAtMost } from '../../../lib/load/bounded.ts'
import { ModelError } from '../errors.ts'
import type { ListedFile } from '../shape.ts'

/** Bytes that are unpacked at once. All that comes of them is there before anybody can say that it is too much: of a bomb, a thousand times as many. */
const SLICE = 1 << 14

/**
 * One file's bytes, unpacked. More than are listed aren't read, neither of what comes nor of what it unpacks to: the caller finds the
 * length wrong, as of what isn't gzip.
 *
 * @param onChunk is told what comes over the network: of a packed file its packed bytes
 * @throws ModelError `model-unavailable` when there is no such file: no network, an error's status, or a page instead.
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
    // Sites with client-side routes answer any address with their page.
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

/** A body's bytes, unpacked while they come. Whether the network fails or what it brings is wrong are two things: each side is read by itself. */
async function unpackAtMost(
  response: Response,
  packed: number,
  most: number,
  onChunk?: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const { readable, writable } = new DecompressionStream('gzip')
  const nothing = () => new Uint8Array()
  // What isn't gzip, or is more than it should be, is no file of the model's.
  const unpacked = readAtMost(new Response(readable), most).catch(nothing)
  const writer = writable.getWriter()
  await eachChunk(response, packed, (chunk) => {
    onChunk?.(chunk.length)
    for (let at = 0; at < chunk.length; at += SLICE) writer.write(chunk.subarray(at, at + SLICE)).catch(nothing)
  })
  writer.close().catch(nothing)
  return unpacked
}
