import type { ReaderEvent } from '../types.ts'
import type { Connection } from './database/connection.ts'
import { ignoreRejection, sweepRows } from './database/delete-database.ts'
import { addEvents, deleteEvents, pruneEvents } from './database/transactions.ts'
import { type Forgotten, isEvent, isForgotten, isSame } from './event.ts'
import type { Replica } from './replica.ts'

/** Events waiting to be written to disk. If a write or deletion fails, it is retried with the next one. */
export interface WriteQueue {
  /** Events that no transaction has stored yet. */
  readonly unsaved: ReadonlySet<ReaderEvent>
  /** Whether the event is waiting to be deleted from disk, and so may still be there. */
  awaitsDeletion(event: ReaderEvent): boolean
  /** Writes events, after retrying failed deletions. Events that couldn't be written earlier are included. */
  write(events: readonly ReaderEvent[]): Promise<void>
  /**
   * Deletes events, and the vectors that nothing else needs.
   *
   * @param gone the deleted events that were in memory
   * @returns the number of deleted events, including those that were only on disk
   */
  forget(what: Forgotten, gone: readonly ReaderEvent[]): Promise<number>
  /** Deletes whatever exceeds the limits, on disk and among the events waiting to be written. */
  prune(now: number): Promise<void>
  /** Drops everything that is waiting to be written. */
  clear(): void
}

/** @param replica determines which waiting events are still needed, and which vectors are no longer needed */
export function createWriteQueue(connection: Connection, replica: Pick<Replica, 'dropVectors' | 'events'>): WriteQueue {
  const unsaved = new Set<ReaderEvent>()
  /** Events that couldn't be written; they will be written together with the next ones. */
  let failed: ReaderEvent[] = []
  /** Deletions that have failed. */
  const undeleted = new Set<Forgotten>()

  const isUnsaved = (event: ReaderEvent) => unsaved.has(event)
  function drop(isGone: (event: ReaderEvent) => boolean): void {
    for (const event of unsaved) if (isGone(event)) unsaved.delete(event)
  }

  /** @returns whether all events have been stored */
  async function add(events: readonly ReaderEvent[]): Promise<boolean> {
    const batch = events.filter(isUnsaved)
    const isSaved = !batch.length || (await addEvents(connection, batch, isUnsaved))
    if (isSaved) for (const event of batch) unsaved.delete(event)
    return isSaved
  }

  async function remove(what: Forgotten, gone: readonly ReaderEvent[] = []): Promise<number> {
    let count = gone.length
    const isDone = await deleteEvents(connection, what, (rows) => {
      // Another tab may have received this deletion too, and already removed from disk events that both tabs had in
      // memory.
      count = gone.length + rows.filter((row) => !gone.some(isSame(row))).length
      return replica.dropVectors([...gone, ...rows.filter(isEvent)])
    })
    if (isDone) undeleted.delete(what)
    else undeleted.add(what)
    return count
  }

  return {
    unsaved,
    awaitsDeletion: (event) => [...undeleted].some((what) => isForgotten(what)(event)),
    async write(events) {
      for (const event of events) unsaved.add(event)
      for (const what of undeleted) await remove(what)
      const before = failed.splice(0)
      const all = [...new Set([...before, ...events])]
      // A batch that is too large for the disk, such as an import, must not block later events.
      if (!(await add(all)) && before.length) await add(events)
      failed.push(...all.filter(isUnsaved))
    },
    async forget(what, gone) {
      drop(isForgotten(what))
      const count = await remove(what, gone)
      if (!undeleted.has(what)) ignoreRejection(sweepRows())
      return count
    },
    async prune(now) {
      drop((event) => !replica.events.includes(event))
      await pruneEvents(connection, now)
    },
    clear() {
      unsaved.clear()
      failed = []
    },
  }
}
