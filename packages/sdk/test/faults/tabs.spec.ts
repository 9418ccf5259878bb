/**
 * Tabs of one site: what the reader clears in one stays cleared in all, including one that was in the back/forward
 * cache.
 */

import type { BrowserContext, Page } from '@playwright/test'
import { launchWithBackForwardCache } from './back-forward-cache.ts'
import { codes, details, expect, grant, known, type Site, seed, stored, type Told, test, track, until } from './site.ts'

const SEEN = ['/seen/cat', '/seen/dog']

async function open(context: BrowserContext, site: Site, path = '/'): Promise<Page> {
  const page = await context.newPage()
  await page.goto(site.origin + path)
  await until(page, 'ready')
  return page
}

const forget = (page: Page, item: string) =>
  page.evaluate((item) => (window as unknown as Told).inkling.forget({ item }), item)
const snapshoted = (page: Page) => page.evaluate(() => localStorage.getItem('inkling.snapshot') ?? '')
const keys = (page: Page) => page.evaluate(() => Object.keys(localStorage).sort())

test('What is forgotten in one tab is forgotten in three others, and nothing brings it back.', async ({
  context,
  site,
}) => {
  await seed(context, site)
  const here = await open(context, site)
  const others = [await open(context, site), await open(context, site), await open(context, site)]
  for (const page of others) expect(await known(page)).toEqual(SEEN)
  expect(await forget(here, '/seen/cat')).toBe(1)
  for (const page of others) await expect.poll(() => known(page)).toEqual(['/seen/dog'])
  expect(await keys(here)).toEqual(['inkling.consent', 'inkling.snapshot'])
  // Every tab goes on, and is closed: nothing that it held comes back.
  for (const [i, page] of others.entries()) await track(page, `/later/${i}`)
  for (const page of [here, ...others]) await page.close({ runBeforeUnload: true })
  const next = await open(context, site)
  expect(await known(next)).toEqual(['/seen/dog', '/later/0', '/later/1', '/later/2'])
  expect(await stored(next)).not.toContain('/seen/cat')
  // One event of several of an item.
  await track(next, '/seen/dog', 'read')
  const deleted = await next.evaluate(async () => {
    const { inkling } = window as unknown as Told
    const event = (await inkling.exportData()).events.find(
      ({ kind, item }) => kind === 'click' && item === '/seen/dog',
    )!
    return inkling.forget({ event })
  })
  expect(deleted).toBe(1)
  expect((await known(next)).filter((item) => item === '/seen/dog')).toHaveLength(1)
  expect(await codes(next)).toEqual([])
})

test('What is erased in one tab leaves the memory of the others: they neither know nor write it.', async ({
  context,
  site,
}) => {
  await seed(context, site)
  const here = await open(context, site)
  const other = await open(context, site)
  expect(await known(other)).toEqual(SEEN)
  await here.evaluate(() => (window as unknown as Told).inkling.erase())
  await expect.poll(() => known(other)).toEqual([])
  await other.close({ runBeforeUnload: true })
  expect(await snapshoted(here)).not.toContain('/cat')
  await track(here, '/after')
  const next = await open(context, site)
  expect(await known(next)).toEqual(['/after'])
})

test('An event that waits in one tab is stored once, though another page takes it over.', async ({ context, site }) => {
  await seed(context, site)
  const writer = await context.newPage()
  // Its transactions end late: the event waits in localStorage for as long.
  await writer.addInitScript(() => {
    const { add } = IDBObjectStore.prototype
    IDBObjectStore.prototype.add = function (this: IDBObjectStore, ...args) {
      const until = performance.now() + 1500
      const hold = () => {
        if (performance.now() < until) this.count().onsuccess = hold
      }
      hold()
      return add.apply(this, args)
    }
  })
  await writer.goto(site.origin)
  await until(writer, 'ready')
  const tracked = track(writer, '/once')
  await expect.poll(() => writer.evaluate(() => localStorage.getItem('inkling.outbox') ?? '')).toContain('/once')
  const taker = await open(context, site)
  await tracked
  await expect.poll(() => keys(taker)).toEqual(['inkling.consent', 'inkling.snapshot'])
  for (const page of [writer, taker]) expect((await known(page)).filter((item) => item === '/once')).toHaveLength(1)
  expect((await stored(taker)).filter((item) => item === '/once')).toHaveLength(1)
})

test('Inkling keeps no page out of the back/forward cache, and one that lay in it learns what was cleared meanwhile.', async ({
  site,
}) => {
  const browser = await launchWithBackForwardCache()
  try {
    const context = await browser.newContext()
    await seedPlain(context, site)
    const page = await context.newPage()
    await page.goto(`${site.origin}/first`)
    await untilEvents(page, 2)
    await page.evaluate(() => {
      Object.assign(window, { shown: [] })
      addEventListener('pageshow', ({ persisted }) => (window as unknown as { shown: boolean[] }).shown.push(persisted))
    })
    await page.goto(`${site.origin}/second`)
    await untilEvents(page, 2)
    expect(await forget(page, '/seen/cat')).toBe(1)
    // A page that hears it while it lies there loses its place.
    await page.evaluate(() => new BroadcastChannel('inkling').postMessage({}))
    await page.goBack({ waitUntil: 'commit' })
    await page.waitForFunction(() => (window as unknown as { shown?: boolean[] }).shown?.length)
    expect(await page.evaluate(() => (window as unknown as { shown: boolean[] }).shown)).toEqual([true])
    await expect.poll(() => known(page)).toEqual(['/seen/dog'])
    // Back in sight it hears other tabs again, of what localStorage doesn't take, too.
    const other = await context.newPage()
    await other.goto(`${site.origin}/other`)
    await untilEvents(other, 1)
    await fill(other)
    expect(await forget(other, '/seen/dog')).toBe(1)
    await expect.poll(() => known(page)).toEqual([])
  } finally {
    await browser.close()
  }
})

/** The history is open, and has as many events. */
const untilEvents = (page: Page, least: number) =>
  expect
    .poll(() => page.evaluate(async () => (await (window as unknown as Told).inkling.status()).events))
    .toBeGreaterThanOrEqual(least)

/** Takes all the room that the origin has in localStorage. */
const fill = (page: Page) =>
  page.evaluate(() => {
    for (let [size, n] = [1 << 20, 0]; size > 0; size >>= 1) {
      try {
        for (;;) localStorage.setItem(`site ${n++}`, 'x'.repeat(size))
      } catch {
        // Half of it may fit.
      }
    }
  })

test('Where localStorage is full, what is forgotten or withdrawn in one tab is so in three others.', async ({
  context,
  site,
}) => {
  const here = await context.newPage()
  await here.goto(site.origin)
  await fill(here)
  const others = [await context.newPage(), await context.newPage(), await context.newPage()]
  for (const page of others) await page.goto(site.origin)
  // No page can keep the choice for the others: it is made on each.
  for (const page of [here, ...others]) {
    await grant(page)
    await until(page, 'ready', ({ consent }) => consent.state === 'granted')
    if (page === here)
      for (const [id, kind] of [['/seen/cat'], ['/seen/dog', 'click']] as const) await track(page, id, kind)
  }
  for (const page of others) expect(await known(page)).toEqual(SEEN)
  expect(await forget(here, '/seen/cat')).toBe(1)
  for (const page of others) await expect.poll(() => known(page)).toEqual(['/seen/dog'])
  await here.evaluate(() => (window as unknown as Told).inkling.consent.deny())
  for (const page of others) {
    await expect.poll(() => page.evaluate(() => (window as unknown as Told).inkling.consent.get().state)).toBe('denied')
    await track(page, '/later')
    expect(await known(page)).toEqual([])
  }
  await expect.poll(() => here.evaluate(async () => (await indexedDB.databases()).length)).toBe(0)
})

/** As `seed`, in a context that notes nothing. */
async function seedPlain(context: BrowserContext, site: Site): Promise<void> {
  const page = await context.newPage()
  await page.goto(site.origin)
  await page.waitForFunction(() => typeof (window as unknown as Told).inkling?.track === 'function')
  await page.evaluate(async () => {
    const { inkling } = window as unknown as Told
    inkling.consent.set({ content: true, creatives: true })
    await inkling.track('read', { id: '/seen/cat', title: 'A cat' })
    await inkling.track('click', { id: '/seen/dog', title: 'A dog' })
  })
  await page.close()
}

test('An export of one browser comes into another: what is there is not doubled, a wrong file changes nothing.', async ({
  context,
  browser,
  site,
}) => {
  await seed(context, site)
  const from = await open(context, site)
  const json = await from.evaluate(async () => JSON.stringify(await (window as unknown as Told).inkling.exportData()))
  const elsewhere = await browser.newContext()
  try {
    await seedPlain(elsewhere, site)
    const page = await elsewhere.newPage()
    await page.goto(site.origin)
    await page.waitForFunction(() => typeof (window as unknown as Told).inkling?.track === 'function')
    const result = await page.evaluate(async (json) => {
      const { inkling } = window as unknown as Told
      const before = (await inkling.exportData()).events.length
      const wrong = await inkling
        .importData(json.replace('"kind":"read"', '"kind":"red"'))
        .catch(({ message }) => message)
      const unchanged = (await inkling.exportData()).events.length === before
      const first = await inkling.importData(json)
      const second = await inkling.importData(json)
      const csv = await inkling.exportCsv()
      inkling.consent.deny()
      return { wrong, unchanged, first, second, csv, denied: (await inkling.importData(json)) ?? 'refused' }
    }, json)
    expect(result).toMatchObject({ unchanged: true, second: { events: 0, items: 0 }, denied: 'refused' })
    expect(result.wrong).toMatch(/events\[\d+\]\.kind/)
    expect((result.first as { events: number }).events).toBeGreaterThanOrEqual(2)
    expect(result.csv.split('\r\n')[0]).toBe('kind,at,item,text,topic,tags,author,published,popularity,list,seconds')
    expect(await details(from, 'error')).toEqual([])
  } finally {
    await elsewhere.close()
  }
})
