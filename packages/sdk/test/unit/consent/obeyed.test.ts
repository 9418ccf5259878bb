// Consent through the public API: nothing before it, nothing after it ends, and a page that works whatever fails.

import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createInkling } from '../../../src/client/create-inkling.ts'
import type { Inkling } from '../../../src/client/inkling.ts'
import { deleteDatabase } from '../../../src/history/database/delete-database.ts'
import type { InklingOptions } from '../../../src/options.ts'
import type { Item } from '../../../src/types.ts'
import { onDisk } from '../../cases/history.ts'

const GRANT = { content: true, creatives: true, measurement: false }
const MOON: Item = { id: '/moon', title: 'A moon of Saturn', topic: 'science' }
const BREAD: Item = { id: '/bread', title: 'Bread from a cold oven', topic: 'food' }
const RINGS: Item = { id: '/rings', title: 'The rings of Saturn', topic: 'science' }
const ids = ({ items }: { items: readonly { id: string }[] }) => items.map(({ id }) => id)

const all: Inkling[] = []
function start(options: InklingOptions = {}) {
  const inkling = createInkling({ download: 'never', ...options })
  all.push(inkling)
  return inkling
}

function heard(name: string) {
  const details: Array<Record<string, unknown>> = []
  const listener = (event: Event) => details.push((event as CustomEvent).detail)
  document.addEventListener(name, listener)
  stops.push(() => document.removeEventListener(name, listener))
  return details
}
const stops: Array<() => void> = []

const databases = async () => (await indexedDB.databases()).map(({ name }) => name)

beforeEach(async () => {
  localStorage.clear()
  document.body.innerHTML = ''
  await deleteDatabase()
})

afterEach(async () => {
  for (const inkling of all.splice(0)) {
    await inkling.status()
    inkling.destroy()
  }
  for (const stop of stops.splice(0)) stop()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

test('Before consent nothing is stored, fetched, watched or started, and the order of the page comes back.', async () => {
  const listen = vi.spyOn(Object.getPrototypeOf(document), 'addEventListener')
  const fetched = vi.fn()
  const worker = vi.fn()
  vi.stubGlobal('fetch', fetched)
  vi.stubGlobal('Worker', worker)
  document.body.innerHTML = '<ol data-inkling-list="top"><li><a href="/a">A</a></li><li><a href="/b">B</a></li></ol>'
  const inkling = start({ page: true, model: '/m/', download: 'now' })
  await inkling.track('read', RINGS, { seconds: 60 })
  await inkling.track('dismiss', BREAD)
  expect(ids(await inkling.rank([BREAD, MOON]))).toEqual(['/bread', '/moon'])
  expect(await inkling.profile()).toEqual({ topics: [], events: 0 })
  expect(await inkling.explain('top', '/a')).toBeUndefined()
  expect(inkling.undo('top')).toBe(false)
  expect(await inkling.status()).toMatchObject({
    consent: { state: 'unknown' },
    events: 0,
    pageViews: 0,
    engine: 'off',
  })
  expect((await inkling.exportData()).events).toEqual([])
  expect(localStorage.length).toBe(0)
  expect(await databases()).toEqual([])
  expect(listen).not.toHaveBeenCalled()
  expect(fetched).not.toHaveBeenCalled()
  expect(worker).not.toHaveBeenCalled()
})

test('A refusal is remembered, and is all that is stored.', async () => {
  const inkling = start()
  inkling.consent.deny()
  await inkling.track('read', RINGS)
  expect(Object.keys(localStorage)).toEqual(['inkling.consent'])
  expect(inkling.consent.get().state).toBe('denied')
  expect((await start().status()).consent.state).toBe('denied')
  await vi.waitFor(async () => expect(await databases()).toEqual([]))
})

test('With consent the history ranks; export shows it; erase ends it, consent stays.', async () => {
  const inkling = start()
  inkling.consent.set(GRANT)
  await inkling.track('read', RINGS, { seconds: 60, list: 'top' })
  const ranking = await inkling.rank([BREAD, MOON], { list: 'shelf' })
  expect(ids(ranking)).toEqual(['/moon', '/bread'])
  expect(ranking).toMatchObject({ list: 'shelf', tier: 'lexical' })
  expect(await inkling.explain(ranking, '/moon')).toMatchObject({ id: '/moon', from: 1, to: 0 })
  const { events } = await inkling.exportData()
  expect(events).toMatchObject([{ kind: 'read', item: '/rings', topic: 'science', seconds: 60, list: 'top' }])
  expect(await onDisk('events')).toEqual(events)
  await inkling.erase()
  expect((await inkling.exportData()).events).toEqual([])
  expect(ids(await inkling.rank([BREAD, MOON]))).toEqual(['/bread', '/moon'])
  expect(inkling.consent.get().state).toBe('granted')
})

test('The history outlives the page; a remembered grant needs no second question.', async () => {
  const inkling = start()
  inkling.consent.set(GRANT)
  await inkling.track('read', RINGS)
  inkling.destroy()
  const next = start()
  expect(next.consent.get()).toEqual({ state: 'granted', ...GRANT })
  expect(ids(await next.rank([BREAD, MOON]))).toEqual(['/moon', '/bread'])
  expect((await next.status()).pageViews).toBe(2)
})

test('Withdrawal wipes what is stored, ends what runs, and nothing comes back after it.', async () => {
  const inkling = start({ page: true })
  inkling.consent.set(GRANT)
  await inkling.track('read', RINGS)
  const late = [inkling.track('read', MOON), inkling.track('click', BREAD), inkling.rank([BREAD, MOON])]
  inkling.consent.deny()
  await Promise.all(late)
  await inkling.track('read', MOON)
  expect(ids(await inkling.rank([BREAD, MOON]))).toEqual(['/bread', '/moon'])
  await vi.waitFor(async () => {
    expect(await databases()).toEqual([])
    expect(Object.keys(localStorage)).toEqual(['inkling.consent'])
  })
  expect((await inkling.exportData()).events).toEqual([])
})

test('Withdrawn while the page still loads: its lists are not touched, and nothing is told of them.', async () => {
  let state: DocumentReadyState = 'loading'
  vi.spyOn(Object.getPrototypeOf(document), 'readyState', 'get').mockImplementation(() => state)
  const ranked = heard('inkling:ranked')
  document.body.innerHTML = '<ol data-inkling-list="top"><li><a href="/a">A</a></li><li><a href="/b">B</a></li></ol>'
  const inkling = start({ page: true })
  inkling.consent.set(GRANT)
  await inkling.status()
  inkling.consent.deny()
  state = 'interactive'
  document.dispatchEvent(new Event('DOMContentLoaded'))
  await inkling.status()
  await vi.waitFor(async () => expect(await databases()).toEqual([]))
  expect(ranked).toEqual([])
})

test('Creatives alone: nothing of the reader is recorded, no list is ranked.', async () => {
  const inkling = start()
  inkling.consent.set({ creatives: true })
  await inkling.track('read', RINGS)
  expect(ids(await inkling.rank([BREAD, MOON]))).toEqual(['/bread', '/moon'])
  expect((await inkling.exportData()).events).toEqual([])
})

test('A history from before, but no consent for content any more: it ranks nothing.', async () => {
  const before = start()
  before.consent.set(GRANT)
  await before.track('read', RINGS)
  before.destroy()
  const stored = JSON.parse(localStorage.getItem('inkling.consent')!)
  localStorage.setItem('inkling.consent', JSON.stringify({ ...stored, content: false }))
  const inkling = start()
  expect(inkling.consent.get()).toMatchObject({ content: false, creatives: true })
  expect(ids(await inkling.rank([BREAD, MOON]))).toEqual(['/bread', '/moon'])
})

test('Where the browser keeps no choice, it holds for this page.', async () => {
  const fail = () => {
    throw new DOMException('denied', 'SecurityError')
  }
  vi.stubGlobal('localStorage', { getItem: fail, setItem: fail, removeItem: fail })
  const inkling = start()
  inkling.consent.set(GRANT)
  await inkling.track('read', RINGS)
  window.dispatchEvent(new Event('pageshow'))
  window.dispatchEvent(new Event('storage'))
  expect(inkling.consent.get().state).toBe('granted')
  expect(ids(await inkling.rank([BREAD, MOON]))).toEqual(['/moon', '/bread'])
})

test('A site that has asked already begins at once; a refusal on this site comes first.', async () => {
  expect(start({ consent: 'granted' }).consent.get()).toMatchObject({
    state: 'granted',
    content: true,
    measurement: false,
  })
  start().consent.deny()
  expect(start({ consent: 'granted' }).consent.get().state).toBe('denied')
})

test('Without IndexedDB the page is told once, and this visit is ranked from memory.', async () => {
  vi.stubGlobal('indexedDB', undefined)
  const errors = heard('inkling:error')
  const inkling = start()
  inkling.consent.set(GRANT)
  await inkling.track('read', RINGS)
  expect(ids(await inkling.rank([BREAD, MOON]))).toEqual(['/moon', '/bread'])
  expect(errors.map(({ code }) => code)).toEqual(['storage-unavailable'])
})

test('Hostile JSON in the storage spoils neither this page nor the next.', async () => {
  const errors = heard('inkling:error')
  for (const text of ['{"v":1,"scores":null}', '{"v":1,"topics":7,"pages":null}', '{', '"x"']) {
    localStorage.setItem('inkling.snapshot', text)
    localStorage.setItem('inkling.outbox', '[{"at":1,"item":"/x"},null,7,{"at":1,"item":"/x","kind":"read","text":5}]')
    const inkling = start({ consent: 'granted' })
    expect(await inkling.rank([BREAD, MOON])).toMatchObject({ list: 'list' })
    expect((await inkling.exportData()).events).toEqual([])
    inkling.destroy()
  }
  expect(errors).toEqual([])
})

const HOSTILE = [
  '<img src=x onerror=alert(1)>',
  '__proto__',
  'constructor',
  'x'.repeat(100_000),
  ' ',
  'שלום עולם',
  '\u202Eabc',
  '\u0000',
  '\ud800',
  '1 '.repeat(50_000),
  `${'1'.repeat(600)}${' '.repeat(600)}`,
]

test('Two hundred hostile items are ranked, before consent and after; no text becomes markup or a prototype.', async () => {
  const pick = (i: number) => HOSTILE[i % HOSTILE.length]!
  const items: Item[] = Array.from({ length: 200 }, (_, i) => ({
    id: HOSTILE[i] ?? `/${i}`,
    title: pick(i),
    summary: pick(i + 1),
    topic: pick(i + 2),
    tags: [pick(i + 3), pick(i + 4)],
    author: pick(i + 5),
    published: pick(i + 6),
    popularity: [Number.NaN, Number.POSITIVE_INFINITY, -5, 2][i % 4]!,
  }))
  const errors = heard('inkling:error')
  const inkling = start()
  expect(ids(await inkling.rank(items))).toEqual(items.map(({ id }) => id))
  inkling.consent.set(GRANT)
  for (const item of items.slice(0, 9)) await inkling.track('read', item)
  for (const item of items.slice(9, 11)) await inkling.track('dismiss', item)
  const ranking = await inkling.rank(items)
  expect(ids(ranking).sort()).toEqual(items.map(({ id }) => id).sort())
  for (const { score } of ranking.items) expect(Number.isFinite(score)).toBe(true)
  await inkling.explain(ranking, '__proto__')
  await inkling.profile()
  for (const { text } of (await inkling.exportData()).events) expect(Array.from(text).length).toBeLessThanOrEqual(300)
  expect(document.querySelector('img')).toBeNull()
  expect(Object.keys(Object.prototype)).toEqual([])
  expect(errors).toEqual([])
})

test.each([
  ['items that are no array', (inkling: Inkling) => inkling.rank('x' as never), 'array'],
  ['an item without an id', (inkling: Inkling) => inkling.rank([{ title: 'x' } as never]), 'id and a title'],
  ['an item without a title', (inkling: Inkling) => inkling.rank([{ id: 'x', title: '' }]), 'id and a title'],
  ['no item at all', (inkling: Inkling) => inkling.rank([null as never]), 'id and a title'],
  ['one id twice', (inkling: Inkling) => inkling.rank([MOON, MOON]), "'/moon'"],
  [
    'more than 200',
    (inkling: Inkling) => inkling.rank(Array.from({ length: 201 }, (_, i) => ({ id: `${i}`, title: 'x' }))),
    '200',
  ],
  ['an unknown kind', (inkling: Inkling) => inkling.track('clicked' as never, MOON), 'clicked'],
])('Misuse is told in a sentence: %s', async (_, wrong, part) => {
  const inkling = start()
  inkling.consent.set(GRANT)
  await expect(wrong(inkling)).rejects.toThrow(part)
  await expect(wrong(inkling)).rejects.toMatchObject({ name: 'InklingMisuse' })
  expect((await inkling.exportData()).events).toEqual([])
})

test('Items that are no array are told of before anybody has agreed; what is in them, by what ranks them.', async () => {
  const inkling = start()
  await expect(inkling.rank('x' as never)).rejects.toThrow("[{ id: '/a', title: 'A headline' }]")
  expect(ids(await inkling.rank([MOON, MOON]))).toEqual(['/moon', '/moon'])
  await inkling.track('clicked' as never, MOON)
  inkling.consent.set(GRANT)
  await expect(inkling.rank([MOON, MOON])).rejects.toThrow("'/moon'")
})
