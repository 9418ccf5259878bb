/** The expectations of a page fixture, which are next to its page: fixtures/NAME.html and fixtures/NAME.ts. */

import type { WhyUnmoved } from '../../src/types.ts'

/** The entry at one place of a list, in the page's own order. */
export interface Unit {
  /** The id that Inkling should find; undefined if the entry isn't an item and keeps its place. */
  readonly id?: string
  readonly title?: string
  readonly topic?: string
  /**
   * The full text to be read, if the fixture specifies it: without bylines and without what others say about the
   * item.
   */
  readonly text?: string
  /** Keeps its place although it is an item: it is pinned, or repeats an id. */
  readonly stays?: true
  /** Can only be exchanged with entries of the same template name. */
  readonly template?: string
  /** Number of elements that form the unit. @default 1 */
  readonly rows?: number
}

export interface ListExpectation {
  readonly name: string
  readonly units: readonly Unit[]
  /**
   * How the items are laid out: the next one is to the right or below; or only below, and then in the next column.
   *
   * @default rows
   */
  readonly reads?: 'rows' | 'columns'
}

export interface Fixture {
  readonly lists: readonly ListExpectation[]
  /** Topic of the texts read before the second view; none of them is in a list. */
  readonly taught: { readonly topic?: string; readonly titles: readonly string[] }
  /** Ids that must rise because of what was read. */
  readonly risen: readonly string[]
  /** The items contain something that a move would disrupt, so they stay in browsers without `moveBefore`. */
  readonly torn?: true
  /** Runs in the page after reordering: does the page's own script still work? */
  readonly works: () => boolean | Promise<boolean>
  /** Runs in the page before the checks: what a reader does to load all of it. */
  readonly arrive?: () => unknown
  /**
   * When the lists must be in order: before the first frame that shows them; or, in some visits, never, because they
   * arrive too late.
   *
   * @default first-frame
   */
  readonly sorted?: 'first-frame' | 'perhaps'
  /** Why the lists can't be ordered: they stay, and `inkling:ranked` says why. */
  readonly unmoved?: WhyUnmoved
  /** The page itself reorders its lists, so what frames show and what an undo restores isn't up to Inkling. */
  readonly restless?: true
}
