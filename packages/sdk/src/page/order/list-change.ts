/**
 * Detects what the page's own scripts have done to a list since it was read: appended a batch, rendered the list again,
 * or reordered it. This only compares children; how to respond is decided elsewhere.
 */
import { longestIncreasing } from '../../lib/longest-increasing.ts'

export interface ListChange {
  /** New children, in the page's order. */
  readonly added: readonly Element[]
  /** Whether known children are in a different order because another script sorts them. */
  readonly reordered: boolean
}

/**
 * @param before the visible children as we last left them
 * @param after the visible children now
 */
export function listChange(before: readonly Element[], after: readonly Element[]): ListChange {
  const places = new Map(before.map((child, place) => [child, place]))
  const stayed = after.flatMap((child) => places.get(child) ?? [])
  return {
    added: after.filter((child) => !places.has(child)),
    reordered: longestIncreasing(stayed).size < stayed.length,
  }
}
