import { expect } from 'vitest'
import { DATABASE, deleteDatabase } from '../../src/history/database/delete-database.ts'
import { LIMITS } from '../../src/history/event-limits.ts'
import { openHistory } from '../../src/history/history.ts'
import { merge } from '../../src/history/transfer/merge.ts'
import { putVectors } from '../../src/history/vectors/put-vectors.ts'
import type { Depth, ErrorCode, ItemContent, ReaderEvent, VectorOrigin } from '../../src/types.ts'
import type { Case } from './case.ts'

export const NOW = Date.UTC(2026, 10, 24, 12)
export const DAY = 86_400_000

export const event = (i: number, more: Partial<ReaderEvent> = {}): ReaderEvent => ({
  kind: 'read',
  at: NOW + i * 1000,
  item: `/${i}`,
  text: `Text ${i}`,
  fingerprint: `f${i}`,
  ...more,
})

export const item = (id: string, more: Partial<ItemContent> = {}): ItemContent => ({
  id,
  text: id,
  fingerprint: id,
  ...more,
})

/** A row of so many characters as JSON. */
export const sized = <T extends { readonly text: string }>(row: T, size: number): T => ({
  ...row,
  text: 'x'.repeat(size - JSON.stringify({ ...row, text: '' }).length),
})

/** Of a pack that has a transformer. @param by `space/name@version` */
export const originOf = (by: string, depth: Depth = 1): VectorOrigin => ({ by, depth, deepest: 1 })

export async function open(model = 'm#1', now = NOW) {
  const errors: ErrorCode[] = []
  const store = await openHistory(model, (code) => errors.push(code), now)
  return { store, errors }
}

/** What lies on disk, seen by somebody else. */
export async function onDisk<T = unknown>(
  name: 'events' | 'items' | 'vectors',
  change?: (store: IDBObjectStore) => void,
): Promise<T[]> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(DATABASE)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  const transaction = database.transaction(name, 'readwrite')
  const store = transaction.objectStore(name)
  change?.(store)
  const all = store.getAll()
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve
    transaction.onerror = () => reject(transaction.error)
  })
  database.close()
  return all.result
}

export const reset = () => deleteDatabase()

/** Each begins with an empty database. */
export const historyCases: Case[] = [
  [
    'What was appended is there after reopening, oldest first; so are items and vectors of this model.',
    async () => {
      const { store, errors } = await open()
      for (let i = 0; i < 5; i++) expect(await store.append(event(i, { tags: ['a'], seconds: i }))).toBe(true)
      await store.putItems([item('/x', { topic: 't' })], NOW)
      await putVectors(store, new Map([['f1', Int8Array.of(1, -2, 3)]]), NOW)
      store.close()
      const again = await open('m#1', NOW + 10_000)
      expect(again.store.events).toEqual([0, 1, 2, 3, 4].map((i) => event(i, { tags: ['a'], seconds: i })))
      expect(again.store.items.get('/x')).toEqual(item('/x', { topic: 't' }))
      expect(again.store.vectors.get('f1')).toEqual(Int8Array.of(1, -2, 3))
      expect([...errors, ...again.errors]).toEqual([])
      again.store.close()
      const other = await open('m#2')
      expect([other.store.events.length, other.store.vectors.size]).toEqual([5, 0])
      other.store.close()
    },
  ],
  [
    'Wiping leaves nothing, here and on disk; the store goes on from nothing.',
    async () => {
      const { store, errors } = await open()
      await store.append(event(0))
      await store.putItems([item('/x')], NOW)
      await putVectors(store, new Map([['f', Int8Array.of(1)]]), NOW)
      await store.wipe()
      expect([store.events.length, store.items.size, store.vectors.size]).toEqual([0, 0, 0])
      expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(DATABASE)
      expect(await store.append(event(1))).toBe(true)
      expect(await onDisk('events')).toEqual([event(1)])
      expect(errors).toEqual([])
      store.close()
    },
  ],
  [
    'Another tab that deletes the database is not held up, and the store opens it anew.',
    async () => {
      const { store, errors } = await open()
      await store.append(event(0))
      await reset()
      expect(await store.append(event(1))).toBe(true)
      expect(await onDisk('events')).toEqual([event(1)])
      expect(errors).toEqual([])
      store.close()
    },
  ],
  [
    'A database from the future leaves the store in memory, with one error.',
    async () => {
      await new Promise<void>((resolve) => {
        const request = indexedDB.open(DATABASE, 99)
        request.onsuccess = () => {
          request.result.close()
          resolve()
        }
      })
      const { store, errors } = await open()
      expect(await store.append(event(0))).toBe(true)
      await store.putItems([item('/x')], NOW)
      expect([store.events.length, store.items.size, errors]).toEqual([1, 1, ['storage-unavailable']])
      store.close()
    },
  ],
  [
    'Rows that are no events, items or vectors are passed over.',
    async () => {
      const { store } = await open()
      await store.append(event(0))
      store.close()
      const odd = [
        null,
        'text',
        7,
        {},
        { at: NOW },
        event(1, { at: 'late' as never }),
        event(2, { text: undefined as never }),
        event(3, { at: Number.NaN }),
      ]
      await onDisk('events', (rows) => {
        for (const row of odd) rows.add(row)
      })
      await onDisk('items', (rows) => rows.put({ item: { id: '/bad' }, seen: NOW }))
      await onDisk('items', (rows) => rows.put({ item: item('/good'), seen: NOW }))
      await onDisk('vectors', (rows) => rows.put({ key: 'm#1/f', vector: [1, 2], used: NOW }))
      const again = await open()
      expect(again.store.events).toEqual([event(0)])
      expect([...again.store.items.keys()]).toEqual(['/good'])
      expect(again.store.vectors.size).toBe(0)
      expect(again.errors).toEqual([])
      again.store.close()
    },
  ],
  [
    'What no reader can do, and what is no event, is refused: memory and disk stay as they are.',
    async () => {
      const { store } = await open()
      for (let i = 0; i < LIMITS.perSecond; i++) expect(await store.append(event(0, { at: NOW + i }))).toBe(true)
      expect(await store.append(event(0, { at: NOW + 500 }))).toBe(false)
      expect(await store.append({ at: NOW + 5000, item: '/x' } as ReaderEvent)).toBe(false)
      expect(store.events).toHaveLength(LIMITS.perSecond)
      expect(await onDisk('events')).toHaveLength(LIMITS.perSecond)
      store.close()
    },
  ],
  [
    'Events past their age are not read; many such rows are deleted from the disk at once.',
    async () => {
      const { store } = await open()
      store.close()
      const old = NOW - (LIMITS.days + 1) * DAY
      await onDisk('events', (rows) => {
        for (let i = 0; i < 250; i++) rows.add(event(i, { at: old + i }))
        rows.add(event(1, { at: NOW - 2 * DAY }))
      })
      const again = await open()
      expect(again.store.events).toEqual([event(1, { at: NOW - 2 * DAY })])
      expect(await onDisk('events')).toEqual(again.store.events)
      again.store.close()
    },
  ],
  [
    'At most so many rows, on disk too; what is left is the newest.',
    async () => {
      const { store } = await open()
      store.close()
      const step = DAY / 1500
      await onDisk('events', (rows) => {
        for (let i = 0; i < LIMITS.rows + 300; i++) rows.add(event(0, { at: NOW - step * (LIMITS.rows + 300 - i) }))
      })
      const again = await open()
      expect(again.store.events).toHaveLength(LIMITS.rows)
      const rows = await onDisk<ReaderEvent>('events')
      expect(rows).toHaveLength(LIMITS.rows)
      expect(rows.at(-1)!.at).toBe(NOW - step)
      again.store.close()
    },
  ],
  [
    'Of items the least recently seen give way, after a reload as well.',
    async () => {
      const { store } = await open()
      // Their names run against the time in which they were seen.
      const ids = Array.from({ length: LIMITS.items }, (_, i) => `/${String(9999 - i)}`)
      await store.putItems(
        ids.slice(0, 250).map((id) => item(id)),
        NOW,
      )
      await store.putItems(
        ids.slice(250).map((id) => item(id)),
        NOW + 1,
      )
      store.close()
      const again = await open()
      await again.store.putItems([item('/new')], NOW + 2)
      expect(again.store.items.size).toBe(LIMITS.items)
      for (const id of ids.slice(250)) expect(again.store.items.has(id)).toBe(true)
      expect(await onDisk('items')).toHaveLength(LIMITS.items)
      again.store.close()
    },
  ],
  [
    'Of vectors the least recently used give way, on disk and in memory alike.',
    async () => {
      const { store } = await open()
      const many = (from: number, to: number) =>
        new Map(Array.from({ length: to - from }, (_, i) => [`f${from + i}`, Int8Array.of(1)] as const))
      await putVectors(store, many(0, 10), NOW)
      await putVectors(store, many(10, LIMITS.vectors), NOW + 1)
      await putVectors(store, many(0, 5), NOW + 2)
      await putVectors(store, many(6000, 6005), NOW + 3)
      const keys = new Set((await onDisk<{ key: string }>('vectors')).map(({ key }) => key))
      expect(keys.size).toBe(LIMITS.vectors)
      expect([0, 4, 5, 9, 10, 6004].map((i) => keys.has(`m#1/f${i}`))).toEqual([true, true, false, false, true, true])
      const known = ({ vectors }: typeof store) => [...vectors.keys()].map((name) => `m#1/${name}`).sort()
      expect(known(store)).toEqual([...keys].sort())
      store.close()
      // Opened again, it knows which were used last.
      const again = await open()
      await putVectors(again.store, many(7000, LIMITS.vectors + 6990), NOW + 4)
      expect(known(again.store)).toEqual((await onDisk<{ key: string }>('vectors')).map(({ key }) => key).sort())
      expect([...again.store.vectors.keys()].slice(0, 10)).toEqual(
        [0, 1, 2, 3, 4, 6000, 6001, 6002, 6003, 6004].map((i) => `f${i}`),
      )
      again.store.close()
    },
  ],
  [
    'An event that another tab has stored already is not stored twice, nor counted twice.',
    async () => {
      const [one, two] = [await open(), await open()]
      await one.store.append(event(0))
      expect(two.store.hear([event(0)])).toBe(true)
      expect(await two.store.append(event(0))).toBe(true)
      expect(await two.store.append({ ...event(0) })).toBe(true)
      expect([two.store.events, await onDisk('events')]).toEqual([[event(0)], [event(0)]])
      // At the same time, before either knows of the other.
      await Promise.all([one, two].map(({ store }) => store.append(event(1))))
      expect(await onDisk('events')).toEqual([event(0), event(1)])
      expect([...one.errors, ...two.errors, ...one.store.unsaved]).toEqual([])
      one.store.close()
      two.store.close()
    },
  ],
  [
    'Forgetting an item takes all its events, here and on disk, and the vectors of texts that nothing else has.',
    async () => {
      const { store, errors } = await open()
      for (const row of [event(0), event(1), event(1, { kind: 'click' }), event(2, { item: '/1', fingerprint: 'f0' })])
        await store.append(row)
      await putVectors(store, new Map([0, 1, 2].map((i) => [`f${i}`, Int8Array.of(i)])), NOW)
      expect(await store.forget({ item: '/1' })).toBe(3)
      expect([store.events, await onDisk('events')]).toEqual([[event(0)], [event(0)]])
      const keys = (await onDisk<{ key: string }>('vectors')).map(({ key }) => key)
      expect([keys, [...store.vectors.keys()]]).toEqual([
        ['m#1/f0', 'm#1/f2'],
        ['f0', 'f2'],
      ])
      expect(await store.forget({ item: '/1' })).toBe(0)
      expect(await store.forget({ item: '/' })).toBe(0)
      expect(errors).toEqual([])
      store.close()
    },
  ],
  [
    'Forgetting one event leaves the others of its item; rows that this page has not read go as well.',
    async () => {
      const [one, two] = [await open(), await open()]
      await one.store.append(event(0))
      await one.store.append(event(0, { at: NOW + 1 }))
      expect(await two.store.forget({ item: '/0', at: NOW, kind: 'read' })).toBe(1)
      expect(await two.store.forget({ item: '/0', at: NOW + 1, kind: 'click' })).toBe(0)
      expect(await onDisk('events')).toEqual([event(0, { at: NOW + 1 })])
      // What another tab still tells of it is no news.
      const late = event(0, { at: Date.now() - 1000 })
      await two.store.forget({ item: late.item, at: late.at, kind: late.kind })
      expect(two.store.hear([late])).toBe(false)
      expect(two.store.hear([{ ...late, item: '/other' }])).toBe(true)
      one.store.close()
      two.store.close()
    },
  ],
  [
    'What was deleted in another tab leaves this one: memory, and what is on its way.',
    async () => {
      let emptied = 0
      const store = await openHistory(
        'm#1',
        () => {},
        NOW,
        () => emptied++,
      )
      const other = await open()
      await store.append(event(0))
      await store.putItems([item('/x')], NOW)
      await other.store.wipe()
      expect([store.events.length, store.items.size, emptied]).toEqual([0, 0, 1])
      // What was told before the deletion, and comes late, is not taken in again; what happens afterwards is.
      expect(store.hear([event(0, { at: Date.now() - 1000 })])).toBe(false)
      expect(await store.append(event(5))).toBe(true)
      expect(await onDisk('events')).toEqual([event(5)])
      store.close()
      other.store.close()
    },
  ],
  [
    'An import adds what is not there, in the order of time, and the limits hold.',
    async () => {
      const { store } = await open()
      await store.append(event(1))
      await store.putItems([item('/x', { topic: 'own' })], NOW)
      const old = event(0, { at: NOW - (LIMITS.days + 1) * DAY })
      const imported = { events: [event(2), event(1), event(0), event(0), old], items: [item('/y'), item('/x')] }
      expect(await merge(store, imported, NOW)).toEqual({ events: 2, items: 1 })
      expect(store.events).toEqual([event(0), event(1), event(2)])
      expect(await merge(store, imported, NOW)).toEqual({ events: 0, items: 0 })
      store.close()
      const again = await open()
      expect(again.store.events).toEqual([event(0), event(1), event(2)])
      expect([...again.store.items.values()]).toEqual([item('/y'), item('/x', { topic: 'own' })])
      again.store.close()
    },
  ],
  [
    'An import as large as may be leaves no more than the limits allow, on disk too.',
    async () => {
      const { store } = await open()
      await store.append(event(0))
      const events = Array.from({ length: 5000 }, (_, i) => event(i + 1, { at: NOW - (i + 1) * 1000 }))
      const items = Array.from({ length: 2000 }, (_, i) => item(`/i${i}`))
      expect(await merge(store, { events, items }, NOW)).toEqual({ events: LIMITS.rows - 1, items: LIMITS.items })
      expect(store.events.at(-1)).toEqual(event(0))
      expect(await onDisk('events')).toHaveLength(LIMITS.rows)
      expect(await onDisk('items')).toHaveLength(LIMITS.items)
      store.close()
    },
  ],
  [
    'A vector is as deep after reopening; a shallower one of another tab never takes its place, on disk neither.',
    async () => {
      const [here, there] = [await open(), await open()]
      const put = ({ store }: typeof here, value: number, depth: Depth) =>
        putVectors(store, new Map([['f', Int8Array.of(value)]]), NOW, originOf('s/en@1', depth))
      await put(here, 1, 0)
      await put(there, 2, 1)
      // It knows nothing of the deeper one.
      await put(here, 3, 0)
      here.store.close()
      there.store.close()
      const { store } = await open()
      expect([...store.vectors]).toEqual([['f', Int8Array.of(2)]])
      expect([...store.replica.origins]).toEqual([['f', originOf('s/en@1')]])
      store.close()
    },
  ],
  [
    'So it is where many are put at once, of which another tab has made one, and where one is put beside many.',
    async () => {
      const [here, there] = [await open(), await open()]
      const many = new Map(Array.from({ length: 120 }, (_, i) => [`f${i}`, Int8Array.of(1)] as const))
      await putVectors(there.store, new Map([['f7', Int8Array.of(2)]]), NOW, originOf('s/en@1', 1))
      await putVectors(here.store, many, NOW, originOf('s/en@1', 0))
      await putVectors(there.store, new Map([['g', Int8Array.of(3)]]), NOW, originOf('s/en@1', 1))
      await putVectors(here.store, new Map([['g', Int8Array.of(1)]]), NOW, originOf('s/en@1', 0))
      here.store.close()
      there.store.close()
      const { store } = await open()
      expect(new Map(store.vectors)).toEqual(new Map([...many, ['f7', Int8Array.of(2)], ['g', Int8Array.of(3)]]))
      store.close()
    },
  ],
  [
    'Another language of the same space takes nothing away; another version of a pack its own vectors alone.',
    async () => {
      const { store } = await open()
      const put = (name: string, by: string) => putVectors(store, new Map([[name, Int8Array.of(1)]]), NOW, originOf(by))
      for (const [name, by] of [
        ['e', 's/en@1'],
        ['r', 's/ru@1'],
        ['n', 's/en@2'],
      ] as const)
        await put(name, by)
      expect((await onDisk<{ key: string }>('vectors')).map(({ key }) => key)).toEqual(['m#1/n', 'm#1/r'])
      await put('x', 't/ru@1')
      expect((await onDisk<{ key: string }>('vectors')).map(({ key }) => key)).toEqual(['m#1/x'])
      store.close()
    },
  ],
  [
    'Vectors of another version of the model at the same address: the old ones go before the first new one comes.',
    async () => {
      const { store } = await open()
      await putVectors(
        store,
        new Map([
          ['f1', Int8Array.of(1)],
          ['f2', Int8Array.of(2)],
        ]),
        NOW,
        originOf('toy@1.0.0'),
      )
      await putVectors(store, new Map([['f1', Int8Array.of(9)]]), NOW + 1, originOf('toy@2.0.0'))
      expect([...store.vectors]).toEqual([['f1', Int8Array.of(9)]])
      expect((await onDisk<{ key: string }>('vectors')).map(({ key }) => key)).toEqual(['m#1/f1'])
      await putVectors(store, new Map([['f3', Int8Array.of(8)]]), NOW + 1, originOf('toy@2.0.0'))
      // An old page's worker still writes what the old version makes: whoever opens takes those of one of the two.
      await onDisk('vectors', (rows) =>
        rows.put({ key: 'm#1/f7', vector: Int8Array.of(7), used: NOW, by: 'toy@1.0.0' }),
      )
      store.close()
      const again = await open()
      expect([...again.store.vectors.keys()]).toEqual(['f1', 'f3'])
      again.store.close()
    },
  ],
  [
    'A clock that is wrong for an afternoon, either way, costs nothing: what it finds out of date is left lying.',
    async () => {
      const { store } = await open()
      for (let i = 0; i < 3; i++) await store.append(event(i))
      store.close()
      for (const years of [-40, 3]) {
        const wrong = NOW + years * 365 * DAY
        const seen: ReaderEvent[] = []
        for (let page = 0; page < 5; page++) {
          const at = wrong + page * 3_600_000
          const visit = await open('m#1', at)
          expect(visit.store.events).toEqual(seen)
          seen.push(event(9, { at }))
          expect(await visit.store.append(seen.at(-1)!)).toBe(true)
          expect(visit.errors).toEqual([])
          visit.store.close()
        }
      }
      const after = await open()
      expect(after.store.events).toEqual([event(0), event(1), event(2)])
      after.store.close()
      // What the wrong clock had dated doesn't live for ever.
      const later = await open('m#1', NOW + 2 * DAY)
      expect(later.store.events).toEqual([event(0), event(1), event(2)])
      expect(await onDisk('events')).toEqual([event(0), event(1), event(2)])
      later.store.close()
    },
  ],
  [
    'Rows that are too large, and rows whose labels are no texts, are not taken: they could break what reads them.',
    async () => {
      const { store } = await open()
      expect(await store.append(event(0, { topic: 'x'.repeat(LIMITS.rowCharacters) }))).toBe(false)
      expect(await store.append(event(0, { tags: [1] as never }))).toBe(false)
      await store.putItems([item('/big', { topic: 'x'.repeat(LIMITS.rowCharacters) }), item('/x')], NOW)
      store.close()
      await onDisk('events', (rows) => rows.add(event(1, { topic: 5 as never })))
      await onDisk('items', (rows) => rows.put({ item: item('/bad', { tags: 'x' as never }), seen: NOW }))
      const again = await open()
      expect([again.store.events, [...again.store.items.keys()], again.errors]).toEqual([[], ['/x'], []])
      again.store.close()
    },
  ],
  [
    'What is taken out while the history is read again is not read: neither an item nor everything.',
    async () => {
      const { store } = await open()
      for (const row of [event(0), event(1)]) await store.append(row)
      await store.putItems([item('/x')], NOW)
      await putVectors(store, new Map([['f1', Int8Array.of(1)]]), NOW)
      const [, count] = await Promise.all([store.reload(NOW), store.forget({ item: '/0' })])
      expect([count, store.events]).toEqual([1, [event(1)]])
      await Promise.all([store.reload(NOW), store.wipe()])
      expect([store.events.length, store.items.size, store.vectors.size]).toEqual([0, 0, 0])
      store.close()
    },
  ],
  [
    'What happens while everything is being deleted is kept, and what happened before is not.',
    async () => {
      const { store, errors } = await open()
      await store.append(event(0))
      const before = store.append(event(1))
      const wiped = store.wipe()
      const meanwhile = store.append(event(2))
      await Promise.all([before, wiped, meanwhile])
      expect([store.events, await onDisk('events'), errors]).toEqual([[event(2)], [event(2)], []])
      store.close()
    },
  ],
  [
    'What other tabs tell is bounded as what happens here is: at once, twice, out of order.',
    async () => {
      const { store } = await open()
      await store.append(event(5))
      expect(store.hear([event(1), event(1), event(0)])).toBe(true)
      expect(store.events).toEqual([event(0), event(1), event(5)])
      const burst = Array.from({ length: 50 }, (_, i) => event(i, { at: NOW + 60_000 + i }))
      expect(store.hear(burst)).toBe(true)
      expect(store.events).toHaveLength(3 + LIMITS.perSecond)
      expect(store.hear([event(1)])).toBe(false)
      store.close()
    },
  ],
  [
    'Two tabs that see other items leave no more than the limits allow, on disk and for the next page.',
    async () => {
      const [one, two] = [await open(), await open()]
      const some = (name: string) => Array.from({ length: 400 }, (_, i) => item(`/${name}/${i}`))
      await one.store.putItems(some('one'), NOW)
      await two.store.putItems(some('two'), NOW + 1)
      expect(await onDisk('items')).toHaveLength(LIMITS.items)
      one.store.close()
      two.store.close()
      await onDisk('items', (rows) => {
        for (let i = 0; i < 100; i++) rows.put({ item: item(`/three/${i}`), seen: NOW + 2 })
      })
      const { store } = await open()
      expect(store.items.size).toBe(LIMITS.items)
      expect([...store.items.keys()].at(-1)).toMatch('/three/')
      store.close()
    },
  ],
  [
    'An import in which an item stands twice has it once, and says so.',
    async () => {
      const { store } = await open()
      const items = [item('/x', { topic: 'old' }), item('/y'), item('/x', { topic: 'new' })]
      expect(await merge(store, { events: [], items }, NOW)).toEqual({ events: 0, items: 2 })
      expect(store.items.get('/x')).toEqual(item('/x', { topic: 'new' }))
      expect(await onDisk('items')).toHaveLength(2)
      store.close()
    },
  ],
  [
    'Of ten thousand events to import the newest that the limits allow come in, in whatever order they stand.',
    async () => {
      const { store } = await open()
      const events = Array.from({ length: 10_000 }, (_, i) => event(i, { at: NOW - ((i * 7919) % 10_000) * 60_000 }))
      expect(await merge(store, { events, items: [] }, NOW)).toEqual({ events: LIMITS.rows, items: 0 })
      const newest = [...events].sort((a, b) => a.at - b.at).slice(-LIMITS.rows)
      expect(store.events).toEqual(newest)
      expect((await onDisk<ReaderEvent>('events')).sort((a, b) => a.at - b.at)).toEqual(newest)
      store.close()
    },
  ],
  [
    'A text is at most 300 characters, by code points: a longer one is no event, whoever tells it.',
    async () => {
      const { store } = await open()
      const long = event(1, { text: 'x'.repeat(LIMITS.text + 1) })
      expect([await store.append(long), store.hear([long])]).toEqual([false, false])
      expect(await store.append(event(2, { text: '🦊'.repeat(LIMITS.text) }))).toBe(true)
      expect(await store.append(event(3, { text: '🦊'.repeat(LIMITS.text + 1) }))).toBe(false)
      expect(await onDisk('events')).toHaveLength(1)
      store.close()
    },
  ],
  [
    'An event that waited since long ago, or is dated by a wrong clock, lies on the disk unused, and takes nothing with it.',
    async () => {
      const { store } = await open()
      await store.append(event(0))
      await store.append(event(1, { at: NOW - 3 * DAY }))
      for (const at of [NOW - 90 * DAY, NOW + 90 * DAY]) expect(await store.append(event(2, { at }), NOW)).toBe(true)
      expect(store.events).toEqual([event(1, { at: NOW - 3 * DAY }), event(0)])
      expect(await onDisk('events')).toHaveLength(4)
      // The disk is looked at again: by the clock, not by what was told last.
      for (let i = 4; i < 200; i++) expect(await store.append(event(i, { at: NOW - (i * DAY) / 10 }), NOW)).toBe(true)
      expect(await onDisk('events')).toHaveLength(198)
      expect(store.events).toHaveLength(198)
      store.close()
    },
  ],
]
