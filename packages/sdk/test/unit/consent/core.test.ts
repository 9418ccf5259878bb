// The time between a grant and the arrival of the code that it allows: calls, events and withdrawals in between.

import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createInkling } from '../../../src/client/create-inkling.ts'
import { type Inkling, wire } from '../../../src/client/inkling.ts'
import * as audiences from '../../../src/entries/audiences.ts'
import * as platforms from '../../../src/entries/consent-platforms.ts'
import { Runtime } from '../../../src/entries/core.ts'
import * as creatives from '../../../src/entries/creatives.ts'
import * as explaining from '../../../src/entries/explain.ts'
import * as siteFiles from '../../../src/entries/site-files.ts'
import * as transfer from '../../../src/entries/transfer.ts'
import * as words from '../../../src/entries/words.ts'
import { deleteDatabase } from '../../../src/history/database/delete-database.ts'
import type { InklingOptions } from '../../../src/options.ts'
import type { Core } from '../../../src/types/core.ts'
import type { Consent, Item } from '../../../src/types.ts'
import { onDisk } from '../../cases/history.ts'

const BUNDLES: Readonly<Record<string, unknown>> = {
  'audiences.js': audiences,
  'creatives.js': creatives,
  'site-files.js': siteFiles,
  'words.js': words,
  'explain.js': explaining,
  'transfer.js': transfer,
}
const GRANT = { content: true, creatives: true, measurement: false }
const MOON: Item = { id: '/moon', title: 'A moon of Saturn', topic: 'science' }
const BREAD: Item = { id: '/bread', title: 'Bread from a cold oven', topic: 'food' }
const RINGS: Item = { id: '/rings', title: 'The rings of Saturn', topic: 'science' }
const ids = ({ items }: { items: readonly { id: string }[] }) => items.map(({ id }) => id)
const LIST =
  '<ol data-inkling-list="top"><li data-inkling-topic="food"><a href="/bread">Bread</a></li><li data-inkling-topic="science"><a href="/moon">A moon of Saturn</a></li></ol>'
const shown = () => [...document.querySelectorAll('li a')].map((link) => link.getAttribute('href'))

const ends: Array<() => unknown> = []

/** A script tag whose core.js is still loading. */
function start(options: InklingOptions = {}) {
  const visits: Array<Runtime> = []
  class CountedRuntime extends Runtime {
    constructor(input: ConstructorParameters<typeof Runtime>[0]) {
      super(input)
      visits.push(this)
    }
  }
  let arrive = () => {}
  let fail = () => {}
  const arrival = new Promise<Core>((resolve, reject) => {
    arrive = () =>
      resolve({ Runtime: CountedRuntime, trust: (url) => url, importFile: async (name) => BUNDLES[name] as never })
    fail = () => reject(new TypeError('Failed to fetch'))
  })
  const later = vi.fn(() => arrival)
  const inkling = wire({ download: 'never', ...options }, later, async () => platforms, 'r')
  ends.push(async () => {
    arrive()
    await inkling.status()
    inkling.destroy()
  })
  return { inkling, later, visits, arrive, fail }
}

function heard(name: string) {
  const details: Array<Record<string, unknown>> = []
  const listener = (event: Event) => details.push((event as CustomEvent).detail)
  document.addEventListener(name, listener)
  ends.push(() => document.removeEventListener(name, listener))
  return details
}

/** Lets all pending promises settle. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 20))
const databases = async () => (await indexedDB.databases()).map(({ name }) => name)
const remember = (purposes: object, state = 'granted') =>
  localStorage.setItem('inkling.consent', JSON.stringify({ state, ...purposes, at: Date.now() }))

/** A reader who has read about Saturn before. */
async function read(...items: Item[]) {
  const before = createInkling({ download: 'never' })
  before.consent.set(GRANT)
  for (const item of items) await before.track('read', item)
  before.destroy()
}

beforeEach(async () => {
  localStorage.clear()
  sessionStorage.clear()
  document.body.innerHTML = ''
  await deleteDatabase()
})

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
  window.inkling = undefined as never
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

test('Without consent nothing asks for it, whatever is called; nor does consent to measurement alone.', async () => {
  const { inkling, later } = start({ page: true })
  for (const choose of [() => {}, () => inkling.consent.set({ measurement: true }), () => inkling.consent.deny()]) {
    choose()
    expect(ids(await inkling.rank([BREAD, MOON]))).toEqual(['/bread', '/moon'])
    await inkling.track('read', RINGS)
    expect(await inkling.explain('top', '/a')).toBeUndefined()
    expect(await inkling.profile()).toEqual({ topics: [], events: 0 })
    expect((await inkling.exportData()).events).toEqual([])
    expect((await inkling.status()).events).toBe(0)
    expect(inkling.undo('top')).toBe(false)
    await inkling.erase()
  }
  expect(later).not.toHaveBeenCalled()
})

test('Without it a ranking is the order that was given; nothing is scored, and pinned items say so.', async () => {
  const { inkling } = start()
  const { items, ...rest } = await inkling.rank([BREAD, { ...MOON, pinned: true }], { list: 'shelf' })
  expect(rest).toEqual({ list: 'shelf', tier: 'lexical', milliseconds: 0 })
  expect(items).toMatchObject([
    { id: '/bread', score: 0, from: 0, to: 0 },
    { id: '/moon', score: 0, from: 1, to: 1, rule: 'pinned' },
  ])
  for (const { parts } of items) expect(Object.values(parts).every((part) => part === 0)).toBe(true)
})

test('A remembered grant asks at once, in the same task, and once.', async () => {
  remember(GRANT)
  const { inkling, later, arrive } = start()
  expect(later).toHaveBeenCalledOnce()
  inkling.consent.set({ content: true })
  inkling.consent.deny()
  inkling.consent.set(GRANT)
  arrive()
  await inkling.status()
  expect(later).toHaveBeenCalledOnce()
})

test('Until it is there nothing is stored, watched or told; then the visit begins.', async () => {
  remember(GRANT)
  const [ready, ranked] = [heard('inkling:ready'), heard('inkling:ranked')]
  const listens = [vi.spyOn(window, 'addEventListener'), vi.spyOn(Object.getPrototypeOf(document), 'addEventListener')]
  document.body.innerHTML = LIST
  const { inkling, visits, arrive } = start({ page: true })
  await settle()
  expect(Object.keys(localStorage)).toEqual(['inkling.consent'])
  expect(await databases()).toEqual([])
  for (const listen of listens) expect(listen).not.toHaveBeenCalled()
  expect([...ready, ...ranked, ...visits]).toEqual([])
  arrive()
  await inkling.status()
  await vi.waitFor(() => expect(ready).toHaveLength(1))
  expect(ready[0]).toMatchObject({ pageViews: 1, consent: { state: 'granted' } })
  expect(ranked).toHaveLength(1)
})

test.each([
  ['denied', ({ consent }: Inkling) => consent.deny()],
  ['taken off the page', (inkling: Inkling) => inkling.destroy()],
  [
    'withdrawn in another tab, which nobody here hears',
    () => remember({ content: false, creatives: false, measurement: false }, 'denied'),
  ],
])('Meanwhile %s: no visit begins, nothing listens, nothing is written.', async (_, end) => {
  remember(GRANT)
  const ready = heard('inkling:ready')
  document.body.innerHTML = LIST
  const { inkling, visits, arrive } = start({ page: true })
  const tracked = inkling.track('read', RINGS)
  const ranking = inkling.rank([BREAD, MOON])
  end(inkling)
  const listens = [vi.spyOn(window, 'addEventListener'), vi.spyOn(Object.getPrototypeOf(document), 'addEventListener')]
  arrive()
  await tracked
  expect(ids(await ranking)).toEqual(['/bread', '/moon'])
  await settle()
  expect(visits).toEqual([])
  for (const listen of listens) expect(listen).not.toHaveBeenCalled()
  // The mark of a deletion is present until the deletion is done.
  await vi.waitFor(() => expect(Object.keys(localStorage)).toEqual(['inkling.consent']))
  expect(await databases()).toEqual([])
  expect(ready).toEqual([])
  expect((await inkling.exportData()).events).toEqual([])
})

test('Withdrawn in another tab while the history opens: it is heard at once, and nothing begins.', async () => {
  await read(RINGS)
  document.body.innerHTML = LIST
  let answer = (_: Response) => {}
  vi.stubGlobal(
    'fetch',
    vi.fn(() => new Promise<Response>((resolve) => (answer = resolve))),
  )
  const ready = heard('inkling:ready')
  const { inkling, arrive, visits } = start({ page: true, ranker: '/ranker.json' })
  arrive()
  await vi.waitFor(() => expect(visits).toHaveLength(1))
  await settle()
  expect(ready).toEqual([])
  remember({ content: false, creatives: false, measurement: false }, 'denied')
  window.dispatchEvent(new StorageEvent('storage', { key: 'inkling.consent' }))
  expect(inkling.consent.get().state).toBe('denied')
  answer(new Response('{}'))
  await inkling.track('read', MOON)
  await isWiped()
  expect(shown()).toEqual(['/bread', '/moon'])
  expect(ready).toEqual([])
})

test('Granted, denied and granted again: one visit, one page view; what was tracked before the no is gone.', async () => {
  const ready = heard('inkling:ready')
  const { inkling, visits, arrive } = start()
  inkling.consent.set(GRANT)
  const early = inkling.track('read', RINGS)
  inkling.consent.deny()
  inkling.consent.set(GRANT)
  const late = inkling.track('read', BREAD)
  arrive()
  await Promise.all([early, late])
  expect((await inkling.exportData()).events).toMatchObject([{ item: '/bread' }])
  expect(visits).toHaveLength(1)
  expect(await inkling.status()).toMatchObject({ pageViews: 1 })
  await vi.waitFor(() => expect(ready).toHaveLength(1))
  expect(ready).toMatchObject([{ consent: { state: 'granted' } }])
})

test('A listener that answers one choice with the next: one visit, with the last choice.', async () => {
  const { inkling, visits, arrive } = start()
  const answer = (event: Event) => {
    if (!(event as CustomEvent<Consent>).detail.creatives) inkling.consent.set(GRANT)
  }
  document.addEventListener('inkling:consent', answer)
  ends.push(() => document.removeEventListener('inkling:consent', answer))
  inkling.consent.set({ content: true })
  arrive()
  expect((await inkling.status()).consent).toMatchObject({ content: true, creatives: true })
  expect(visits).toHaveLength(1)
})

test('Calls made meanwhile wait, and are right.', async () => {
  await read(RINGS)
  const { inkling, arrive } = start()
  const ranking = inkling.rank([BREAD, MOON], { list: 'shelf' })
  const calls = Promise.all([
    inkling.explain('shelf', '/moon'),
    inkling.profile(),
    inkling.status(),
    inkling.exportData(),
  ])
  let answered = false
  void ranking.then(() => (answered = true))
  await settle()
  expect(answered).toBe(false)
  arrive()
  expect(ids(await ranking)).toEqual(['/moon', '/bread'])
  const [explanation, profile, status, exported] = await calls
  expect(explanation).toMatchObject({ id: '/moon', from: 1, to: 0 })
  expect(profile).toMatchObject({ events: 1, topics: [{ topic: 'science', share: 1 }] })
  expect(status).toMatchObject({ events: 1, pageViews: 2, consent: { state: 'granted' } })
  expect(exported.events).toMatchObject([{ item: '/rings' }])
})

test('A list that the page changes after the call is ranked as it was handed over.', async () => {
  await read(RINGS)
  const { inkling, arrive } = start()
  const items = [BREAD, MOON]
  const ranking = inkling.rank(items)
  items.length = 0
  arrive()
  expect(ids(await ranking)).toEqual(['/moon', '/bread'])
})

test('Events tracked meanwhile are kept, in their order, with the time at which they were made.', async () => {
  remember(GRANT)
  const { inkling, arrive } = start()
  const start_ = Date.now()
  const clock = vi.spyOn(Date, 'now')
  const tracked = [RINGS, BREAD].map((item, i) => {
    clock.mockReturnValue(start_ - 60_000 + i * 5000)
    return inkling.track('read', item, { seconds: 9, list: 'top' })
  })
  clock.mockRestore()
  arrive()
  await Promise.all(tracked)
  const { events } = await inkling.exportData()
  expect(events).toMatchObject([
    { item: '/rings', at: start_ - 60_000, seconds: 9, list: 'top' },
    { item: '/bread', at: start_ - 55_000 },
  ])
  expect(await onDisk('events')).toEqual(events)
})

test('An event outlasts a choice that goes on allowing it, and is none if none was allowed when it was made.', async () => {
  const { inkling, arrive } = start()
  inkling.consent.set({ creatives: true })
  const unasked = inkling.track('read', MOON)
  inkling.consent.set({ content: true })
  const asked = inkling.track('read', RINGS)
  inkling.consent.set(GRANT)
  arrive()
  await Promise.all([unasked, asked])
  expect((await inkling.exportData()).events).toMatchObject([{ item: '/rings' }])
})

test('Erased meanwhile: the history and what was tracked before are gone, what is tracked afterwards is there.', async () => {
  await read(RINGS)
  const { inkling, arrive } = start()
  const calls = [inkling.track('read', MOON), inkling.erase(), inkling.track('read', BREAD)]
  arrive()
  await Promise.all(calls)
  const { events } = await inkling.exportData()
  expect(events).toMatchObject([{ item: '/bread' }])
  expect(await onDisk('events')).toEqual(events)
  expect(inkling.consent.get().state).toBe('granted')
})

test('The page is left before it comes: nothing breaks, and nothing is there.', async () => {
  remember(GRANT)
  const errors = heard('inkling:error')
  const { inkling, arrive, visits } = start({ page: true })
  window.dispatchEvent(new Event('pagehide'))
  expect(Object.keys(localStorage)).toEqual(['inkling.consent'])
  // After a return from the back/forward cache it loads after all.
  window.dispatchEvent(new Event('pageshow'))
  arrive()
  await inkling.status()
  expect(visits).toHaveLength(1)
  expect(errors).toEqual([])
})

test('A list whose own order was asked for meanwhile keeps it; else it would have moved.', async () => {
  const ranked = heard('inkling:ranked')
  for (const undone of [false, true]) {
    await read(RINGS)
    document.body.innerHTML = LIST
    const { inkling, arrive } = start({ page: true })
    if (undone) expect(inkling.undo('top')).toBe(false)
    arrive()
    await inkling.status()
    await vi.waitFor(() => expect(ranked).toHaveLength(undone ? 2 : 1))
    expect(shown()).toEqual(undone ? ['/bread', '/moon'] : ['/moon', '/bread'])
    expect(ranked.at(-1)).toMatchObject({ moved: undone ? 0 : 1, late: false })
    // A withdrawal restores the list, so nothing is left to undo.
    inkling.consent.deny()
    expect(shown()).toEqual(['/bread', '/moon'])
    expect(inkling.undo('top')).toBe(false)
    inkling.destroy()
  }
})

/** A list as the snippet leaves it: sorted before the first paint. */
function sortedBySnippet() {
  document.body.innerHTML = `${LIST}<div data-inkling-slot="hero">Trail<template data-inkling-creative="trail">Trail</template></div>`
  const list = document.querySelector('ol')!
  const original = [...list.children]
  list.prepend(original[1]!)
  const slot = document.querySelector('[data-inkling-slot]')!
  const done = { original, moved: 1, sorted: true, seen: false, wait: 3, at: 3, undo: () => list.prepend(original[0]!) }
  const shown = {
    prepared: new Map(),
    creative: 'trail',
    moved: 1,
    undo: () => slot.firstChild!.replaceWith('Default'),
  }
  window.inkling = Object.assign([], {
    first: { handed: new Map(), lists: new Map([[list, done]]), slots: new Map([[slot, shown]]) },
  })
  return slot
}

test.each([
  ['is on its way', ({ arrive }: ReturnType<typeof start>) => arrive()],
  ['never comes', ({ fail }: ReturnType<typeof start>) => fail()],
])('What the snippet did is put back at once while the code %s, and stays so.', async (_, end) => {
  await read(RINGS)
  const slot = sortedBySnippet()
  const started = start({ page: true })
  const { inkling } = started
  expect(shown()).toEqual(['/moon', '/bread'])
  expect([inkling.undo('top'), inkling.undo('hero'), inkling.undo('other')]).toEqual([true, true, false])
  const isUndone = () => {
    expect(shown()).toEqual(['/bread', '/moon'])
    expect(slot.textContent).toBe('Default')
    expect([inkling.undo('top'), inkling.undo('hero')]).toEqual([false, false])
  }
  isUndone()
  end(started)
  await inkling.status()
  await settle()
  isUndone()
})

test('Undone in an earlier page of the visit, and sorted by the snippet all the same: it can be put back.', async () => {
  await read(RINGS)
  sessionStorage.setItem('inkling.shown', JSON.stringify({ '': { undone: ['top', 'hero'] } }))
  const slot = sortedBySnippet()
  const { inkling, arrive } = start({ page: true })
  arrive()
  await inkling.status()
  await settle()
  expect([inkling.undo('top'), inkling.undo('hero'), inkling.undo('top')]).toEqual([true, true, false])
  expect(shown()).toEqual(['/bread', '/moon'])
  expect(slot.textContent).toBe('Default')
})

test('Erased: what the snippet and the tag have ordered and filled is put back at once, before anything else.', async () => {
  await read(RINGS)
  for (const arrives of [true, false]) {
    const slot = sortedBySnippet()
    const { inkling, arrive } = start({ page: true })
    if (arrives) {
      arrive()
      await inkling.status()
      await settle()
    }
    expect(shown()).toEqual(['/moon', '/bread'])
    const erased = inkling.erase()
    expect(shown()).toEqual(['/bread', '/moon'])
    expect(slot.textContent).toBe('Default')
    expect(slot.hasAttribute('data-inkling-chosen')).toBe(false)
    arrive()
    await erased
    inkling.destroy()
    await read(RINGS)
  }
})

test('It cannot be loaded: told once, nothing rejects, the page and every order stay; the next page tries again.', async () => {
  remember(GRANT)
  const [errors, ready] = [heard('inkling:error'), heard('inkling:ready')]
  document.body.innerHTML = LIST
  const { inkling, fail, later } = start({ page: true })
  const waiting = [inkling.rank([BREAD, MOON]), inkling.track('read', RINGS), inkling.status()]
  fail()
  await Promise.all(waiting)
  expect(errors).toMatchObject([{ code: 'script-unavailable', cause: { message: 'Failed to fetch' } }])
  expect(ready).toMatchObject([{ engine: 'off', consent: { state: 'granted' } }])
  expect(ids(await inkling.rank([BREAD, MOON]))).toEqual(['/bread', '/moon'])
  expect(await inkling.profile()).toEqual({ topics: [], events: 0 })
  expect(await inkling.explain('top', '/moon')).toBeUndefined()
  expect((await inkling.exportData()).events).toEqual([])
  expect(shown()).toEqual(['/bread', '/moon'])
  inkling.consent.deny()
  inkling.consent.set(GRANT)
  await inkling.status()
  expect(later).toHaveBeenCalledOnce()
  expect(errors).toHaveLength(1)
  const next = start()
  next.arrive()
  expect(await next.inkling.status()).toMatchObject({ pageViews: 1 })
})

test('Without it the reader can still erase and withdraw: history, snapshot, pending events and model go.', async () => {
  const caches = new Set(['inkling-model:encoder-en@1', 'the-sites-own'])
  vi.stubGlobal('caches', { keys: async () => [...caches], delete: async (name: string) => caches.delete(name) })
  for (const end of [({ erase }: Inkling) => erase(), ({ consent }: Inkling) => consent.deny()]) {
    caches.add('inkling-model:encoder-en@1')
    await read(RINGS)
    localStorage.setItem('inkling.outbox', '[]')
    const { inkling, fail } = start()
    fail()
    await end(inkling)
    await vi.waitFor(async () => {
      expect(await databases()).toEqual([])
      expect(Object.keys(localStorage)).toEqual(['inkling.consent'])
      expect([...caches]).toEqual(['the-sites-own'])
    })
    inkling.destroy()
  }
})

test('What cannot be deleted is told, and nothing rejects.', async () => {
  const errors = heard('inkling:error')
  const { inkling } = start()
  vi.stubGlobal('indexedDB', {
    deleteDatabase() {
      throw new DOMException('denied', 'SecurityError')
    },
  })
  await inkling.erase()
  expect(errors).toMatchObject([{ code: 'storage-unavailable' }])
})

/** Nothing is stored except the choice, and nothing returns. */
async function isWiped() {
  await vi.waitFor(async () => expect(await databases()).toEqual([]))
  await settle()
  // A row that returned would stay; the sweep databases exist only briefly.
  await vi.waitFor(async () => expect(await databases()).toEqual([]))
  // The mark of a deletion goes last.
  await vi.waitFor(() => expect(Object.keys(localStorage)).toEqual(['inkling.consent']))
}

test('Withdrawn while the history opens, with events left over from the page before: no database comes back.', async () => {
  await read(RINGS)
  const [event] = await onDisk('events')
  for (let i = 0; i < 12; i++) {
    remember(GRANT)
    localStorage.setItem('inkling.outbox', JSON.stringify([event, event, event]))
    const { inkling, arrive } = start()
    arrive()
    const tracked = inkling.track('read', MOON)
    for (let turns = 0; turns < i; turns++) await new Promise((resolve) => setTimeout(resolve))
    inkling.consent.deny()
    await tracked
    await isWiped()
  }
})

test('Withdrawn while it is being erased: the snapshot does not come back.', async () => {
  for (let i = 0; i < 12; i++) {
    const { inkling, arrive } = start()
    inkling.consent.set(GRANT)
    arrive()
    await inkling.status()
    const erased = inkling.erase()
    for (let turns = 0; turns < i; turns++) await new Promise((resolve) => setTimeout(resolve))
    inkling.consent.deny()
    await erased
    await isWiped()
  }
})

test('Taken off the page it begins no more, whatever is chosen; the choice is remembered.', async () => {
  const { inkling, later } = start()
  inkling.destroy()
  inkling.consent.set(GRANT)
  expect(inkling.consent.get().state).toBe('granted')
  expect(Object.keys(localStorage)).toEqual(['inkling.consent'])
  expect(later).not.toHaveBeenCalled()
})

test('A listener that withdraws on hearing of an order: the snapshot stays empty.', async () => {
  await read(RINGS)
  document.body.innerHTML = `${LIST}<p id="behind"></p>`
  const { inkling, arrive } = start({ page: true })
  const withdraw = () => inkling.consent.deny()
  document.addEventListener('inkling:ranked', withdraw, { once: true })
  arrive()
  await vi.waitFor(() => expect(inkling.consent.get().state).toBe('denied'))
  await settle()
  await vi.waitFor(async () => expect(await databases()).toEqual([]))
  // The mark of a deletion goes last.
  await vi.waitFor(() => expect(Object.keys(localStorage)).toEqual(['inkling.consent']))
})

test.each([
  ['not there', () => Promise.resolve(new Response('', { status: 404 }))],
  ['no JSON', () => Promise.resolve(new Response('<html>'))],
  ['no ranker', () => Promise.resolve(new Response('{"name": "x"}'))],
  ['out of reach', () => Promise.reject(new TypeError('Failed to fetch'))],
])('A ranker that is %s: inkling:error says so, and the one that comes along ranks.', async (_, answer) => {
  await read(RINGS)
  vi.stubGlobal('fetch', vi.fn(answer))
  ends.push(() => vi.unstubAllGlobals())
  const errors = heard('inkling:error')
  const { inkling, arrive } = start({ ranker: '/ranker.json' })
  inkling.consent.set(GRANT)
  arrive()
  expect(ids(await inkling.rank([BREAD, MOON]))).toEqual(['/moon', '/bread'])
  expect(errors).toMatchObject([{ code: 'ranker-unavailable' }])
})

test("A site's own ranker ranks.", async () => {
  await read(RINGS)
  // This ranker prefers what the default one ranks low.
  const ranker = {
    name: 'x',
    version: '1',
    licence: '',
    coldStart: 'prior',
    weights: { lexical: { interest: -1 }, semantic: {} },
  }
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => new Response(JSON.stringify(ranker))),
  )
  ends.push(() => vi.unstubAllGlobals())
  const { inkling, arrive } = start({ ranker: '/ranker.json' })
  inkling.consent.set(GRANT)
  arrive()
  expect(ids(await inkling.rank([MOON, BREAD]))).toEqual(['/bread', '/moon'])
})

test.each([
  ['not there', () => Promise.resolve(new Response('', { status: 404 }))],
  ['no JSON', () => Promise.resolve(new Response('<html>'))],
  ['a list', () => Promise.resolve(new Response('{"popularity": ["/moon"]}'))],
  ['of words', () => Promise.resolve(new Response('{"popularity": {"/moon": "much"}}'))],
  ['too long', () => Promise.resolve(new Response(`{"popularity": {}}${' '.repeat(256 * 1024)}`))],
  ['out of reach', () => Promise.reject(new TypeError('Failed to fetch'))],
])('Popularity that is %s: inkling:error says so, and the page goes on without.', async (_, answer) => {
  await read(RINGS)
  vi.stubGlobal('fetch', vi.fn(answer))
  ends.push(() => vi.unstubAllGlobals())
  const errors = heard('inkling:error')
  const { inkling, arrive } = start({ popularity: '/popularity.json' })
  inkling.consent.set(GRANT)
  arrive()
  expect(ids(await inkling.rank([BREAD, MOON]))).toEqual(['/moon', '/bread'])
  expect(errors).toMatchObject([{ code: 'popularity-unavailable' }])
})

const answerPopularity = (popularity: Readonly<Record<string, number>>, more: object = {}) => {
  const fetched = vi.fn(async (_: string) => new Response(JSON.stringify({ popularity, ...more })))
  vi.stubGlobal('fetch', fetched)
  ends.push(() => vi.unstubAllGlobals())
  return fetched
}

test("An item takes the file's popularity, unless it tells its own; figures beyond 0 to 1 count as the nearer end.", async () => {
  await read(RINGS)
  answerPopularity({ '/moon': 0.9, '/bread': 0.9, '/low': -7, '/high': 7 })
  const { inkling, arrive } = start({ popularity: '/popularity.json' })
  inkling.consent.set(GRANT)
  arrive()
  const items = [
    MOON,
    { ...BREAD, popularity: 0.1 },
    { id: '/low', title: 'Low' },
    { id: '/high', title: 'High' },
    { id: 'constructor', title: 'None' },
    { id: 'story-17', title: 'Linked', url: '/high' },
  ]
  const ranking = await inkling.rank(items)
  const weighed = Object.fromEntries(ranking.items.map(({ id, parts }) => [id, parts.popularity]))
  expect(weighed['/moon']).toBeGreaterThan(0)
  expect(weighed['/bread']).toBeLessThan(0)
  expect(weighed['/high']).toBeGreaterThan(weighed['/moon']!)
  expect(weighed['/low']).toBeLessThan(weighed['/bread']!)
  expect(weighed['story-17']).toBe(weighed['/high'])
  const none = ranking.items.find(({ id }) => id === 'constructor')
  expect(Math.abs(none?.parts.popularity ?? Number.NaN)).toBeLessThan(weighed['/moon']!)
})

test('A page that is not in the file stands below those that are, unless it is newer than the file, or of another site.', async () => {
  await read(RINGS)
  answerPopularity({ '/high': 0.9, '/low': 0.2 }, { unknown: 0.1, newest: '2026-11-24' })
  const { inkling, arrive } = start({ popularity: '/popularity.json' })
  inkling.consent.set(GRANT)
  arrive()
  const of = (id: string, published?: string) => ({ id, title: id, ...(published && { published }) })
  const told = [of('/high'), of('/low')]
  const unlisted = [of('/undated'), of('/old', '2026-11-23T23:59Z'), { ...of('story-17'), url: '/linked' }]
  const unsaid = [of('/new', '2026-11-24T00:00Z'), of('https://other.example/a'), of('constructor')]
  const { items } = await inkling.rank([...told, ...unlisted, ...unsaid])
  const weighed = (some: ReadonlyArray<{ readonly id: string }>) =>
    some.map(({ id }) => items.find((item) => item.id === id)!.parts.popularity)
  const [high, low] = weighed(told) as [number, number]
  for (const part of weighed(unlisted)) expect(part).toBeLessThan(low)
  const middle = new Set(weighed(unsaid))
  expect(middle.size).toBe(1)
  for (const part of middle) expect(part).toBeGreaterThan(Math.min(...weighed(unlisted)))
  for (const part of middle) expect(part).toBeLessThan(high)
  // Lists that the file doesn't mention are unaffected.
  const others = await inkling.rank([of('/b'), of('/a')])
  expect(new Set(others.items.map(({ parts }) => parts.popularity)).size).toBe(1)
})

test('Popularity is not asked for without consent, and once after it.', async () => {
  const fetched = answerPopularity({ '/moon': 0.9 })
  const { inkling, arrive } = start({ popularity: '/popularity.json' })
  arrive()
  await settle()
  expect(fetched).not.toHaveBeenCalled()
  inkling.consent.set(GRANT)
  await inkling.rank([BREAD, MOON])
  expect(fetched.mock.calls.map(([url]) => url)).toEqual(['/popularity.json'])
})

test('Withdrawn on hearing that a framework renders a list: nothing is kept, and nothing ordered.', async () => {
  await read(RINGS)
  document.body.innerHTML = LIST
  Object.assign(document.querySelector('li')!, { __reactFiber$test: {} })
  const { inkling, arrive } = start({ page: true })
  const errors = heard('inkling:error')
  document.addEventListener('inkling:error', () => inkling.consent.deny(), { once: true })
  arrive()
  await vi.waitFor(() => expect(errors).toMatchObject([{ code: 'list-managed' }]))
  await vi.waitFor(async () => expect(await databases()).toEqual([]))
  // The mark of a deletion goes last.
  await vi.waitFor(() => expect(Object.keys(localStorage)).toEqual(['inkling.consent']))
  expect(shown()).toEqual(['/bread', '/moon'])
})

test('A list that a framework renders is told once a page, and left alone; others are ordered.', async () => {
  await read(RINGS)
  document.body.innerHTML = LIST + LIST.replace('top', 'more').replaceAll('href="/', 'href="/more/')
  Object.assign(document.querySelector('li')!, { __reactFiber$test: {} })
  const [errors, ready] = [heard('inkling:error'), heard('inkling:ready')]
  const { inkling, arrive } = start({ page: true })
  arrive()
  await vi.waitFor(() => expect(ready).toHaveLength(1))
  expect(shown()).toEqual(['/bread', '/moon', '/more/moon', '/more/bread'])
  // A new choice starts a new visit.
  inkling.consent.set({ content: true })
  await vi.waitFor(() => expect(ready).toHaveLength(2))
  expect(errors).toMatchObject([
    { code: 'list-managed', message: expect.stringContaining("React renders the list 'top'") },
  ])
})
