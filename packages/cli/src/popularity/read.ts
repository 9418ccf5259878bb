/** Files of any format → counts. Only one line of a log is held as text; of an export all of it. */
import { createHash } from 'node:crypto'
import { whyMalformed } from '../evaluate/log/event-fields.ts'
import { bytesOf, type Line, LogError, linesOf } from '../evaluate/log/lines.ts'
import { Counts, dayOf, type Kind, ReaderCounter } from './counts.ts'
import { csvExport, type ExportName, MAX_EXPORT, matomoJson } from './formats/exports.ts'
import { type Format, formatOf, isExport } from './formats/format.ts'
import { metarank } from './formats/metarank.ts'
import { addressesOf, type Site } from './page-view.ts'
import { readerHashes } from './reader-set.ts'
import { utf8 } from './utf8.ts'
import { expectPast, viewReader } from './view-reader.ts'

export interface ReadingOptions extends Site {
  readonly format?: Format | undefined
  /** Readers of an address, beyond whom none needs to be told apart. */
  readonly minReaders: number
  /** Milliseconds since 1970: what an export without dates is dated by, and a day later what lies in the future. */
  readonly now: number
}

export interface ReadingListeners {
  /** Bytes read of the file as it lies on disk; the total of standard input is undefined. */
  readonly onProgress?: (read: number, total: number | undefined) => void
  /** A line that is left out, by its number from 1, and why. */
  readonly onMalformed?: (file: string, line: number, why: string) => void
}

/** What became of the lines of a file. */
export interface FileSummary {
  readonly format: Format
  /** Lines read, those before included that an earlier run had read. */
  lines: number
  /** Lines that are views of pages, rows of exports, or events. */
  counted: number
  /** Lines left out because they are wrong. */
  malformed: number
  /** By which a log is known again, though it grows, moves or is packed; and an export, if it is the same. */
  readonly mark?: string | undefined
  /** Lines that an earlier run had read. */
  readonly skipped: number
}

/** Lines looked at to tell the format. */
const FIRST_LINES = 20

/** Too short to be guessed back from: to each there are many lines that a log might begin with. */
const markOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12)

type Take = (line: string) => boolean

/** Reads files one after the other: a reader who is in two of them is one. */
export class Reading {
  readonly #options: ReadingOptions
  readonly #listeners: ReadingListeners
  readonly #counter: ReaderCounter
  readonly #hash = readerHashes()
  /** Rows of exports, whose readers were told apart elsewhere. */
  readonly #exported = new Counts()
  #kind: Kind | undefined

  constructor(options: ReadingOptions, listeners: ReadingListeners = {}) {
    this.#options = options
    this.#listeners = listeners
    this.#counter = new ReaderCounter(options.minReaders)
  }

  /** Undefined while nothing was read. */
  get kind(): Kind | undefined {
    return this.#kind
  }

  /** Adds all that was counted. */
  addTo(counts: Counts): void {
    counts.merge(this.#counter.counts)
    counts.merge(this.#exported)
  }

  /**
   * @param file a path, plain or packed with gzip; `-` is standard input
   * @param readBefore how many lines of a file with such a mark were read before: they are left out
   * @throws LogError when the file can't be read, or is of no format that is known
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
        `${name} tells of ${kind === 'views' ? 'pages' : 'lists'}, and what was read before of the other: count them apart`,
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
    // A file that has become shorter was another one.
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
    return (line) => {
      const event = metarank(line)
      if (!event) return false
      expectPast(event.at, this.#options.now)
      const reader = this.#hash(event.user)
      for (const item of event.shown) this.#counter.shown(item, event.at, reader)
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
        // A line for each, so that their numbers hold.
        texts.push(text ?? '')
        length += (text?.length ?? 0) + 1
        if (length > MAX_EXPORT)
          throw new LogError(`${name} is longer than ${MAX_EXPORT / 1e6} MB: no export of pages is`)
      }
    const text = texts.join('\n')
    summary.mark = markOf(text)
    // An export doesn't grow: it is the same, or another.
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
      // Readers of one row were told apart; those of two may be the same.
      counts.readers = Math.max(counts.readers, Math.min(readers, this.#options.minReaders))
    }
    return summary
  }
}
