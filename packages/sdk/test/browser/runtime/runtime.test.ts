// The built tag in documents of its own, side by side as tabs are: they share what the browser keeps, and hear of it.

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Inkling } from '../../../src/client/inkling.ts'
import { deleteDatabase } from '../../../src/history/database/delete-database.ts'

interface FrameWindow extends Omit<Window, 'inkling'> {
  readonly inkling: Inkling
  /** Inkling's events, without the prefix, each with its detail. */
  readonly told: Array<readonly [string, Record<string, unknown>]>
}

const GRANT = { content: true, creatives: true, measurement: false }
const SPY = `<script>window.told = []
for (const name of ['ready', 'ranked', 'profile', 'error'])
  document.addEventListener('inkling:' + name, ({ detail }) => told.push([name, detail]))</script>`

const frames: HTMLIFrameElement[] = []

beforeEach(async () => {
  localStorage.clear()
  sessionStorage.clear()
  await deleteDatabase()
  localStorage.setItem('inkling.consent', JSON.stringify({ state: 'granted', ...GRANT, at: Date.now() }))
})

afterEach(() => {
  for (const frame of frames.splice(0)) frame.remove()
  localStorage.clear()
})

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 20_000 })

async function open(body: string) {
  const frame = document.createElement('iframe')
  frames.push(frame)
  frame.width = frame.height = '400'
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
  frame.srcdoc = `<!doctype html><html lang="en"><head>${SPY}<script async src="/inkling.js" data-download="never"></script></head><body>${body}</body></html>`
  document.body.append(frame)
  await loaded
  const page = frame.contentWindow as unknown as FrameWindow
  await until(() => expect(page.told.map(([name]) => name)).toContain('ready'))
  const told = (name: string) => page.told.filter(([each]) => each === name).map(([, detail]) => detail)
  const order = () =>
    [...frame.contentDocument!.querySelectorAll('[data-inkling-list] > li')].map(({ id }) => id).join(' ')
  return { frame, page, inkling: page.inkling, told, order }
}

const item = (id: string, topic: string, title: string) =>
  `<li id="${id}" style="height: 300px" data-inkling-topic="${topic}"><h3><a href="/${id}">${title}</a></h3></li>`
const FEED = `<ol data-inkling-list="feed" data-inkling-live style="margin: 0; padding: 0">
  ${item('bread', 'food', 'Bread from a cold oven')}${item('goal', 'sport', 'A goal in the last minute')}
  ${item('soup', 'food', 'Soup for ten')}${item('run', 'sport', 'Running at night')}
  ${item('moon', 'science', 'A moon of Saturn')}${item('ring', 'science', 'The rings of Saturn')}</ol>`
const COMET = { id: '/comet', title: 'A comet passes Saturn', topic: 'science' }

test('What the reader does changes a live list at once, below the window; the profile is told before it is stored.', async () => {
  const { inkling, told, order } = await open(FEED)
  const before = order()
  expect(before.split(' ').slice(0, 2)).toEqual(['bread', 'goal'])
  await inkling.track('read', COMET)
  expect(order()).toBe('bread goal moon ring soup run')
  expect(told('profile')).toEqual([{ events: 1 }])
  expect(told('ranked').at(-1)).toMatchObject({ list: 'feed', late: false, by: 'tag' })
  expect(told('error')).toEqual([])
  expect(inkling.undo('feed')).toBe(true)
  expect(order()).toBe(before)
})

test('Other tabs learn of it without being asked, and their live lists follow.', async () => {
  const [here, there] = [await open(''), await open(FEED)]
  await here.inkling.track('read', COMET)
  await until(() => expect(there.told('profile')).toEqual([{ events: 1 }]))
  expect(there.order()).toBe('bread goal moon ring soup run')
  expect((await there.inkling.exportData()).events.map(({ item }) => item)).toEqual(['/comet'])
  // Told once more with the next event, the first counts once.
  await here.inkling.track('click', { id: '/soup', title: 'Soup' })
  await until(() => expect(there.told('profile')).toEqual([{ events: 1 }, { events: 2 }]))
  // Both are on disk once, though both tabs know of both.
  const third = await open('')
  expect((await third.inkling.exportData()).events.map(({ item }) => item)).toEqual(['/comet', '/soup'])
})

test('An edit of an interest is heard in other tabs, lies on the disk, and goes from all of them without a trace.', async () => {
  const [here, there] = [await open(FEED), await open(FEED)]
  const before = there.order()
  const edited = await here.inkling.editInterest({ how: 'raise', topic: 'science' })
  for (const { order } of [here, there]) await until(() => expect(order()).toBe('bread goal moon ring soup run'))
  expect((await there.inkling.profile()).topics).toEqual([{ topic: 'science', share: 0, level: 1 }])
  const third = await open('')
  expect((await third.inkling.exportData()).events).toMatchObject([{ kind: 'raise', topic: 'science' }])

  await edited!.undo!()
  for (const { order } of [here, there]) await until(() => expect(order()).toBe(before))
  await there.inkling.editInterest({ how: 'pause', topic: 'science' })
  await here.inkling.track('read', COMET)
  await until(() => expect(there.told('profile').at(-1)).toEqual({ events: 2 }))
  for (const { order } of [here, there]) expect(order()).toBe(before)

  await third.inkling.editInterest({ how: 'remove', topic: 'science' })
  for (const { inkling } of [here, there, third, await open('')])
    await until(async () => expect(JSON.stringify(await inkling.exportData())).not.toMatch(/science|comet|moon|ring/))
  expect(here.told('error')).toEqual([])
})
