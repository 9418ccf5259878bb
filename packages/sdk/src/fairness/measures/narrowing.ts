/** Whether a reader's lists hold fewer topics the longer they come. */
import { Blocks } from '../blocks.ts'
import { exposed } from '../exposure.ts'
import { type Draft, differenceDraft } from '../finding.ts'
import { entropy, sharesOf } from '../shares.ts'
import type { Survey } from '../survey.ts'
import { SIDES, type Side, type Visit } from '../visit.ts'
import { differenceIn } from './divergences.ts'
import { type Family, meanAt } from './family.ts'

/** Visits from which on a third of them says something. */
const LEAST_VISITS = 6

export class Narrowing implements Family {
  readonly #blocks: Blocks

  constructor({ blocks }: Survey) {
    this.#blocks = new Blocks(blocks, 4)
  }

  add(visits: readonly Visit[], block: number): void {
    if (visits.length < LEAST_VISITS) return
    const third = Math.floor(visits.length / 3)
    for (const [s, side] of SIDES.entries()) {
      const [first, last] = [varietyOf(visits.slice(0, third), side), varietyOf(visits.slice(-third), side)]
      this.#blocks.add(block, 2 * s, last - first)
      this.#blocks.add(block, 2 * s + 1, 1)
    }
  }

  drafts(): Draft[] {
    const means = (sums: Float64Array): [number, number] => [meanAt(sums, 0), meanAt(sums, 2)]
    return differenceDraft(
      'narrowing',
      undefined,
      means(this.#blocks.total()),
      this.#blocks.estimate(differenceIn(means)),
    )
  }
}

/** Mean entropy of topics, in bits. */
function varietyOf(visits: readonly Visit[], side: Side): number {
  const each = visits.map((visit) => entropy(sharesOf(exposed(visit, side, ({ topic }) => topic))))
  return each.reduce((sum, value) => sum + value, 0) / each.length
}
