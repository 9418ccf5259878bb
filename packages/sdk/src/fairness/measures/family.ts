import type { Draft } from '../finding.ts'
import type { Visit } from '../visit.ts'

/** Measures that are summed up together. */
export interface Family {
  /** @param visits all of one reader, in time order */
  add(visits: readonly Visit[], block: number): void
  drafts(): Draft[]
}

/** What stands in two sums of a block as a mean: the sum of values, and of how many. */
export const meanAt = (sums: Float64Array, place: number): number => sums[place]! / sums[place + 1]!
