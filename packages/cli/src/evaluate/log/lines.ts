/** Reads the lines of a plain or gzipped file. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { Failure, whyNot } from '../../terminal/failure.ts'

/** A problem with a log as a whole, as a sentence for the user. */
export class LogError extends Failure {
  override name = 'LogError'
}

/**
 * Maximum number of bytes per line. A longer line means that the file isn't in a supported format, and could exhaust
 * memory.
 */
export const MAX_LINE_BYTES = 10_000_000

export interface Line {
  /** From 1. */
  readonly number: number
  /** The line without its line break; undefined if it is unreadable. */
  readonly text: string | undefined
  /** Why it is unreadable. */
  readonly fault?: string
}

const NEWLINE = 10
const GZIP_MAGIC = [0x1f, 0x8b] as const

/** Splits bytes into lines. Only whole lines are decoded, so that multi-byte characters stay intact. */
export class LineSplitter {
  #pieces: Uint8Array[] = []
  #length = 0
  #number = 0
  readonly #decoder = new TextDecoder('utf-8', { fatal: true })

  /** @returns the lines that end in this chunk */
  push(chunk: Uint8Array): Line[] {
    const lines: Line[] = []
    let from = 0
    for (let to = chunk.indexOf(NEWLINE); to >= 0; to = chunk.indexOf(NEWLINE, from)) {
      this.#keep(chunk.subarray(from, to))
      lines.push(this.#take())
      from = to + 1
    }
    this.#keep(chunk.subarray(from))
    return lines
  }

  /** @returns the last line if the file doesn't end with a line break */
  end(): Line[] {
    return this.#length ? [this.#take()] : []
  }

  #keep(piece: Uint8Array): void {
    if (!piece.length) return
    this.#length += piece.length
    if (this.#length > MAX_LINE_BYTES) this.#pieces = []
    else this.#pieces.push(piece)
  }

  #take(): Line {
    const [pieces, length, number] = [this.#pieces, this.#length, ++this.#number]
    this.#pieces = []
    this.#length = 0
    if (length > MAX_LINE_BYTES) return { number, text: undefined, fault: 'it is longer than 10 MB' }
    try {
      return { number, text: this.#decoder.decode(pieces.length === 1 ? pieces[0] : Buffer.concat(pieces)) }
    } catch {
      return { number, text: undefined, fault: 'it is not UTF-8' }
    }
  }
}

type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/** The bytes of a file (`-`: standard input). @throws LogError if it can't be read */
export async function* bytesOf(file: string, onProgress: (read: number, total: number | undefined) => void) {
  try {
    const total = file === '-' ? undefined : (await stat(file)).size
    let read = 0
    for await (const chunk of file === '-' ? process.stdin : createReadStream(file)) {
      read += (chunk as Uint8Array).length
      onProgress(read, total)
      yield chunk as Uint8Array
    }
  } catch (cause) {
    throw new LogError(`${file} ${whyNot(cause) ?? `can't be read: ${(cause as Error).message}`}`, { cause })
  }
}

/**
 * Decompresses input with a gzip header and passes through everything else.
 * @throws LogError if compressed data is damaged or truncated
 */
async function* unpacked(chunks: Chunks, name: string): AsyncGenerator<Uint8Array> {
  const iterator = Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]()
  let head = Buffer.alloc(0)
  let ended = false
  // A pipe may deliver a single byte at a time.
  while (head.length < GZIP_MAGIC.length && !ended) {
    const { value, done } = await iterator.next()
    if (done) ended = true
    else head = Buffer.concat([head, value])
  }
  async function* whole(): AsyncGenerator<Uint8Array> {
    if (head.length) yield head
    while (!ended) {
      const { value, done } = await iterator.next()
      if (done) return
      yield value
    }
  }
  if (!GZIP_MAGIC.every((byte, i) => head[i] === byte)) {
    yield* whole()
    return
  }
  const gunzip = createGunzip()
  // If the source fails, the stream is destroyed, so that the loop throws the error.
  pipeline(Readable.from(whole()), gunzip, () => undefined)
  try {
    yield* gunzip
  } catch (cause) {
    if (cause instanceof LogError) throw cause
    throw new LogError(`${name} is damaged or truncated: ${(cause as Error).message}`, { cause })
  }
}

/** Yields lines in batches, one per chunk. */
export async function* linesOf(chunks: Chunks, name: string): AsyncGenerator<Line[]> {
  const splitter = new LineSplitter()
  for await (const chunk of unpacked(chunks, name)) yield splitter.push(chunk)
  yield splitter.end()
}

/**
 * Reads the lines of a file, plain or gzipped (detected by its first bytes).
 * @param file a path; `-` is standard input
 * @param onProgress receives the number of bytes read from the file on disk, and the total; the total is undefined for
 * standard input
 * @throws LogError if the file can't be read or is damaged
 */
export function linesOfFile(
  file: string,
  onProgress: (read: number, total: number | undefined) => void = () => undefined,
): AsyncGenerator<Line[]> {
  return linesOf(bytesOf(file, onProgress), file)
}
