/** What lists have to know of their page. */

import type { ErrorCode } from '../../types.ts'
import type { Moment } from '../order/arrange.ts'
import type { Arranged } from '../order/arranged.ts'

/** What outlasts a change of consent on one page. */
export interface ListsState {
  /** What was changed and can be put back. */
  readonly arranged: Arranged
  /** Lists and slots of which the reader wanted the page's own order: it holds for this page. */
  readonly undone: Set<string>
  /** Lists' children in the page's own order. */
  readonly originals: WeakMap<Element, readonly Element[]>
  /** Lists that were reported as managed by a framework. */
  readonly refused: WeakSet<Element>
}

/** What a list has to know of its page. */
export interface ListContext {
  readonly document: Document
  readonly state: ListsState
  readonly moment: Moment
  /** Called with what the site should know: who manages or keeps changing a list, or what went wrong with it. */
  report(code: ErrorCode, message: string, cause?: unknown): void
}
