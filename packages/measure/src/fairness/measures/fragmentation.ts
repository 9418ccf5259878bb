/** Measures how much the first ten items of two readers differ. */
import { exposed } from '../exposure.ts'
import type { Draft } from '../finding.ts'
import { divergence, sharesOf } from '../shares.ts'
import type { Survey } from '../survey.ts'
import { SIDES, type Side, type Visit } from '../visit.ts'
import { type Family, Means } from './family.ts'

/**
 * Minimum overlap between the candidates of two visits. With less overlap, their lists aren't versions of the same
 * list.
 */
const LEAST_COMMON = 0.5

/** Readers are paired only within a block, so that blocks stay independent. */
export class Fragmentation implements Family {
  readonly #means: Means
  readonly #visits: Visit[][]

  constructor({ blocks }: Survey) {
    this.#means = new Means(blocks)
    this.#visits = Array.from({ length: blocks }, () => [])
  }

  add(visits: readonly Visit[], block: number): void {
    this.#visits[block]!.push(...visits)
  }

  drafts(): Draft[] {
    for (const [block, visits] of this.#visits.entries()) this.#pairs(visits, block)
    return this.#means.draft('fragmentation')
  }

  /** Pairs each visit with the next visit of another reader. */
  #pairs(visits: Visit[], block: number): void {
    visits.sort((a, b) => a.at - b.at)
    visits.forEach((visit, n) => {
      const next = visits[n + 1]
      if (!next || next.reader === visit.reader || !areOfOne(visit, next)) return
      for (const side of SIDES) this.#means.add(block, side, divergence(storiesOf(visit, side), storiesOf(next, side)))
    })
  }
}

const storiesOf = (visit: Visit, side: Side) => sharesOf(exposed(visit, side, ({ id }) => id))

function areOfOne(a: Visit, b: Visit): boolean {
  const ids = new Set(a.page.map(({ id }) => id))
  const common = b.page.filter(({ id }) => ids.has(id)).length
  return common >= LEAST_COMMON * Math.max(a.page.length, b.page.length)
}
