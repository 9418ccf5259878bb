/** Reads a server log into each reader's page views. */
import { whyMalformed } from '../evaluate/log/event-fields.ts'
import { bytesOf, type Line, LogError, linesOf } from '../evaluate/log/lines.ts'
import { formatOf } from '../popularity/formats/format.ts'
import { readerHashes } from '../popularity/reader-set.ts'
import { utf8 } from '../popularity/utf8.ts'
import { viewReader } from '../popularity/view-reader.ts'

export interface PageView {
  /** Milliseconds since 1970. */
  readonly at: number
  /** The page's own id. */
  readonly page: string
}

export interface Reader {
  /** In time order. */
  readonly views: PageView[]
  /** Safari deletes script-writable storage after a period without visits to the site. */
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
  /** Views that exceeded the limit. */
  readonly refused: number
}

/** Maximum number of page views kept; more would exhaust memory without adding information. */
const MOST_VIEWS = 3_000_000
/** Number of lines examined to detect the format. */
const FIRST_LINES = 20
/** Excludes other browsers whose user agent mentions Safari, except on iOS, where all browsers use Safari's engine. */
const SAFARI = /^(?!.*(?:chrome|chromium|android|edg|opr)\b).*(?:safari|iphone|ipad)/i

/**
 * Tells readers apart by a salted hash of their IP address and user agent. The salt is discarded when the process ends.
 *
 * @param file path, plain or gzipped; `-` is standard input
 * @param base the site's address, needed if the log covers several sites
 * @throws LogError if it can't be read or isn't a server log
 */
export async function readPageViews(
  file: string,
  base: string | undefined,
  { onProgress, onMalformed }: LogListeners,
): Promise<PageViews> {
  const name = file === '-' ? 'standard input' : file
  const hash = readerHashes()
  const readers = new Map<string, Reader>()
  let viewOf: ReturnType<typeof viewReader> | undefined
  let [last, malformed, views, refused] = [0, 0, 0, 0]

  const take = (text: string) => {
    const view = viewOf!(text)
    if (!view) return
    if (++views > MOST_VIEWS) return void refused++
    const { address: page, at, ip, agent } = view
    const key = hash(ip, agent).join()
    let reader = readers.get(key)
    if (!reader) readers.set(key, (reader = { views: [], isSafari: SAFARI.test(agent) }))
    reader.views.push({ at, page })
  }
  for await (const lines of linesOf(utf8(bytesOf(file, onProgress)), name))
    for (const { number, text, fault } of lines) {
      last = number
      if (!fault && !text?.trim()) continue
      viewOf ??= viewReader(formatOfLog(lines, name), { base, include: [], exclude: [] }, Date.now())
      const why = fault ?? whyMalformed(() => take(text!))
      if (why === undefined) continue
      malformed++
      onMalformed(number, why)
    }
  for (const reader of readers.values()) reader.views.sort((a, b) => a.at - b.at)
  return { readers: [...readers.values()], lines: last, malformed, refused }
}

function formatOfLog(lines: readonly Line[], name: string): 'combined' | 'json' {
  const texts = lines.flatMap(({ text }) => (text?.trim() ? [text] : [])).slice(0, FIRST_LINES)
  const format = formatOf(texts, name)
  if (format === 'combined' || format === 'json') return format
  throw new LogError(`${name} is an export of ${format}, which has no individual views: replay takes a server log`)
}
