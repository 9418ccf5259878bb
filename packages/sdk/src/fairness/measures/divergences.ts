/** What a visit's first ten are made of, against the reader, the whole list, and the editors' first ten. */
import { Blocks } from '../blocks.ts'
import { exposed } from '../exposure.ts'
import { type Draft, differenceDraft, type Measure, type Subject } from '../finding.ts'
import { divergence, type Shares, sharesOf } from '../shares.ts'
import type { Survey } from '../survey.ts'
import { type AuditItem, SIDES, type Visit } from '../visit.ts'
import { type Family, meanAt } from './family.ts'

/** Items that a reader must have opened before, to say what there is to be near to. */
const LEAST_OPENED = 5
/** Steps of how strongly items sound. */
const STEPS = 5

interface Row {
  readonly measure: Measure
  readonly subject?: Subject
  readonly kindOf: (item: AuditItem) => string | undefined
  /** What the first ten should be near to; empty where nothing is known. */
  readonly wanted: (visit: Visit, kindOf: Row['kindOf']) => Shares
}

const ofPage: Row['wanted'] = ({ page }, kindOf) => sharesOf(page.map((item) => [kindOf(item), 1]))

function ofReader({ opened }: Visit): Shares {
  const total = [...opened.values()].reduce((sum, count) => sum + count, 0)
  return sharesOf(total < LEAST_OPENED ? [] : opened)
}

const strength = ({ tone }: AuditItem) =>
  tone === undefined ? undefined : String(Math.min(STEPS - 1, Math.floor(Math.abs(tone) * STEPS)))

const ROWS: readonly Row[] = [
  { measure: 'calibration', kindOf: ({ topic }) => topic, wanted: ofReader },
  ...(['topic', 'provider'] as const).map(
    (dimension): Row => ({
      measure: 'representation',
      subject: { dimension },
      kindOf: (item) => item[dimension],
      wanted: ofPage,
    }),
  ),
  { measure: 'activation', kindOf: strength, wanted: ofPage },
  { measure: 'voices', kindOf: ({ voice }) => voice, wanted: ofPage },
]
/** Of a row: the divergences of both orders, each with how many. */
const WIDTH = 4

export class Divergences implements Family {
  /** (blocks, ROWS, WIDTH) */
  readonly #blocks: Blocks

  constructor({ blocks }: Survey) {
    this.#blocks = new Blocks(blocks, ROWS.length * WIDTH)
  }

  add(visits: readonly Visit[], block: number): void {
    for (const visit of visits) {
      ROWS.forEach(({ kindOf, wanted }, row) => {
        const target = wanted(visit, kindOf)
        if (!target.size) return
        for (const [s, side] of SIDES.entries()) {
          const own = sharesOf(exposed(visit, side, kindOf))
          if (!own.size) continue
          this.#blocks.add(block, row * WIDTH + 2 * s, divergence(own, target))
          this.#blocks.add(block, row * WIDTH + 2 * s + 1, 1)
        }
      })
    }
  }

  drafts(): Draft[] {
    return ROWS.flatMap(({ measure, subject }, row) => {
      const means = (sums: Float64Array): [number, number] => [meanAt(sums, row * WIDTH), meanAt(sums, row * WIDTH + 2)]
      return differenceDraft(measure, subject, means(this.#blocks.total()), this.#blocks.estimate(differenceIn(means)))
    })
  }
}

export const differenceIn =
  (of: (sums: Float64Array) => readonly [number, number]) =>
  (sums: Float64Array): number => {
    const [value, reference] = of(sums)
    return value - reference
  }
