import type { ItemContent, ReaderEvent } from '../../types.ts'

/** What an export holds. */
export interface Imported {
  readonly events: readonly ReaderEvent[]
  /** The least recently seen first. */
  readonly items: readonly ItemContent[]
}
