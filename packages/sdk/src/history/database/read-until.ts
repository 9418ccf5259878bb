import type { ReaderEvent } from '../../types.ts'
import { isEvent } from '../event.ts'
import { openExisting, resultOf } from './delete-database.ts'

/**
 * Reads the reader's events up to a given time, without changing anything. Used by previews, whose bundle contains no
 * storage code. A single request doesn't justify loading idb.
 *
 * @param moment milliseconds since 1970; later events are left out
 * @throws DOMException if there is no history or no storage
 */
export async function readUntil(moment: number): Promise<ReaderEvent[]> {
  const database = await openExisting()
  // Don't block another tab that deletes the database.
  database.onversionchange = () => database.close()
  try {
    const rows: unknown[] = await resultOf(database.transaction('events').objectStore('events').getAll())
    return rows.filter(isEvent).filter(({ at }) => at <= moment)
  } finally {
    database.close()
  }
}
