import type { InklingEvents, Item, Ranking } from '../../types.ts'
import type { Dry } from '../order/arrange.ts'
import type { PageList } from '../read/lists/list.ts'

/** The details of an order, as reported to the page. */
export type Ranked = Omit<InklingEvents['inkling:ranked'], 'apply'>

export interface ArrangeOptions {
  /**
   * The ids, in the order that the list had when the reader left the page. Used only for the list's first order after
   * the reader returns.
   */
  readonly back?: readonly string[] | undefined
  /** Receives the order. If this is set, nothing is moved or recorded. */
  readonly dry?: Dry | undefined
}

/** A list that has requested an order. */
export interface Arrangeable {
  /**
   * Puts the list in order as far as is currently possible.
   *
   * @returns what to report to the page; undefined if `dry` is set, or if the list follows the reader and hasn't
   * changed
   */
  arrange(ranking: Ranking, options?: ArrangeOptions): Ranked | undefined
}

/** A list as it was read, to be ranked and arranged before the page changes again. */
export interface ListRequest {
  readonly list: PageList
  /**
   * Everything to rank: all items that can swap places in the list, and placeholders for entries that keep their
   * places.
   */
  readonly items: readonly Item[]
  /** Items that have only just been read. */
  readonly fresh: readonly Item[]
  /**
   * Whether this view orders the list for the first time. If so, and the reader has returned to the page, the list gets
   * the order that it had when the reader left the page.
   */
  readonly isFirst: boolean
  /** Time from the snippet's start to the end of the list in milliseconds, if the snippet measured it. */
  readonly wait?: number | undefined
  /** Undefined if the list is only read, because it must wait until it is known what renders it. */
  readonly followed?: Arrangeable | undefined
}

/** Handles requests from a page's lists, and remembers what it learns about each list. */
export interface ListOrderer {
  /** Ranks the items, applies the order, and reports it to the page. The page's listeners may withdraw consent. */
  order(request: ListRequest): void
  /**
   * Called once the page has loaded.
   *
   * @param lists whether each list may be sorted early next time, keyed by list name
   */
  noteUnmanaged(lists: ReadonlyMap<string, boolean>): void
  /** Called when the last list with a given name has been removed. */
  forget(list: string): void
}
