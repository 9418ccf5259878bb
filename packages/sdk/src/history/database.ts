import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { ItemContent, ReaderEvent, StoredVector } from '../types.ts'
import { DATABASE } from './delete.ts'

const VERSION = 1
/** Milliseconds after which an opening that neither succeeds nor fails counts as failed. */
const OPEN_TIMEOUT = 2000

export interface Schema extends DBSchema {
  /** Key: a running number. */
  events: { key: number; value: ReaderEvent; indexes: { at: number } }
  /** Key: `model/fingerprint`. `used`: when it was last looked up, for dropping the least recently used. */
  vectors: { key: string; value: { key: string; vector: StoredVector; used: number }; indexes: { used: number } }
  /** Items seen in lists, so that the next page's first paint can be prepared on any page. Key: the item's id. */
  items: { key: string; value: { item: ItemContent; seen: number }; indexes: { seen: number } }
}

export type Database = IDBPDatabase<Schema>

/**
 * Opens the database. @param onClose is called when another tab upgrades or deletes it, or the browser closes it.
 * @throws when storage is off, broken, from the future, or silent for two seconds
 */
export async function openDatabase(onClose: () => void): Promise<Database> {
  const opening = openDB<Schema>(DATABASE, VERSION, {
    upgrade(database) {
      database.createObjectStore('events', { autoIncrement: true }).createIndex('at', 'at')
      database.createObjectStore('vectors', { keyPath: 'key' }).createIndex('used', 'used')
      database.createObjectStore('items', { keyPath: 'item.id' }).createIndex('seen', 'seen')
    },
    blocking(_current, _blocked, event) {
      ;(event.target as IDBDatabase).close()
      onClose()
    },
    terminated: onClose,
  })
  let timer: ReturnType<typeof setTimeout> | undefined
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`IndexedDB did not open within ${OPEN_TIMEOUT} ms`)), OPEN_TIMEOUT)
  })
  try {
    return await Promise.race([opening, silence])
  } catch (cause) {
    // It may still open later: nobody would ever close it.
    opening.then((database) => database.close()).catch(() => {})
    throw cause
  } finally {
    clearTimeout(timer)
  }
}
