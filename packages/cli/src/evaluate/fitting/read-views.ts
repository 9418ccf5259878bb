/** Writes the showings that a log of page views implies to a temporary file, in Metarank's format. */
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { formatOf } from '../../popularity/formats/format.ts'
import { ga4View, isGa4Event } from '../../popularity/formats/ga4-events.ts'
import { readerHashes } from '../../popularity/reader-set.ts'
import { viewReader } from '../../popularity/view-reader.ts'
import { whyMalformed } from '../log/event-fields.ts'
import { LogError, linesOfFile } from '../log/lines.ts'
import type { LogListeners } from '../log/read-log.ts'
import type { ListedPages } from './listed-pages.ts'
import { type Coverage, Showings, type View } from './showings.ts'

/** Number of lines examined to detect the format. */
const FIRST_LINES = 20

type ViewOf = (line: string) => View | undefined

/**
 * Readers in a server's log are distinguished by address and user agent, and only within a visit. Readers in GA4's
 * export are also recognised in later visits, by GA4's pseudonym. Both kinds of identifier are hashed with a salt that
 * lasts only as long as the process.
 */
function viewsIn(texts: readonly string[], name: string, pages: ListedPages, base: string | undefined): ViewOf {
  const hash = readerHashes()
  const local = (referrer: string | undefined) => {
    if (referrer === undefined) return undefined
    const host = base === undefined ? undefined : new URL(base).host
    return host === undefined || referrer.replace(/^https?:\/\//i, '').startsWith(host)
      ? pages.addressOf(referrer)
      : undefined
  }
  if (isGa4Event(texts[0] ?? ''))
    return (line) => {
      const view = ga4View(line)
      const page = view && pages.addressOf(view.target)
      if (page === undefined) return undefined
      const user = hash(view!.user).join()
      return { at: view!.at, reader: user, user, page, from: local(view!.referrer) }
    }
  const format = formatOf(texts, name)
  if (format !== 'combined' && format !== 'json')
    throw new LogError(
      `${name} is ${format === 'metarank' ? 'a log of events, which has the showings itself: leave out --listed' : `an export of ${format}, which has no single views: --listed takes a server's log or GA4's BigQuery export`}`,
    )
  const viewOf = viewReader(format, { base, include: [], exclude: [] }, Date.now())
  return (line) => {
    const view = viewOf(line)
    if (!view) return undefined
    const reader = hash(view.ip, view.agent).join()
    return { at: view.at, reader, user: undefined, page: view.address, from: local(view.referrer) }
  }
}

/**
 * @param file a server's log, or GA4's BigQuery export as JSON lines
 * @param base the site's address, for a log that covers several sites
 * @param out the file to write
 * @throws LogError if the file isn't a log of views
 */
export async function writeShowings(
  file: string,
  pages: ListedPages,
  base: string | undefined,
  out: string,
  { onProgress, onMalformed }: LogListeners,
): Promise<Coverage> {
  const showings = new Showings(pages)
  const stream = createWriteStream(out, { mode: 0o600 })
  let text = showings.described().map(lineOf).join('')
  let viewOf: ViewOf | undefined
  for await (const lines of linesOfFile(file, onProgress)) {
    for (const { number, text: line, fault } of lines) {
      if (!fault && !line?.trim()) continue
      viewOf ??= viewsIn(
        lines.flatMap((each) => (each.text?.trim() ? [each.text] : [])).slice(0, FIRST_LINES),
        file,
        pages,
        base,
      )
      const why =
        fault ??
        whyMalformed(() => {
          const view = viewOf!(line!)
          if (view) text += showings.take(view).map(lineOf).join('')
        })
      if (why !== undefined) onMalformed?.(number, why)
    }
    if (text && !stream.write(text)) await once(stream, 'drain')
    text = ''
  }
  stream.end(text)
  await once(stream, 'finish')
  return showings.coverage
}

const lineOf = (event: unknown) => `${JSON.stringify(event)}\n`
