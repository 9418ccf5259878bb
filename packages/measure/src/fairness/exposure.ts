/** The exposure that each place gives, and the exposure-weighted quality of an order. */
import { itemsOf, type Side, type Visit } from './visit.ts'

/** Number of places taken into account; lower places are rarely seen. */
export const FIRST = 10

/** Probability that a place (counted from 0) is examined, as in nDCG; 1 for the first place. */
export const discount = (place: number): number => 1 / Math.log2(2 + place)

/** The same, but 0 below the tenth place: the exposure that a list gives to an item. */
export const exposureAt = (place: number): number => (place < FIRST ? discount(place) : 0)

/** The items of an order, best first, mapped by `of`, each with its exposure. */
export function exposed<T>(visit: Visit, side: Side, of: (item: Visit['page'][number]) => T): Array<[T, number]> {
  return itemsOf(visit, side, FIRST).map((item, place) => [of(item), exposureAt(place)])
}

/**
 * nDCG@10 with binary gains (Järvelin & Kekäläinen 2002).
 *
 * @returns 0 to 1; undefined if all orders are equally good, because nothing or everything was clicked
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
