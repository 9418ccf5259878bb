/** What a page fixture promises of itself. Each stands beside its page: fixtures/NAME.html and fixtures/NAME.ts. */

import type { WhyUnmoved } from '../../src/types.ts'

/** What stands at one place of a list, in the page's own order. */
export interface Unit {
  /** Id that Inkling is to find. None: no item, and it keeps its place. */
  readonly id?: string
  readonly title?: string
  readonly topic?: string
  /** All that is read of it, as one text, where the page promises it: no byline, and nothing that others say of it. */
  readonly text?: string
  /** Keeps its place although it is an item: pinned, or a second one of its id. */
  readonly stays?: true
  /** Changes places only with those of the same name. */
  readonly template?: string
  /** Elements that belong together. @default 1 */
  readonly rows?: number
}

export interface ListExpectation {
  readonly name: string
  readonly units: readonly Unit[]
  /** How its items stand: what comes next is at the right or below, or only below, then in the next column. @default rows */
  readonly reads?: 'rows' | 'columns'
}

export interface Fixture {
  readonly lists: readonly ListExpectation[]
  /** Read before the second view: texts of this topic, none of which is in a list. */
  readonly taught: { readonly topic?: string; readonly titles: readonly string[] }
  /** Ids that what was taught must bring forward. */
  readonly risen: readonly string[]
  /** Its items hold what a move tears down: where the browser has no `moveBefore`, they stay. */
  readonly torn?: true
  /** Runs in the page, after ordering: does the page's own script still do what it is for? */
  readonly works: () => boolean | Promise<boolean>
  /** Runs in the page, before anything is looked at: what a reader does to have all of it there. */
  readonly arrive?: () => unknown
  /**
   * When the lists are to be in order: before the first frame that shows them; or in some visits not at all, since they
   * come too late for it. @default first-frame
   */
  readonly sorted?: 'first-frame' | 'perhaps'
  /** Its lists can't be ordered, and this is why: they stay, and `inkling:ranked` says so. */
  readonly unmoved?: WhyUnmoved
  /** The page itself moves its lists about: what frames show, and what an undo gives, isn't Inkling's doing. */
  readonly restless?: true
}
