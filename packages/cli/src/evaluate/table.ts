/** The metrics of every row on every scored list, and means over subsets of lists. */
import { type Bootstrap, bootstrap, type Interval } from './metrics/bootstrap.ts'
import { type ListMetrics, METRICS, type Metric, type Skipped } from './metrics/metrics.ts'

/** Properties of a list that define slices. */
export interface ListFacts {
  readonly id: string
  readonly user: string
  /** Distinct items clicked before. */
  readonly pastClicks: number
  /** Share of the candidates that the training log never showed, 0 to 1; undefined without a training log. */
  readonly unseen: number | undefined
}

export interface Table {
  /** The L scored lists. */
  readonly lists: readonly ListFacts[]
  /** 0-based index of each list's user (L). */
  readonly users: Uint32Array
  readonly userCount: number
  readonly skipped: Readonly<Record<Skipped, number>>
  /** One value per list (L), keyed by row and then by metric, so that any two rows can be compared. */
  readonly values: ReadonlyMap<string, Readonly<Record<Metric, Float64Array>>>
}

export interface RowFigures extends ListMetrics {
  readonly name: string
  /** 95 % over users. */
  readonly ci: Readonly<Record<Metric, Interval>>
}

export interface PairedFigures {
  readonly a: string
  readonly b: string
  readonly metric: Metric
  /** Mean difference, a minus b, over the same lists. */
  readonly difference: number
  readonly ci: Interval
}

export interface SliceFigures {
  readonly name: string
  readonly users: number
  readonly lists: number
  /** Empty if the slice has no lists. */
  readonly rows: ReadonlyArray<{ readonly name: string; readonly ndcg10: number; readonly ci: Interval }>
}

export type Pair = readonly [a: string, b: string]

/** Builds a table list by list. */
export class TableBuilder {
  readonly #names: readonly string[]
  readonly #lists: ListFacts[] = []
  readonly #metrics: Array<ReadonlyMap<string, ListMetrics>> = []
  readonly #skipped: Record<Skipped, number> = { noClick: 0, allClicked: 0, oneCandidate: 0 }

  /** @param names of the rows */
  constructor(names: readonly string[]) {
    this.#names = names
  }

  add(list: ListFacts, metrics: ReadonlyMap<string, ListMetrics>): void {
    this.#lists.push(list)
    this.#metrics.push(metrics)
  }

  skip(why: Skipped): void {
    this.#skipped[why]++
  }

  build(): Table {
    const numbers = new Map<string, number>()
    const users = Uint32Array.from(this.#lists, ({ user }) => {
      const number = numbers.get(user) ?? numbers.size
      numbers.set(user, number)
      return number
    })
    const column = (name: string, metric: Metric) =>
      Float64Array.from(this.#metrics, (metrics) => metrics.get(name)![metric])
    return {
      lists: this.#lists,
      users,
      userCount: numbers.size,
      skipped: this.#skipped,
      values: new Map(this.#names.map((name) => [name, byMetric((metric) => column(name, metric))])),
    }
  }
}

function byMetric<V>(make: (metric: Metric) => V): Record<Metric, V> {
  return Object.fromEntries(METRICS.map((metric) => [metric, make(metric)])) as Record<Metric, V>
}

export interface TableFigures {
  /** Results of the rows, in the table's order; empty if no list was scored. */
  readonly rows: readonly RowFigures[]
  /** For each pair, the difference in each metric; empty if no list was scored. */
  readonly paired: readonly PairedFigures[]
}

/**
 * Computes means and intervals of all rows, and differences between pairs of rows, from the same resamples.
 *
 * @throws RangeError if a pair names an unknown row
 */
export function tableFigures(table: Table, pairs: readonly Pair[], resamples?: number): TableFigures {
  const names = [...table.values.keys()]
  const missing = pairs.flat().find((name) => !table.values.has(name))
  if (missing !== undefined) throw new RangeError(`there is no row '${missing}' to compare: ${names.join(', ')}`)
  if (!table.lists.length) return { rows: [], paired: [] }
  const columns = names.flatMap((name) => METRICS.map((metric) => table.values.get(name)![metric]))
  const columnOf = (name: string, metric: Metric) => names.indexOf(name) * METRICS.length + METRICS.indexOf(metric)
  const estimates: Bootstrap = bootstrap(table.users, columns, resamples ? { resamples } : {})
  return {
    rows: names.map((name) => {
      const each = byMetric((metric) => estimates.mean(columnOf(name, metric)))
      return { name, ...byMetric((metric) => each[metric].value), ci: byMetric((metric) => each[metric].interval) }
    }),
    paired: pairs.flatMap(([a, b]) =>
      METRICS.map((metric) => {
        const { value, interval } = estimates.difference(columnOf(a, metric), columnOf(b, metric))
        return { a, b, metric, difference: value, ci: interval }
      }),
    ),
  }
}

const SLICES: ReadonlyArray<{ readonly name: string; readonly has: (list: ListFacts) => boolean }> = [
  { name: 'past clicks: 0', has: ({ pastClicks }) => pastClicks === 0 },
  { name: 'past clicks: 1–5', has: ({ pastClicks }) => pastClicks >= 1 && pastClicks <= 5 },
  { name: 'past clicks: 6–15', has: ({ pastClicks }) => pastClicks >= 6 && pastClicks <= 15 },
  { name: 'past clicks: 16+', has: ({ pastClicks }) => pastClicks >= 16 },
  { name: 'not in training: at least one candidate', has: ({ unseen }) => unseen !== undefined && unseen > 0 },
  {
    name: 'not in training: at least half of the candidates',
    has: ({ unseen }) => unseen !== undefined && unseen >= 0.5,
  },
]

/** nDCG@10 by slice, which shows whether a gain also holds for users with little history and for new items. */
export function sliceFigures(table: Table, resamples?: number): SliceFigures[] {
  return SLICES.map(({ name, has }) => {
    const chosen = table.lists.flatMap((list, n) => (has(list) ? [n] : []))
    const users = chosen.map((n) => table.users[n]!)
    const counts = { name, users: new Set(users).size, lists: chosen.length }
    if (!chosen.length) return { ...counts, rows: [] }
    const columns = [...table.values.values()].map(({ ndcg10 }) => chosen.map((n) => ndcg10[n]!))
    const estimates = bootstrap(users, columns, resamples ? { resamples } : {})
    const rows = [...table.values.keys()].map((row, k) => {
      const { value, interval } = estimates.mean(k)
      return { name: row, ndcg10: value, ci: interval }
    })
    return { ...counts, rows }
  })
}
