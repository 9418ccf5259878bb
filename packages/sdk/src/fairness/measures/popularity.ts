/** How popular the first ten are. */
import { Blocks } from '../blocks.ts'
import { exposed } from '../exposure.ts'
import { type Draft, differenceDraft } from '../finding.ts'
import type { Survey } from '../survey.ts'
import { SIDES, type Visit } from '../visit.ts'
import { differenceIn } from './divergences.ts'
import { type Family, meanAt } from './family.ts'

export class PopularityBias implements Family {
  readonly #survey: Survey
  readonly #blocks: Blocks

  constructor(survey: Survey) {
    this.#survey = survey
    this.#blocks = new Blocks(survey.blocks, 4)
  }

  add(visits: readonly Visit[], block: number): void {
    const { merit, items } = this.#survey
    for (const visit of visits) {
      for (const [s, side] of SIDES.entries()) {
        for (const [place, exposure] of exposed(visit, side, ({ id }) => merit[items.get(id)!]!)) {
          this.#blocks.add(block, 2 * s, place * exposure)
          this.#blocks.add(block, 2 * s + 1, exposure)
        }
      }
    }
  }

  drafts(): Draft[] {
    const means = (sums: Float64Array): [number, number] => [meanAt(sums, 0), meanAt(sums, 2)]
    return differenceDraft(
      'popularity',
      undefined,
      means(this.#blocks.total()),
      this.#blocks.estimate(differenceIn(means)),
    )
  }
}
