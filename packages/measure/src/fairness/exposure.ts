/** How much of a reader's attention a place gets, and what an order is worth by it. */
import { itemsOf, type Side, type Visit } from './visit.ts'

/** Places that count: what lies below the first ten is hardly looked at. */
export const FIRST = 10

/** How much a place from 0 is looked at, as nDCG has it: 1 for the first. */
export const discount = (place: number): number => 1 / Math.log2(2 + place)

/** The same, and 0 below the first ten: what a list gives to an item. */
export const exposureAt = (place: number): number => (place < FIRST ? discount(place) : 0)

/** Of the items of an order, best first: what `of` makes of each, with its exposure. */
export function exposed<T>(visit: Visit, side: Side, of: (item: Visit['page'][number]) => T): Array<[T, number]> {
  return itemsOf(visit, side, FIRST).map((item, place) => [of(item), exposureAt(place)])
}

/**
 * nDCG@10 with binary gains (Järvelin & Kekäläinen 2002).
 *
 * @returns 0..1; undefined where no order is better than another: nothing was clicked, or everything
 */
export function ndcg10(
  { order, page, clicked }: Pick<Visit, 'order' | 'page' | 'clicked'>,
  side: Side,
): number | undefined {
  if (!clicked.size || clicked.size >= page.length) return undefined
  let [gain, ideal] = [0, 0]
  for (let place = 0; place < Math.min(FIRST, page.length); place++) {
    if (clicked.has(side === 'page' ? place : order[place]!)) gain += exposureAt(place)
    if (place < clicked.size) ideal += exposureAt(place)
  }
  return gain / ideal
}
