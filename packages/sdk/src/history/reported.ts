/**
 * The names of the experiments that this device has already reported on. They are stored in a row in IndexedDB, whose
 * acknowledged writes survive a browser crash. The row is in the vector store, so that it is deleted with the history,
 * and so that older releases, which open the same database version, skip it.
 */

import type { Disk } from './database/connection.ts'
import { ignoreRejection, sweepRows } from './database/delete-database.ts'
import type { HistoryStore } from './history-store.ts'

/** No page can produce this key, because keys of vectors contain a slash and end in a hash. */
const ROW = 'inkling.reported'

/** The store, with the type of this row only. */
interface Rows {
  get(key: string): Promise<unknown>
  put(row: { readonly key: string; readonly names: readonly string[] }): Promise<unknown>
}

/**
 * Updates the stored names. Tabs take turns, because IndexedDB serialises the transactions.
 *
 * @param change receives the stored value, which may have been tampered with, and returns the new one, or undefined to
 * leave it unchanged
 * @returns whether the change is safely on disk
 */
export async function changeReported(
  { disk }: Pick<HistoryStore, 'disk'>,
  change: (names: unknown) => readonly string[] | undefined,
): Promise<boolean> {
  const run = (disk as Disk | undefined)?.connection.run(
    ['vectors'],
    'readwrite',
    async (transaction) => {
      const rows = transaction.objectStore('vectors') as unknown as Rows
      const names = change(Object(await rows.get(ROW)).names)
      if (names) await rows.put({ key: ROW, names })
    },
    'strict',
  )
  return !!(await run)
}

/** Deletes the row if the reader hasn't consented to measurement. */
export async function dropReported({ disk }: Pick<HistoryStore, 'disk'>): Promise<void> {
  let found = 0
  await (disk as Disk | undefined)?.connection.run(['vectors'], 'readwrite', async (transaction) => {
    const rows = transaction.objectStore('vectors')
    found = await rows.count(ROW)
    if (found) await rows.delete(ROW)
  })
  if (found) ignoreRejection(sweepRows())
}
