/**
 * Reads response bodies up to a limit that applies to the decompressed size, regardless of the length that the server
 * announces. Half a megabyte of a hostile response can decompress to half a gigabyte, and `text()`, `json()`,
 * `arrayBuffer()` and `integrity` would read all of it.
 */

import { own } from '../json/own.ts'

/**
 * Passes the chunks of a body to `take` as they arrive.
 *
 * @throws RangeError if there are more than `most` bytes, in which case the rest isn't read
 */
export async function eachChunk(
  { body }: Response,
  most: number,
  take?: (bytes: Uint8Array<ArrayBuffer>) => void,
): Promise<void> {
  // A response whose status implies an empty body (204, 304) is never a file.
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

/** Reads a whole body. @throws RangeError if there are more than `most` bytes, in which case the rest isn't read */
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
 * Fetches a file.
 *
 * @param most maximum size in bytes
 * @throws RangeError if the file is larger; Error with the server's status; any error thrown by `fetch`
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
    throw new Error(`the server responded with ${response.status}`)
  }
  return readAtMost(response, most, onChunk)
}
