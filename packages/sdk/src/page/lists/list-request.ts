import type { InklingEvents, Item, Ranking } from '../../types.ts'
import type { Dry } from '../order/arrange.ts'
import type { PageList } from '../read/lists/list.ts'

/** The details of an order that the page is told. */
export type Ranked = Omit<InklingEvents['inkling:ranked'], 'apply'>

export interface ArrangeOptions {
  /** Ids in the order in which the reader left the list. Only for its first order, when the reader comes back to the page. */
  readonly back?: readonly string[] | undefined
  /** Receives the order. Nothing moves and nothing is noted. */
  readonly dry?: Dry | undefined
}

/** A list that has asked for an order. */
export interface Arrangeable {
  /**
   * Gives the list its order, as far as the moment allows.
   *
   * @returns what the page is told; undefined for a list that follows the reader and hasn't changed, and with `dry`
   */
  arrange(ranking: Ranking, options?: ArrangeOptions): Ranked | undefined
}

/** A list as it was read, to be ranked and arranged at once, before the page changes. */
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
  /** Undefined if the list is only read: it waits until it is known who renders it. */
  readonly followed?: Arrangeable | undefined
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
