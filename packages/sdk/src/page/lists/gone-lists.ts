import { standing } from '../order/arrange.ts'
import type { PageList } from '../read/lists/list.ts'

/** Lists that have gone of which the page's own order is remembered. */
const MAX_GONE = 50

/** A list as it stands: its name, and the ids of its entries. */
const keyOf = (name: string, ids: readonly string[]) => [name, ...ids].join('\n')

export interface GoneLists {
  /** It is off the page. */
  note(list: PageList): void
  /** The page's own order, of a copy of what we have ordered. @param read is asked for once any list has gone */
  ownOrder(read: () => PageList): Element[] | undefined
}

/**
 * What the page's own order was of lists that have gone, by how they stood: libraries keep copies of pages, and bring
 * them back as we had left them.
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
