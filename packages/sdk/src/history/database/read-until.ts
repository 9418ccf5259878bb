import type { ReaderEvent } from '../../types.ts'
import { isEvent } from '../event.ts'
import { openExisting, resultOf } from './delete.ts'

/**
 * The events that are kept of the reader up to a moment: read, and left as they are. For a preview, whose own code knows no
 * storage; without idb, as it needs one request alone.
 *
 * @param moment milliseconds since 1970: what happened later is left out
 * @throws DOMException where there is no history, or no storage
 */
export async function readUntil(moment: number): Promise<ReaderEvent[]> {
  const database = await openExisting()
  // A withdrawal in another tab needn't wait.
  database.onversionchange = () => database.close()
  try {
    const rows: unknown[] = await resultOf(database.transaction('events').objectStore('events').getAll())
    return rows.filter(isEvent).filter(({ at }) => at <= moment)
  } finally {
    database.close()
  }
}
