// The launch page: its front page is ordered by Inkling for each reader, in view of the visitor and without a trace.
import { existsSync, readFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import type { BrowserContext, Page } from '@playwright/test'
import { sample } from '../../sdk/test/sample.ts'
import { expect, type Site, test } from './support.ts'

const DIST = fileURLToPath(new URL('../../sdk/dist/', import.meta.url))
const HOMES = [
  { home: '/', language: 'en' },
  { home: '/ru/', language: 'ru' },
] as const
const READERS = ['science', 'football', 'bargains'] as const

interface Deed {
  readonly kind: string
  readonly age: number
  readonly item: string
}
interface Data {
  readonly items: ReadonlyArray<{ id: string; title: string; topic: string; tags: string[]; language: string }>
  readonly histories: Readonly<Record<(typeof READERS)[number], readonly Deed[]>>
}

async function open(context: BrowserContext, site: Site, home: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(site.origin + home)
  await expect(page.locator('[data-live]')).toHaveAttribute('data-ready', '', { timeout: 60_000 })
  return page
}

const dataOf = (page: Page): Promise<Data> =>
  page.evaluate(() => JSON.parse(document.getElementById('launch-data')!.textContent!))
const ids = (page: Page): Promise<string[]> =>
  page.$$eval('[data-front] > li', (cards) => cards.map((card) => (card as HTMLElement).dataset['id']!))
const shown = (page: Page, reader: string) =>
  expect(page.locator('[data-live]')).toHaveAttribute('data-shown', reader, { timeout: 20_000 })
const choose = async (page: Page, reader: string) => {
  await page.locator(`[name="reader"][value="${reader}"]`).check()
  await shown(page, reader)
}

function answerWithPackage(path: string, response: ServerResponse): boolean {
  const file = join(DIST, path.slice('/npm/'.length))
  if (!path.startsWith('/npm/') || !existsSync(file)) return false
  response.writeHead(200, { 'content-type': 'text/javascript' }).end(readFileSync(file))
  return true
}

/** Ranks by a history with the npm package, on a page of its own with the usual storage. */
async function rankWithPackage(context: BrowserContext, site: Site, language: string) {
  site.fault = ({ url = '' }, response) => {
    if (url !== '/package.html') return answerWithPackage(url, response)
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(`<!doctype html><html lang="${language}"><title>Package</title><body></body></html>`)
    return true
  }
  const page = await (await context.browser()!.newContext()).newPage()
  await page.goto(`${site.origin}/package.html`)
  return async (items: Data['items'], events: ReadonlyArray<object>): Promise<string[]> =>
    page.evaluate(
      async ([items, events]) => {
        const { createInkling } = await import(new URL('/npm/index.js', location.href).href)
        const inkling = createInkling({ consent: 'granted', demoteRead: false })
        await inkling.status()
        await inkling.erase()
        await inkling.importData({ version: 1, events, items: [] })
        const ranking = await inkling.rank(items, { list: 'front' })
        inkling.destroy()
        return ranking.items.map(({ id }: { id: string }) => id)
      },
      [items, events] as const,
    )
}

for (const { home, language } of sample(HOMES, 1))
  test(`${home}: each reader's cards end in the order of the package's rank, and the editors' order returns`, async ({
    context,
    site,
  }) => {
    const rank = await rankWithPackage(context, site, language)
    const page = await open(context, site, home)
    const { items, histories } = await dataOf(page)
    const editors = items.map(({ id }) => id)
    expect(await ids(page)).toEqual(editors)
    const orders = new Set([editors.join()])
    for (const reader of READERS) {
      const events = histories[reader].map(({ age, ...event }) => ({ ...event, at: Date.now() - age }))
      const expected = await rank(items, events)
      await choose(page, reader)
      expect(await ids(page), reader).toEqual(expected)
      orders.add(expected.join())
      // A badge names the distance from the editors' place.
      const first = page.locator('[data-front] > li').first()
      const by = editors.indexOf(expected[0]!)
      await expect(first.locator('[data-place]')).toHaveText(by ? `↑\u2009${by}` : '')
      if (by) await expect(first.getByRole('img', { name: new RegExp(`\\b${by}\\b`) })).toBeVisible()
      await expect(page.locator('[data-fact="time"]')).toHaveText(/^\d+[.,]\d\s(?:ms|мс)$/)
    }
    expect(orders.size).toBe(1 + READERS.length)
    await choose(page, 'editors')
    expect(await ids(page)).toEqual(editors)
  })

test('"You" ranks by what was pressed on this page, and by nothing else', async ({ context, site }) => {
  const rank = await rankWithPackage(context, site, 'en')
  const page = await open(context, site, '/')
  const { items } = await dataOf(page)
  const pressed: Array<object> = []
  for (const place of [3, 1]) {
    const card = page.locator('[data-front] > li').nth(place)
    const id = await card.getAttribute('data-id')
    const { title, topic, tags, language } = items.find((item) => item.id === id)!
    pressed.push({ kind: 'click', at: Date.now(), item: id, text: title, fingerprint: '', topic, tags, language })
    await page.locator(`[data-id="${id}"] [data-open]`).press('Enter')
    await expect(page.locator('[name="reader"][value="you"]')).toBeChecked()
    await shown(page, 'you')
    const expected = await rank(items, pressed)
    await expect.poll(() => ids(page)).toEqual(expected)
    expect(expected).not.toEqual(items.map(({ id }) => id))
    // The card has moved, and the focus with it, unless it isn't among the cards that are displayed.
    const moved = page.locator(`[data-id="${id}"] [data-open]`)
    const now = page.locator('[data-front] > li').nth(place).locator('[data-open]')
    await expect((await moved.isVisible()) ? moved : now).toBeFocused()
    await expect(page.locator(`[data-id="${id}"] [data-open]`)).toHaveAttribute('aria-pressed', 'true')
  }
  await page.reload()
  await choose(page, 'you')
  expect(await ids(page)).toEqual(items.map(({ id }) => id))
})

test('the readers are a radio group for the keyboard', async ({ context, site }) => {
  const page = await open(context, site, '/')
  await page.locator('[name="reader"][value="editors"]').focus()
  for (const reader of [...READERS, 'you', 'editors']) {
    await page.keyboard.press('ArrowRight')
    await expect(page.locator(`[name="reader"][value="${reader}"]`)).toBeFocused()
    await shown(page, reader)
  }
})

for (const reducedMotion of ['no-preference', 'reduce'] as const)
  test(`cards ${reducedMotion === 'reduce' ? 'change places at once under reduced motion' : 'glide'}, and nothing shifts unexpectedly`, async ({
    context,
    site,
  }) => {
    const page = await context.newPage()
    await page.emulateMedia({ reducedMotion })
    await page.addInitScript(() => {
      const seen = { glides: 0, shifts: [] as number[] }
      Object.assign(window, { seen })
      const animate = Element.prototype.animate
      Element.prototype.animate = function (...args) {
        seen.glides++
        return animate.apply(this, args)
      }
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as Array<PerformanceEntry & { value: number; hadRecentInput: boolean }>)
          if (!entry.hadRecentInput) seen.shifts.push(entry.value)
      }).observe({ type: 'layout-shift', buffered: true })
    })
    await page.goto(`${site.origin}/`)
    // Also while Inkling is still loading.
    await choose(page, 'science')
    await choose(page, 'bargains')
    await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => {}))))
    const seen = await page.evaluate(() => (window as unknown as { seen: { glides: number; shifts: number[] } }).seen)
    expect(seen.shifts).toEqual([])
    if (reducedMotion === 'reduce') expect(seen.glides).toBe(0)
    else expect(seen.glides).toBeGreaterThan(8)
  })

test('no request depends on the reader, nothing is stored, and the browser’s own list says so', async ({
  browser,
  site,
}) => {
  const asked: string[][] = []
  for (const reader of ['football', 'you']) {
    site.forget()
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
    const page = await open(context, site, '/')
    await page.waitForLoadState('networkidle')
    const before = site.requests.length
    await choose(page, reader)
    await page.locator('[data-open]').first().click()
    await shown(page, 'you')
    await choose(page, 'science')
    expect(site.requests.slice(before)).toEqual([])
    asked.push([...site.requests].sort())
    expect(
      await page.evaluate(async () => [
        { ...localStorage },
        { ...sessionStorage },
        await indexedDB.databases(),
        await caches.keys(),
        document.cookie,
      ]),
    ).toEqual([{}, {}, [], [], ''])
    await page.locator('[data-requests] summary').click()
    const rows = await page.locator('[data-requests-list] > li').allTextContents()
    expect(rows).toContain('/')
    expect(rows.every((row) => row.startsWith('/'))).toBe(true)
    await expect(page.locator('[data-requests-said]')).toContainText(`${rows.length} requests`)
    await expect(page.locator('[data-requests-said]')).toContainText('0 to another host')
    await context.close()
  }
  expect(asked[0]).toEqual(asked[1])
})

/** In five seconds: what it is, that it runs, and how to install it. */
for (const width of [390, 1440])
  test(`the first screen, ${width} wide, says what it is, shows that it runs, and how to install it`, async ({
    context,
    site,
  }) => {
    const page = await context.newPage()
    await page.setViewportSize({ width, height: width < 500 ? 844 : 900 })
    for (const { home, language } of HOMES) {
      await page.goto(site.origin + home)
      const whole = (selector: string) => expect(page.locator(selector).first()).toBeInViewport({ ratio: 1 })
      await whole('h1')
      await expect(page.locator('h1')).toHaveText(language === 'ru' ? /браузере читателя/ : /reader’s browser/)
      await whole('.lede')
      await expect(page.locator('.lede')).toHaveText(language === 'ru' ? /открытый скрипт/ : /open-source script/)
      await whole('main a[href="#install"]')
      if (width > 500) await whole('.to-install code')
      await whole('.readers')
      await expect(page.locator('[data-front] > li').first()).toBeInViewport({ ratio: 0.4 })
      const first = await page.locator('[data-front] > li').first().getAttribute('data-id')
      await choose(page, 'science')
      await expect(page.locator('[data-front] > li').first()).toBeInViewport({ ratio: 0.4 })
      expect(await page.locator('[data-front] > li').first().getAttribute('data-id')).not.toBe(first)
      await whole('[data-fact="time"]')
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    }
    await page.locator('main a[href="#install"]').first().click()
    await expect(page.locator('#install pre').first()).toBeInViewport()
  })

/** Questions that the first screen's headline and introduction answer on narrow windows. */
const ANSWERED = ['runs', 'leaves', 'installing']
const QUESTIONS = [...ANSWERED, 'weighs', 'for', 'notForShort', 'proven', 'allowed']

for (const [width, height] of [
  [390, 844],
  [1440, 900],
] as const)
  test(`the first two screens, ${width} wide, answer all questions and lead further`, async ({ context, site }) => {
    const page = await context.newPage()
    await page.setViewportSize({ width, height })
    for (const { home } of HOMES) {
      await page.goto(site.origin + home)
      for (const question of QUESTIONS) {
        const answer = page.locator(`[data-answer="${question}"]`)
        await expect(answer.locator('dd')).not.toBeEmpty()
        const href = await answer.locator('a').getAttribute('href')
        if (href!.startsWith('#')) await expect(page.locator(href!)).toHaveCount(1)
        else expect(href).toBe(`${home}proof/`)
        if (width < 500 && ANSWERED.includes(question)) continue
        const box = (await answer.boundingBox())!
        expect(box.y + box.height, `${home} ${question}`).toBeLessThanOrEqual(2 * height)
      }
    }
  })

test('without scripts the page is the editors’ order and everything else, and offers nothing that would not work', async ({
  browser,
  site,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${site.origin}/`)
  await expect(page.locator('[data-front] > li:visible')).toHaveCount(8)
  await expect(page.locator('input:visible, button:visible')).toHaveCount(0)
  await expect(page.locator('noscript p')).toBeVisible()
  await expect(page.locator('#comparison table')).toBeVisible()
  await context.close()
})

test('Inkling’s files are missing: the page says so and keeps the editors’ order', async ({ context, site }) => {
  site.fault = ({ url = '' }, response) => url.startsWith('/launch/') && !!response.writeHead(404).end()
  const page = await context.newPage()
  await page.clock.install()
  await page.goto(`${site.origin}/`)
  const before = await ids(page)
  await page.locator('[value="science"]').check()
  await page.clock.runFor(30_000)
  await shown(page, 'science')
  await expect(page.locator('[data-said]')).toContainText('could not start')
  expect(await ids(page)).toEqual(before)
})

const LOOKS = HOMES.flatMap(({ home }) => [
  { home, colorScheme: 'light', width: 1440 } as const,
  { home, colorScheme: 'dark', width: 390 } as const,
])

for (const { home, colorScheme, width } of sample(LOOKS, 1))
  test(`axe finds nothing on ${home}, ${colorScheme}, ${width} wide, for a reader and with the requests shown`, async ({
    context,
    site,
  }) => {
    const page = await open(context, site, home)
    await page.setViewportSize({ width, height: 844 })
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await choose(page, 'science')
    await page.locator('[data-requests] summary').click()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  })

for (const { home, language } of HOMES)
  test(`${home}: the film loads only when it is played, has captions in the page's language, and is told in words`, async ({
    context,
    site,
  }) => {
    const page = await context.newPage()
    await page.goto(site.origin + home)
    const film = page.locator('video')
    await film.scrollIntoViewIfNeeded()
    await page.waitForLoadState('networkidle')
    expect(site.requests.filter((path) => path.endsWith('.webm'))).toEqual([])
    await expect(film.locator('track[default]')).toHaveAttribute('srclang', language)
    for (const track of await film.locator('track').all()) {
      const answer = await context.request.get(site.origin + (await track.getAttribute('src')))
      expect(answer.headers()['content-type']).toContain('text/vtt')
      expect((await answer.text()).match(/-->/g)).toHaveLength(await page.locator('.transcript li').count())
    }
    const seconds = await film.evaluate(async (video: HTMLVideoElement) => {
      await video.play()
      const { duration } = video
      video.pause()
      return duration
    })
    expect(seconds).toBeGreaterThan(15)
    expect(seconds).toBeLessThan(30)
  })

test('what is not there is missed on the page’s own site, in its language', async ({ request, site }) => {
  for (const [path, words] of [
    ['/nothing.html', 'There is no page here'],
    ['/ru/nothing.html', 'Здесь нет страницы'],
  ] as const) {
    const answer = await request.get(site.origin + path)
    expect(answer.status()).toBe(404)
    expect(await answer.text()).toContain(words)
  }
})
