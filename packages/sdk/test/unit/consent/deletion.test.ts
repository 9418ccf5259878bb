// What a withdrawal deletes if another connection keeps the database open, and what it leaves alone.

import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createInkling } from '../../../src/client/create-inkling.ts'
import type { Inkling } from '../../../src/client/inkling.ts'
import { DATABASE, deleteDatabase } from '../../../src/history/database/delete-database.ts'

const RINGS = { id: '/rings', title: 'The rings of Saturn' }
const ends: Array<() => unknown> = []

beforeEach(async () => {
  localStorage.clear()
  await deleteDatabase()
})

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

function start() {
  const inkling = createInkling({ download: 'never' })
  ends.push(() => inkling.destroy())
  return inkling
}

/** A page that has stored something about the reader. */
async function read(): Promise<Inkling> {
  const inkling = start()
  inkling.consent.set({ content: true })
  await inkling.track('read', RINGS)
  return inkling
}

/** A connection that never closes. */
function hold(version?: number, stores: readonly string[] = []): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, version)
    request.onupgradeneeded = () => {
      for (const name of stores) request.result.createObjectStore(name, { autoIncrement: true }).add('a row')
    }
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
    ends.push(() => request.result.close())
  })
}

const count = (database: IDBDatabase, name: string) =>
  new Promise<number>((resolve) => {
    const request = database.transaction(name).objectStore(name).count()
    request.onsuccess = () => resolve(request.result)
  })

const databases = async () => (await indexedDB.databases()).map(({ name }) => name)

function heard() {
  const codes: string[] = []
  const listener = (event: Event) => codes.push((event as CustomEvent).detail.code)
  document.addEventListener('inkling:error', listener)
  ends.push(() => document.removeEventListener('inkling:error', listener))
  return codes
}

test('Withdrawn while another connection doesn’t let go: the rows go at once, it is told after two seconds, and it is marked until all is gone.', async () => {
  const inkling = await read()
  const holder = await hold()
  expect(await count(holder, 'events')).toBe(1)
  const codes = heard()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  inkling.consent.deny()
  await vi.advanceTimersByTimeAsync(1999)
  for (const name of holder.objectStoreNames) expect(await count(holder, name)).toBe(0)
  expect(codes).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(codes).toEqual(['storage-unavailable'])
  vi.useRealTimers()
  expect(Object.keys(localStorage).sort()).toEqual(['inkling.consent', 'inkling.wiping'])
  // The next page continues the deletion.
  const next = start()
  expect(next.consent.get().state).toBe('denied')
  expect(await databases()).toContain(DATABASE)
  holder.close()
  await vi.waitFor(async () => {
    expect(await databases()).toEqual([])
    expect(Object.keys(localStorage)).toEqual(['inkling.consent'])
  })
})

test('What is granted again meanwhile begins from nothing, and what is kept then stays.', async () => {
  const inkling = await read()
  const holder = await hold()
  inkling.consent.deny()
  inkling.consent.set({ content: true })
  const tracked = inkling.track('read', { id: '/moon', title: 'A moon of Saturn' })
  holder.close()
  await tracked
  expect((await inkling.exportData()).events.map(({ item }) => item)).toEqual(['/moon'])
  inkling.destroy()
  expect((await start().exportData()).events.map(({ item }) => item)).toEqual(['/moon'])
})

test('A deletion that comes off is told of by nobody, however long the page stays.', async () => {
  const inkling = await read()
  const codes = heard()
  inkling.consent.deny()
  await vi.waitFor(async () => expect(await databases()).toEqual([]))
  await vi.waitFor(() => expect(localStorage.getItem('inkling.wiping')).toBeNull())
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  await vi.advanceTimersByTimeAsync(60_000)
  expect(codes).toEqual([])
})

test.each([
  ['of another version, with other stores', 99, ['events', 'of the future']],
  ['without a store', 1, []],
] as const)('A database %s is emptied and deleted, and nothing goes wrong.', async (_, version, stores) => {
  const holder = await hold(version, stores)
  localStorage.setItem('inkling.snapshot', '{}')
  const codes = heard()
  start().consent.deny()
  await vi.waitFor(async () => {
    for (const name of stores) expect(await count(holder, name)).toBe(0)
  })
  holder.close()
  await vi.waitFor(async () => expect(await databases()).toEqual([]))
  expect(codes).toEqual([])
})

test('Who has only ever said no gets no database, not even for a moment; where there were traces, none that stays.', async () => {
  const opens = vi.spyOn(indexedDB, 'open')
  const deletes = vi.spyOn(indexedDB, 'deleteDatabase')
  const inkling = start()
  inkling.consent.deny()
  await vi.waitFor(() => expect(deletes).toHaveBeenCalledOnce())
  expect(opens).not.toHaveBeenCalled()
  localStorage.setItem('inkling.snapshot', '{}')
  await inkling.erase()
  expect(opens.mock.calls.filter(([name]) => name === DATABASE)).toHaveLength(1)
  expect(await databases()).toEqual([])
})

test('A storage that can’t be emptied is deleted all the same, in silence.', async () => {
  const inkling = await read()
  const codes = heard()
  const { transaction } = IDBDatabase.prototype
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...asked) {
    if (this.name === DATABASE) throw new DOMException('closing', 'InvalidStateError')
    return transaction.apply(this, asked)
  })
  inkling.consent.deny()
  await vi.waitFor(async () => expect(await databases()).toEqual([]))
  expect(codes).toEqual([])
})

test('Where the browser keeps no choice and no snapshot, a withdrawal empties the database all the same.', async () => {
  const fail = () => {
    throw new DOMException('denied', 'SecurityError')
  }
  vi.stubGlobal('localStorage', { getItem: fail, setItem: fail, removeItem: fail })
  const inkling = await read()
  const holder = await hold()
  inkling.consent.deny()
  await vi.waitFor(async () => expect(await count(holder, 'events')).toBe(0))
})

test('Models are deleted though the database can’t be.', async () => {
  const held = new Set(['inkling-model:m@1', 'of the site'])
  vi.stubGlobal('caches', { keys: async () => [...held], delete: async (name: string) => held.delete(name) })
  const inkling = await read()
  await hold()
  inkling.consent.deny()
  await vi.waitFor(() => expect([...held]).toEqual(['of the site']))
})
