import { basename } from 'node:path'
import { audit as look } from '../../../measure/src/fairness/audit.ts'
import { PLANTS, type Plant, simulate } from '../../../measure/src/fairness/simulation.ts'
import { Extras } from '../audit/extras.ts'
import { InklingOrders, orderOfLog, orderOfSimulation } from '../audit/inkling-orders.ts'
import { FLOOR, measureMitigations } from '../audit/mitigations.ts'
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
import { Failure } from '../terminal/failure.ts'
import { leftOutNotes } from '../terminal/left-out.ts'
import { print } from '../terminal/output.ts'
import { CALL } from '../terminal/parse-arguments.ts'
import { UsageError } from '../terminal/usage.ts'

export interface AuditFlags {
  /** Path of a log, or `-` for standard input; undefined with `simulate`. */
  readonly events?: string | undefined
  /** Number of simulated readers. */
  readonly simulate?: string | undefined
  /** A bias to introduce into the simulation. */
  readonly plant?: string | undefined
  /** Which order to audit: the log's own, or Inkling's order of the same lists. */
  readonly order?: string | undefined
  readonly provider?: string | undefined
  readonly voice?: string | undefined
  readonly tone?: string | undefined
  /** Comma-separated. */
  readonly groups?: string | undefined
  readonly ranker?: string | undefined
  readonly floor?: string | undefined
  readonly language?: string | undefined
  readonly json: boolean
  /** Path for the HTML report. */
  readonly html?: string | undefined
}

/** Maximum number of lists, because replaying a list takes a few milliseconds. */
const MOST = { shown: 100_000, replay: 5000 } as const
/** Visits per simulated reader. */
const VISITS = 24
const SEED = 20261126

/**
 * Audits how fair an order is to topics, providers and readers. Also measures what mitigations would change and what
 * they would cost.
 */
export async function audit(flags: AuditFlags): Promise<void> {
  const { language = 'en' } = flags
  if (!Object.hasOwn(LANGUAGES, language))
    throw new UsageError(`--language takes ${Object.keys(LANGUAGES).join(' or ')}, not '${language}'`)
  const words = LANGUAGES[language]!
  const floor = flags.floor === undefined ? FLOOR : numberIn('floor', flags.floor, 0, 1)
  const groups = (flags.groups ?? '').split(',').flatMap((name) => name.trim() || [])
  if (groups.length > 5) throw new UsageError('--groups takes at most five names, because more tests find less')
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
    throw new UsageError(`--plant takes ${PLANTS.join(', ')}, not '${plant}'`)
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
    mitigations: measureMitigations(visits, { floor, ...(plant === undefined && { calibrated: orders.stronger }) }),
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
    throw new UsageError(`--order takes shown or replay, not '${asked}'`)
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
      `no list of ${name} has the editors' order: give each item of a ranking its "from", or write --order replay`,
    )
  return {
    file: name,
    audited: look(visits),
    mitigations: measureMitigations(visits, { floor, ...(order === 'replay' && { calibrated: orders.stronger }) }),
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
