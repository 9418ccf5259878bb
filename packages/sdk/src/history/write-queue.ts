import type { ReaderEvent } from '../types.ts'
import type { Connection } from './database/connection.ts'
import { ignoreRejection, sweepRows } from './database/delete.ts'
import { addEvents, deleteEvents, pruneEvents } from './database/transactions.ts'
import { type Forgotten, isEvent, isForgotten, isSame } from './event.ts'
import type { Replica } from './replica.ts'

/** Events on their way to the disk: what could not be written or deleted is tried again with the next. */
export interface WriteQueue {
  /** Events that no transaction has stored yet. */
  readonly unsaved: ReadonlySet<ReaderEvent>
  /** Whether it should have been deleted, and may still lie on disk. */
  awaitsDeletion(event: ReaderEvent): boolean
  /** Writes events, and those whose writing failed before. What could not be deleted goes first. */
  write(events: readonly ReaderEvent[]): Promise<void>
  /**
   * Deletes events, and vectors that nothing else needs.
   *
   * @param gone what memory knew of them
   * @returns how many events it is together with what only the disk knew
   */
  forget(what: Forgotten, gone: readonly ReaderEvent[]): Promise<number>
  /** Deletes what the limits no longer allow: on disk, and of what waits to be written. */
  prune(now: number): Promise<void>
  /** Drops all that waits to be written. */
  clear(): void
}

/** @param replica what it no longer has needn't be written; it knows which vectors nothing needs any more */
export function createWriteQueue(connection: Connection, replica: Pick<Replica, 'dropVectors' | 'events'>): WriteQueue {
  const unsaved = new Set<ReaderEvent>()
  /** Of these the ones whose writing has failed: they go along with the next. */
  let failed: ReaderEvent[] = []
  /** Deletions that have failed. */
  const undeleted = new Set<Forgotten>()

  const isUnsaved = (event: ReaderEvent) => unsaved.has(event)
  function drop(isGone: (event: ReaderEvent) => boolean): void {
    for (const event of unsaved) if (isGone(event)) unsaved.delete(event)
  }

  /** @returns whether all of it is stored */
  async function add(events: readonly ReaderEvent[]): Promise<boolean> {
    const batch = events.filter(isUnsaved)
    const isSaved = !batch.length || (await addEvents(connection, batch, isUnsaved))
    if (isSaved) for (const event of batch) unsaved.delete(event)
    return isSaved
  }

  async function remove(what: Forgotten, gone: readonly ReaderEvent[] = []): Promise<number> {
    let count = gone.length
    const isDone = await deleteEvents(connection, what, (rows) => {
      // Another tab that received the deletion may have deleted on disk what both knew.
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
      // What is too much for the disk, an import, must not hold up what comes after it.
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
