import { standing } from '../order/arrange.ts'
import type { PageList } from '../read/lists/list.ts'

/** Maximum number of removed lists for which the page's own order is remembered. */
const MAX_GONE = 50

/** A key for a list in its current order, made from the list's name and the ids of its entries. */
const keyOf = (name: string, ids: readonly string[]) => [name, ...ids].join('\n')

export interface GoneLists {
  /** Records that a list has been removed. */
  note(list: PageList): void
  /**
   * Returns the page's own order for a list that is a copy of one that we reordered.
   *
   * @param read called only if a list has been removed
   */
  ownOrder(read: () => PageList): Element[] | undefined
}

/**
 * Remembers the page's own order of removed lists, keyed by their order when they were removed. This is needed because
 * libraries cache pages and restore them as we left them.
 */
export function goneLists(): GoneLists {
  const orders = new Map<string, readonly string[]>()
  return {
    note(list) {
      const ids = new Map(list.entries.map(({ unit, item }) => [unit, item.id]))
      const own = [...ids.values()]
      const stood = standing(list).map((unit) => ids.get(unit)!)
      if (own.every((id, place) => id === stood[place])) return
      orders.set(keyOf(list.name, stood), own)
      for (const key of orders.keys()) if (orders.size > MAX_GONE) orders.delete(key)
    },
    ownOrder(read) {
      if (!orders.size) return undefined
      const { name, entries } = read()
      const ids = entries.map(({ item }) => item.id)
      const own = orders.get(keyOf(name, ids))
      if (!own) return undefined
      return [...entries].sort((a, b) => own.indexOf(a.item.id) - own.indexOf(b.item.id)).flatMap(({ unit }) => unit)
    },
  }
}
