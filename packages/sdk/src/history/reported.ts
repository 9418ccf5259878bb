/**
 * Of which experiments this device has told: in one row of IndexedDB, since what is acknowledged there outlives a browser that is killed.
 * It lies among the vectors, so that it goes with the history, and older releases, which open the same version, pass over it.
 */

import type { Disk } from './database/connection.ts'
import { ignoreRejection, sweepRows } from './database/delete.ts'
import type { HistoryStore } from './history-store.ts'

/** Vectors' own keys have a slash, and end in a hash: no page can choose this one. */
const ROW = 'inkling.reported'

/** The store's other rows are of no interest here. */
interface Rows {
  get(key: string): Promise<unknown>
  put(row: { readonly key: string; readonly names: readonly string[] }): Promise<unknown>
}

/**
 * Changes the names that lie there: tabs take turns, by the transaction.
 *
 * @param change is given what lies there, which anybody may have written; undefined leaves it
 * @returns whether it is on the disk, whatever happens to the browser
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

/** Forgets it, for readers who don't agree to being measured. */
export async function dropReported({ disk }: Pick<HistoryStore, 'disk'>): Promise<void> {
  let found = 0
  await (disk as Disk | undefined)?.connection.run(['vectors'], 'readwrite', async (transaction) => {
    const rows = transaction.objectStore('vectors')
    found = await rows.count(ROW)
    if (found) await rows.delete(ROW)
  })
  if (found) ignoreRejection(sweepRows())
}
