// Deletions and withdrawals in another tab at any moment, and deletions that never finish.

import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createInkling } from '../../../src/client/create-inkling.ts'
import type { Inkling } from '../../../src/client/inkling.ts'
import { deleteDatabase } from '../../../src/history/database/delete-database.ts'
import { openHistory } from '../../../src/history/history.ts'
import type { InklingOptions } from '../../../src/options.ts'
import type { Item, ReaderEvent } from '../../../src/types.ts'
import { onDisk } from '../../cases/history.ts'

const GRANT = { content: true, creatives: true, measurement: false }
const MOON: Item = { id: '/moon', title: 'A moon of Saturn', topic: 'science' }
const BREAD: Item = { id: '/bread', title: 'Bread from a cold oven', topic: 'food' }

const ends: Array<() => unknown> = []

function start(options: InklingOptions = {}): Inkling {
  const inkling = createInkling({ download: 'never', ...options })
  ends.push(async () => {
    await inkling.status()
    inkling.destroy()
  })
  return inkling
}

const remember = (purposes: object = GRANT, state = 'granted') =>
  localStorage.setItem('inkling.consent', JSON.stringify({ state, ...purposes, at: Date.now() }))
/** Fires the event that a browser fires for a change in another tab. */
const tell = (key: string, value: unknown) =>
  window.dispatchEvent(new StorageEvent('storage', { key, newValue: value === null ? null : JSON.stringify(value) }))
const itemsOf = (events: readonly ReaderEvent[]) => events.map(({ item }) => item)
const known = async (inkling: Inkling) => itemsOf((await inkling.exportData()).events)
const lying = async () => itemsOf(await onDisk<ReaderEvent>('events'))

/** A replacement, because happy-dom's own can't be spied on. */
function writeBy(setItem: () => void): void {
  const storage = localStorage
  const get = (_: unknown, name: string) => {
    const value = name === 'setItem' ? setItem : Reflect.get(storage, name)
    return typeof value === 'function' ? value.bind(storage) : value
  }
  vi.stubGlobal('localStorage', new Proxy(storage, { get }))
}

const full = () => {
  throw new DOMException('full', 'QuotaExceededError')
}

/** Another tab removes an item. */
async function forgetElsewhere(item: string): Promise<void> {
  const store = await openHistory('', () => {})
  await store.forget({ item })
  store.close()
}

beforeEach(async () => {
  localStorage.clear()
  sessionStorage.clear()
  await deleteDatabase()
  remember()
  const before = createInkling({ download: 'never' })
  await before.track('read', MOON)
  await before.track('read', BREAD)
  before.destroy()
})

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** A page that has read its history and is still waiting for the site's ranker. */
async function opening() {
  let answer = () => {}
  const fetched = vi.fn(() => new Promise<Response>((resolve) => (answer = () => resolve(new Response('{}')))))
  vi.stubGlobal('fetch', fetched)
  const opened = vi.spyOn(indexedDB, 'open')
  const inkling = start({ ranker: '/ranker.json' })
  await vi.waitFor(() => expect(opened).toHaveBeenCalled())
  const request = opened.mock.results[0]!.value as IDBOpenDBRequest
  await vi.waitFor(() => expect(request.readyState).toBe('done'))
  // If the response came before the request, the ranker would never arrive.
  await vi.waitFor(() => expect(fetched).toHaveBeenCalled())
  opened.mockRestore()
  return { inkling, answer: () => answer() }
}

test('What is forgotten elsewhere while a page opens is forgotten there, too, and not written again.', async () => {
  const [moon] = await onDisk<ReaderEvent>('events')
  localStorage.setItem('inkling.outbox', JSON.stringify([moon]))
  const { inkling, answer } = await opening()
  localStorage.removeItem('inkling.outbox')
  await forgetElsewhere('/moon')
  tell('inkling.forget', { item: '/moon' })
  answer()
  await vi.waitFor(async () => expect(await known(inkling)).toEqual(['/bread']))
  expect(await lying()).toEqual(['/bread'])
})

test('What is withdrawn elsewhere while a page opens is heard at once.', async () => {
  const { inkling, answer } = await opening()
  remember({}, 'denied')
  tell('inkling.consent', {})
  expect(inkling.consent.get().state).toBe('denied')
  answer()
  await vi.waitFor(async () => expect((await indexedDB.databases()).length).toBe(0))
})

test('What is erased elsewhere is not what this tab shows on the way back.', async () => {
  const inkling = start()
  await inkling.status()
  sessionStorage.setItem('inkling.shown', '{"/":{"top":["/moon"]}}')
  await deleteDatabase()
  await vi.waitFor(() => expect(sessionStorage.getItem('inkling.shown')).toBeNull())
  expect(await known(inkling)).toEqual([])
})

test('Where localStorage takes nothing, other tabs hear of it all the same; what makes no sense is passed over.', async () => {
  const errors: unknown[] = []
  const listener = (event: Event) => errors.push((event as CustomEvent).detail)
  document.addEventListener('inkling:error', listener)
  ends.push(() => document.removeEventListener('inkling:error', listener))
  const [here, there] = [start(), start()]
  await Promise.all([here.status(), there.status()])
  writeBy(full)
  const channel = new BroadcastChannel('inkling')
  for (const odd of [null, 7, 'x', [], {}, { key: 5 }, { key: 'inkling.forget', newValue: '{"item":5}' }])
    channel.postMessage(odd)
  for (const odd of ['{"item":"/moon","at":{}}', 'null', '{"item":"/moon","kind":"read"}'])
    channel.postMessage({ key: 'inkling.forget', newValue: odd })
  for (const odd of ['{', 'null', '{"state":"denied"}', 5])
    channel.postMessage({ key: 'inkling.consent', newValue: odd })
  channel.close()
  expect(await here.forget({ item: '/bread' })).toBe(1)
  await vi.waitFor(async () => expect(await known(there)).toEqual(['/moon']))
  expect(there.consent.get().state).toBe('granted')
  // Another tab doesn't receive events of this document.
  const deaf = (event: Event) => event.stopImmediatePropagation()
  document.addEventListener('inkling:consent', deaf, { capture: true })
  ends.push(() => document.removeEventListener('inkling:consent', deaf, { capture: true }))
  here.consent.deny()
  await vi.waitFor(() => expect(there.consent.get().state).toBe('denied'))
  expect(errors).toEqual([])
})

test('A page that has gone leaves no channel open.', async () => {
  const closed = vi.spyOn(BroadcastChannel.prototype, 'close')
  const inkling = start()
  await inkling.status()
  window.dispatchEvent(new Event('pagehide'))
  expect(closed).toHaveBeenCalledTimes(1)
  window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }))
  inkling.destroy()
  expect(closed).toHaveBeenCalledTimes(3)
  window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }))
  expect(closed).toHaveBeenCalledTimes(3)
})

test('An erasure that the closing of a tab cut off goes on at the next page; the choice stays.', async () => {
  const inkling = start()
  await inkling.status()
  // From here on this page is inactive.
  vi.spyOn(indexedDB, 'deleteDatabase').mockReturnValue({} as IDBOpenDBRequest)
  vi.spyOn(IDBObjectStore.prototype, 'clear').mockImplementation(() => {
    throw new DOMException('gone', 'QuotaExceededError')
  })
  void inkling.erase()
  await vi.waitFor(() => expect(indexedDB.deleteDatabase).toHaveBeenCalled())
  inkling.destroy()
  vi.restoreAllMocks()
  expect(await lying()).toEqual(['/moon', '/bread'])
  expect(Object.keys(localStorage)).toContain('inkling.wiping')
  const next = start()
  expect(await known(next)).toEqual([])
  await vi.waitFor(() => expect(localStorage.getItem('inkling.wiping')).toBeNull())
  await next.track('read', BREAD)
  expect([next.consent.get().state, await lying()]).toEqual(['granted', ['/bread']])
})

test('An erasure that comes to its end leaves no mark; where nothing was kept there never was one.', async () => {
  const inkling = start()
  await inkling.erase()
  expect(await known(inkling)).toEqual([])
  expect(Object.keys(localStorage).sort()).toEqual(['inkling.consent', 'inkling.snapshot'])
  inkling.consent.deny()
  await vi.waitFor(() => expect(Object.keys(localStorage)).toEqual(['inkling.consent']))
  const write = vi.fn()
  writeBy(write)
  await inkling.erase()
  expect(write).not.toHaveBeenCalled()
})

test('What was to be imported before everything was erased does not come after it.', async () => {
  const inkling = start()
  const json = JSON.stringify(await inkling.exportData())
  const imported = inkling.importData(json)
  await inkling.erase()
  await imported
  expect([await known(inkling), await indexedDB.databases()]).toEqual([[], []])
  expect(await inkling.importData(json)).toMatchObject({ events: 2 })
})

test('Without BroadcastChannel a page works, and hears other tabs by the storage.', async () => {
  vi.stubGlobal('BroadcastChannel', undefined)
  const said: unknown[] = []
  document.addEventListener('inkling:error', ({ detail }) => said.push(detail), { once: true })
  const inkling = start()
  expect(await known(inkling)).toEqual(['/moon', '/bread'])
  remember({}, 'denied')
  tell('inkling.consent', {})
  expect(inkling.consent.get().state).toBe('denied')
  expect(said).toEqual([])
})
