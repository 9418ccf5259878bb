// @vitest-environment node
import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { DATABASE } from '../../../src/history/database/delete-database.ts'
import { LIMITS } from '../../../src/history/event-limits.ts'
import { openHistory } from '../../../src/history/history.ts'
import { merge } from '../../../src/history/transfer/merge.ts'
import { putVectors } from '../../../src/history/vectors/put-vectors.ts'
import { event, historyCases, item, NOW, onDisk, open, reset } from '../../cases/history.ts'
import { madeBy, upgradeCases } from '../../cases/upgrade.ts'

beforeEach(reset)
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

for (const [name, run] of [...historyCases, ...upgradeCases]) test(name, run)

async function works(opened: Promise<Awaited<ReturnType<typeof open>>>, code: string) {
  const { store, errors } = await opened
  for (let i = 0; i < 3; i++) expect(await store.append(event(i))).toBe(true)
  await store.putItems([item('/x')], NOW)
  await putVectors(store, new Map([['f', Int8Array.of(1)]]), NOW)
  expect([store.events.length, store.items.size, store.vectors.size]).toEqual([3, 1, 1])
  expect(errors).toEqual([code])
  store.close()
}

test('Without IndexedDB memory serves, and the page is told once.', async () => {
  vi.stubGlobal('indexedDB', undefined)
  await works(open(), 'storage-unavailable')
})

test('A browser that forbids it altogether (an opaque origin) does no harm.', async () => {
  vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('denied', 'SecurityError')
  })
  await works(open(), 'storage-unavailable')
})

test('An opening that another tab holds up for two seconds counts as failed; memory serves.', async () => {
  const holder = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open(DATABASE, 1)
    request.onsuccess = () => resolve(request.result)
  })
  // This connection doesn't close on versionchange, so the deletion waits for it, and every attempt to open waits for
  // the deletion.
  const deletion = indexedDB.deleteDatabase(DATABASE)
  const deleted = new Promise((resolve) => (deletion.onsuccess = resolve))
  await new Promise((resolve) => (deletion.onblocked = resolve))
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  let opened: Awaited<ReturnType<typeof open>> | undefined
  const opening = open().then((all) => (opened = all))
  await vi.advanceTimersByTimeAsync(1999)
  expect(opened).toBeUndefined()
  await vi.advanceTimersByTimeAsync(1)
  await opening
  expect(opened!.errors).toEqual(['storage-unavailable'])
  expect(opened!.store.events).toEqual([])
  holder.close()
  await deleted
})

function failing(name: string, times = Number.POSITIVE_INFINITY) {
  let left = times
  const real = IDBObjectStore.prototype.add
  return vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (this: IDBObjectStore, ...args) {
    if (left-- > 0) throw new DOMException('told to', name)
    return real.apply(this, args)
  })
}

test('A full disk: the visit goes on in memory, the page is told once, and in the right words.', async () => {
  const { store, errors } = await open()
  failing('QuotaExceededError')
  for (let i = 0; i < 3; i++) expect(await store.append(event(i))).toBe(true)
  expect(store.events).toHaveLength(3)
  expect(errors).toEqual(['storage-full'])
  store.close()
})

test.each(['InvalidStateError', 'UnknownError', 'AbortError'])(
  'A connection lost by %s is opened again, and nothing is lost.',
  async (name) => {
    const { store, errors } = await open()
    const opened = vi.spyOn(indexedDB, 'open')
    failing(name, 2)
    expect(await store.append(event(0))).toBe(true)
    expect(opened).toHaveBeenCalledTimes(2)
    vi.restoreAllMocks()
    expect(await onDisk('events')).toEqual([event(0)])
    expect(errors).toEqual([])
    store.close()
  },
)

test('A connection that is lost again and again is reopened three times in all, then memory serves.', async () => {
  const { store, errors } = await open()
  const opened = vi.spyOn(indexedDB, 'open')
  failing('UnknownError')
  for (let i = 0; i < 4; i++) expect(await store.append(event(i))).toBe(true)
  expect(store.events).toHaveLength(4)
  expect(errors).toEqual(['storage-unavailable'])
  expect(opened.mock.calls.length).toBeLessThanOrEqual(3 + 4)
  store.close()
})

test('A wipe that the browser refuses empties memory, and says so.', async () => {
  const { store, errors } = await open()
  await store.append(event(0))
  vi.spyOn(indexedDB, 'deleteDatabase').mockImplementation(() => {
    throw new DOMException('no', 'UnknownError')
  })
  await store.wipe()
  expect(store.events).toEqual([])
  expect(errors).toEqual(['storage-unavailable'])
})

test('Requests that race for the first connection, and for a lost one, share it: none is left open.', async () => {
  const real = indexedDB.open.bind(indexedDB)
  const opened: IDBDatabase[] = []
  const closed = vi.spyOn(IDBDatabase.prototype, 'close')
  vi.spyOn(indexedDB, 'open').mockImplementation((...args) => {
    const request = real(...args)
    request.addEventListener('success', () => opened.push(request.result))
    return request
  })
  const { store, errors } = await open()
  failing('InvalidStateError', 3)
  await Promise.all([0, 1, 2, 3, 4].map((i) => store.append(event(i))))
  await Promise.all([5, 6, 7].map((i) => store.append(event(i))))
  store.close()
  expect(new Set(closed.mock.contexts)).toEqual(new Set(opened))
  expect(opened.length).toBeLessThanOrEqual(4)
  expect(errors).toEqual([])
  vi.restoreAllMocks()
  expect(await onDisk('events')).toHaveLength(8)
})

test('What could not be written is written with the next event, once the storage works again.', async () => {
  const { store, errors } = await open()
  // First the one, then both together, then the other.
  failing('QuotaExceededError', 3)
  for (let i = 0; i < 2; i++) expect(await store.append(event(i))).toBe(true)
  expect([...store.unsaved]).toEqual([event(0), event(1)])
  expect(await store.append(event(2))).toBe(true)
  expect([...store.unsaved]).toEqual([])
  expect(errors).toEqual(['storage-full'])
  store.close()
  expect(await onDisk('events')).toEqual([event(0), event(1), event(2)])
})

test('What was forgotten before it could be written is not written later.', async () => {
  const { store } = await open()
  failing('QuotaExceededError', 1)
  await store.append(event(0))
  expect(await store.forget({ item: '/0' })).toBe(1)
  await store.append(event(1))
  expect(await onDisk('events')).toEqual([event(1)])
  store.close()
})

test('A deletion that another tab holds up ends all the same: the rows are gone, and it is told.', async () => {
  const { store, errors } = await open()
  await store.append(event(0))
  const holder = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open(DATABASE)
    request.onsuccess = () => resolve(request.result)
  })
  await store.wipe()
  expect([store.events, errors]).toEqual([[], ['storage-unavailable']])
  const rows = await new Promise((resolve) => {
    const request = holder.transaction('events').objectStore('events').count()
    request.onsuccess = () => resolve(request.result)
  })
  expect(rows).toBe(0)
  holder.close()
  store.close()
})

test('What is forgotten while its writing is done again, on a new connection, is not written.', async () => {
  const { store } = await open()
  failing('AbortError', 1)
  const appended = store.append(event(0))
  expect(await store.forget({ item: '/0' })).toBe(1)
  await appended
  expect([store.events, await onDisk('events')]).toEqual([[], []])
  store.close()
})

test('What could not be taken from the disk is taken with the next event, and not read again until then.', async () => {
  const { store } = await open()
  for (let i = 0; i < 3; i++) await store.append(event(i))
  const broken = vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  expect(await store.forget({ item: '/0' })).toBe(1)
  expect(await onDisk('events')).toHaveLength(3)
  await store.reload(NOW)
  expect(store.events).toEqual([event(1), event(2)])
  broken.mockRestore()
  await store.append(event(3))
  expect(await onDisk('events')).toEqual([event(1), event(2), event(3)])
  store.close()
})

test('An import that is too much for the disk does not hold up the events that come after it.', async () => {
  const { store, errors } = await open()
  const { add } = IDBObjectStore.prototype
  const added = new WeakMap<IDBTransaction, number>()
  vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (this: IDBObjectStore, ...args) {
    const count = (added.get(this.transaction) ?? 0) + 1
    added.set(this.transaction, count)
    if (count > 5) throw new DOMException('full', 'QuotaExceededError')
    return add.apply(this, args)
  })
  const events = Array.from({ length: 20 }, (_, i) => event(i))
  expect(await merge(store, { events, items: [] }, NOW)).toEqual({ events: 20, items: 0 })
  // All or nothing on disk; memory has everything.
  expect([await onDisk('events'), store.events.length]).toEqual([[], 20])
  await store.append(event(30))
  expect([await onDisk('events'), store.unsaved.size]).toEqual([[event(30)], 20])
  vi.restoreAllMocks()
  await store.append(event(31))
  expect(await onDisk('events')).toHaveLength(22)
  expect([store.unsaved.size, errors]).toEqual([0, ['storage-full']])
  store.close()
})

test('An event that is told twice while the disk is full is stored once, and holds up nothing.', async () => {
  const { store } = await open()
  failing('QuotaExceededError', 2)
  await store.append(event(0))
  await store.append(event(0))
  vi.restoreAllMocks()
  await store.append(event(1))
  expect([await onDisk('events'), store.unsaved.size]).toEqual([[event(0), event(1)], 0])
  store.close()
})

test('Without a disk memory keeps no more than the limits allow.', async () => {
  vi.stubGlobal('indexedDB', undefined)
  const { store } = await open()
  for (let i = 0; i < LIMITS.impressions + 200; i++) await store.append(event(i, { kind: 'impression' }))
  expect([store.events.length, store.unsaved.size]).toEqual([LIMITS.impressions, LIMITS.impressions])
  store.close()
})

test('Deleting everything is as durable as taking one thing out.', async () => {
  const { store } = await open()
  await store.append(event(0))
  const begun = vi.spyOn(IDBDatabase.prototype, 'transaction')
  await store.wipe()
  expect(
    begun.mock.calls.filter(([, mode]) => mode === 'readwrite').map(([, mode, options]) => [mode, options]),
  ).toEqual([['readwrite', { durability: 'strict' }]])
  store.close()
})

test('An upgrade that fails half-way changes nothing: memory serves, and the next opening brings it all.', async () => {
  const made = await madeBy(1, (transaction) => {
    for (const row of [event(0), event(1), event(1), null, event(2)]) transaction.objectStore('events').add(row)
  })
  made.close()
  const { createIndex } = IDBObjectStore.prototype
  vi.spyOn(IDBObjectStore.prototype, 'createIndex').mockImplementation(function (this: IDBObjectStore, ...args) {
    if (args[0] === 'identity') throw new DOMException('told to', 'UnknownError')
    return createIndex.apply(this, args)
  })
  const { store, errors } = await open()
  expect(await store.append(event(5))).toBe(true)
  expect([store.events, errors]).toEqual([[event(5)], ['storage-unavailable']])
  expect(await onDisk('events')).toEqual([event(0), event(1), event(1), null, event(2)])
  vi.restoreAllMocks()
  expect(await store.append(event(6))).toBe(true)
  expect(await onDisk('events')).toEqual([event(0), event(1), event(2), event(5), event(6)])
  store.close()
})

test('Of a topic that is forgotten its events, its items and their vectors go, in memory and on the disk; all else stays.', async () => {
  const { store } = await open()
  const of = (i: number, topic: string) => event(i, { topic, fingerprint: `f${i}` })
  for (const row of [of(0, 'Sky'), of(1, 'Bread'), of(2, 'Sky')]) await store.append(row)
  await store.putItems([item('/sky', { topic: 'Sky' }), item('/bread', { topic: 'Bread' }), item('/none')], NOW)
  await putVectors(store, new Map(['f0', 'f1', 'f2'].map((name) => [name, Int8Array.of(1)])), NOW)
  // Damaged rows don't block a deletion.
  await onDisk('items', (rows) => rows.put({ seen: 0, item: { id: '/odd' } }))
  expect(await store.forget({ topic: 'Sky' })).toBe(2)
  expect(store.events.map(({ item }) => item)).toEqual(['/1'])
  expect([...store.items.keys()]).toEqual(['/bread', '/none'])
  expect([...store.vectors.keys()]).toEqual(['f1'])
  store.close()
  const ids = (await onDisk<{ item: { id: string } }>('items')).map(({ item }) => item.id)
  expect(ids.sort()).toEqual(['/bread', '/none', '/odd'])
  expect((await onDisk<{ key: string }>('vectors')).map(({ key }) => key)).toEqual(['m#1/f1'])
})

test('Of one event that is forgotten no item goes.', async () => {
  const { store } = await open()
  await store.append(event(0))
  await store.putItems([item('/0'), item('/x')], NOW)
  expect(await store.forget({ item: '/0' })).toBe(1)
  expect([...store.items.keys()]).toEqual(['/0', '/x'])
  store.close()
  expect(await onDisk('items')).toHaveLength(2)
})

test.each([
  ['QuotaExceededError', 'storage-full', "the browser's quota is used up: this visit is kept in memory only"],
  [
    'VersionError',
    'storage-unavailable',
    'IndexedDB holds the history of a newer release: this visit is kept in memory only',
  ],
  ['SecurityError', 'storage-unavailable', 'IndexedDB fails: this visit is kept in memory only'],
])('What fails by %s is told in a sentence, with its cause.', async (name, code, message) => {
  const told: unknown[] = []
  const store = await openHistory('m#1', (...all) => told.push(all), NOW)
  failing(name)
  await store.append(event(0))
  expect(told).toEqual([[code, message, expect.objectContaining({ name })]])
  store.close()
})
