/** How little two readers' first ten share. */
import { Blocks } from '../blocks.ts'
import { exposed } from '../exposure.ts'
import { type Draft, differenceDraft } from '../finding.ts'
import { divergence, sharesOf } from '../shares.ts'
import type { Survey } from '../survey.ts'
import { SIDES, type Side, type Visit } from '../visit.ts'
import { differenceIn } from './divergences.ts'
import { type Family, meanAt } from './family.ts'

/** Of what could be shown to two readers: with less in common their lists aren't versions of one. */
const LEAST_COMMON = 0.5

/** Pairs are of readers of one block, so that blocks don't know of each other. */
export class Fragmentation implements Family {
  readonly #blocks: Blocks
  readonly #visits: Visit[][]

  constructor({ blocks }: Survey) {
    this.#blocks = new Blocks(blocks, 4)
    this.#visits = Array.from({ length: blocks }, () => [])
  }

  add(visits: readonly Visit[], block: number): void {
    this.#visits[block]!.push(...visits)
  }

  drafts(): Draft[] {
    for (const [block, visits] of this.#visits.entries()) this.#pairs(visits, block)
    const means = (sums: Float64Array): [number, number] => [meanAt(sums, 0), meanAt(sums, 2)]
    return differenceDraft(
      'fragmentation',
      undefined,
      means(this.#blocks.total()),
      this.#blocks.estimate(differenceIn(means)),
    )
  }

  /** Each visit with the next one of another reader. */
  #pairs(visits: Visit[], block: number): void {
    visits.sort((a, b) => a.at - b.at)
    visits.forEach((visit, n) => {
      const next = visits[n + 1]
      if (!next || next.reader === visit.reader || !areOfOne(visit, next)) return
      for (const [s, side] of SIDES.entries()) {
        this.#blocks.add(block, 2 * s, divergence(storiesOf(visit, side), storiesOf(next, side)))
        this.#blocks.add(block, 2 * s + 1, 1)
      }
    })
  }
}

const storiesOf = (visit: Visit, side: Side) => sharesOf(exposed(visit, side, ({ id }) => id))

function areOfOne(a: Visit, b: Visit): boolean {
  const ids = new Set(a.page.map(({ id }) => id))
  const common = b.page.filter(({ id }) => ids.has(id)).length
  return common >= LEAST_COMMON * Math.max(a.page.length, b.page.length)
}
