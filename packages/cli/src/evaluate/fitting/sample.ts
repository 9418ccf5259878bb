/**
 * Samples readers, each with all of their lists, from a log of any size, keeping as many as fit in memory. The seed is
 * fixed.
 */
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { onInterrupt } from '../../terminal/interrupted.ts'
import { idOf, type Json, objectOf, optionalId } from '../log/event-fields.ts'
import { bytesOf, linesOfFile } from '../log/lines.ts'
import { type Log, type LogListeners, readLog } from '../log/read-log.ts'
import { hash32 } from '../random.ts'

export interface Sample extends Log {
  /** Rankings in the log. */
  readonly listsInLog: number
  /** Whether readers were left out; false if the sample is the whole log. */
  readonly isPart: boolean
}

/**
 * Maximum number of items in all sampled lists together; every item takes at least a hundred bytes in each step of a
 * fit.
 */
export const MOST_SHOWN = 250_000
/**
 * Maximum number of lists per reader (the first ones in the log); a reader with more is a bot, or an id shared by many
 * people.
 */
export const MOST_LISTS_OF_READER = 200
const SEED = 20261202

interface Reader {
  readonly hash: number
  /** By list. */
  readonly items: Map<string, readonly string[]>
  shown: number
}

const userOf = (event: Json) => optionalId(event, 'user') ?? optionalId(event, 'session')

/**
 * Keeps the readers with the smallest hashes of their names, up to the capacity: a bottom-k sample (Cohen & Kaplan,
 * PODC 2007). The sample is drawn without replacement in a single pass, and doesn't depend on the order of the log.
 */
class Readers {
  readonly #most: number
  readonly #seed: number
  readonly #readers = new Map<string, Reader>()
  #shown = 0
  /** Readers whose hash is at or above this are left out. */
  #limit = Number.POSITIVE_INFINITY
  lists = 0
  isPart = false

  constructor(most: number, seed: number) {
    this.#most = most
    this.#seed = seed
  }

  take(event: Json): void {
    if (event.event !== 'ranking' || !Array.isArray(event.items)) return
    const [user, id] = [userOf(event), idOf(event, 'id')]
    if (user === undefined) return
    this.lists++
    const hash = hash32(user, this.#seed)
    if (hash >= this.#limit) return
    let reader = this.#readers.get(user)
    if (!reader) this.#readers.set(user, (reader = { hash, items: new Map(), shown: 0 }))
    if (reader.items.has(id)) return
    if (reader.items.size >= MOST_LISTS_OF_READER) {
      this.isPart = true
      return
    }
    const items = event.items.map((each) => idOf(objectOf(each, 'an item'), 'id'))
    reader.items.set(id, items)
    reader.shown += items.length
    this.#shown += items.length
    // Don't cut at every addition, since each cut sorts all readers.
    if (this.#shown > 2 * this.#most) this.cut()
  }

  /**
   * Drops readers until the rest fit the capacity, but always keeps the first one, even if it exceeds the capacity on
   * its own.
   */
  cut(): void {
    if (this.#shown <= this.#most) return
    this.isPart = true
    const all = [...this.#readers].sort(([, a], [, b]) => a.hash - b.hash)
    this.#readers.clear()
    this.#shown = 0
    for (const [user, reader] of all) {
      if (this.#shown && this.#shown + reader.shown > this.#most) {
        this.#limit = reader.hash
        return
      }
      this.#readers.set(user, reader)
      this.#shown += reader.shown
    }
  }

  /** Whether an event concerns the sampled readers. */
  keeps(): (event: Json) => boolean {
    const readers = [...this.#readers.values()]
    const lists = new Set(readers.flatMap(({ items }) => [...items.keys()]))
    const items = new Set(readers.flatMap((reader) => [...reader.items.values()].flat()))
    this.#readers.clear()
    return (event) => {
      // Let malformed events pass, so that the log reader reports them.
      if (event.event === 'ranking') return userOf(event) === undefined || lists.has(idOf(event, 'id'))
      if (event.event === 'item') return items.has(idOf(event, 'item'))
      const list = event.event === 'interaction' ? optionalId(event, 'ranking') : undefined
      return list !== undefined && lists.has(list)
    }
  }
}

/** Makes it possible to read the input twice. @returns a path, and a function that removes the temporary file */
async function twice(file: string): Promise<readonly [path: string, remove: () => void]> {
  if (file !== '-') return [file, () => undefined]
  return temporaryFile(async (path) => {
    const bytes = Readable.from(bytesOf(file, () => undefined))
    await pipeline(bytes, createWriteStream(path, { mode: 0o600 }))
  })
}

/** @param write writes the file @returns its path, and a function that removes it */
export async function temporaryFile(
  write: (path: string) => Promise<unknown>,
): Promise<readonly [path: string, remove: () => void]> {
  const folder = mkdtempSync(join(tmpdir(), 'inkling-log-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  const settled = onInterrupt(remove)
  const done = () => {
    remove()
    settled()
  }
  try {
    const path = join(folder, 'log')
    await write(path)
    return [path, done]
  } catch (cause) {
    done()
    throw cause
  }
}

/**
 * Like {@link readLog}, but in two passes: the first finds the lists, the second collects the events of the sampled
 * readers. Standard input is buffered in a temporary file. Progress runs from 0 to twice the size.
 *
 * @param most maximum number of items in all sampled lists
 * @throws LogError like readLog
 */
export async function readSample(
  file: string,
  listeners: LogListeners = {},
  { most = MOST_SHOWN, seed = SEED }: { readonly most?: number; readonly seed?: number } = {},
): Promise<Sample> {
  const [path, done] = await twice(file)
  try {
    const readers = new Readers(most, seed)
    const half = (part: 0 | 1) => (read: number, total: number | undefined) =>
      listeners.onProgress?.(read + part * (total ?? 0), total && 2 * total)
    for await (const lines of linesOfFile(path, half(0)))
      for (const { text } of lines) {
        try {
          if (text?.trim()) readers.take(objectOf(JSON.parse(text), 'the line'))
        } catch {
          // Reported in the second pass.
        }
      }
    readers.cut()
    const log = await readLog(path, { ...listeners, onProgress: half(1), keeps: readers.keeps() })
    return { ...log, listsInLog: readers.lists, isPart: readers.isPart }
  } finally {
    done()
  }
}
