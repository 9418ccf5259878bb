/**
 * What earlier releases stored, recorded in Chromium from pages that ran those releases: fixtures/stored/. 0.1.0 is its
 * own build; 0.2.0 is its own source, bundled without a model. Neither has vectors.
 */
import { expect } from 'vitest'
import { recall } from '../../src/consent/stored-choice.ts'
import { readSnapshot, writeSnapshot } from '../../src/first-paint/snapshot.ts'
import { DATABASE } from '../../src/history/database/delete-database.ts'
import { identity } from '../../src/history/event.ts'
import type { ItemContent, ReaderEvent } from '../../src/types.ts'
import { changeOutbox, readOutbox } from '../../src/web-storage/outbox.ts'
import first from '../fixtures/stored/0.1.0.json'
import second from '../fixtures/stored/0.2.0.json'
import type { Case } from './case.ts'
import { onDisk, open } from './history.ts'

interface Store {
  readonly keyPath: string | null
  readonly autoIncrement: boolean
  readonly indexes: ReadonlyArray<{
    readonly name: string
    readonly keyPath: string | string[]
    readonly unique: boolean
  }>
  readonly rows: readonly unknown[]
}
interface Stored {
  readonly release: string
  /** When it was recorded. */
  readonly at: number
  readonly database: { readonly version: number; readonly stores: Readonly<Record<string, Store>> }
  readonly localStorage: Readonly<Record<string, string>>
}
const EARLIER = [first, second] as unknown as readonly Stored[]

/** Makes the database as it was recorded. */
const restore = ({ database: { version, stores } }: Stored): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, version)
    request.onupgradeneeded = () => {
      for (const [name, { keyPath, autoIncrement, indexes, rows }] of Object.entries(stores)) {
        const store = request.result.createObjectStore(name, { keyPath, autoIncrement })
        for (const index of indexes) store.createIndex(index.name, index.keyPath, { unique: index.unique })
        for (const row of rows) store.add(row)
      }
    }
    request.onsuccess = () => {
      request.result.close()
      resolve()
    }
    request.onerror = () => reject(request.error)
  })

/** Each begins without a database. */
export const storedCases: Case[] = EARLIER.flatMap((stored): Case[] => [
  [
    `The history that ${stored.release} wrote is opened whole, each event once, and goes on.`,
    async () => {
      await restore(stored)
      const rows = stored.database.stores['events']!.rows as ReaderEvent[]
      const events = [...new Map(rows.map((event) => [identity(event), event])).values()]
      expect(events.length).toBeGreaterThan(8)
      const { store, errors } = await open('m#1', stored.at)
      expect(store.events).toEqual(events)
      const items = stored.database.stores['items']!.rows as Array<{ item: ItemContent }>
      expect([...store.items.values()]).toEqual(expect.arrayContaining(items.map(({ item }) => item)))
      expect(store.items.size).toBe(12)
      const next: ReaderEvent = { ...events[0]!, at: stored.at, item: 'story-after' }
      expect(await store.append(next)).toBe(true)
      expect(errors).toEqual([])
      store.close()
      expect(await onDisk('events')).toEqual([...events, next])
    },
  ],
  [
    `The choice that ${stored.release} stored still counts; its snapshot is read or replaced.`,
    async () => {
      try {
        for (const [key, value] of Object.entries(stored.localStorage)) localStorage.setItem(key, value)
        expect(recall(stored.at)).toEqual({ state: 'granted', content: true, creatives: true, measurement: false })
        const known = Object.keys(readSnapshot().scores).length
        expect(known).toBe(stored.release === '0.1.0' ? 0 : 12)
        writeSnapshot({ views: 9 })
        expect(readSnapshot()).toMatchObject({ v: 1, views: 9 })
        expect(Object.keys(readSnapshot().scores)).toHaveLength(known)
        expect(Object.keys(localStorage).sort()).toEqual(['inkling.consent', 'inkling.snapshot'])
      } finally {
        localStorage.clear()
      }
    },
  ],
  [
    `Events that a page of ${stored.release} had yet to store when it was closed are taken over.`,
    async () => {
      const key = stored.release === '0.1.0' ? 'inkling.pending' : 'inkling.outbox'
      const events = stored.database.stores['events']!.rows.slice(-2) as ReaderEvent[]
      try {
        localStorage.setItem(key, JSON.stringify(events))
        expect(readOutbox()).toEqual(events)
        changeOutbox((held) => held.slice(1))
        expect(readOutbox()).toEqual(events.slice(1))
        changeOutbox(() => [])
        expect({ ...localStorage }).toEqual({})
      } finally {
        localStorage.clear()
      }
    },
  ],
])
