/** Reads a report of showings (CSV, JSON or JSON lines) into counts per creative and context. */
import { Malformed, whyMalformed } from '../evaluate/log/event-fields.ts'
import { LogError } from '../evaluate/log/lines.ts'
import { type Cells, nameOf, readWhole, tableOf } from '../texts/table.ts'
import { CONTEXTS, type Columns, cellOf, columnsOf, MOST_TOPICS } from './columns.ts'

/** Showings and goals of one creative in one context. */
export interface Count {
  readonly creative: string
  /** Context cells, named as on pages (`device=phone`); at most one of each kind. */
  readonly cells: readonly string[]
  readonly showings: number
  readonly goals: number
}

/** Showings and goals of one creative on one day, over all contexts. */
export type DayCount = Pick<Count, 'creative' | 'showings' | 'goals'>

export interface Counts {
  /** One entry per creative and context. */
  readonly counts: readonly Count[]
  /** One entry per creative and day (or week, or month); empty if the report has no periods. */
  readonly days: readonly DayCount[]
  /** Campaigns keyed by creative, for each creative whose campaign the report states. */
  readonly campaigns: ReadonlyMap<string, string>
  /** Number of rows read, and how many of them were malformed. */
  readonly rows: number
  readonly malformed: number
}

const LONGEST_ID = 100
const MOST_CREATIVES = 4000
/** Maximum showings in a row. */
const MOST_SHOWINGS = 1e12

function countIn(text: string | undefined, what: string): number {
  // Allows thousands separators.
  const count = Number(text?.replace(/[\s,']/g, '') || Number.NaN)
  if (!(count >= 0 && count <= MOST_SHOWINGS))
    throw new Malformed(`"${String(text).slice(0, 40)}" is not a number of ${what}`)
  return count
}

function idIn(text: string | undefined, what: string): string {
  const id = text?.trim() ?? ''
  if (!id || id.length > LONGEST_ID) throw new Malformed(`it has no ${what} of up to ${LONGEST_ID} characters`)
  return id
}

/** Sums up rows. */
class Sums {
  readonly #sums = new Map<string, { creative: string; cells: string[]; showings: number; goals: number }>()
  readonly #days = new Map<string, { creative: string; showings: number; goals: number }>()
  readonly #campaigns = new Map<string, string>()
  readonly #creatives = new Set<string>()
  readonly #topics = new Set<string>()

  add(cells: Cells, columns: Columns, file: string): void {
    const creative = idIn(cells[columns.creative], 'creative')
    const showings = countIn(cells[columns.showings], 'showings')
    const goals = countIn(cells[columns.goals], 'goals')
    if (goals > showings) throw new Malformed(`it has more goals (${goals}) than showings (${showings})`)
    const context = CONTEXTS.flatMap((name) => {
      const cell = columns.contexts[name] < 0 ? undefined : cellOf(name, cells[columns.contexts[name]] ?? '')
      if (name === 'topic' && cell) this.#topics.add(cell)
      return cell ? [cell] : []
    })
    if (this.#topics.size > MOST_TOPICS)
      throw new LogError(`${file} has more than ${MOST_TOPICS} topics: these must be pages or readers`)
    this.#creatives.add(creative)
    if (this.#creatives.size > MOST_CREATIVES)
      throw new LogError(`${file} has more than ${MOST_CREATIVES} creatives: give only those that are running`)
    if (columns.campaign >= 0) this.#campaigns.set(creative, idIn(cells[columns.campaign], 'campaign'))
    const key = JSON.stringify([creative, context])
    const sum = this.#sums.get(key) ?? { creative, cells: context, showings: 0, goals: 0 }
    this.#sums.set(key, sum)
    sum.showings += showings
    sum.goals += goals
    if (columns.period < 0) return
    const period = JSON.stringify([creative, cells[columns.period]?.trim()])
    const day = this.#days.get(period) ?? { creative, showings: 0, goals: 0 }
    this.#days.set(period, day)
    day.showings += showings
    day.goals += goals
  }

  get all(): Pick<Counts, 'counts' | 'days' | 'campaigns'> {
    return { counts: [...this.#sums.values()], days: [...this.#days.values()], campaigns: this.#campaigns }
  }
}

/**
 * @param onMalformed receives each skipped row's line number and the reason
 * @throws LogError if the report as a whole is invalid
 */
export function countsOf(
  text: string,
  file: string,
  onMalformed: (number: number, why: string) => void = () => undefined,
): Counts {
  const { header, rows } = tableOf(text, file)
  const columns = columnsOf(header, file)
  const sums = new Sums()
  let malformed = 0
  for (const { number, cells } of rows) {
    const why = whyMalformed(() => sums.add(cells, columns, file))
    if (why === undefined) continue
    malformed++
    onMalformed(number, why)
  }
  return { ...sums.all, rows: rows.length, malformed }
}

/** @param file path, plain or gzipped; `-` is standard input */
export async function readCounts(file: string, onMalformed?: (number: number, why: string) => void): Promise<Counts> {
  const name = nameOf(file)
  return countsOf(await readWhole(file, 'it seems to have events instead of counts'), name, onMalformed)
}
