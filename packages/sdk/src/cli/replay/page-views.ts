/** A server's log → which pages each reader viewed, and when. */
import { DAY } from '../../lib/limits.ts'
import { Malformed, whyMalformed } from '../evaluate/log/event-fields.ts'
import { bytesOf, type Line, LogError, linesOf } from '../evaluate/log/lines.ts'
import { combined } from '../popularity/formats/combined.ts'
import { formatOf } from '../popularity/formats/format.ts'
import { jsonLog } from '../popularity/formats/json-log.ts'
import { addressesOf, isView, type Request } from '../popularity/page-view.ts'
import { readerHashes } from '../popularity/reader-set.ts'
import { utf8 } from '../popularity/utf8.ts'

export interface PageView {
  /** Milliseconds since 1970. */
  readonly at: number
  /** The page's id, as the page itself would name it. */
  readonly page: string
}

export interface Reader {
  /** In time order. */
  readonly views: PageView[]
  /** Its storage is emptied when a reader stays away. */
  readonly isSafari: boolean
}

export interface LogListeners {
  readonly onProgress: (read: number, total: number | undefined) => void
  readonly onMalformed: (line: number, why: string) => void
}

export interface PageViews {
  readonly readers: readonly Reader[]
  readonly lines: number
  readonly malformed: number
  /** Views that found no room. */
  readonly refused: number
}

/** Views that are kept: more fill the memory, and tell no more. */
const MOST_VIEWS = 3_000_000
/** Lines looked at to tell the format. */
const FIRST_LINES = 20
/** Others name Safari, too; every browser of iOS is one underneath. */
const SAFARI = /^(?!.*(?:chrome|chromium|android|edg|opr)\b).*(?:safari|iphone|ipad)/i

/**
 * Readers are told apart by network address and browser, through a salted hash that ends with the process.
 *
 * @param file a path, plain or packed with gzip; `-` is standard input
 * @param base the site, where the log is of several
 * @throws LogError when it can't be read, or is no server's log
 */
export async function readPageViews(
  file: string,
  base: string | undefined,
  { onProgress, onMalformed }: LogListeners,
): Promise<PageViews> {
  const name = file === '-' ? 'standard input' : file
  const addressOf = addressesOf({ base, include: [], exclude: [] })
  const hash = readerHashes()
  const readers = new Map<string, Reader>()
  let parse: ((line: string) => Request | undefined) | undefined
  let [last, malformed, views, refused] = [0, 0, 0, 0]

  const take = (text: string) => {
    const request = parse!(text.replace(/\r$/, ''))
    if (!request || !isView(request)) return
    if (request.at > Date.now() + DAY) throw new Malformed('it lies in the future')
    const page = addressOf(request.target, request.host)
    if (page === undefined) return
    if (++views > MOST_VIEWS) return void refused++
    const key = hash(request.ip, request.agent).join()
    let reader = readers.get(key)
    if (!reader) readers.set(key, (reader = { views: [], isSafari: SAFARI.test(request.agent) }))
    reader.views.push({ at: request.at, page })
  }
  for await (const lines of linesOf(utf8(bytesOf(file, onProgress)), name))
    for (const { number, text, fault } of lines) {
      last = number
      if (!fault && !text?.trim()) continue
      parse ??= parserOf(lines, name)
      const why = fault ?? whyMalformed(() => take(text!))
      if (why === undefined) continue
      malformed++
      onMalformed(number, why)
    }
  for (const reader of readers.values()) reader.views.sort((a, b) => a.at - b.at)
  return { readers: [...readers.values()], lines: last, malformed, refused }
}

function parserOf(lines: readonly Line[], name: string) {
  const texts = lines.flatMap(({ text }) => (text?.trim() ? [text] : [])).slice(0, FIRST_LINES)
  const format = formatOf(texts, name)
  if (format === 'combined') return combined
  if (format === 'json') return jsonLog
  throw new LogError(`${name} is an export of ${format}, which tells no single views: replay takes a server's log`)
}
