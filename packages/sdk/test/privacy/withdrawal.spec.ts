/** Consent is withdrawn while something is in progress: a model, a script, a page in the back/forward cache. */

import type { Page } from '@playwright/test'
import { launchWithBackForwardCache } from '../faults/back-forward-cache.ts'
import { codes, expect, known, type Site, seed, type Told, test, track, until } from '../faults/site.ts'

const deny = (page: Page) => page.evaluate(() => (window as unknown as Told).inkling.consent.deny())
const state = (page: Page) => page.evaluate(() => (window as unknown as Told).inkling.consent.get().state)

const left = (page: Page) =>
  page.evaluate(async () => [
    ...(await indexedDB.databases()).map(({ name }) => name),
    ...(await caches.keys()),
    ...Object.keys(localStorage),
    ...Object.keys(sessionStorage),
  ])

/** The browser has had the time to do what was under way. */
const settled = (page: Page) =>
  page.evaluate(() => new Promise((done) => requestIdleCallback(() => requestIdleCallback(done))))

/**
 * Delays a file.
 *
 * @returns a function that releases it, and promises that resolve when it is requested and when it is abandoned
 */
function hold(site: Site, name: string) {
  let go = () => {}
  const released = new Promise<void>((resolve) => (go = resolve))
  let note = () => {}
  const asked = new Promise<void>((resolve) => (note = resolve))
  let noteEnd = () => {}
  const givenUp = new Promise<void>((resolve) => (noteEnd = resolve))
  site.answer = (request, response) => {
    if (!request.url.endsWith(name)) return false
    const body = site.model.get(name)
    // The head and a few bytes at once: it is being read.
    if (body) response.writeHead(200, { 'content-type': 'application/octet-stream' }).write(body.subarray(0, 9))
    response.on('close', () => !response.writableEnded && noteEnd())
    void released.then(() => {
      site.answer = undefined
      response.end(body?.subarray(9))
    })
    note()
    return true
  }
  return { go, asked, givenUp }
}

test('Withdrawn while a model comes: its download and its worker end, and no cache comes back.', async ({
  context,
  site,
}) => {
  await seed(context, site)
  site.attributes = 'data-model="/toy/" data-download="now"'
  const { go, asked, givenUp } = hold(site, 'weights-1.bin')
  const page = await context.newPage()
  await page.goto(site.origin)
  await asked
  // What has come already lies in the cache.
  await expect.poll(() => page.evaluate(() => caches.keys())).toHaveLength(1)
  expect(page.workers()).toHaveLength(1)
  await deny(page)
  await givenUp
  await expect.poll(() => page.workers()).toEqual([])
  await expect.poll(() => left(page)).toEqual(['inkling.consent'])
  go()
  await settled(page)
  expect(await left(page)).toEqual(['inkling.consent'])
  expect(await codes(page)).toEqual([])
})

test('Withdrawn in one tab while core.js is on its way to another: it comes, hears of it, and does nothing.', async ({
  context,
  site,
}) => {
  await seed(context, site)
  const here = await context.newPage()
  await here.goto(site.origin)
  await until(here, 'ready')
  let go = () => {}
  const there = await context.newPage()
  const held = new Promise<void>((resolve) => (go = resolve))
  await there.route('**/core.js', async (route) => {
    await held
    await route.continue()
  })
  const asked = there.waitForRequest('**/core.js')
  await there.goto(site.origin)
  await asked
  const tracked = track(there, '/late')
  await deny(here)
  await expect.poll(() => left(here)).toEqual(['inkling.consent'])
  go()
  await tracked
  expect(await state(there)).toBe('denied')
  await settled(there)
  expect(await left(there)).toEqual(['inkling.consent'])
  expect(await there.evaluate(() => (window as unknown as Told).told.map(([name]) => name))).toEqual(['consent'])
})

test('Withdrawn while a page lies in the back/forward cache: it comes back, and has ended.', async ({ site }) => {
  const browser = await launchWithBackForwardCache()
  try {
    const page = await (await browser.newContext()).newPage()
    const open = async (path: string) => {
      await page.goto(site.origin + path)
      await page.waitForFunction(() => typeof (window as unknown as Told).inkling?.track === 'function')
    }
    await open('/first')
    await page.evaluate(() => (window as unknown as Told).inkling.consent.set({ content: true }))
    await track(page, '/cat')
    await open('/second')
    expect(await known(page)).toEqual(['/cat'])
    await deny(page)
    await expect.poll(() => left(page)).toEqual(['inkling.consent'])
    await page.goBack({ waitUntil: 'commit' })
    // Chromium throws a page out of the cache that holds a database which is to be deleted: it may be loaded anew.
    await page.waitForURL('**/first')
    await page.waitForFunction(() => typeof (window as unknown as Told).inkling?.track === 'function')
    await expect.poll(() => state(page)).toBe('denied')
    await track(page, '/dog')
    expect(await known(page)).toEqual([])
    await expect.poll(() => left(page)).toEqual(['inkling.consent'])
  } finally {
    await browser.close()
  }
})
