/** What a ranked list shows, and how a ranking changes it: items that may have been seen stay in place. */

import * as dom from '../lib/dom.ts'
import { mayBeSeen } from '../page/guard/viewport.ts'
import type { Item, Ranking } from '../types.ts'
import type { Places } from './first-places.ts'

/** A state of a list: the same object until something changes. */
export interface RankedView<T extends Item = Item> {
  /** The items in the order in which to render them. */
  readonly items: readonly T[]
  /** The latest ranking; undefined before the first one. */
  readonly ranking: Ranking | undefined
  /** Whether some items are not where the ranking would put them, because they or others had already been shown. */
  readonly late: boolean
  /** Places keyed by id, including those of items that used to be in the list; see {@link inOrder}. */
  readonly places: ReadonlyMap<string, number>
}

/** Redistributes the items for which `stays` is false among the places that they occupy, in the order of `places`. */
function reorderFree<T extends Item>(
  items: readonly T[],
  stays: (item: T, at: number) => unknown,
  places: ReadonlyMap<string, number>,
): T[] {
  const free = items.filter((item, at) => !stays(item, at))
  const next = free.sort((a, b) => places.get(a.id)! - places.get(b.id)!).values()
  return items.map((item, at) => (stays(item, at) ? item : next.next().value!))
}

/** Sorts the items whose places are known among themselves; the others stay where they are. */
export const inOrder = <T extends Item>(items: readonly T[], places: ReadonlyMap<string, number>): readonly T[] =>
  reorderFree(items, ({ id, pinned }) => pinned || !places.has(id), places)

export const firstView = <T extends Item>(given: readonly T[], places: Places): RankedView<T> => ({
  items: inOrder(given, places),
  ranking: undefined,
  late: false,
  places,
})

/**
 * Number of leading items that must stay. They always form a prefix of the list, so that no framework touches their
 * elements.
 */
export function stayingCount<T extends Item>(
  { items, places }: RankedView<T>,
  holder: Element | null | undefined,
  painted: ReadonlySet<string> | undefined,
  once: boolean,
  swaps: boolean,
): number {
  if (!holder) return swaps ? 0 : items.length
  const focused = dom.activeElement(dom.getRootNode(holder) as Document)
  const keeps = (part: Element, seen: boolean) =>
    (focused && dom.contains(part, focused)) || (seen && !swaps && mayBeSeen(part))
  // There are headings or ads between the items, so an item can't be matched to its element.
  if (dom.children(holder).length !== items.length) return keeps(holder, true) ? items.length : 0
  return (
    1 +
    items.findLastIndex(
      ({ id }, at) => (once && places.has(id)) || keeps(dom.children(holder)[at]!, !painted || painted.has(id)),
    )
  )
}

/**
 * Applies a ranking to a view.
 *
 * @param stay number of leading items that must stay
 * @param placed whether places that have already been assigned are final
 */
export function applyRanking<T extends Item>(
  view: RankedView<T>,
  given: readonly T[],
  ranking: Ranking,
  stay: number,
  placed: boolean,
): RankedView<T> {
  const ranked = new Map(ranking.items.map(({ id, to }) => [id, to]))
  const items = reorderFree(view.items, ({ id, pinned }, at) => at < stay || pinned || !ranked.has(id), ranked)
  const wanted = inOrder(given, ranked)
  // Known places are kept and new items go between them, so that a list that was filtered in the meantime is restored
  // as it was.
  const places = new Map(view.places)
  let last = -1
  for (const { id, pinned } of items) {
    const place = (placed ? places.get(id) : undefined) ?? last + 1
    if (!pinned) last = place
    places.set(id, place)
  }
  return { items, ranking, late: items.some(({ id }, at) => id !== wanted[at]!.id), places }
}
