/** Measures a rule's effect and cost by comparing orders with and without it, visit by visit. */
import type { Estimate } from '../estimator/compare.ts'
import { Blocks } from './blocks.ts'
import { ndcg10 } from './exposure.ts'
import { blocksOf, byReader } from './survey.ts'
import type { Visit } from './visit.ts'

export interface Change {
  /** The measure's mean over visits, without and with the rule. */
  readonly before: number
  readonly after: number
  readonly difference: Estimate
  /** Change in nDCG@10: its value with the rule minus its value without. */
  readonly cost: Estimate
  /** Number of visits for which the measure is defined. */
  readonly visits: number
}

/**
 * @param reordered returns the same visit in the rule's order
 * @param measure measures a visit's order; returns undefined if the measure doesn't apply to the visit
 * @returns undefined if the measure applies to no visit, or doesn't vary between readers
 */
export function compareOrders(
  visits: readonly Visit[],
  reordered: (visit: Visit, index: number) => Visit,
  measure: (visit: Visit) => number | undefined,
): Change | undefined {
  const indices = new Map(visits.map((visit, index) => [visit, index]))
  const readers = byReader(visits)
  // The measure without and with the rule, and the count; then the same for nDCG.
  const blocks = new Blocks(blocksOf(readers.length), 6)
  readers.forEach((each, n) => {
    const block = n % blocks.count
    for (const visit of each) {
      const other = reordered(visit, indices.get(visit)!)
      const pairs = [
        [measure(visit), measure(other)],
        [ndcg10(visit, 'order'), ndcg10(other, 'order')],
      ] as const
      pairs.forEach(([before, after], p) => {
        if (before === undefined || after === undefined) return
        blocks.add(block, 3 * p, before)
        blocks.add(block, 3 * p + 1, after)
        blocks.add(block, 3 * p + 2, 1)
      })
    }
  })
  const means = (sums: Float64Array, p: number) =>
    [0, 1].map((i) => sums[3 * p + i]! / sums[3 * p + 2]!) as [number, number]
  const change = (p: number) =>
    blocks.estimate((sums) => {
      const [before, after] = means(sums, p)
      return after - before
    })
  const [difference, cost] = [change(0), change(1)]
  if (!difference || !cost) return undefined
  const [before, after] = means(blocks.total(), 0)
  return { before, after, difference: difference.estimate(), cost: cost.estimate(), visits: blocks.total()[2]! }
}
