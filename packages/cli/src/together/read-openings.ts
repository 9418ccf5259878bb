/** Reads who opened what from server logs and from events in Metarank's format. */
import { whyMalformed } from '../evaluate/log/event-fields.ts'
import { bytesOf, type Line, LogError, linesOf } from '../evaluate/log/lines.ts'
import { type Format, formatOf, isExport } from '../popularity/formats/format.ts'
import { metarank } from '../popularity/formats/metarank.ts'
import type { Site } from '../popularity/page-view.ts'
import type { ReadingListeners } from '../popularity/read.ts'
import { readerHashes } from '../popularity/reader-set.ts'
import { utf8 } from '../popularity/utf8.ts'
import { expectPast, viewReader } from '../popularity/view-reader.ts'
import { OpeningsCollector } from './openings.ts'

export interface OpeningsOptions extends Site {
  readonly format?: Format | undefined
  /** Milliseconds since 1970; lines dated more than a day later are left out. */
  readonly now: number
}

/** Line counts of a file. */
export interface FileSummary {
  readonly format: Format
  lines: number
  /** Number of page views, or of opened items. */
  counted: number
  malformed: number
}

/** Number of lines examined to detect the format. */
const FIRST_LINES = 20

/** Fixed, so that the same log gives the same file. The hashes never leave memory. */
const SALT = new TextEncoder().encode('inkling together')

/** Reads several files in sequence; a reader who appears in two of them counts once. */
export class OpeningsReading {
  readonly openings = new OpeningsCollector()
  readonly #options: OpeningsOptions
  readonly #listeners: ReadingListeners
  readonly #hash = readerHashes(SALT)

  constructor(options: OpeningsOptions, listeners: ReadingListeners = {}) {
    this.#options = options
    this.#listeners = listeners
  }

  /** @param file path, plain or gzipped; `-` is standard input @throws LogError if the file can't be used */
  async read(file: string): Promise<FileSummary> {
    const name = file === '-' ? 'standard input' : file
    const { onProgress = () => undefined, onMalformed } = this.#listeners
    let summary: FileSummary | undefined
    let take: ((line: string) => number) | undefined
    let waiting: Line[] = []
    const takeLines = (lines: readonly Line[]) => {
      for (const { number, text, fault } of lines) {
        summary!.lines = number
        const why = fault ?? (text?.trim() ? whyMalformed(() => void (summary!.counted += take!(text))) : undefined)
        if (why === undefined) continue
        summary!.malformed++
        onMalformed?.(name, number, why)
      }
    }
    const begin = () => {
      const texts = waiting.flatMap(({ text }) => (text?.trim() ? [text] : []))
      if (!texts.length) throw new LogError(`${name} is empty`)
      const format = this.#options.format ?? formatOf(texts.slice(0, FIRST_LINES), name)
      if (isExport(format))
        throw new LogError(
          `${name} is an export of ${format}, which counts pages and doesn't tell who read which: give server logs, or events in Metarank's format`,
        )
      summary = { format, lines: 0, counted: 0, malformed: 0 }
      take = format === 'metarank' ? this.#takeEvent() : this.#takeRequest(format)
      takeLines(waiting)
      waiting = []
    }
    for await (const lines of linesOf(utf8(bytesOf(file, onProgress)), name)) {
      if (summary) takeLines(lines)
      else if (waiting.push(...lines) >= FIRST_LINES) begin()
    }
    if (!summary) begin()
    return summary!
  }

  #takeRequest(format: 'combined' | 'json') {
    const viewOf = viewReader(format, this.#options, this.#options.now)
    return (line: string): number => {
      const view = viewOf(line)
      if (view) this.openings.add(this.#hash(view.ip, view.agent), view.address)
      return view ? 1 : 0
    }
  }

  #takeEvent() {
    return (line: string): number => {
      const event = metarank(line)
      if (!event?.clicked.length) return 0
      expectPast(event.at, this.#options.now)
      const reader = this.#hash(event.user)
      for (const item of event.clicked) this.openings.add(reader, item)
      return event.clicked.length
    }
  }
}
