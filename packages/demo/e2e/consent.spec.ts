import type { Page } from '@playwright/test'
import { accept, eventsOf, expect, type InklingOnPage, noted, type Site, test, untilEvent } from './support.ts'

const stored = (page: Page) =>
  page.evaluate(async () => ({
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).map((database) => database.name),
    caches: await caches.keys(),
    cookies: document.cookie,
  }))

const NOTHING = { local: [], session: [], databases: [], caches: [], cookies: '' }

const modelRequests = (site: Site) => site.requests.filter((path) => /encoder-en|\/engine\//.test(path))
/** Requests for Inkling's files other than the tag. */
const furtherRequests = (site: Site) =>
  site.requests.filter((path) => path.startsWith('/inkling/') && !path.endsWith('/inkling.js'))

test('before a choice nothing is stored, and nothing asked for but the page', async ({ context, site }) => {
  const page = await context.newPage()
  await page.goto(`${site.magazine}/`)
  await untilEvent(page, 'ready')
  await page.locator('[data-inkling-list] a').first().click()
  await untilEvent(page, 'ready')
  await page.goto(`${site.magazine}/`)
  await untilEvent(page, 'ready', (detail) => detail['consent'].state === 'unknown')
  expect(await stored(page)).toEqual(NOTHING)
  expect(furtherRequests(site)).toEqual([])
  expect(page.workers()).toEqual([])
  expect(await eventsOf(page, 'ranked')).toEqual([])
})

test('before a choice Inkling listens to nothing', async ({ context, site }) => {
  await context.addInitScript(() => {
    const added: string[] = []
    Object.assign(window, { added })
    const original = EventTarget.prototype.addEventListener
    EventTarget.prototype.addEventListener = function (...args: Parameters<typeof original>) {
      if (/(?:inkling|later)\.js/.test(new Error().stack ?? '')) added.push(`${this.constructor.name} ${args[0]}`)
      return original.apply(this, args)
    }
  })
  const page = await context.newPage()
  await page.goto(`${site.magazine}/`)
  await untilEvent(page, 'ready')
  expect(await page.evaluate(() => (window as unknown as { added: string[] }).added)).toEqual([])
  await accept(page)
  expect((await page.evaluate(() => (window as unknown as { added: string[] }).added)).length).toBeGreaterThan(1)
})

test('a refusal is the only thing kept', async ({ context, site }) => {
  const page = await context.newPage()
  await page.goto(`${site.magazine}/`)
  await page.locator('#consent-deny').click()
  await untilEvent(page, 'consent', (detail) => detail['state'] === 'denied')
  await page.goto(`${site.magazine}/space/`)
  await untilEvent(page, 'ready', (detail) => detail['consent'].state === 'denied')
  expect(await stored(page)).toEqual({ ...NOTHING, local: ['inkling.consent'] })
  expect(furtherRequests(site)).toEqual([])
  await expect(page.locator('#consent-banner')).toBeHidden()
})

test('with text twice as large, on a small screen, the question can be read and both answers can be given', async ({
  context,
  site,
}) => {
  await context.addInitScript(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('html{font-size:200%!important}')
    document.adoptedStyleSheets = [sheet]
  })
  const page = await context.newPage()
  await page.setViewportSize({ width: 360, height: 640 })
  await page.goto(`${site.magazine}/`)
  const boxes = []
  await expect(page.locator('#consent-title')).toBeInViewport({ ratio: 1 })
  for (const answer of ['#consent-accept', '#consent-deny']) {
    await page.locator(answer).focus()
    await expect(page.locator(answer)).toBeInViewport({ ratio: 1 })
    boxes.push(await page.locator(answer).boundingBox())
  }
  expect([boxes[0]!.width, boxes[0]!.height]).toEqual([boxes[1]!.width, boxes[1]!.height])
})

test('the first page view with consent asks for the table alone, the second for the transformer', async ({
  context,
  site,
}) => {
  const page = await context.newPage()
  await page.goto(`${site.magazine}/`)
  expect(modelRequests(site)).toEqual([])
  await accept(page)
  await untilEvent(page, 'engine', (detail) => detail['vectors'] > 0)
  expect(modelRequests(site).some((path) => path.endsWith('encoder-en/table.bin'))).toBe(true)
  expect(modelRequests(site).filter((path) => /weights-|engine\//.test(path))).toEqual([])
  await page.goto(`${site.magazine}/space/`)
  await untilEvent(page, 'engine', (detail) => detail['engine'] === 'ready')
  expect(modelRequests(site).some((path) => path.endsWith('weights-0.bin'))).toBe(true)
})

test('withdrawing wipes everything but the choice', async ({ context, site }) => {
  const page = await context.newPage()
  await page.goto(`${site.magazine}/`)
  await accept(page)
  await page.goto(`${site.magazine}/space/`)
  await untilEvent(page, 'engine', (detail) => detail['vectors'] > 0)
  expect((await stored(page)).caches.length).toBeGreaterThan(0)
  await page.evaluate(() => (window as unknown as { inkling: InklingOnPage }).inkling.consent.deny())
  await expect.poll(() => stored(page)).toEqual({ ...NOTHING, local: ['inkling.consent'] })
  await expect.poll(() => page.workers().length).toBe(0)
  expect((await noted(page)).errors).toEqual([])
})

test('withdrawn while the rest of Inkling is on its way: it comes, and does nothing', async ({ context, site }) => {
  const page = await context.newPage()
  await page.goto(`${site.magazine}/`)
  let arrive = () => {}
  const held = new Promise<void>((resolve) => (arrive = resolve))
  await page.route('**/core.js', async (route) => {
    await held
    await route.continue()
  })
  const asked = page.waitForRequest('**/core.js')
  await page.locator('#consent-accept').click()
  await asked
  await page.evaluate(() => (window as unknown as { inkling: InklingOnPage }).inkling.consent.deny())
  const came = page.waitForResponse('**/core.js')
  arrive()
  await came
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(() => requestIdleCallback(resolve))))
  // The demo also stores the reader's settings only with consent.
  await expect.poll(() => stored(page)).toEqual({ ...NOTHING, local: ['inkling.consent'] })
  expect(await eventsOf(page, 'ranked')).toEqual([])
  expect((await noted(page)).errors).toEqual([])
})

test('a remembered yes brings the rest as soon as the tag runs', async ({ context, site }) => {
  const page = await context.newPage()
  await page.goto(`${site.magazine}/`)
  await accept(page)
  const next = await context.newPage()
  const asked: string[] = []
  next.on('request', (request) => asked.push(new URL(request.url()).pathname.split('/').at(-1) ?? ''))
  await next.goto(`${site.magazine}/space/`)
  await untilEvent(next, 'ready')
  const scripts = asked.filter((name) => ['inkling.js', 'core.js'].includes(name))
  expect([...new Set(scripts)]).toEqual(['inkling.js', 'core.js'])
})

/** Storage and workers of one tab's page. */
const left = (page: Page) =>
  page.evaluate(async () => ({
    keys: [...Object.keys(localStorage), ...Object.keys(sessionStorage)],
    databases: (await indexedDB.databases()).map((database) => database.name),
    caches: await caches.keys(),
  }))

test('withdrawn in one tab, every other is empty within a second: one that works, one that reads, one without core.js', async ({
  context,
  site,
}) => {
  const first = await context.newPage()
  await first.goto(`${site.magazine}/`)
  await accept(first)
  const working = await context.newPage()
  await working.goto(`${site.magazine}/space/`)
  await untilEvent(working, 'engine', (detail) => detail['vectors'] > 0)
  const reading = await context.newPage()
  await reading.goto(`${site.magazine}/food/`)
  await untilEvent(reading, 'ready')
  // A tab whose script never loads: it has no listeners, and its data is in shared storage and its own session storage.
  const without = await context.newPage()
  await without.route('**/core.js', (route) => route.abort())
  await without.goto(`${site.magazine}/music/`)
  await untilEvent(without, 'error', (detail) => detail['code'] === 'script-unavailable')
  for (const page of [first, working, reading]) await page.evaluate(() => sessionStorage.setItem('inkling.shown', '{}'))
  expect(working.workers().length).toBeGreaterThan(0)

  const tabs = [first, working, reading, without]
  // Each tab records the moment when it is empty, because polling from outside would run sequentially.
  const empty = tabs.map((tab) =>
    tab.evaluate(async () => {
      for (;;) {
        const keys = [...Object.keys(localStorage), ...Object.keys(sessionStorage)]
        const only = keys.length === 1 && localStorage.getItem('inkling.consent')?.includes('denied')
        if (only && !(await indexedDB.databases()).length && !(await caches.keys()).length) return Date.now()
        await new Promise((again) => setTimeout(again, 20))
      }
    }),
  )
  const gone = tabs.map(async (tab) => {
    await Promise.all(tab.workers().map((worker) => worker.waitForEvent('close')))
    return Date.now()
  })
  const before = await first.evaluate(() => {
    const before = Date.now()
    ;(window as unknown as { inkling: InklingOnPage }).inkling.consent.deny()
    return before
  })
  const took = Math.max(...(await Promise.all([...empty, ...gone]))) - before
  test.info().annotations.push({ type: 'milliseconds', description: String(took) })
  expect(took).toBeLessThan(1000)
  for (const tab of [first, working, reading]) expect((await eventsOf(tab, 'consent')).at(-1)?.['state']).toBe('denied')
  // Work that was in progress writes nothing back.
  for (const tab of tabs)
    await tab.evaluate(() => new Promise((done) => requestIdleCallback(() => requestIdleCallback(done))))
  for (const tab of tabs) expect(await left(tab)).toEqual({ keys: ['inkling.consent'], databases: [], caches: [] })
})
