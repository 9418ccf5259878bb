/** What a replay found, and what may be concluded from it. */
import { wrap } from '../../../sdk/src/developers/check/report/report-text.ts'
import { bootstrap, type Estimate } from '../evaluate/metrics/bootstrap.ts'
import { type Clicked, FIRST, type Replayed } from './replay-views.ts'

export interface ReplayReport {
  /** Log and folder, by their names. */
  readonly log: string
  readonly pages: string
  readonly lines: number
  readonly malformed: number
  /** Saved pages, lists on them, items known. */
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
  /** What the figures are, and are not. */
  readonly bias: readonly string[]
}

/** Each with its 95 % interval, readers drawn. */
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

/** Told with every report: a replay that is taken for a forecast does harm. */
const BIAS = [
  'The shares of visits are upper bounds: a log tells nothing of consent, of storage that browsers empty (only of Safari’s seven days), or of readers who came back with another network address; several readers behind one address are one.',
  'The clicks were made on the page’s own order. What stands high is seen and clicked more, wherever it belongs, so the comparison favours the order that was shown, and its difference is no forecast of clicks. What an order brings, a holdout alone tells: npx --no inkling measure.',
  'Lists are those of the saved pages: what they held when the log was written may have been another. A view counts as a click where the list of an earlier view in the same visit has the item; links elsewhere on the page count alike.',
  'Time between two views of a visit counts as reading; that of a visit’s last view is unknown, and the view counts as a click.',
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
const span = ({ value, interval: [low, high] }: Estimate) => `${figure(value)} [${figure(low)}, ${figure(high)}]`

/** Columns of a terminal. */
const WIDTH = 88

export function reportText({
  log,
  pages,
  lines,
  malformed,
  saved,
  readers,
  views,
  visits,
  lists,
  clicks,
  bias,
}: ReplayReport): string {
  const row = (label: string, count: number, whole = visits.all) =>
    `  ${label.padEnd(52)}${grouped(count).padStart(12)}${percent(count, whole).padStart(10)}`
  const compared = Object.entries(METRICS).map(([name, says]) => {
    const { own, inkling, difference } = clicks.rows[name as keyof typeof METRICS]
    return `  ${says.padEnd(38)}${figure(own.value).padStart(8)}${figure(inkling.value).padStart(9)}   ${span(difference)}`
  })
  return `${[
    `${log} on ${pages}: ${grouped(lines)} lines${malformed ? `, ${grouped(malformed)} of them wrong` : ''}; ${grouped(saved.files)} saved pages${saved.left ? ` (${grouped(saved.left)} left out)` : ''} with ${grouped(saved.lists)} marked lists and ${grouped(saved.items)} items`,
    `${grouped(readers.replayed)}${readers.replayed < readers.inLog ? ` of ${grouped(readers.inLog)}` : ''} readers, ${grouped(views.all)} views, of which ${percent(views.unknown, views.all)} are of pages that were not saved`,
    '',
    'Visits that would have been personalised, at most',
    row('visits', visits.all),
    row('… with a marked list', visits.withList),
    row('… and something known of the reader', visits.known),
    row(`… and another order of the first ${FIRST}`, visits.moved),
    `  ${grouped(visits.emptied)} times Safari would have emptied what was known, after seven days.`,
    '',
    'How far lists would have moved',
    ...(lists.known
      ? [
          `  lists seen with something known of the reader: ${grouped(lists.known)}`,
          `  of their first ${FIRST} came from below: ${lists.exchanged.toFixed(1)}, each ${lists.distance.toFixed(1)} places from where it had stood`,
        ]
      : ['  No list was seen by a reader of whom something was known.']),
    '',
    'What readers clicked',
    ...(clicks.lists
      ? [
          `  ${grouped(clicks.lists)} lists of ${grouped(clicks.readers)} readers, with something known and a click`,
          `  ${''.padEnd(38)}${'own'.padStart(8)}${'Inkling'.padStart(9)}   difference [95 %]`,
          ...compared,
        ]
      : ['  Nothing that could be compared.']),
    '',
    'What these figures are, and are not',
    ...bias.map((each) => `- ${wrap(each, WIDTH, '  ').trimStart()}`),
  ].join('\n')}\n`
}
