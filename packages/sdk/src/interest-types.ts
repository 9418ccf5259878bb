/** What a reader says of their own interests. No runtime code. */

import type { Dial } from './status-types.ts'
import type { Item } from './types.ts'

/** See `editInterest`. */
export type InterestEdit =
  | {
      /** A step up, a step down; left out for a while, or no more; removed, with all that the history has of it. */
      readonly how: 'raise' | 'lower' | 'pause' | 'resume' | 'remove'
      /** As items have it; at most 200 characters. */
      readonly topic: string
    }
  | {
      readonly how: 'more' | 'less'
      /** Of an item that a list has shown, id and title are enough. */
      readonly item: Item
    }
  | {
      /** Turns the reader's dial. */
      readonly how: 'dial'
      readonly to: Dial
    }

export interface EditedInterest {
  /** Takes the edit back. Absent where nothing can: what is removed is gone. */
  undo?(): Promise<void>
}
