import { expect } from 'vitest'
import { DATABASE } from '../../src/history/database/delete-database.ts'
import { VERSION } from '../../src/history/database/open-database.ts'
import { LIMITS } from '../../src/history/event-limits.ts'
import type { Case } from './case.ts'
import { event, item, NOW, onDisk, open } from './history.ts'

/** The database as a release made it, by that release's own statements, with data in it. */
export function madeBy(version: number, fill: (transaction: IDBTransaction) => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, version)
    request.onupgradeneeded = () => {
      const database = request.result
      database.createObjectStore('events', { autoIncrement: true }).createIndex('at', 'at')
      database.createObjectStore('vectors', { keyPath: 'key' }).createIndex('used', 'used')
      database.createObjectStore('items', { keyPath: 'item.id' }).createIndex('seen', 'seen')
      if (version > 1)
        request.transaction!.objectStore('events').createIndex('identity', ['item', 'at', 'kind'], { unique: true })
      fill(request.transaction!)
    }
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

/** As somebody else's `indexedDB.open('inkling')` leaves it. */
const foreign = (version: number, stores: readonly string[]): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, version)
    request.onupgradeneeded = () => {
      for (const name of stores) request.result.createObjectStore(name)
    }
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

const fill = (transaction: IDBTransaction) => {
  const events = transaction.objectStore('events')
  for (let i = 0; i < 50; i++) events.add(event(i, { tags: ['a'], seconds: i }))
  transaction.objectStore('items').put({ item: item('/x', { topic: 't' }), seen: NOW })
  transaction.objectStore('vectors').put({ key: 'm#1/f1', vector: Int8Array.of(1, -2), used: NOW })
}

const all = Array.from({ length: 50 }, (_, i) => event(i, { tags: ['a'], seconds: i }))

/** Each begins without a database. */
export const upgradeCases: Case[] = [
  ...Array.from(
    { length: VERSION },
    (_, i): Case => [
      `What version ${i + 1} of the database holds is all there in version ${VERSION}, and goes on.`,
      async () => {
        const made = await madeBy(i + 1, fill)
        made.close()
        const { store, errors } = await open()
        expect(store.events).toEqual(all)
        expect([...store.items.values()]).toEqual([item('/x', { topic: 't' })])
        expect([...store.vectors]).toEqual([['f1', Int8Array.of(1, -2)]])
        expect(await store.append(event(70))).toBe(true)
        expect(await store.forget({ item: '/3' })).toBe(1)
        expect(errors).toEqual([])
        store.close()
        expect(await onDisk('events')).toEqual([...all.filter(({ item }) => item !== '/3'), event(70)])
      },
    ],
  ),
  ...[
    [1, []],
    [VERSION, []],
    [VERSION, ['events']],
    [VERSION, ['events', 'vectors', 'others']],
  ].map(
    ([version, stores]): Case => [
      `A database of version ${version} that another script has made, with the stores [${stores}], is made anew.`,
      async () => {
        const made = await foreign(version as number, stores as string[])
        made.close()
        for (const expected of [[], [event(70)]]) {
          const { store, errors } = await open()
          expect(store.events).toEqual(expected)
          if (!expected.length) expect(await store.append(event(70))).toBe(true)
          expect(errors).toEqual([])
          store.close()
        }
        expect(await onDisk('events')).toEqual([event(70)])
      },
    ],
  ),
  [
    'Version 1 may hold an event twice, and rows that are none: of each event one stays, and the rest goes.',
    async () => {
      const made = await madeBy(1, (transaction) => {
        const events = transaction.objectStore('events')
        for (const row of [event(0), event(1), null, event(0), 7, { at: NOW }, event(1, { kind: 'click' }), event(1)])
          events.add(row)
      })
      made.close()
      const { store, errors } = await open()
      expect(store.events).toEqual([event(0), event(1), event(1, { kind: 'click' })])
      expect(await onDisk('events')).toEqual(store.events)
      expect(errors).toEqual([])
      store.close()
    },
  ],
  [
    "An older release's page, still open, lets go; where it doesn't, memory serves, and what it kept is stored as soon as it can be.",
    async () => {
      const old = await madeBy(1, fill)
      old.onversionchange = () => {}
      const { store, errors } = await open()
      expect(await store.append(event(70))).toBe(true)
      expect([store.events, errors]).toEqual([[event(70)], ['storage-unavailable']])
      expect([...store.unsaved]).toEqual([event(70)])
      old.close()
      await expect.poll(() => store.unsaved.size).toBe(0)
      store.close()
      expect(await onDisk('events')).toEqual([...all, event(70)])
    },
  ],
  [
    'A database from the future is left alone: nothing in it is changed, memory serves, and the page is told once.',
    async () => {
      const made = await madeBy(99, fill)
      made.close()
      const { store, errors } = await open()
      expect(await store.append(event(0))).toBe(true)
      await store.putItems([item('/y')], NOW)
      expect([store.events.length, store.items.size, errors]).toEqual([1, 1, ['storage-unavailable']])
      expect([...store.unsaved]).toEqual([event(0)])
      store.close()
      expect(await onDisk('events')).toEqual(all)
      expect(await onDisk('items')).toHaveLength(1)
    },
  ],
  [
    'Ten thousand rows of version 1, five times what the limits allow: the newest are there, however long it takes.',
    async () => {
      const made = await madeBy(1, (transaction) => {
        const events = transaction.objectStore('events')
        for (let i = 0; i < 10_000; i++) events.add(event(i % 9000, { at: NOW - (i % 9000) * 60_000 }))
      })
      made.close()
      // A page that doesn't wait for so long works in memory; what it began is ended all the same.
      const first = await open()
      expect(await first.store.append(event(1))).toBe(true)
      await expect.poll(() => first.store.unsaved.size, { timeout: 60_000 }).toBe(0)
      first.store.close()
      const { store, errors } = await open()
      expect([store.events.length, store.events.slice(-2), errors]).toEqual([
        LIMITS.rows,
        [event(0, { at: NOW }), event(1)],
        [],
      ])
      // A few beyond the limit lie there until it is worth it.
      expect((await onDisk('events')).length).toBeLessThan(LIMITS.rows + 200)
      store.close()
    },
  ],
  [
    'Two tabs that upgrade at once: one does, both have it all.',
    async () => {
      const made = await madeBy(1, fill)
      made.close()
      const tabs = await Promise.all([open(), open()])
      for (const { store, errors } of tabs) expect([store.events, errors]).toEqual([all, []])
      await Promise.all(tabs.map(({ store }, i) => store.append(event(70 + i))))
      for (const { store } of tabs) store.close()
      expect(await onDisk('events')).toEqual([...all, event(70), event(71)])
    },
  ],
  [
    'What is taken out while an older page holds the database is taken from the disk as soon as that can be.',
    async () => {
      const old = await madeBy(1, fill)
      old.onversionchange = () => {}
      const { store } = await open()
      await store.append(event(70))
      expect(await store.forget({ item: '/3' })).toBe(0)
      old.close()
      await expect.poll(() => store.unsaved.size).toBe(0)
      store.close()
      expect(await onDisk('events')).toEqual([...all.filter(({ item }) => item !== '/3'), event(70)])
    },
  ],
]
