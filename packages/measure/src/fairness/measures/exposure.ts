/**
 * Exposure of topics and providers, compared with the editors' order, with other items of equal merit, and with
 * readers' clicks.
 */
import { Blocks, type Uncertain } from '../blocks.ts'
import { exposureAt } from '../exposure.ts'
import { type Draft, type Measure, ratioDraft, ratioStatistics, type Subject } from '../finding.ts'
import { BUCKET_COUNT, bucketOf, firstShowings, type ItemDimension, type Survey } from '../survey.ts'
import type { AuditItem, Visit } from '../visit.ts'
import type { Family } from './family.ts'

/** Number of merit strata, by rank within the list. */
const STRATA = 10
/** Number of cells: one for each pair of a bucket for the click's place and a bucket for the audited place. */
const CELLS = BUCKET_COUNT ** 2
/**
 * Columns for each subject: exposure in both orders; showings and their exposure by stratum; showings and clicks by
 * cell.
 */
const [ORDER, PAGE, OF_STRATUM, EXPOSURE] = [0, 1, 2, 2 + STRATA]
const [SHOWN, CLICKED] = [2 + 2 * STRATA, 2 + 2 * STRATA + CELLS]
const WIDTH = 2 + 2 * STRATA + 2 * CELLS
/** Subjects with fewer items aren't audited; for `wanted`, there must also be this many expected clicks. */
const LEAST_ITEMS = 20
const LEAST_CLICKS = 20
/** Number of blocks of items for the jackknife. */
const ITEM_BLOCKS = 100

type Sums = Float64Array
type Pair = readonly [value: number, reference: number]

interface Row {
  readonly measure: Measure
  readonly subject: Subject
  readonly of: (sums: Sums) => Pair
}

export class Exposure implements Family {
  readonly #dimension: ItemDimension
  readonly #survey: Survey
  readonly #names: readonly string[]
  readonly #numbers: ReadonlyMap<string, number>
  /** Sums per block of readers and per block of items, with shape (blocks, names plus the total, WIDTH). */
  readonly #readers: Blocks
  readonly #items: Blocks
  /** Item indices seen, by subject. */
  readonly #seen: ReadonlyArray<Set<number>>

  constructor(survey: Survey, dimension: ItemDimension) {
    this.#dimension = dimension
    this.#survey = survey
    this.#names = survey.names.get(dimension)!
    this.#numbers = new Map(this.#names.map((name, n) => [name, n]))
    const width = (this.#names.length + 1) * WIDTH
    this.#readers = new Blocks(survey.blocks, width)
    this.#items = new Blocks(ITEM_BLOCKS, width)
    this.#seen = this.#names.map(() => new Set())
  }

  add(visits: readonly Visit[], block: number): void {
    if (!this.#names.length) return
    for (const visit of visits) this.#exposure(visit, block)
    firstShowings(visits, ({ page, clicked }, place, clickedAt, audited) => {
      const cell = BUCKET_COUNT * bucketOf(clickedAt) + bucketOf(audited)
      const add = this.#adding(page[place]!, block)
      add(SHOWN + cell, 1)
      if (clicked.has(place)) add(CLICKED + cell, 1)
    })
  }

  #exposure({ page, order }: Visit, block: number): void {
    const mean = page.reduce((sum, _, place) => sum + exposureAt(place), 0) / page.length
    const merits = page.map(({ id }) => this.#survey.merit[this.#survey.items.get(id)!]!)
    const byMerit = [...merits.keys()].sort((a, b) => merits[a]! - merits[b]!)
    const strata = new Uint8Array(page.length)
    byMerit.forEach((place, rank) => {
      strata[place] = Math.floor((rank * STRATA) / page.length)
    })
    order.forEach((place, audited) => {
      const stratum = strata[place]!
      const add = this.#adding(page[place]!, block)
      add(ORDER, exposureAt(audited))
      add(PAGE, exposureAt(place))
      add(OF_STRATUM + stratum, 1)
      // Divided by the list's mean, so that an average place counts the same in lists of any length.
      add(EXPOSURE + stratum, exposureAt(audited) / mean)
    })
  }

  /** Adds to the total and, if the item's subject is audited, to the subject. */
  #adding(item: AuditItem, block: number): (column: number, value: number) => void {
    const number = this.#survey.items.get(item.id)!
    const subject = this.#numbers.get(item[this.#dimension] ?? '')
    if (subject !== undefined) this.#seen[subject]!.add(number)
    const sums = subject === undefined ? [this.#names.length] : [this.#names.length, subject]
    return (column, value) => {
      for (const each of sums) {
        this.#readers.add(block, each * WIDTH + column, value)
        this.#items.add(number % ITEM_BLOCKS, each * WIDTH + column, value)
      }
    }
  }

  drafts(): Draft[] {
    const told = this.#names.flatMap((name, n) => (this.#seen[n]!.size < LEAST_ITEMS ? [] : [{ name, n }]))
    const rows = told.flatMap(({ name, n }): Row[] => {
      const subject = { dimension: this.#dimension, name }
      return [
        { measure: 'editors', subject, of: (sums) => this.#shares(n, sums) },
        { measure: 'exposure', subject, of: (sums) => this.#against(n, OF_STRATUM, EXPOSURE, STRATA, sums) },
        { measure: 'wanted', subject, of: (sums) => this.#against(n, SHOWN, CLICKED, CELLS, sums) },
      ]
    })
    const effects = this.#uncertain((sums) => rows.flatMap(({ measure, of }) => ratioStatistics(measure, of(sums))))
    const total = this.#readers.total()
    return rows.flatMap(({ measure, subject, of }, k) => {
      const pair = of(total)
      const isTold = measure !== 'wanted' || pair[1] >= LEAST_CLICKS
      return isTold ? ratioDraft(measure, subject, pair, effects.slice(3 * k, 3 * k + 3)) : []
    })
  }

  /**
   * Uncertainty over readers and over items, because a provider's few stories may have been good or bad by chance.
   * Adding the two variances is conservative, as it counts their overlap twice (Cameron, Gelbach & Miller 2011).
   */
  #uncertain(of: (sums: Sums) => readonly number[]): Array<Uncertain | undefined> {
    const items = this.#items.estimates(of)
    return this.#readers.estimates(of).map((each, k) => items[k] && each?.widened(items[k].error))
  }

  /** Share of all exposure, in both orders. */
  #shares(n: number, sums: Sums): Pair {
    const all = this.#names.length * WIDTH
    return [sums[n * WIDTH + ORDER]! / sums[all + ORDER]!, sums[n * WIDTH + PAGE]! / sums[all + PAGE]!]
  }

  /**
   * A subject's observed value, and its expected value at the rate of all others, cell by cell (indirect
   * standardisation).
   */
  #against(n: number, shown: number, got: number, cells: number, sums: Sums): Pair {
    const [own, all] = [n * WIDTH, this.#names.length * WIDTH]
    let [value, expected] = [0, 0]
    for (let cell = 0; cell < cells; cell++) {
      const showings = sums[own + shown + cell]!
      const others = sums[all + shown + cell]! - showings
      // Skip cells that have no other items for comparison.
      if (showings <= 0 || others <= 0) continue
      const hits = sums[own + got + cell]!
      value += hits
      expected += (showings * (sums[all + got + cell]! - hits)) / others
    }
    return [value, expected]
  }
}
