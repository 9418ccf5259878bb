import { basename } from 'node:path'
import { audit as look } from '../../measurement/fairness/audit.ts'
import { PLANTS, type Plant, simulate } from '../../measurement/fairness/simulation.ts'
import { Extras } from '../audit/extras.ts'
import { InklingOrders, orderOfLog, orderOfSimulation } from '../audit/inkling-orders.ts'
import { FLOOR, mend } from '../audit/mends.ts'
import { auditReport, LANGUAGES, type ReportInput } from '../audit/report/report.ts'
import { visitsOf } from '../audit/visits.ts'
import { contentsOf } from '../evaluate/context.ts'
import { readLog } from '../evaluate/log/read-log.ts'
import { countPopularity } from '../evaluate/popularity.ts'
import { showProgress } from '../evaluate/progress.ts'
import { uniform } from '../evaluate/random.ts'
import { listsByUser } from '../evaluate/replay.ts'
import { readRanker } from '../files/ranker-file.ts'
import { expectWritable, writeWhole } from '../files/whole-file.ts'
import { numberIn } from '../measure/flags.ts'
import { toHtml } from '../report/to-html.ts'
import { toText } from '../report/to-text.ts'
import { CALL } from '../terminal/command.ts'
import { Failure } from '../terminal/failure.ts'
import { leftOutNotes } from '../terminal/left-out.ts'
import { print } from '../terminal/output.ts'
import { UsageError } from '../terminal/usage.ts'

export interface AuditFlags {
  /** A log, or standard input (`-`); undefined with `simulate`. */
  readonly events?: string | undefined
  /** Readers of our own making. */
  readonly simulate?: string | undefined
  /** A bias that they get. */
  readonly plant?: string | undefined
  /** What is audited: the log's order, or Inkling's of the same lists. */
  readonly order?: string | undefined
  readonly provider?: string | undefined
  readonly voice?: string | undefined
  readonly tone?: string | undefined
  /** With commas between them. */
  readonly groups?: string | undefined
  readonly ranker?: string | undefined
  readonly floor?: string | undefined
  readonly language?: string | undefined
  readonly json: boolean
  /** A file for the report. */
  readonly html?: string | undefined
}

/** Lists that are looked at: a replay takes a few milliseconds each. */
const MOST = { shown: 100_000, replay: 5000 } as const
/** Of simulated readers. */
const VISITS = 24
const SEED = 20261126

/** Is an order fair to topics, providers and readers? What is surely beyond its limits, what would mend it, and what that costs. */
export async function audit(flags: AuditFlags): Promise<void> {
  const { language = 'en' } = flags
  if (!Object.hasOwn(LANGUAGES, language))
    throw new UsageError(`--language takes ${Object.keys(LANGUAGES).join(' or ')}, and no '${language}'`)
  const words = LANGUAGES[language]!
  const floor = flags.floor === undefined ? FLOOR : numberIn('floor', flags.floor, 0, 1)
  const groups = (flags.groups ?? '').split(',').flatMap((name) => name.trim() || [])
  if (groups.length > 5) throw new UsageError('--groups takes five names at most: what is looked at more is found less')
  if (flags.html !== undefined) await expectWritable(flags.html)
  const input = await (flags.events === undefined
    ? ofSimulation(flags, floor)
    : ofLog(flags.events, flags, groups, floor))
  const report = auditReport(input, words)
  if (flags.html !== undefined) await writeWhole(flags.html, toHtml(report))
  await print(flags.json ? `${JSON.stringify(jsonOf(input))}\n` : toText(report))
}

async function ofSimulation({ simulate: asked = '', plant, ranker }: AuditFlags, floor: number): Promise<ReportInput> {
  const readers = numberIn('simulate', asked, 2, 2000)
  if (plant !== undefined && !PLANTS.includes(plant as Plant))
    throw new UsageError(`--plant takes ${PLANTS.join(', ')}, and no '${plant}'`)
  const orders = new InklingOrders(ranker === undefined ? undefined : await readRanker(ranker))
  const visits = simulate({
    readers: Math.floor(readers),
    visits: VISITS,
    order: orderOfSimulation(orders),
    random: uniform(SEED),
    plant: plant as Plant | undefined,
  })
  return {
    file: plant === undefined ? `--simulate ${asked}` : `--simulate ${asked} --plant ${plant}`,
    audited: look(visits),
    mended: mend(visits, { floor, ...(plant === undefined && { calibrated: orders.stronger }) }),
    order: 'simulated',
    floor,
    taken: { readers: { all: readers, taken: readers }, busy: 0, cut: 0, withoutPage: 0 },
    malformed: 0,
  }
}

async function ofLog(
  events: string,
  { order: asked, ranker, plant, ...names }: AuditFlags,
  groups: readonly string[],
  floor: number,
): Promise<ReportInput> {
  if (plant !== undefined)
    throw new UsageError(`--plant is for simulated readers: write ${CALL} audit --simulate 400 --plant ${plant}`)
  if (asked !== undefined && asked !== 'shown' && asked !== 'replay')
    throw new UsageError(`--order takes shown or replay, and no '${asked}'`)
  const orders = new InklingOrders(ranker === undefined ? undefined : await readRanker(ranker))
  const name = events === '-' ? 'standard input' : basename(events)
  const extras = new Extras({ ...names, groups })
  const progress = showProgress(process.stderr, `reading ${name}`)
  const leftOut = leftOutNotes(progress.note)
  const log = await readLog(events, {
    onProgress: progress.update,
    onEvent: (event) => extras.take(event),
    onMalformed: (line, why) => leftOut(`${name} line ${line}`, why),
  })
  progress.end()
  const order = asked ?? (extras.hasPages ? 'shown' : 'replay')
  const users = listsByUser(log.lists)
  const popularity = countPopularity(log.lists)
  const replayed = orderOfLog(orders, contentsOf(log), (reader) => popularity.without(users.get(reader) ?? []).of)
  const { visits, ...taken } = visitsOf(log, extras, order === 'replay' ? replayed : undefined, MOST[order])
  if (!visits.length)
    throw new Failure(
      `no list of ${name} tells where the editors had its items: give each item of a ranking its "from", or write --order replay`,
    )
  return {
    file: name,
    audited: look(visits),
    mended: mend(visits, { floor, ...(order === 'replay' && { calibrated: orders.stronger }) }),
    order,
    floor,
    taken,
    malformed: log.problems.malformed,
  }
}

function jsonOf({ audited, ...input }: ReportInput) {
  const { survey, enough, findings } = audited
  const { readers, visits, items } = survey
  return { ...input, readersAudited: readers, lists: visits, items: items.size, enough, findings }
}
