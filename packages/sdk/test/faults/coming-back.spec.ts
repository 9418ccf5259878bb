/**
 * A first visit and a return: items in view keep their places, items below the window follow the reader, and nothing
 * shifts.
 */

import type { Page } from '@playwright/test'
import { frames, ordersOf, seeFrames, watchFrames } from './frames.ts'
import { details, expect, grant, type Site, test, track, until } from './site.ts'

const TOPICS = ['home', 'animals', 'weather']
/** Ten of a topic, in turns; about nine are in view. */
const STORIES = Array.from({ length: 30 }, (_, n) => ({ id: `/${n}`, topic: TOPICS[n % 3]!, popularity: n / 30 }))

/** @param more attributes of each item */
function serveStories(site: Site, more: (story: (typeof STORIES)[number]) => string = () => ''): void {
  site.answer = ({ url }, response) => {
    if (!/^\/(front|deep)/.test(url)) return false
    const own = site.head
    const items = STORIES.map(
      (story) =>
        `<li data-inkling-item="${story.id}" data-inkling-topic="${story.topic}" ${more(story)} style="height: 100px; margin: 0"><h3><a href="/story">Story ${story.id.slice(1)}</a></h3></li>`,
    )
    const snippet = `<script src="/inkling/snippet.js"></script>`
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    response.end(`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Back</title>${snippet}${own}
<script async src="/inkling/inkling.js" ${site.attributes}></script></head>
<body style="margin: 0"><ol data-inkling-list="all" style="margin: 0; padding: 0">${items.join('')}</ol></body></html>`)
    return true
  }
}

const order = (page: Page) =>
  page.$$eval('[data-inkling-list] > li', (items) => items.map((item) => item.getAttribute('data-inkling-item')!))

/** How many of the first stand above the window's lower edge. */
const inView = (page: Page) =>
  page.$$eval(
    '[data-inkling-list] > li',
    (items) => items.filter((item) => item.getBoundingClientRect().top < innerHeight).length,
  )

/** @returns how many of the first of the topic stand among the first `most` */
const countOf = (ids: readonly string[], topic: string, most: number) =>
  ids.slice(0, most).filter((id) => STORIES[+id.slice(1)]!.topic === topic).length

/** Somebody who reads of animals, and has never seen the list. */
async function reader(page: Page, site: Site, topic: 'cat' | 'snow' = 'cat'): Promise<void> {
  await page.goto(`${site.origin}/story`)
  await grant(page)
  await until(page, 'ready', ({ consent }) => consent.state === 'granted')
  await readOf(page, topic)
}

async function readOf(page: Page, topic: 'cat' | 'snow'): Promise<void> {
  for (let n = 0; n < 6; n++)
    await page.evaluate(
      ([topic, n]) =>
        (window as unknown as { inkling: { track(kind: string, item: object): Promise<void> } }).inkling.track('read', {
          id: `/seen/${topic}${n}`,
          title: `About ${topic} ${n}`,
          topic: topic === 'cat' ? 'animals' : 'weather',
        }),
      [topic, n] as const,
    )
  await track(page, '/last')
}

const OWN = STORIES.map(({ id }) => id)

test('First view of a list: items below the window follow the reader at once, items in view stay, and nothing shifts.', async ({
  context,
  site,
}) => {
  serveStories(site)
  const page = await context.newPage()
  await reader(page, site)
  await context.addInitScript(watchFrames)
  await page.goto(`${site.origin}/front`)
  await until(page, 'ranked')
  const seen = await inView(page)
  const [ranked] = await details(page, 'ranked')
  expect(ranked).toMatchObject({ late: true, why: 'seen' })
  expect(ranked!.moved).toBeGreaterThan(0)
  const now = await order(page)
  expect(now.slice(0, seen)).toEqual(OWN.slice(0, seen))
  expect(countOf(now.slice(seen), 'animals', 6)).toBeGreaterThan(3)
  expect([...now].sort()).toEqual([...OWN].sort())
  await seeFrames(page, 3)
  expect((await frames(page)).shift).toBe(0)
  const undone = await page.evaluate(() =>
    (window as unknown as { inkling: { undo(list: string): boolean } }).inkling.undo('all'),
  )
  expect(undone).toBe(true)
  expect(await order(page)).toEqual(OWN)
})

test('First consent, on a deep link: items below the window are ordered by what the site knows, and nothing shifts.', async ({
  context,
  site,
}) => {
  serveStories(site, ({ popularity }) => `data-inkling-popularity="${popularity}"`)
  await context.addInitScript(watchFrames)
  const page = await context.newPage()
  await page.goto(`${site.origin}/deep`)
  await until(page, 'ready')
  expect(await order(page)).toEqual(OWN)
  await grant(page)
  await until(page, 'ranked')
  const seen = await inView(page)
  const now = await order(page)
  expect(now.slice(0, seen)).toEqual(OWN.slice(0, seen))
  // The most popular are the last ones.
  expect(now.slice(seen).map((id) => +id.slice(1))).toEqual(
    OWN.slice(seen)
      .map((id) => +id.slice(1))
      .sort((a, b) => b - a),
  )
  await seeFrames(page, 3)
  expect((await frames(page)).shift).toBe(0)
})

/** On the list, ordered, from its first paint. */
async function secondView(page: Page, site: Site): Promise<void> {
  await reader(page, site)
  await page.goto(`${site.origin}/front`)
  await until(page, 'ranked')
  await until(page, 'ready')
  // What the next first paint needs has been written down.
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem('inkling.snapshot') ?? ''))
    .toMatch(/"unmanaged":[^\]]*"all"/)
  await page.goto(`${site.origin}/front`)
  await until(page, 'ranked')
  expect(await details(page, 'ranked')).toMatchObject([{ by: 'snippet' }])
}

test('After Back, items that were in view keep their places, those below follow what was read since, and nothing shifts.', async ({
  context,
  site,
}) => {
  serveStories(site)
  const page = await context.newPage()
  await secondView(page, site)
  await page.evaluate(() => scrollTo(0, 300))
  const seen = await inView(page)
  const left = await order(page)
  expect(seen).toBeLessThan(20)
  await page.goto(`${site.origin}/story`)
  await until(page, 'ready')
  await readOf(page, 'snow')
  await context.addInitScript(watchFrames)
  await page.goBack()
  await until(page, 'ranked')
  const now = await order(page)
  expect(now.slice(0, seen)).toEqual(left.slice(0, seen))
  expect(now).not.toEqual(left)
  expect(countOf(now.slice(seen), 'weather', 6)).toBeGreaterThan(countOf(left.slice(seen), 'weather', 6))
  await seeFrames(page, 3)
  expect((await frames(page)).shift).toBe(0)
  expect(await inView(page)).toBe(seen)
})

test('A reload at the top is a new view in the new order from the first paint; further down, it restores the view.', async ({
  context,
  site,
}) => {
  serveStories(site)
  const page = await context.newPage()
  await secondView(page, site)
  const left = await order(page)
  await readOf(page, 'snow')
  await context.addInitScript(watchFrames)
  await page.reload()
  await until(page, 'ranked')
  const now = await order(page)
  expect(now.slice(0, 6)).not.toEqual(left.slice(0, 6))
  await seeFrames(page, 3)
  expect(await ordersOf(page, 'all')).toEqual([now.join()])
  expect((await frames(page)).shift).toBe(0)

  await page.evaluate(() => scrollTo(0, 300))
  const seen = await inView(page)
  await readOf(page, 'cat')
  await page.reload()
  await until(page, 'ranked')
  expect((await order(page)).slice(0, seen)).toEqual(now.slice(0, seen))
  await seeFrames(page, 3)
  expect((await frames(page)).shift).toBe(0)
})

test('After undo, the list keeps its own order on the next page from the first paint, until the reader opts back in.', async ({
  context,
  site,
}) => {
  serveStories(site)
  const page = await context.newPage()
  await secondView(page, site)
  const theirs = await order(page)
  expect(theirs).not.toEqual(OWN)
  type Told = { inkling: { undo(list: string): boolean; redo(list: string): Promise<void> } }
  expect(await page.evaluate(() => (window as unknown as Told).inkling.undo('all'))).toBe(true)
  expect(await order(page)).toEqual(OWN)
  await context.addInitScript(watchFrames)
  await page.goto(`${site.origin}/front?again`)
  await until(page, 'ranked')
  await seeFrames(page, 3)
  expect(await ordersOf(page, 'all')).toEqual([OWN.join()])
  await page.evaluate(() => (window as unknown as Told).inkling.redo('all'))
  await expect.poll(() => order(page)).toEqual(theirs)
})
