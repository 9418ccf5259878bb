import type { InklingEvents, Item, Ranking } from '../../types.ts'
import type { Dry } from '../order/arrange.ts'
import type { PageList } from '../read/lists/list.ts'

/** The details of an order that are reported to the page. */
export type Ranked = Omit<InklingEvents['inkling:ranked'], 'apply'>

export interface ArrangeOptions {
  /**
   * Ids in the order in which the reader left the list. Used only for the list's first order, when the reader returns
   * to the page.
   */
  readonly back?: readonly string[] | undefined
  /** Receives the order. If set, nothing is moved or recorded. */
  readonly dry?: Dry | undefined
}

/** A list that has requested an order. */
export interface Arrangeable {
  /**
   * Puts the list in order as far as is possible now.
   *
   * @returns what to report to the page; undefined with `dry`, or if the list follows the reader and hasn't changed
   */
  arrange(ranking: Ranking, options?: ArrangeOptions): Ranked | undefined
}

/** A list as it was read, to be ranked and arranged at once, before the page changes. */
export interface ListRequest {
  readonly list: PageList
  /** Everything to rank: all items that share the list's places, and placeholders for entries that keep their own. */
  readonly items: readonly Item[]
  /** Items that have only just been read. */
  readonly fresh: readonly Item[]
  /**
   * Whether this view hasn't ordered the list yet. If not, and the reader has returned to the page, the list is put in
   * the order in which they left it.
   */
  readonly isFirst: boolean
  /** Milliseconds from the snippet's start to the end of the list, if the snippet measured it. */
  readonly wait?: number | undefined
  /** Undefined if the list is only read, because it must wait until it is known what renders it. */
  readonly followed?: Arrangeable | undefined
}

/** Handles the requests of a page's lists, and remembers what was found out about the lists. */
export interface ListOrderer {
  /** Ranks the items, applies the order, and reports it to the page, whose listeners may withdraw consent. */
  order(request: ListRequest): void
  /**
   * Called once the page has loaded. @param lists whether each list may be sorted early next time, keyed by list name
   */
  noteUnmanaged(lists: ReadonlyMap<string, boolean>): void
  /** Called when the last list with a given name has been removed. */
  forget(list: string): void
}
