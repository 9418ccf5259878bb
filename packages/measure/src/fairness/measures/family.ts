import { Blocks } from '../blocks.ts'
import { type Draft, differenceDraft, type Measure, type Subject } from '../finding.ts'
import type { Side, Visit } from '../visit.ts'

/** Measures that are accumulated together. */
export interface Family {
  /** @param visits all visits of one reader, in chronological order */
  add(visits: readonly Visit[], block: number): void
  drafts(): Draft[]
}

/** Columns of one mean: the sum and weight in the audited order, then the same in the editors' order. */
const SUMS = 4

/** Several means, each in both orders. */
export class Means {
  readonly #blocks: Blocks

  /** @param several number of means */
  constructor(blocks: number, several = 1) {
    this.#blocks = new Blocks(blocks, several * SUMS)
  }

  add(block: number, side: Side, value: number, weight = 1, which = 0): void {
    const from = which * SUMS + (side === 'page' ? 2 : 0)
    this.#blocks.add(block, from, value * weight)
    this.#blocks.add(block, from + 1, weight)
  }

  draft(measure: Measure, subject?: Subject, which = 0): Draft[] {
    const means = (sums: Float64Array): [number, number] => {
      const from = which * SUMS
      return [sums[from]! / sums[from + 1]!, sums[from + 2]! / sums[from + 3]!]
    }
    return differenceDraft(measure, subject, means(this.#blocks.total()), this.#blocks.estimate(differenceIn(means)))
  }
}

export const differenceIn =
  (of: (sums: Float64Array) => readonly [number, number]) =>
  (sums: Float64Array): number => {
    const [value, reference] = of(sums)
    return value - reference
  }
