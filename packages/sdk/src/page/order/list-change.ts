/**
 * What the page's own scripts do to a list after it was read: batches that an endless feed appends, a renewal of the whole
 * list, another order. Pure comparison of children; who moves what is decided elsewhere.
 */
import { longestIncreasing } from './longest-increasing.ts'

export interface ListChange {
  /** Children that were not there before, in the page's order. */
  readonly added: readonly Element[]
  /** Children that stood in another order before: another script sorts, too. */
  readonly reordered: boolean
}

/**
 * @param before the shown children as they were last left
 * @param after the shown children now
 */
export function listChange(before: readonly Element[], after: readonly Element[]): ListChange {
  const places = new Map(before.map((child, place) => [child, place]))
  const stayed = after.flatMap((child) => places.get(child) ?? [])
  return {
    added: after.filter((child) => !places.has(child)),
    reordered: longestIncreasing(stayed).size < stayed.length,
  }
}
