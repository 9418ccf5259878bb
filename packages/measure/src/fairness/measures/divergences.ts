/**
 * Measures how far a visit's first ten items diverge from the reader's history and from the whole list, compared with
 * the editors' first ten.
 */
import { exposed } from '../exposure.ts'
import type { Draft, Measure, Subject } from '../finding.ts'
import { divergence, type Shares, sharesOf } from '../shares.ts'
import type { Survey } from '../survey.ts'
import { type AuditItem, SIDES, type Side, type Visit } from '../visit.ts'
import { type Family, Means } from './family.ts'

/** Readers who have opened fewer items than this aren't compared with their history. */
const LEAST_OPENED = 5
/** Number of bins for emotional intensity. */
const STEPS = 5

interface Row {
  readonly measure: Measure
  readonly subject?: Subject
  readonly kindOf: (item: AuditItem) => string | undefined
  /** The distribution that the first ten should match; empty if unknown. */
  readonly wanted: (visit: Visit, kindOf: Row['kindOf']) => Shares
}

const ofPage: Row['wanted'] = ({ page }, kindOf) => sharesOf(page.map((item) => [kindOf(item), 1]))

function ofReader({ opened }: Visit): Shares {
  const total = [...opened.values()].reduce((sum, count) => sum + count, 0)
  return sharesOf(total < LEAST_OPENED ? [] : opened)
}

const strength = ({ tone }: AuditItem) =>
  tone === undefined ? undefined : String(Math.min(STEPS - 1, Math.floor(Math.abs(tone) * STEPS)))

const CALIBRATION: Row = { measure: 'calibration', kindOf: ({ topic }) => topic, wanted: ofReader }

const ROWS: readonly Row[] = [
  CALIBRATION,
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

/** Divergence of the first ten from the target; undefined if either is unknown. */
function distance(visit: Visit, side: Side, kindOf: Row['kindOf'], target: Shares): number | undefined {
  const own = sharesOf(target.size ? exposed(visit, side, kindOf) : [])
  return own.size ? divergence(own, target) : undefined
}

/**
 * Divergence between the topics of a visit's first ten items and the topics that the reader had opened; undefined if
 * the reader had opened fewer than five items.
 */
export const calibrationOf = (visit: Visit, side: Side): number | undefined =>
  distance(visit, side, CALIBRATION.kindOf, ofReader(visit))

export class Divergences implements Family {
  readonly #means: Means

  constructor({ blocks }: Survey) {
    this.#means = new Means(blocks, ROWS.length)
  }

  add(visits: readonly Visit[], block: number): void {
    for (const visit of visits) {
      ROWS.forEach(({ kindOf, wanted }, row) => {
        const target = wanted(visit, kindOf)
        for (const side of SIDES) {
          const away = distance(visit, side, kindOf, target)
          if (away !== undefined) this.#means.add(block, side, away, 1, row)
        }
      })
    }
  }

  drafts(): Draft[] {
    return ROWS.flatMap(({ measure, subject }, row) => this.#means.draft(measure, subject, row))
  }
}
