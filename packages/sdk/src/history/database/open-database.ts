import { type DBSchema, deleteDB, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb'
import type { ItemContent, ReaderEvent, StoredVector, VectorOrigin } from '../../types.ts'
import { identity, isEvent } from '../event.ts'
import { DATABASE, ignoreRejection } from './delete-database.ts'

/**
 * Version of the schema. 1: events, vectors, items · 2: the index `identity`, which prevents duplicate events and finds
 * an item's events; vectors name the model that computed them. Each version can read the rows of earlier versions.
 */
export const VERSION = 2

export interface Schema extends DBSchema {
  /** Key: auto-incremented number. */
  events: { key: number; value: ReaderEvent; indexes: { at: number; identity: [string, number, string] } }
  /**
   * Key: `model/fingerprint`. `used`: when the vector was last looked up, so that the least recently used can be
   * evicted. The fields of `VectorOrigin`: the pack, which a site may replace at the same URL, and the depth; older
   * rows lack both. `tone`: the text's tone, if it was requested. The store also contains the row that `reported.ts`
   * uses.
   */
  vectors: {
    key: string
    value: { key: string; vector: StoredVector; used: number; tone?: Int8Array } & Partial<VectorOrigin>
    indexes: { used: number }
  }
  /** Items seen in lists, from which any page can prepare the next page's first paint. Key: the item's id. */
  items: { key: string; value: { item: ItemContent; seen: number }; indexes: { seen: number } }
}

export type Database = IDBPDatabase<Schema>
export type Name = StoreNames<Schema>
export type Transaction<N extends Name, M extends IDBTransactionMode> = IDBPTransaction<Schema, N[], M>

/**
 * Upgrade to version 2: deletes damaged rows and duplicates of events that two tabs have stored, then adds the unique
 * index.
 */
async function identify(transaction: Transaction<Name, 'versionchange'>): Promise<void> {
  const store = transaction.objectStore('events')
  const known = new Set<string>()
  for (let cursor = await store.openCursor(); cursor; cursor = await cursor.continue()) {
    const event: unknown = cursor.value
    if (!isEvent(event) || known.has(identity(event))) await cursor.delete()
    else known.add(identity(event))
  }
  store.createIndex('identity', ['item', 'at', 'kind'], { unique: true })
}

const STORES = ['events', 'vectors', 'items'] as const

function makeStores(database: Database): void {
  database.createObjectStore('events', { autoIncrement: true }).createIndex('at', 'at')
  database.createObjectStore('vectors', { keyPath: 'key' }).createIndex('used', 'used')
  database.createObjectStore('items', { keyPath: 'item.id' }).createIndex('seen', 'seen')
}

/**
 * Opens the database and upgrades an older version; a newer version is left alone. A database without our stores, which
 * a script can leave behind by opening it first, contains no history and is recreated.
 *
 * @param onClose called when another tab upgrades or deletes the database (`deleted`), or the browser closes it
 * @returns the database, and whether it has just been created
 * @throws DOMException if storage is disabled or broken, or if the database has a newer version
 */
export async function openDatabase(
  onClose: (deleted: boolean) => void,
): Promise<{ readonly database: Database; readonly isNew: boolean }> {
  let isNew = false
  const lacks = (database: Database) => STORES.some((name) => !database.objectStoreNames.contains(name))
  const database = await openDB<Schema>(DATABASE, VERSION, {
    upgrade(database, from, _to, transaction) {
      isNew = from < 1 || lacks(database)
      if (isNew) {
        for (const name of [...database.objectStoreNames]) database.deleteObjectStore(name)
        makeStores(database)
      }
      // A failed upgrade is rolled back: opening the database fails, and the older version stays intact.
      ignoreRejection(transaction.done)
      if (from < 2) identify(transaction).catch(() => transaction.abort())
    },
    blocking(_current, blocked, event) {
      ;(event.target as IDBDatabase).close()
      onClose(blocked === null)
    },
    terminated: () => onClose(false),
  })
  if (!lacks(database)) return { database, isNew }
  // Without our stores, the database contains nothing that could be lost.
  database.close()
  await deleteDB(DATABASE)
  return openDatabase(onClose)
}
