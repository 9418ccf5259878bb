import type { IDBPIndex, IndexNames } from 'idb'
import type { ItemContent, ReaderEvent } from '../../types.ts'
import { type Forgotten, isEvent, isForgotten, isItem } from '../event.ts'
import { LIMITS, rowsToPrune, withinLimits } from '../event-limits.ts'
import { fingerprintOf, type StoredRows } from '../replica.ts'
import type { Connection } from './connection.ts'
import { ignoreRejection } from './delete-database.ts'
import type { Name, Schema, Transaction } from './open-database.ts'

/** Reads all events, all items, and this model's vectors. Damaged rows are skipped. */
export async function readRows(transaction: Transaction<Name, 'readonly'>, model: string): Promise<StoredRows> {
  const [events, items, vectors] = await Promise.all([
    transaction.objectStore('events').getAll(),
    transaction.objectStore('items').index('seen').getAll(),
    transaction.objectStore('vectors').getAll(keysOf(model)),
  ])
  return {
    events: events.filter(isEvent),
    items: items.map(({ item }) => item).filter(isItem),
    vectors: vectors.filter(({ vector }) => vector instanceof Int8Array),
  }
}

/**
 * Adds events, skipping those that another tab has already stored.
 *
 * @param isWanted called just before each event is added, because the event may have been deleted while a lost
 * connection was being reopened
 */
export function addEvents(
  connection: Connection,
  events: readonly ReaderEvent[],
  isWanted: (event: ReaderEvent) => boolean,
): Promise<boolean> {
  return connection.run(['events'], 'readwrite', async (transaction) => {
    const store = transaction.objectStore('events')
    const index = store.index('identity')
    const known = await Promise.all(events.map(({ item, at, kind }) => index.getKey([item, at, kind])))
    events.forEach((event, i) => {
      if (known[i] === undefined && isWanted(event)) ignoreRejection(store.add(event))
    })
  })
}

/** Deletes events beyond the limits, including other tabs' events, and damaged rows. */
export function pruneEvents(connection: Connection, now: number): Promise<boolean> {
  return connection.run(['events'], 'readwrite', async (transaction) => {
    const store = transaction.objectStore('events')
    const [keys, rows] = await Promise.all([store.getAllKeys(), store.getAll()])
    const events = rows.filter(isEvent)
    const gone = new Set<unknown>(rowsToPrune(events, withinLimits(events, now), now))
    rows.forEach((row, i) => {
      if (!isEvent(row) || gone.has(row)) ignoreRejection(store.delete(keys[i]!))
    })
  })
}

/**
 * Deletes events, items and, for all models, the vectors that nothing else needs. Durability is strict, because what
 * the reader has deleted must not reappear, even after a power failure.
 *
 * @param unused returns the fingerprints that only these events use
 */
export function deleteEvents(
  connection: Connection,
  what: Forgotten,
  unused: (rows: readonly ReaderEvent[]) => ReadonlySet<string>,
): Promise<boolean> {
  return connection.run(
    ['events', 'vectors', 'items'],
    'readwrite',
    async (transaction) => {
      const [events, vectors] = [transaction.objectStore('events'), transaction.objectStore('vectors')]
      const items = transaction.objectStore('items')
      const isGone = isForgotten(what)
      const [keys, rows, names, seen] = await Promise.all([
        events.getAllKeys(),
        events.getAll(),
        vectors.getAllKeys(),
        items.getAll(),
      ])
      // Damaged rows are included.
      const gone = keys.filter((_, i) => isGone(rows[i] ?? {}))
      const texts = unused(rows.filter((row) => isGone(row ?? {})))
      for (const key of gone) ignoreRejection(events.delete(key))
      for (const name of names) if (texts.has(fingerprintOf(name))) ignoreRejection(vectors.delete(name))
      for (const { item } of seen) if (isGone(item ?? {})) ignoreRejection(items.delete(item.id))
    },
    'strict',
  )
}

/** @param now the time at which the items were seen. Default: long ago, so that they are evicted first */
export async function putItems(connection: Connection, items: readonly ItemContent[], now?: number): Promise<void> {
  await connection.run(['items'], 'readwrite', async (transaction) => {
    const store = transaction.objectStore('items')
    for (const [i, item] of items.entries()) ignoreRejection(store.put({ item, seen: now ?? i }))
    await trim(store.index('seen'), LIMITS.items)
  })
}

/** Deletes the index's first rows, which are the least recently used, until at most `most` are left. */
export async function trim<N extends Name, I extends IndexNames<Schema, N>>(
  index: IDBPIndex<Schema, N[], N, I, 'readwrite'>,
  most: number,
): Promise<void> {
  let surplus = (await index.count()) - most
  let cursor = surplus > 0 ? await index.openCursor() : null
  for (; cursor && surplus > 0; surplus--, cursor = await cursor.continue()) await cursor.delete()
}

/** The key range of a model's vectors. */
export const keysOf = (model: string): IDBKeyRange => IDBKeyRange.bound(`${model}/`, `${model}/\uffff`)
