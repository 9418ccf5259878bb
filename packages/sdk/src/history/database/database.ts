import { type DBSchema, deleteDB, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb'
import type { ItemContent, ReaderEvent, StoredVector, VectorOrigin } from '../../types.ts'
import { identity, isEvent } from '../event.ts'
import { DATABASE, ignoreRejection } from './delete.ts'

/**
 * 1: events, vectors, items · 2: `identity`, so that no event is stored twice and those of one item are found; vectors
 * name the model that made them. Each version's rows are read by the ones after it.
 */
export const VERSION = 2

export interface Schema extends DBSchema {
  /** Key: a running number. */
  events: { key: number; value: ReaderEvent; indexes: { at: number; identity: [string, number, string] } }
  /**
   * Key: `model/fingerprint`. `used`: when it was last looked up, for dropping the least recently used. `by` and what follows:
   * the pack, which a site may replace at the same address, and the depth; absent in older rows. `tone`: how the text sounds, where that
   * was asked for. Another row among them: `reported.ts`.
   */
  vectors: {
    key: string
    value: { key: string; vector: StoredVector; used: number; tone?: Int8Array } & Partial<VectorOrigin>
    indexes: { used: number }
  }
  /** Items seen in lists, so that the next page's first paint can be prepared on any page. Key: the item's id. */
  items: { key: string; value: { item: ItemContent; seen: number }; indexes: { seen: number } }
}

export type Database = IDBPDatabase<Schema>
export type Name = StoreNames<Schema>
export type Transaction<N extends Name, M extends IDBTransactionMode> = IDBPTransaction<Schema, N[], M>

/** Two tabs may have stored one event: of each the first stays. Damaged rows go. */
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
 * Opens the database, and brings an older one up to date; one from the future is left alone. One without its stores, as a script
 * that opens it first leaves behind, holds no history: it is made anew.
 *
 * @param onClose is called when another tab upgrades or deletes it (`deleted`), or the browser closes it.
 * @returns the database, and whether it was made only now
 * @throws DOMException when storage is off, broken or from the future
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
      // Half an upgrade is none: the opening fails, and the older version stays whole.
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
  // It has just been opened: the connection isn't lost, and there is nothing in it that could be.
  database.close()
  await deleteDB(DATABASE)
  return openDatabase(onClose)
}
