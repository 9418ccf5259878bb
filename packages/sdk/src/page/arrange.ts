import type { Ranking } from '../types.ts'
import type { FirstList } from './first.ts'
import type { PageList } from './list.ts'
import { type Applied, applyOrder } from './order.ts'
import { mayBeSeen } from './sight.ts'

export interface Arranged {
  readonly moved: number
  readonly late: boolean
  readonly by: 'snippet' | 'tag'
  /** In the order in which the list stands now. */
  readonly ranking: Ranking
  undo(): void
}

const stays = { moved: 0, undo: () => {} }

/** The ranking as the list shows it: what was arranged earlier from the mirror may differ in a place or two. */
export function asShown({ holder, entries }: PageList, ranking: Ranking): Ranking {
  const places = new Map([...holder.children].map((child, place) => [child, place]))
  const place = new Map(entries.map((entry) => [entry.item.id, places.get(entry.unit[0]!) ?? 0]))
  const items = [...ranking.items].sort((a, b) => place.get(a.id)! - place.get(b.id)!)
  return { ...ranking, items: items.map((item, to) => ({ ...item, to })) }
}

function inRankedOrder({ entries }: PageList, ranking: Ranking): Element[] {
  const units = new Map(entries.map((entry) => [entry.item.id, entry.unit]))
  return ranking.items.flatMap((item) => units.get(item.id)!)
}

/**
 * Gives a list its order, unless a reader may have seen it in another: then it stays for this view, and the ranking that
 * it would have had is told as late. A list marked `data-inkling-late="swap"` changes in view, with the page's consent.
 */
export function arrangeList(list: PageList, ranking: Ranking, first: FirstList | undefined): Arranged {
  if (first && !first.seen)
    return {
      moved: first.moved,
      late: false,
      by: 'snippet',
      ranking: asShown(list, ranking),
      undo: first.undo.bind(first),
    }
  const changes = ranking.items.some((item) => item.from !== item.to)
  if (!changes) return { ...stays, late: false, by: 'tag', ranking }
  const seen = first?.seen || mayBeSeen(list.element)
  if (seen && list.element.getAttribute('data-inkling-late') !== 'swap') {
    return { ...stays, late: true, by: 'tag', ranking }
  }
  const applied: Applied = applyOrder(list.holder, inRankedOrder(list, ranking))
  return { moved: applied.moved, late: false, by: 'tag', ranking, undo: () => applied.undo() }
}
