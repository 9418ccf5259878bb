/** Measures how popular the first ten items are. */
import { exposed } from '../exposure.ts'
import type { Draft } from '../finding.ts'
import type { Survey } from '../survey.ts'
import { SIDES, type Visit } from '../visit.ts'
import { type Family, Means } from './family.ts'

export class PopularityBias implements Family {
  readonly #survey: Survey
  readonly #means: Means

  constructor(survey: Survey) {
    this.#survey = survey
    this.#means = new Means(survey.blocks)
  }

  add(visits: readonly Visit[], block: number): void {
    const { merit, items } = this.#survey
    for (const visit of visits)
      for (const side of SIDES)
        for (const [place, exposure] of exposed(visit, side, ({ id }) => merit[items.get(id)!]!))
          this.#means.add(block, side, place, exposure)
  }

  drafts(): Draft[] {
    return this.#means.draft('popularity')
  }
}
