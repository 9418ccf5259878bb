import { yieldToMain } from '../lib/scheduling/in-slices.ts'
import type { Disk } from './database/connection.ts'
import { Connection, type ReportError } from './database/connection.ts'
import { putItems, readRows } from './database/transactions.ts'
import type { HistoryStore } from './history-store.ts'
import { Replica } from './replica.ts'
import { createWriteQueue, type WriteQueue } from './write-queue.ts'

/** Number of appended events after which the disk is pruned again. */
const PRUNE_EVERY = 200

/** Loads the history from disk into memory. @returns whether the disk should be pruned */
async function load(
  connection: Connection,
  model: string,
  replica: Replica,
  queue: WriteQueue,
  now: number,
): Promise<boolean> {
  const { tombstones } = replica
  let isStale = false
  let hasOutgrown = false
  await connection.run(['events', 'items', 'vectors'], 'readonly', async (transaction) => {
    const begun = tombstones.length
    const rows = await readRows(transaction, model)
    // The rows may include events that were deleted while they were being read.
    isStale = begun !== tombstones.length
    if (!isStale) hasOutgrown = replica.load(rows, queue, now)
  })
  // After everything has been deleted, there is nothing to read, and reading would recreate the database.
  return isStale && tombstones.at(-1)?.what ? load(connection, model, replica, queue, now) : hasOutgrown
}

/**
 * Opens the history and reads all of it (at most 2,000 events, 500 items and 5,000 vectors). Changes are made in memory
 * at once and then written to disk.
 *
 * @param model name and version of the text encoder; vectors of other models are ignored
 * @param report called once if storage fails, after which the history works in memory
 * @param onEmptied called when another tab or the reader has deleted everything, and memory has been cleared
 */
export async function openHistory(
  model: string,
  report: ReportError,
  now = Date.now(),
  onEmptied: () => void = () => {},
): Promise<HistoryStore> {
  const replica = new Replica()
  const connection = new Connection({
    report,
    onEmptied: (atOnce) => {
      clear(atOnce)
      onEmptied()
    },
    onLate: () => void queue.write([]),
  })
  const queue = createWriteQueue(connection, replica)
  let appended = 0

  /** @param atOnce whether to also drop events that are waiting to be written, because they precede the deletion */
  function clear(atOnce: boolean): void {
    if (atOnce) queue.clear()
    replica.clear(queue.unsaved, atOnce && Date.now())
  }

  async function prune(now: number): Promise<void> {
    replica.prune(now)
    await queue.prune(now)
  }

  async function reload(now: number): Promise<void> {
    if (await load(connection, model, replica, queue, now)) await prune(now)
  }

  await reload(now)
  return {
    get events() {
      return replica.events
    },
    get items() {
      return replica.items
    },
    get vectors() {
      return replica.vectors
    },
    replica,
    disk: { connection, model } satisfies Disk,
    unsaved: queue.unsaved,
    async append(event, now = event.at) {
      const row = replica.append(event, now)
      if (!row) return false
      await queue.write([row])
      if (++appended % PRUNE_EVERY === 0) await prune(now)
      return true
    },
    hear: (events) => replica.hear(events),
    async putItems(items, now) {
      const kept = replica.putItems(items)
      // Writing 200 items takes as long as ranking them, so this is done in a separate task. Items deleted in the
      // meantime aren't written.
      await yieldToMain()
      const here = kept.filter((item) => replica.items.get(item.id) === item)
      if (here.length) await putItems(connection, here, now)
    },
    async save({ events, items }, now) {
      await queue.write(events)
      await putItems(connection, items)
      await prune(now)
    },
    forget: (what) => queue.forget(what, replica.forget(what, Date.now())),
    reload,
    recover(now) {
      clear(true)
      return reload(now)
    },
    wipe() {
      clear(true)
      return connection.delete()
    },
    close: () => connection.close(),
  }
}
