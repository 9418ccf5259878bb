/**
 * Bodies, decompressed, of which no more is read than may be: whatever length they announce. Half a megabyte of a hostile
 * answer unfolds to half a gigabyte, and `text()`, `json()`, `arrayBuffer()` and `integrity` take all of it.
 */

import { own } from '../json/own.ts'

/**
 * Hands on a body's bytes as they come.
 *
 * @throws RangeError when there are more than `most`: the rest isn't read
 */
export async function eachChunk(
  { body }: Response,
  most: number,
  take?: (bytes: Uint8Array<ArrayBuffer>) => void,
): Promise<void> {
  // An answer without a body, by its status, is no file.
  const reader = body!.getReader()
  let left = most
  for (let chunk: Uint8Array<ArrayBuffer> | undefined; (chunk = (await reader.read()).value); take?.(chunk)) {
    left -= chunk.length
    if (left < 0) {
      void reader.cancel()
      throw RangeError(`more than ${most} bytes`)
    }
  }
}

/** A body's bytes. @throws RangeError when there are more than `most`: the rest isn't read */
export async function readAtMost(
  response: Response,
  most: number,
  onChunk?: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(most)
  let length = 0
  await eachChunk(response, most, (chunk) => {
    bytes.set(chunk, length)
    length += chunk.length
    onChunk?.(chunk.length)
  })
  return bytes.subarray(0, length)
}

/**
 * A file's bytes.
 *
 * @param most more aren't read
 * @throws RangeError when there are more; Error with the server's status; what `fetch` throws
 */
export async function fetchAtMost(
  url: string,
  most: number,
  init: RequestInit,
  onChunk?: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url, own(init))
  if (!response.ok) {
    void response.body?.cancel()
    throw new Error(`the server answers ${response.status}`)
  }
  return readAtMost(response, most, onChunk)
}
