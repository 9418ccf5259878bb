/** Measures how exposure is distributed over all items that appear in lists. */
import { jackknife } from '../blocks.ts'
import { exposed } from '../exposure.ts'
import { type Draft, differenceDraft } from '../finding.ts'
import type { Survey } from '../survey.ts'
import { SIDES, type Visit } from '../visit.ts'
import type { Family } from './family.ts'

/** An item counts as rarely shown if it gets less than this fraction of an equal share of exposure. */
const RARE = 0.1
const MEASURES = ['rare', 'coverage', 'gini'] as const
type Spread = Readonly<Record<(typeof MEASURES)[number], number>>

export class Catalogue implements Family {
  readonly #items: Survey['items']
  /** For each side, the exposure of each item over all blocks (items). */
  readonly #totals: readonly Float64Array[]
  /** Exposure keyed by item index, for each block and side. */
  readonly #blocks: ReadonlyArray<ReadonlyArray<Map<number, number>>>

  constructor({ items, blocks }: Survey) {
    this.#items = items
    this.#totals = SIDES.map(() => new Float64Array(items.size))
    this.#blocks = Array.from({ length: blocks }, () => SIDES.map(() => new Map<number, number>()))
  }

  add(visits: readonly Visit[], block: number): void {
    for (const visit of visits) {
      for (const [s, side] of SIDES.entries()) {
        const own = this.#blocks[block]![s]!
        for (const [number, exposure] of exposed(visit, side, ({ id }) => this.#items.get(id)!)) {
          own.set(number, (own.get(number) ?? 0) + exposure)
          this.#totals[s]![number]! += exposure
        }
      }
    }
  }

  drafts(): Draft[] {
    const whole = SIDES.map((_, s) => spreadOf(this.#totals[s]!))
    // Leave-one-block-out values, computed only once for the three measures because each requires sorting all items.
    const rest = this.#blocks.map((sides) => sides.map((own, s) => spreadOf(without(this.#totals[s]!, own))))
    const differences = ([order, page]: readonly Spread[]) =>
      MEASURES.map((measure) => order![measure] - page![measure])
    const effects = jackknife(differences(whole), rest.length, (block) => differences(rest[block]!))
    return MEASURES.flatMap((measure, m) =>
      differenceDraft(measure, undefined, [whole[0]![measure], whole[1]![measure]], effects[m]),
    )
  }
}

function without(total: Float64Array, own: ReadonlyMap<number, number>): Float64Array {
  const rest = total.slice()
  for (const [number, exposure] of own) rest[number]! -= exposure
  return rest
}

/** Smaller values are 0 apart from rounding errors. */
const NOTHING = 1e-9

/** @param exposures of each item */
export function spreadOf(exposures: Float64Array): Spread {
  const sorted = exposures.slice().sort()
  const n = sorted.length
  let [total, weighed, rare, never] = [0, 0, 0, 0]
  sorted.forEach((exposure, i) => {
    total += exposure
    weighed += (i + 1) * exposure
    if (exposure < NOTHING) never++
  })
  for (const exposure of sorted) if (exposure < (RARE * total) / n) rare++
  return { rare: rare / n, coverage: 1 - never / n, gini: (2 * weighed) / (n * total) - (n + 1) / n }
}
