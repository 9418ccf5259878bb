import type { ErrorCode } from '../../types.ts'
import type { Moment } from '../order/arrange.ts'
import type { Arranged } from '../order/arranged.ts'

/** Page state that is kept when consent changes. */
export interface ListsState {
  /** The changes that can be undone. */
  readonly arranged: Arranged
  /** Names of lists and slots for which the reader has asked for the page's own order. They apply to this page only. */
  readonly undone: Set<string>
  /** The children of lists, in the page's own order. */
  readonly originals: WeakMap<Element, readonly Element[]>
  /** Lists that have been reported as managed by a framework. */
  readonly refused: WeakSet<Element>
}

/** What a list needs from the page that contains it. */
export interface ListContext {
  readonly document: Document
  readonly state: ListsState
  readonly moment: Moment
  /**
   * Reports something that the site should know about: a framework that manages a list, a script that keeps changing
   * it, or an error.
   */
  report(code: ErrorCode, message: string, cause?: unknown): void
}
