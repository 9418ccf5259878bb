import { ModelError } from './errors.ts'

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
    if (!response.ok) throw unavailable(`the server answers ${response.status}`)
    // Sites with client-side routes answer any address with their page.
    if (response.headers.get('content-type')?.includes('html')) throw unavailable('the server answers with a page')
    const body = new Uint8Array(most)
    let length = 0
    const reader = response.body?.getReader()
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined }
      if (done || !value) break
      if (length + value.length > most) {
        await reader?.cancel()
        return new Uint8Array()
      }
      body.set(value, length)
      length += value.length
      onChunk?.(value.length)
    }
    return length === most ? body : body.slice(0, length)
  } catch (error) {
    init.signal?.throwIfAborted()
    throw error instanceof ModelError ? error : unavailable('the network failed', error)
  }
}
