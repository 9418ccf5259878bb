/** Measures whether a reader's lists cover fewer topics over time. */
import { exposed } from '../exposure.ts'
import type { Draft } from '../finding.ts'
import { entropy, sharesOf } from '../shares.ts'
import type { Survey } from '../survey.ts'
import { SIDES, type Side, type Visit } from '../visit.ts'
import { type Family, Means } from './family.ts'

/** Minimum number of visits; with fewer, each third would be too small to compare. */
const LEAST_VISITS = 6

export class Narrowing implements Family {
  readonly #means: Means

  constructor({ blocks }: Survey) {
    this.#means = new Means(blocks)
  }

  add(visits: readonly Visit[], block: number): void {
    if (visits.length < LEAST_VISITS) return
    const third = Math.floor(visits.length / 3)
    for (const side of SIDES)
      this.#means.add(block, side, varietyOf(visits.slice(-third), side) - varietyOf(visits.slice(0, third), side))
  }

  drafts(): Draft[] {
    return this.#means.draft('narrowing')
  }
}

/** Mean entropy of topics, in bits. */
function varietyOf(visits: readonly Visit[], side: Side): number {
  const each = visits.map((visit) => entropy(sharesOf(exposed(visit, side, ({ topic }) => topic))))
  return each.reduce((sum, value) => sum + value, 0) / each.length
}
