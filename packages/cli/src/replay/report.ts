/** The results of a replay, as data and as a report. */
import { bootstrap, type Estimate } from '../evaluate/metrics/bootstrap.ts'
import {
  list,
  numberColumn,
  paragraph,
  type ReportDocument,
  section,
  type Table,
  table,
  textColumn,
} from '../report/document.ts'
import { type Clicked, FIRST, type Replayed } from './replay-views.ts'

export interface ReplayReport {
  /** Names of the log file and the folder. */
  readonly log: string
  readonly pages: string
  readonly lines: number
  readonly malformed: number
  /** Number of pages read, files left out, lists on the pages, and known items. */
  readonly saved: { readonly files: number; readonly left: number; readonly lists: number; readonly items: number }
  readonly readers: { readonly inLog: number; readonly replayed: number }
  readonly views: { readonly all: number; readonly unknown: number }
  readonly visits: {
    readonly all: number
    readonly withList: number
    readonly known: number
    readonly moved: number
    readonly emptied: number
  }
  readonly lists: { readonly known: number; readonly exchanged: number; readonly distance: number }
  readonly clicks: {
    readonly lists: number
    readonly readers: number
    readonly rows: Readonly<Record<keyof typeof METRICS, Row>>
  }
  /** How far the figures can be trusted. */
  readonly bias: readonly string[]
}

/** Includes 95 % intervals from resampling readers. */
export interface Row {
  readonly own: Estimate
  readonly inkling: Estimate
  readonly difference: Estimate
}

const METRICS = {
  three: 'a click among the first three',
  mrr: 'reciprocal place of the first click',
  ndcg10: `nDCG of the first ${FIRST}`,
} as const satisfies Readonly<Partial<Record<keyof Clicked, string>>>

/** Printed in every report, because a replay is easily mistaken for a forecast. */
const BIAS = [
  'The shares of visits are upper bounds. A log does not record consent, storage cleared by browsers (only Safari’s limit of seven days is modelled), or readers who return with another network address. Several readers behind one address count as one.',
  'The clicks were made on the page’s own order. High places are seen and clicked more, whatever they contain, so the comparison favours the order that was shown, and its difference is no forecast of clicks. Only a holdout measures the benefit of an order: npx --no inkling measure.',
  'Lists are those of the saved pages, and may have had other items when the log was written. A view counts as a click if a list of an earlier view in the same visit contains the item, even if the reader followed a link elsewhere on the page.',
  'The time between two views of a visit counts as reading time. For the last view of a visit it is unknown, and the view counts as a click.',
]

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / (values.length || 1)

function rowsOf(clicks: readonly Clicked[]): ReplayReport['clicks']['rows'] {
  const users = clicks.map(({ reader }) => reader)
  const row = (name: keyof typeof METRICS): Row => {
    const drawn = bootstrap(
      users,
      ([0, 1] as const).map((way) => clicks.map((each) => each[name][way])),
    )
    return { own: drawn.mean(0), inkling: drawn.mean(1), difference: drawn.difference(1, 0) }
  }
  return { three: row('three'), mrr: row('mrr'), ndcg10: row('ndcg10') }
}

export function reportOf(
  replayed: Replayed,
  read: Pick<ReplayReport, 'log' | 'pages' | 'lines' | 'malformed' | 'saved'> & { readonly readersInLog: number },
): ReplayReport {
  const { readersInLog, ...rest } = read
  const { readers, views, unknown, visits, withList, known, moved, emptied, lists, exchanged, distances, clicks } =
    replayed
  return {
    ...rest,
    readers: { inLog: readersInLog, replayed: readers },
    views: { all: views, unknown },
    visits: { all: visits, withList, known, moved, emptied },
    lists: { known: lists, exchanged: mean(exchanged), distance: mean(distances) },
    clicks: {
      lists: clicks.length,
      readers: new Set(clicks.map(({ reader }) => reader)).size,
      rows: rowsOf(clicks),
    },
    bias: BIAS,
  }
}

const grouped = (number: number) => number.toLocaleString('en')
const percent = (part: number, whole: number) => (whole ? `${((100 * part) / whole).toFixed(1)} %` : '–')
const figure = (number: number) => (Number.isFinite(number) ? number.toFixed(3) : '–')
const LABELS = textColumn('')

export function replayReport(report: ReplayReport): ReportDocument {
  const { log, pages, lines, malformed, saved, readers, views, visits, lists, clicks, bias } = report
  const wrong = malformed ? `, ${grouped(malformed)} of them malformed` : ''
  const left = saved.left ? ` (${grouped(saved.left)} left out)` : ''
  const all = readers.replayed < readers.inLog ? ` of ${grouped(readers.inLog)}` : ''
  return {
    lang: 'en',
    title: `${log} on ${pages}`,
    blocks: [
      list([
        `${grouped(lines)} lines${wrong}`,
        `${grouped(saved.files)} saved pages${left} with ${grouped(saved.lists)} marked lists and ${grouped(saved.items)} items`,
        `${grouped(readers.replayed)}${all} readers with ${grouped(views.all)} views, ${percent(views.unknown, views.all)} of them of pages that were not saved`,
      ]),
      section(
        'Visits that would have been personalised, at most',
        visitTable(visits),
        paragraph(`Safari would have deleted a reader's history after seven days ${grouped(visits.emptied)} times.`),
      ),
      section(
        'How far lists would have moved',
        lists.known
          ? list([
              `${grouped(lists.known)} lists were seen by a reader with a history`,
              `${lists.exchanged.toFixed(1)} of their first ${FIRST} items came from below, each from ${lists.distance.toFixed(1)} places away`,
            ])
          : paragraph('No list was seen by a reader with a history.'),
      ),
      section(
        'What readers clicked',
        ...(clicks.lists
          ? [
              paragraph(
                `${grouped(clicks.lists)} lists of ${grouped(clicks.readers)} readers with a history and a click.`,
              ),
              clickTable(clicks.rows),
            ]
          : [paragraph('Nothing to compare.')]),
      ),
      section('Limits of these figures', list(bias)),
    ],
  }
}

function visitTable({ all, withList, known, moved }: ReplayReport['visits']): Table {
  const row = (label: string, count: number) => [label, grouped(count), percent(count, all)]
  return table({
    columns: [LABELS, numberColumn('visits'), numberColumn('share')],
    rows: [
      row('all', all),
      row('… with a marked list', withList),
      row('… and a history of the reader', known),
      row(`… and another order of the first ${FIRST}`, moved),
    ],
  })
}

function clickTable(rows: ReplayReport['clicks']['rows']): Table {
  return table({
    columns: [LABELS, ...['own order', 'Inkling', 'difference [95 %]'].map(numberColumn)],
    rows: Object.entries(METRICS).map(([name, says]) => {
      const { own, inkling, difference } = rows[name as keyof typeof METRICS]
      const [low, high] = difference.interval
      const interval = `[${figure(low)}, ${figure(high)}]`
      return [says, figure(own.value), figure(inkling.value), { value: figure(difference.value), interval }]
    }),
  })
}
