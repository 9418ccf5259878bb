import { basename } from 'node:path'
import { resolveOptions } from '../../../sdk/src/client/option-table.ts'
import { DEFAULT_RANKER } from '../../../sdk/src/ranking/ranker.ts'
import { showProgress } from '../evaluate/progress.ts'
import { baseOf } from '../files/address.ts'
import { readRanker } from '../files/ranker-file.ts'
import { numberIn } from '../measure/flags.ts'
import { depthOf, embedAll, type ModelFlags } from '../model.ts'
import { itemVectors } from '../replay/item-vectors.ts'
import { readPageViews } from '../replay/page-views.ts'
import { replayViews } from '../replay/replay-views.ts'
import { replayReport, reportOf } from '../replay/report.ts'
import { readSavedSite } from '../replay/saved-pages.ts'
import { toText } from '../report/to-text.ts'
import { TERMINAL_WIDTH } from '../report/wrap.ts'
import { Failure } from '../terminal/failure.ts'
import { leftOutNotes, MAX_NOTES } from '../terminal/left-out.ts'
import { print, say } from '../terminal/output.ts'
import { UsageError } from '../terminal/usage.ts'

export interface ReplayFlags extends ModelFlags {
  /** Path of a server log; `-` is standard input. */
  readonly log: string
  /** A folder. */
  readonly pages: string
  /** The site's address. */
  readonly base?: string | undefined
  /** A ranker file. */
  readonly ranker?: string | undefined
  /** Maximum readers. */
  readonly readers?: string | undefined
  readonly json: boolean
}

/** Depth 0 uses only the table, as pages do on a first visit. It is fast and nearly as good as the transformer. */
const DEPTH = '0'
const READERS = '20000'

/**
 * Replays a server log on a folder of saved pages, to show how Inkling would have ordered each reader's lists, without
 * having to install it first.
 */
export async function replay(flags: ReplayFlags): Promise<void> {
  const model = { model: flags.model, language: flags.language, depth: flags.depth ?? DEPTH }
  if (model.depth !== 'mixed') depthOf(model.depth)
  const most = numberIn('readers', flags.readers ?? READERS, 1, 1e7)
  const base = flags.base === undefined ? undefined : baseOf(flags.base)
  if (base !== undefined && !/^https?:/.test(base))
    throw new UsageError("--base takes the site's address: write --base https://paper.example")
  const ranker = flags.ranker === undefined ? DEFAULT_RANKER : await readRanker(flags.ranker)

  const saving = showProgress(process.stderr, `reading ${basename(flags.pages)}`)
  const site = await readSavedSite(flags.pages, base, resolveOptions({}), saving.update)
  for (const [file, why] of [...site.left].slice(0, MAX_NOTES)) saving.note(`${file} is left out: ${why}`)
  saving.end()
  const lists = [...site.pages.values()].flat()
  if (!lists.length)
    throw new Failure(
      site.files
        ? `none of the ${site.files} pages in ${flags.pages} has a list that is marked: write data-inkling-list on it; npx --no inkling check tells where`
        : `${flags.pages} has no page: save some with the site's own paths, such as front.html and stories/one.html`,
    )

  const name = flags.log === '-' ? 'standard input' : basename(flags.log)
  const reading = showProgress(process.stderr, `reading ${name}`)
  const leftOut = leftOutNotes(reading.note)
  const log = await readPageViews(flags.log, base && `${base}/`, {
    onProgress: reading.update,
    onMalformed: (line, why) => leftOut(`${name} line ${line}`, why),
  })
  reading.end()
  if (log.refused) say(`${log.refused.toLocaleString('en')} views exceeded the limit: give a log of fewer days\n`)
  if (!log.readers.length) throw new Failure(`${name} has no view of a page by a reader${base ? ` of ${base}` : ''}`)

  const embedding = showProgress(process.stderr, 'embedding texts')
  const vectors = await itemVectors(
    site.items.values(),
    (texts, onProgress) => embedAll(texts, onProgress, model),
    embedding.update,
  )
  embedding.end()
  // Sample evenly over the log's period.
  const step = Math.max(1, log.readers.length / most)
  const readers = log.readers.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step))
  const ranking = showProgress(process.stderr, 'replaying')
  const replayed = replayViews(site, readers, { ranker, vectors }, ranking.update)
  ranking.end()
  const report = reportOf(replayed, {
    log: name,
    pages: basename(flags.pages),
    lines: log.lines,
    malformed: log.malformed,
    saved: { files: site.files, left: site.left.size, lists: lists.length, items: site.items.size },
    readersInLog: log.readers.length,
  })
  await print(flags.json ? `${JSON.stringify(report, null, 2)}\n` : toText(replayReport(report), TERMINAL_WIDTH))
}
