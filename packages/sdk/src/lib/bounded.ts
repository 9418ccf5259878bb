/**
 * Bodies, decompressed, of which no more is read than may be: whatever length they announce. Half a megabyte of a hostile
 * answer unfolds to half a gigabyte, and `text()`, `json()`, `arrayBuffer()` and `integrity` take all of it.
 */

/** A file isn't the one that is listed: it has other bytes, or more of them. */
export class DamagedFile extends Error {}

/** Hands on a body's bytes as they come, at most so many. @returns false when there are more: the rest isn't read */
export async function isWithin(
  { body }: Response,
  most: number,
  take?: (bytes: Uint8Array<ArrayBuffer>) => void,
): Promise<boolean> {
  // Answers of some statuses have none.
  const reader = body?.getReader()
  let left = most
  let chunk: Uint8Array<ArrayBuffer> | undefined
  while (left >= 0 && (chunk = (await reader?.read())?.value)) {
    left -= chunk.length
    if (left >= 0) take?.(chunk)
  }
  if (left < 0) void reader?.cancel()
  return left >= 0
}

/** A body's bytes. @returns undefined when there are more than `most`: the rest isn't read */
export async function readAtMost(
  response: Response,
  most: number,
  onChunk?: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const bytes = new Uint8Array(most)
  let length = 0
  const within = await isWithin(response, most, (chunk) => {
    bytes.set(chunk, length)
    length += chunk.length
    onChunk?.(chunk.length)
  })
  return within ? bytes.subarray(0, length) : undefined
}

/**
 * A file's bytes.
 *
 * @param most more aren't read
 * @throws DamagedFile when there are more; Error with the server's status; what `fetch` throws
 */
export async function fetchAtMost(
  url: string,
  most: number,
  init: RequestInit,
  onChunk?: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url, init)
  if (!response.ok) {
    void response.body?.cancel()
    throw new Error(`the server answers ${response.status}`)
  }
  const bytes = await readAtMost(response, most, onChunk)
  if (!bytes) throw new DamagedFile(`it has more than ${most} bytes`)
  return bytes
}
