// Tests the built tag and its core.js, each in its own document. The server must serve packages/sdk/dist at its root.

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Inkling } from '../../../src/client/inkling.ts'
import { deleteDatabase } from '../../../src/history/database/delete-database.ts'
import { claimPage } from '../../../src/page/guard/claim-page.ts'

interface FrameWindow extends Omit<Window, 'inkling'> {
  readonly performance: Performance
  readonly inkling: Inkling
  /** Inkling's events without the prefix, each with its detail. */
  readonly told: Array<readonly [string, Record<string, unknown>]>
  /** Releases the held response. */
  readonly go: () => void
}

const GRANT = { content: true, creatives: true, measurement: false }
const MOON = { id: '/moon', title: 'A moon of Saturn', topic: 'science' }
const BREAD = { id: '/bread', title: 'Bread from a cold oven', topic: 'food' }
const LIST = `<ol data-inkling-list="top"><li><a href="/bread">Bread</a></li><li><a href="/moon">Moon</a></li></ol>`

const SPY = `<script>window.told = []
for (const name of ['ready', 'consent', 'ranked', 'error'])
  document.addEventListener('inkling:' + name, ({ detail }) => told.push([name, detail]))</script>`
/** Code between the tag and the network. `url`, `options` and the original `ask` are in scope. */
const between = (code: string) =>
  `<script>const ask = window.fetch.bind(window); const held = new Promise((go) => (window.go = go))
window.fetch = async (url, options) => { ${code}; return ask(url, options) }</script>`
const HOLD = between('await held')

let frame: HTMLIFrameElement

beforeEach(async () => {
  localStorage.clear()
  await deleteDatabase()
})

afterEach(() => {
  frame.remove()
  localStorage.clear()
})

const remember = (state = 'granted', purposes: object = GRANT) =>
  localStorage.setItem('inkling.consent', JSON.stringify({ state, ...purposes, at: Date.now() }))

async function open(head = '') {
  frame = document.createElement('iframe')
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
  frame.srcdoc = `<!doctype html><html lang="en"><head>${SPY}${head}<script async src="/inkling.js" data-download="never"></script></head><body>${LIST}</body></html>`
  document.body.append(frame)
  await loaded
  const page = frame.contentWindow as unknown as FrameWindow
  const asked = () => page.performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)
  const names = () => page.told.map(([name]) => name)
  const detail = (name: string) => page.told.findLast(([each]) => each === name)?.[1]
  return { page, inkling: page.inkling, asked, names, detail }
}

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 20_000 })
const databases = async () => (await indexedDB.databases()).map(({ name }) => name)

test('Without consent the tag is all that is asked for, whatever is called.', async () => {
  const { inkling, asked, names } = await open()
  await until(() => expect(names()).toEqual(['ready']))
  expect((await inkling.rank([BREAD, MOON])).items.map(({ id }) => id)).toEqual(['/bread', '/moon'])
  expect(await inkling.profile()).toEqual({ topics: [], events: 0 })
  await inkling.track('read', MOON)
  await inkling.erase()
  inkling.consent.deny()
  expect(await inkling.status()).toMatchObject({ consent: { state: 'denied' }, events: 0 })
  expect(asked()).toEqual(['/inkling.js'])
  expect(Object.keys(localStorage)).toEqual(['inkling.consent'])
})

test('A remembered grant brings the rest: lists are ranked, events kept, explanations given.', async () => {
  remember()
  const { inkling, asked, names, detail } = await open()
  await until(() => expect(names()).toContain('ready'))
  expect(names()).toEqual(['ranked', 'ready'])
  expect(asked()[0]).toBe('/inkling.js')
  const brought = new Set(['/core.js', '/creatives.js', '/words-en.js', '/words.js'])
  await until(() => expect(new Set(asked().slice(1))).toEqual(brought))
  expect(detail('ready')).toMatchObject({ pageViews: 1, consent: { state: 'granted' } })
  await inkling.track('read', { id: '/rings', title: 'The rings of Saturn', topic: 'science' })
  const ranking = await inkling.rank([BREAD, MOON])
  expect(ranking.items.map(({ id }) => id)).toEqual(['/moon', '/bread'])
  expect(await inkling.explain(ranking, '/moon')).toMatchObject({ from: 1, to: 0 })
  expect(await inkling.profile()).toMatchObject({ topics: [{ topic: 'science', share: 1 }] })
  inkling.consent.deny()
  await until(async () => expect(await databases()).toEqual([]))
  await until(() => expect(Object.keys(localStorage)).toEqual(['inkling.consent']))
})

test('Early calls and calls made while it is on its way are answered when it is there.', async () => {
  const queue = `<script>window.inkling = [['consent', ${JSON.stringify(GRANT)}], ['track', 'read', ${JSON.stringify(MOON)}]]</script>`
  const { page, inkling, names } = await open(queue + HOLD)
  const before = Date.now()
  const status = inkling.status()
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(names()).toEqual(['consent'])
  expect(await databases()).toEqual([])
  page.go()
  expect(await status).toMatchObject({ consent: { state: 'granted' }, pageViews: 1 })
  await until(async () => expect((await inkling.exportData()).events).toMatchObject([{ item: '/moon' }]))
  expect((await inkling.exportData()).events[0]!.at).toBeLessThanOrEqual(before)
  await until(() => expect(names()).toEqual(['consent', 'ranked', 'ready']))
})

test('Withdrawn while it is on its way: it comes, and nothing begins.', async () => {
  remember()
  const { page, inkling, names } = await open(HOLD)
  const ranking = inkling.rank([BREAD, MOON])
  inkling.consent.deny()
  page.go()
  expect((await ranking).items.map(({ id }) => id)).toEqual(['/bread', '/moon'])
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(names()).toEqual(['consent'])
  expect(await databases()).toEqual([])
  expect(Object.keys(localStorage)).toEqual(['inkling.consent'])
})

test('Two tags on one page: whichever comes first works and answers the early calls, once; the other says that it is one too many.', async () => {
  const early = `<script>window.inkling = [['consent', ${JSON.stringify(GRANT)}]]</script>`
  const { page, names, detail } = await open(`${early}<script async src="/inkling.js?other"></script>`)
  await until(() => expect(names()).toEqual(expect.arrayContaining(['error', 'ready'])))
  expect(detail('error')).toMatchObject({ code: 'script-twice', message: expect.stringContaining('take one') })
  expect(names().sort()).toEqual(['consent', 'error', 'ranked', 'ready'])
  expect(page.inkling.consent.get()).toEqual({ state: 'granted', ...GRANT })
})

test('A tag beside an Inkling from npm that watches the page: one of them does, the other says so.', async () => {
  remember()
  const { page, inkling, names, detail } = await open(HOLD)
  // Another copy of this code, as in that page's own bundle.
  expect(claimPage(page.document, new AbortController().signal)).toBe(true)
  page.go()
  await until(() => expect(names()).toEqual(['error', 'ready']))
  expect(detail('error')).toMatchObject({ code: 'script-twice', message: expect.stringContaining('destroy()') })
  expect((await inkling.rank([BREAD, MOON])).items).toHaveLength(2)
})

test.each([
  ['the network fails', 'throw new TypeError("Failed to fetch")'],
  // Other responses of a server, to checks or to imports: faults/hostile.spec.ts.
  ['what comes is longer', 'url = "/index.js"'],
])('Where %s the page stays, and is told once why.', async (_, code) => {
  remember()
  const { page, inkling, names, detail } = await open(between(code))
  await until(() => expect(names()).toEqual(['error', 'ready']))
  expect(detail('error')).toMatchObject({ code: 'script-unavailable' })
  expect((await inkling.rank([BREAD, MOON])).items.map(({ id }) => id)).toEqual(['/bread', '/moon'])
  await inkling.track('read', MOON)
  expect((await inkling.status()).engine).toBe('off')
  expect([...page.document.querySelectorAll('a')].map((link) => link.pathname)).toEqual(['/bread', '/moon'])
  expect(names()).toEqual(['error', 'ready'])
  expect(await databases()).toEqual([])
})

test('A policy that forbids it: the same as when it is not there.', async () => {
  remember()
  const policy = (sources: string) =>
    `<meta http-equiv="content-security-policy" content="${sources.replaceAll('/', `${location.origin}/`)}">`
  for (const sources of ["connect-src 'none'", "script-src 'unsafe-inline' /inkling.js"]) {
    const { names, detail } = await open(policy(sources))
    await until(() => expect(names()).toEqual(['error', 'ready']))
    expect(detail('error')).toMatchObject({ code: 'script-unavailable' })
    frame.remove()
  }
})
