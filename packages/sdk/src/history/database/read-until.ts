import type { ReaderEvent } from '../../types.ts'
import { isEvent } from '../event.ts'
import { openExisting, resultOf } from './delete.ts'

/**
 * Reads the reader's events up to a moment, without changing anything. Used by the preview, whose bundle contains no
 * storage code. A single request doesn't need idb.
 *
 * @param moment milliseconds since 1970; later events are left out
 * @throws DOMException if there is no history or no storage
 */
export async function readUntil(moment: number): Promise<ReaderEvent[]> {
  const database = await openExisting()
  // Don't block a deletion by another tab.
  database.onversionchange = () => database.close()
  try {
    const rows: unknown[] = await resultOf(database.transaction('events').objectStore('events').getAll())
    return rows.filter(isEvent).filter(({ at }) => at <= moment)
  } finally {
    database.close()
  }
}
