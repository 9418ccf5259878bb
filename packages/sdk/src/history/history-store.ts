import type { ItemContent, ReaderEvent, StoredVector } from '../types.ts'
import type { Forgotten } from './event.ts'
import type { Replica } from './replica.ts'

/** What is kept of the reader: memory has everything that ranking needs, IndexedDB is the source of truth. */
export interface HistoryStore {
  /** Oldest first. */
  readonly events: readonly ReaderEvent[]
  readonly items: ReadonlyMap<string, ItemContent>
  /** By fingerprint, of the model named at opening, all of one space, and of one version of each pack. */
  readonly vectors: ReadonlyMap<string, StoredVector>
  /** The history in memory. What else there is of it is more convenient. */
  readonly replica: Replica
  /** Where put-vectors.ts writes: a `Disk`, unnamed here since these types are published, and idb's aren't. Absent: nowhere. */
  readonly disk?: unknown
  /** Events that are in memory alone: not written yet, or the storage fails. */
  readonly unsaved: ReadonlySet<ReaderEvent>
  /**
   * True once an event is stored as safely as it can be; false when it was refused as more than a reader can do.
   * @param now by which its age counts. Default: as it happens
   */
  append(event: ReaderEvent, now?: number): Promise<boolean>
  /** Adds events that another tab has stored, or is about to. @returns whether anything of it was new */
  hear(events: readonly ReaderEvent[]): boolean
  putItems(items: readonly ItemContent[], now: number): Promise<void>
  /** Writes what an export has added in memory: see merge.ts. */
  save(added: Imported, now: number): Promise<void>
  /** Deletes events, here and on disk, and vectors of texts that nothing else has. @returns how many events */
  forget(what: Forgotten): Promise<number>
  /** Reads again what lies on disk: another tab may have changed it while this page lay in the back/forward cache. */
  reload(now: number): Promise<void>
  /** Another tab has deleted everything: memory drops it, and reads what has been written since. */
  recover(now: number): Promise<void>
  /** Deletes everything, here and on disk. @returns whether nothing is left of it */
  wipe(): Promise<boolean>
  close(): void
}

/** What an export holds. */
export interface Imported {
  readonly events: readonly ReaderEvent[]
  /** The least recently seen first. */
  readonly items: readonly ItemContent[]
}
