import { readAtMost } from '../../../lib/load/bounded.ts'
import { ModelError } from '../errors.ts'

/**
 * One file's bytes. More than `most` aren't read: the caller finds the length wrong.
 *
 * @throws ModelError `model-unavailable` when there is no such file: no network, an error's status, or a page instead.
 */
export async function download(
  request: typeof fetch,
  url: string,
  init: RequestInit,
  most: number,
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
    return await readAtMost(response, most, onChunk)
  } catch (error) {
    if (error instanceof RangeError) return new Uint8Array()
    init.signal?.throwIfAborted()
    throw error instanceof ModelError ? error : unavailable('the network failed', error)
  }
}
