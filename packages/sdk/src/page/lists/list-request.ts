import type { InklingEvents, Item, Ranking } from '../../types.ts'
import type { Dry } from '../order/arrange.ts'
import type { PageList } from '../read/lists/list.ts'

/** The details of an order that the page is told. */
export type Ranked = Omit<InklingEvents['inkling:ranked'], 'apply'>

/**
 * Applies an order to a list, as far as the moment allows.
 *
 * @param back ids in the order in which the reader left the list, if this is its first order and the reader has come
 *   back
 * @param dry receives the order instead of the page: nothing is moved or recorded
 * @returns what to tell the page; undefined if a list that follows the reader hasn't changed
 */
export type Apply = (ranking: Ranking, back?: readonly string[], dry?: Dry) => Ranked | undefined

/** A list as it was read, to be ranked and reordered synchronously, before the page changes. */
export interface ListRequest {
  readonly list: PageList
  /** Everything to rank: all items that share the list's places, and placeholders for entries that keep theirs. */
  readonly items: readonly Item[]
  /** Items that have just been read. */
  readonly fresh: readonly Item[]
  /**
   * Whether this view hasn't ordered the list yet; if the reader has come back, it gets the order in which they left
   * it.
   */
  readonly isFirst: boolean
  /** Milliseconds from the snippet's start to the end of the list, if the snippet measured it. */
  readonly wait?: number | undefined
  /** Undefined if the list is only read, and waits until it is known what renders it. */
  readonly apply?: Apply | undefined
}

/** Handles requests of the page's lists, and remembers what was found out about them. */
export interface ListOrderer {
  /** Ranks the items, applies the order, and tells the page. Its listeners may withdraw consent. */
  order(request: ListRequest): void
  /** Called once the page has loaded. @param lists whether each list, by name, may be sorted early next time */
  noteUnmanaged(lists: ReadonlyMap<string, boolean>): void
  /** Called when the last list of a name has been removed. */
  forget(list: string): void
}
