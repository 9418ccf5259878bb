import type { ItemContent, ReaderEvent, StoredVector } from '../types.ts'
import type { Forgotten } from './event.ts'
import type { Replica } from './replica.ts'

/** The reader's history. Memory contains everything that ranking needs; IndexedDB is the source of truth. */
export interface HistoryStore {
  /** Oldest first. */
  readonly events: readonly ReaderEvent[]
  readonly items: ReadonlyMap<string, ItemContent>
  /**
   * Keyed by fingerprint. All vectors come from the model named when the history was opened, share one space, and were
   * computed with the same version of each pack.
   */
  readonly vectors: ReadonlyMap<string, StoredVector>
  /** The history in memory. The members above are shortcuts to parts of it. */
  readonly replica: Replica
  /**
   * A `Disk`, to which put-vectors.ts writes; undefined if there is no storage. The type isn't named here, because this
   * file's types are published and those of idb aren't.
   */
  readonly disk?: unknown
  /** Events that are only in memory, because they haven't been written yet or because the storage fails. */
  readonly unsaved: ReadonlySet<ReaderEvent>
  /**
   * Adds an event. Resolves to true once the event has been stored as safely as possible, or to false if it was
   * rejected as implausible.
   *
   * @param now current time, used to determine the event's age. Default: the event's own time
   */
  append(event: ReaderEvent, now?: number): Promise<boolean>
  /** Adds events that another tab has stored or is about to store. @returns whether any of them were new */
  hear(events: readonly ReaderEvent[]): boolean
  putItems(items: readonly ItemContent[], now: number): Promise<void>
  /** Writes to disk what an import has added in memory; see merge.ts. */
  save(added: Imported, now: number): Promise<void>
  /**
   * Deletes events in memory and on disk, and vectors of texts that nothing else uses.
   *
   * @returns the number of deleted events
   */
  forget(what: Forgotten): Promise<number>
  /**
   * Reads from disk again, because another tab may have changed the history while this page was in the back/forward
   * cache.
   */
  reload(now: number): Promise<void>
  /**
   * Called when another tab has deleted everything: clears memory, then reads what has been written since the deletion.
   */
  recover(now: number): Promise<void>
  /** Deletes everything in memory and on disk. @returns whether nothing is left on disk */
  wipe(): Promise<boolean>
  close(): void
}

/** The contents of an export. */
export interface Imported {
  readonly events: readonly ReaderEvent[]
  /** The least recently seen first. */
  readonly items: readonly ItemContent[]
}
