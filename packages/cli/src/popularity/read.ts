/** Reads files of any supported format into counts. Logs are processed line by line; exports are loaded whole. */
import { createHash } from 'node:crypto'
import { whyMalformed } from '../evaluate/log/event-fields.ts'
import { bytesOf, type Line, LogError, linesOf } from '../evaluate/log/lines.ts'
import { Counts, dayOf, type Kind, ReaderCounter } from './counts.ts'
import { csvExport, type ExportName, MAX_EXPORT, matomoJson } from './formats/exports.ts'
import { type Format, formatOf, isExport } from './formats/format.ts'
import { metarank } from './formats/metarank.ts'
import { addressesOf, type Site } from './page-view.ts'
import { chanceOf, readerHashes } from './reader-set.ts'
import { utf8 } from './utf8.ts'
import { expectPast, viewReader } from './view-reader.ts'

export interface ReadingOptions extends Site {
  readonly format?: Format | undefined
  /** Number of readers of an address beyond which distinct readers are no longer tracked. */
  readonly minReaders: number
  /**
   * Milliseconds since 1970. Used as the date of exports that have none; times more than a day later are rejected as
   * being in the future.
   */
  readonly now: number
  /**
   * For lists: a showing at place k (counted from 1) counts with probability k^−examination, because readers look less
   * at items further down. Which showings count depends on a hash of reader, item and day, so that counts stay
   * integers. Default: 0, every showing counts
   */
  readonly examination?: number | undefined
}

export interface ReadingListeners {
  /** Bytes read so far, out of the file's size on disk; the total is undefined for standard input. */
  readonly onProgress?: (read: number, total: number | undefined) => void
  /** Called with the 1-based number of each skipped line, and the reason. */
  readonly onMalformed?: (file: string, line: number, why: string) => void
}

/** Line counts of a file. */
export interface FileSummary {
  readonly format: Format
  /** Lines read, including those read by an earlier run. */
  lines: number
  /** Number of lines that are page views, export rows or events. */
  counted: number
  /** Malformed lines that were skipped. */
  malformed: number
  /**
   * Identifies a log across runs even if it has grown, moved or been compressed; identifies an export only if it is
   * unchanged.
   */
  readonly mark?: string | undefined
  /** Lines already read by an earlier run. */
  readonly skipped: number
}

/** Number of lines examined to detect the format. */
const FIRST_LINES = 20

/** Truncated so that the log's first line can't be recovered by guessing: many different lines have the same mark. */
const markOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12)

type Take = (line: string) => boolean

/** Reads several files in sequence; a reader who appears in two of them counts once. */
export class Reading {
  readonly #options: ReadingOptions
  readonly #listeners: ReadingListeners
  readonly #counter: ReaderCounter
  readonly #hash = readerHashes()
  /** Counts from export rows, in which the analytics system has already deduplicated readers. */
  readonly #exported = new Counts()
  #kind: Kind | undefined

  constructor(options: ReadingOptions, listeners: ReadingListeners = {}) {
    this.#options = options
    this.#listeners = listeners
    this.#counter = new ReaderCounter(options.minReaders)
  }

  /** Undefined until something was read. */
  get kind(): Kind | undefined {
    return this.#kind
  }

  /** Adds everything counted so far. */
  addTo(counts: Counts): void {
    counts.merge(this.#counter.counts)
    counts.merge(this.#exported)
  }

  /**
   * @param file path, plain or gzipped; `-` is standard input
   * @param readBefore returns the number of lines already read from the file with the given mark; these lines are
   *   skipped
   * @throws LogError if the file can't be read or has no known format
   */
  async read(file: string, readBefore: (mark: string) => number = () => 0): Promise<FileSummary> {
    const name = file === '-' ? 'standard input' : file
    const lines = linesOf(utf8(bytesOf(file, this.#listeners.onProgress ?? (() => undefined))), name)
    const first: Line[] = []
    const texts = () => first.flatMap(({ text }) => (text?.trim() ? [text] : []))
    for (let ended = false; !ended && texts().length < FIRST_LINES; ) {
      const { value, done } = await lines.next()
      if (done) ended = true
      else first.push(...value)
    }
    if (!first.length) throw new LogError(`${name} is empty`)
    const format = this.#options.format ?? formatOf(texts().slice(0, FIRST_LINES), name)
    const kind = format === 'metarank' ? 'shown' : 'views'
    if (this.#kind && this.#kind !== kind)
      throw new LogError(
        `${name} counts ${kind === 'views' ? 'pages' : 'lists'}, but earlier files counted the other: process them separately`,
      )
    this.#kind = kind
    async function* all(): AsyncGenerator<readonly Line[]> {
      yield first
      yield* lines
    }
    return isExport(format)
      ? this.#readExport(name, format, all(), readBefore)
      : this.#readLog(name, format, all(), readBefore)
  }

  async #readLog(
    name: string,
    format: Exclude<Format, ExportName>,
    chunks: AsyncIterable<readonly Line[]>,
    readBefore: (mark: string) => number,
  ): Promise<FileSummary> {
    const take = format === 'metarank' ? this.#takeEvent() : this.#takeRequest(format)
    const summary = { format, lines: 0, counted: 0, malformed: 0, skipped: 0, mark: undefined as string | undefined }
    const leaveOut = (number: number, why: string) => {
      summary.malformed++
      this.#listeners.onMalformed?.(name, number, why)
    }
    for await (const lines of chunks)
      for (const { number, text, fault } of lines) {
        summary.lines = number
        if (summary.mark === undefined && text?.trim()) summary.skipped = readBefore((summary.mark = markOf(text)))
        if (number <= summary.skipped) continue
        if (fault) leaveOut(number, fault)
        if (!text?.trim()) continue
        const why = whyMalformed(() => {
          if (take(text)) summary.counted++
        })
        if (why !== undefined) leaveOut(number, why)
      }
    // A file that has become shorter is a different file.
    summary.skipped = Math.min(summary.skipped, summary.lines)
    return summary
  }

  #takeRequest(format: 'combined' | 'json'): Take {
    const viewOf = viewReader(format, this.#options, this.#options.now)
    return (line) => {
      const view = viewOf(line)
      if (view) this.#counter.view(view.address, view.at, this.#hash(view.ip, view.agent))
      return view !== undefined
    }
  }

  #takeEvent(): Take {
    const { examination = 0 } = this.#options
    const isExamined = (user: string, item: string, at: number, place: number) =>
      !examination || chanceOf(user, item, String(dayOf(at))) < (1 + place) ** -examination
    return (line) => {
      const event = metarank(line)
      if (!event) return false
      expectPast(event.at, this.#options.now)
      const reader = this.#hash(event.user)
      for (const [place, item] of event.shown.entries())
        if (isExamined(event.user, item, event.at, place)) this.#counter.shown(item, event.at, reader)
      for (const item of event.clicked) this.#counter.clicked(item, event.at, reader)
      return true
    }
  }

  async #readExport(
    name: string,
    format: ExportName,
    chunks: AsyncIterable<readonly Line[]>,
    readBefore: (mark: string) => number,
  ): Promise<FileSummary> {
    const summary = { format, lines: 0, counted: 0, malformed: 0, skipped: 0, mark: '' }
    const leaveOut = (number: number, why: string) => {
      summary.malformed++
      this.#listeners.onMalformed?.(name, number, why)
    }
    const texts: string[] = []
    let length = 0
    for await (const lines of chunks)
      for (const { number, text, fault } of lines) {
        summary.lines = number
        if (fault) leaveOut(number, fault)
        // Keep an entry for each line, so that line numbers stay correct.
        texts.push(text ?? '')
        length += (text?.length ?? 0) + 1
        if (length > MAX_EXPORT)
          throw new LogError(`${name} is longer than ${MAX_EXPORT / 1e6} MB, too long for an export of pages`)
      }
    const text = texts.join('\n')
    summary.mark = markOf(text)
    // Exports don't grow, so one with a known mark has been read completely.
    if (readBefore(summary.mark)) return { ...summary, skipped: summary.lines }
    const isJson = /^\uFEFF?\s*[[{]/.test(text)
    const rows = isJson ? matomoJson(text, name, leaveOut) : csvExport(text, name, format, leaveOut)
    const addressOf = addressesOf(this.#options)
    for (const { number, address: target, readers, at = this.#options.now } of rows) {
      const why = whyMalformed(() => expectPast(at, this.#options.now))
      if (why !== undefined) {
        leaveOut(number, why)
        continue
      }
      const address = addressOf(target)
      if (address === undefined) continue
      summary.counted++
      const counts = this.#exported.add(address, dayOf(at), readers)
      // Readers are distinct within a row, but the same reader may appear in several rows.
      counts.readers = Math.max(counts.readers, Math.min(readers, this.#options.minReaders))
    }
    return summary
  }
}
