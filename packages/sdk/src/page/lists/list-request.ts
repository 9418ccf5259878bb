import type { InklingEvents, Item, Ranking } from '../../types.ts'
import type { Dry } from '../order/arrange.ts'
import type { PageList } from '../read/lists/list.ts'

/** What the page is to hear of an order. */
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
  /** To be ranked: all that share the list's places, with what is no item and holds its place. */
  readonly items: readonly Item[]
  /** Items that were read just now. */
  readonly fresh: readonly Item[]
  /** This view hasn't given it an order yet: on the way back it comes as the reader left it. */
  readonly isFirst: boolean
  /** Milliseconds from the snippet to the end of the list, where the snippet measured it. */
  readonly wait?: number | undefined
  /** Undefined if the list is only read: it waits until it is known who renders it. */
  readonly followed?: Arrangeable | undefined
}

/** Orders what the page's lists ask for, and remembers what is found of them. */
export interface ListOrderer {
  /** Ranks what was read, applies the order, and tells the page, whose listeners may withdraw consent. */
  order(request: ListRequest): void
  /** Once the page has loaded: by name, which lists may be sorted early next time. */
  noteUnmanaged(lists: ReadonlyMap<string, boolean>): void
  /** The page has let go of the last list of a name. */
  forget(list: string): void
}
