/** <inkling-inspector> from the build: what it shows, to whom, and that the page is the same with and without it. */

import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type Page, test } from '@playwright/test'
import { expect } from '../expect.ts'
import { sample } from '../sample.ts'
import { READ, serveEverything, type Taste } from './everything.ts'
import {
  choose,
  handle,
  INSPECT,
  lookInto,
  openInspector,
  openTaught,
  panel,
  type Seen,
  TABS,
  teach,
} from './inspector-page.ts'
import { servedStories } from './served.ts'
import { type Language, TAUGHT } from './site.ts'

const served = servedStories()

const taught = (page: Page, language?: Language, mode?: ShadowRootMode) => openTaught(served.site, page, language, mode)
const inspect = (page: Page, language?: Language) => openInspector(served.site, page, language)
const order = (page: Page) =>
  page.locator('li[data-inkling-item] a').evaluateAll((all) => all.map((a) => a.textContent))

for (const language of sample(['en', 'ru'] as const, 1))
  test(`Every tab is accessible and breaks no policy, with consent and without: ${language}`, async ({ page }) => {
    const accessible = async () => expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
    await taught(page, language)
    await page.goto(`${served.site.origin}/${language}/plain${INSPECT}`)
    await expect(handle(page)).toBeVisible()
    await accessible()
    await handle(page).click()
    for (const tab of TABS) {
      await choose(page, tab)
      if (tab === 'lists') await panel(page).locator('summary').first().click()
      await accessible()
    }
    await page.evaluate(() => (window as unknown as Seen).inkling.consent.deny())
    await choose(page, 'lists')
    await expect(panel(page)).toContainText(language === 'en' ? 'Content is not agreed to' : 'Согласия на подбор')
    await accessible()
    expect(await page.evaluate(() => (window as unknown as Seen).refused)).toEqual([])
  })

test('It tells each item’s place, the sum of its parts, its reason, and what was ordered by whom', async ({ page }) => {
  await taught(page)
  await inspect(page)
  const [first] = await order(page)
  await expect(panel(page).locator('summary').first()).toContainText(`1. ${first}`)
  await panel(page).locator('summary').first().click()
  await expect(panel(page).locator('li').first()).toContainText(TAUGHT.en[0])
  const figures = await panel(page).locator('table').first().locator('td').allTextContents()
  const values = figures.map(Number)
  const sum = values.pop()!
  // Each is rounded to two digits.
  expect(Math.abs(values.reduce((sum, value) => sum + value, 0) - sum)).toBeLessThanOrEqual(0.005 * figures.length)
  await expect(panel(page)).toContainText('4 items changed places · snippet · lexical')
  await choose(page, 'status')
  await expect(panel(page)).toContainText('granted · content')
  await choose(page, 'events')
  await expect(panel(page)).toContainText('inkling:ranked')
  await choose(page, 'report')
  const text = await panel(page).locator('textarea').inputValue()
  expect(text).toContain('list 1: 6 items')
  for (const title of [...TAUGHT.en, ...(await order(page)), '/comet', 'Sky', served.site.origin])
    expect(text).not.toContain(title)
})

/** Rows of a fairness table: name and percentage. */
const shares = (page: Page, of: string) =>
  panel(page)
    .locator(`table[aria-labelledby=fair-${of}] tr`)
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)))

test('How fair the page’s lists are, as they stand, of the reader or of a persona, in pictures that the window holds', async ({
  page,
}) => {
  await taught(page)
  await inspect(page)
  await choose(page, 'fairness')
  // The sky has moved from the last two of six places to the first two: 1 + .63 of the total exposure of 3.3.
  await expect(panel(page).locator('tbody').first()).toContainText('Sky')
  expect((await shares(page, 'topic')).slice(0, 5)).toEqual([
    ['Sky'],
    ['as shown', '49%'],
    ['editors’ order', '22%'],
    ['by score alone', '49%'],
    ['opened', '100%'],
  ])
  await expect(panel(page)).toContainText('1 list · 6 items')
  await expect(panel(page)).toContainText('npx --no inkling audit')
  await page.setViewportSize({ width: 360, height: 740 })
  for (const forcedColors of ['none', 'active'] as const) {
    await page.emulateMedia({ forcedColors })
    const bars = await panel(page)
      .locator('table[aria-labelledby=fair-topic] tbody:first-child i')
      .evaluateAll((all) =>
        all.map((bar) => {
          const { x, width, height } = bar.getBoundingClientRect()
          const { backgroundColor, backgroundImage } = getComputedStyle(bar)
          return { right: x + width, width, height, fill: backgroundColor + backgroundImage }
        }),
      )
    const [shown, editors, byScore, opened] = bars.map(({ width }) => width)
    // Bar lengths match their figures, fills differ, and none exceeds the window.
    expect(shown! / opened!).toBeCloseTo(0.49, 1)
    expect(editors! / opened!).toBeCloseTo(0.22, 1)
    expect(byScore).toBeCloseTo(shown!, 0)
    expect(new Set(bars.map(({ fill }) => fill)).size).toBe(4)
    for (const { right, height } of bars) expect([right <= 360, height >= 10]).toEqual([true, true])
    const { scrollWidth, clientWidth } = await panel(page).evaluate(({ scrollWidth, clientWidth }) => ({
      scrollWidth,
      clientWidth,
    }))
    expect(scrollWidth).toBe(clientWidth)
  }
  await page.emulateMedia({ forcedColors: 'none' })
  await page.goto(`${served.site.origin}/en/plain${INSPECT}&inkling-persona=science-reader`)
  await handle(page).click()
  await choose(page, 'fairness')
  await expect(panel(page)).toContainText('science-reader · 1 list')
})

const ARM_WORDS = [
  ['en', { none: 'None: measurement is not agreed to', views: 'Page views' }],
  ['ru', { none: 'согласия на измерение не было', views: 'Просмотры страниц' }],
] as const

for (const [language, words] of sample(ARM_WORDS, 1))
  test(`Where the site compares, it tells what this device did in its arm, and of a reader who is not measured nothing: ${language}`, async ({
    page,
  }) => {
    await taught(page, language)
    const open = async () => {
      await page.goto(`${served.site.origin}/${language}/compared${INSPECT}`)
      await handle(page).click()
      await choose(page, 'status')
    }
    await open()
    await expect(panel(page)).toContainText(words.none)
    await page.evaluate(() =>
      (window as unknown as Seen).inkling.push(['consent', { content: true, creatives: true, measurement: true }]),
    )
    const arms = panel(page).locator('.arms')
    await expect(arms.locator('caption')).toContainText(/holdout: (?:holdout|ranked)/)
    await open()
    await page.evaluate(() => (window as unknown as Seen).inkling.measure.convert('subscribe', 2))
    const figure = (name: string) => arms.locator('tr', { hasText: name }).locator('td').allTextContents()
    // Counts before and after an exposure are in two columns, and each event is in one of them.
    const sum = async (name: string) => (await figure(name)).reduce((sum, text) => sum + Number(text), 0)
    const summary = await page.evaluate(() => (window as unknown as Seen).inkling.measure.summary())
    await expect.poll(() => sum(words.views)).toBe((summary[0]!.counts.view ?? 0) + (summary[0]!.before.view ?? 0))
    await expect(arms).toContainText(language === 'en' ? 'Conversions' : 'Конверсии')
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
    await choose(page, 'report')
    expect(await panel(page).locator('textarea').inputValue()).toMatch(/^arm 1: (?:not )?exposed; since then /m)
    // On pages without experiments the section is absent.
    await inspect(page, language)
    await choose(page, 'status')
    await expect(panel(page)).toContainText('granted')
    await expect(arms).toHaveCount(0)
    await expect(panel(page)).not.toContainText(words.none)
  })

test('By the keyboard: Enter opens, arrows choose a tab, Escape closes, and the focus comes back', async ({ page }) => {
  await taught(page)
  await page.goto(`${served.site.origin}/en/plain${INSPECT}`)
  await expect(handle(page)).toBeVisible()
  await handle(page).focus()
  await page.keyboard.press('Enter')
  const tab = (name: (typeof TABS)[number]) => page.locator(`inkling-inspector #tab-${name}`)
  await expect(tab('lists')).toBeFocused()
  for (const [key, name] of [
    ['ArrowRight', 'fairness'],
    ['End', 'report'],
    ['ArrowRight', 'lists'],
    ['ArrowLeft', 'report'],
    ['Home', 'lists'],
  ] as const) {
    await page.keyboard.press(key)
    await expect(tab(name)).toBeFocused()
    await expect(tab(name)).toHaveAttribute('aria-selected', 'true')
  }
  // The tab list is a single tab stop, followed by the panel.
  await page.keyboard.press('Tab')
  await expect(panel(page)).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(panel(page).locator('select')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(handle(page)).toBeFocused()
})

test('With it and without it the page has the same layout, order and requests; open, it stands beside the page', async ({
  page,
}) => {
  const requests = new Set<string>()
  page.on('request', (request) => requests.add(new URL(request.url()).pathname.split('/').at(-1)!))
  const view = async (query: string) => {
    requests.clear()
    await page.goto(served.site.empty)
    await page.goto(`${served.site.origin}/en/plain${query}`)
    await expect.poll(() => requests.has('words.js')).toBe(true)
    if (query) await expect(handle(page)).toBeVisible()
    const boxes = await page.locator('h1,ol,li,h2,p').evaluateAll((all) =>
      all.map((each) => {
        const { x, y, width, height } = each.getBoundingClientRect()
        return [x, y, width, height]
      }),
    )
    const shifted = await page.evaluate(() => (window as unknown as Seen).shifted)
    return { boxes, shifted, order: await order(page), style: await rootStyle(page), requests: [...requests].sort() }
  }
  await taught(page)
  await page.setViewportSize({ width: 1280, height: 800 })
  const { requests: plainRequests, ...plain } = await view('')
  const { requests: inspectedRequests, ...inspected } = await view(INSPECT)
  expect(inspected).toEqual(plain)
  expect(inspected.shifted).toBe(0)
  expect(inspectedRequests.filter((each) => !plainRequests.includes(each))).toEqual(['check.js', 'inspect.js'])
  expect(plainRequests.filter((each) => !inspectedRequests.includes(each))).toEqual([])

  await handle(page).click()
  const box = async (selector: string) => (await page.locator(selector).boundingBox())!
  const main = await box('main')
  expect(main.x + main.width).toBeLessThanOrEqual((await box('inkling-inspector .pane')).x)
  // In narrow windows it is at the bottom, and the page can be scrolled out from under it.
  await page.setViewportSize({ width: 600, height: 500 })
  const below = async () => {
    await page.evaluate(() => scrollTo(0, 1e6))
    const end = await box('main > p')
    return (await box('inkling-inspector .pane')).y - (end.y + end.height)
  }
  await expect.poll(below).toBeGreaterThanOrEqual(0)
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.keyboard.press('Escape')
  expect(await rootStyle(page)).toBeNull()
  // As defined by Cumulative Layout Shift.
  expect(await page.evaluate(() => (window as unknown as Seen).shifted)).toBe(0)
})
const rootStyle = (page: Page) => page.evaluate(() => document.documentElement.getAttribute('style'))

test('Its root is closed: nothing of the reader is on the page’s elements while it is open', async ({ page }) => {
  await taught(page, 'en', 'closed')
  await page.goto(`${served.site.origin}/en/plain${INSPECT}`)
  const pressed = () =>
    page.evaluate(() => {
      const { inspected } = window as unknown as Seen
      inspected?.querySelector<HTMLElement>('.handle')?.click()
      return inspected?.textContent ?? ''
    })
  await expect.poll(pressed).toContain(TAUGHT.en[0])
  const readable = await page.evaluate(() => {
    const element = document.querySelector('inkling-inspector')!
    const own = Object.getOwnPropertyNames(element).map((name) => Reflect.get(element, name))
    return JSON.stringify([document.documentElement.outerHTML, element.shadowRoot, own])
  })
  for (const title of TAUGHT.en) expect(readable).not.toContain(title)
  expect(readable).toContain('<inkling-inspector data-inkling-ignore')
})

test('A withdrawal empties it at once, and so does an erasure', async ({ page }) => {
  await taught(page)
  for (const end of ['deny', 'erase'] as const) {
    await inspect(page)
    await panel(page).locator('summary').first().click()
    await expect(panel(page)).toContainText(TAUGHT.en[0])
    await choose(page, 'events')
    await expect(panel(page)).toContainText('inkling:ranked')
    await choose(page, 'lists')
    const left = await page.evaluate(async (end) => {
      const { inkling, inspected } = window as unknown as Seen
      if (end === 'erase') await inkling.erase()
      else inkling.consent.deny()
      return inspected.textContent!
    }, end)
    expect(left).not.toContain(TAUGHT.en[0])
    if (end === 'erase') return
    await choose(page, 'events')
    await expect(panel(page)).not.toContainText('stories')
    await taught(page)
  }
})

test('As somebody else: the page is loaded anew with a persona, and the inspector stays', async ({ page }) => {
  await taught(page)
  await inspect(page)
  await choose(page, 'readers')
  await panel(page).getByRole('link', { name: 'science-reader' }).click()
  await expect(handle(page)).toBeVisible()
  await handle(page).click()
  await choose(page, 'status')
  await expect(panel(page)).toContainText('science-reader')
  await choose(page, 'lists')
  await expect(panel(page).locator('summary').first()).toBeVisible()
  await expect(panel(page)).not.toContainText(TAUGHT.en[0])
})

test('As of yesterday: the page is loaded anew by what was known then, and the inspector stays', async ({ page }) => {
  await taught(page)
  await inspect(page)
  await choose(page, 'readers')
  const now = panel(page).getByRole('link', { name: 'now', exact: true })
  await expect(now).toHaveAttribute('aria-current', 'page')
  await panel(page).getByRole('link', { name: 'yesterday at this time' }).click()
  await handle(page).click()
  await choose(page, 'readers')
  await expect(panel(page)).toContainText('This page is shown as Yourself, yesterday at this time.')
  await expect(now).not.toHaveAttribute('aria-current')
  await choose(page, 'lists')
  await expect(panel(page).locator('summary').first()).toBeVisible()
  await expect(panel(page)).not.toContainText(TAUGHT.en[0])
  await choose(page, 'readers')
  await now.click()
  await handle(page).click()
  await choose(page, 'lists')
  await expect(panel(page)).toContainText(TAUGHT.en[0])
})

test('Where the site does not allow it, the address changes nothing', async ({ page }) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto(`${served.site.origin.replace('127.0.0.1', 'paper.localhost')}/en/plain${INSPECT}`)
  await expect.poll(() => page.evaluate(() => 'check' in (window as unknown as Seen).inkling)).toBe(true)
  await page.evaluate(() => (window as unknown as Seen).inkling.status())
  expect(asked.filter((each) => /(?:core|check|inspect)\.js/.test(each))).toEqual([])
  await expect(page.locator('inkling-inspector')).toHaveCount(0)
})

interface Sent {
  readonly url: string
  readonly method: string
  readonly hasPostData?: boolean
}

/**
 * Requests to Inkling's folder during two views of a reader, as reported by the DevTools protocol and by the inspector.
 */
async function requestsOf(browser: Browser, origin: string, taste: Taste) {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.addInitScript<ShadowRootMode>(lookInto, 'open')
  const protocol = await context.newCDPSession(page)
  const sent: Sent[] = []
  protocol.on('Network.requestWillBeSent', ({ request }) => sent.push(request))
  await protocol.send('Network.enable')
  // Workers have separate sessions, which the test runner listens to.
  const all: Sent[] = []
  page.on('request', (request) =>
    all.push({ url: request.url(), method: request.method(), hasPostData: request.postData() !== null }),
  )
  const isOwn = (url: string) => /^\/(?:inkling\/|campaigns\.json)/.test(new URL(url).pathname)
  const own = (since: number) => sent.slice(since).filter(({ url }) => isOwn(url))
  const views: Array<{
    sent: Sent[]
    withWorkers: Sent[]
    told: string[]
    about: string | null
    first: string | null
  }> = []
  for (const isTaught of [false, true]) {
    const since = sent.length
    await page.goto(`${origin}/${INSPECT}`)
    if (!isTaught) {
      await teach(page, READ[taste], taste)
      const engine = () => page.evaluate(async () => (await (window as unknown as Seen).inkling.status()).engine)
      await expect.poll(engine, { timeout: 90_000 }).toBe('ready')
    }
    await expect.poll(() => own(since).some(({ url }) => url.includes('/why.js'))).toBe(true)
    await handle(page).click()
    await expect(panel(page).locator('summary').first()).toBeVisible()
    await page.waitForLoadState('networkidle')
    await choose(page, 'requests')
    views.push({
      sent: own(since),
      withWorkers: all.filter(({ url }) => isOwn(url)),
      told: await panel(page).locator('th').allTextContents(),
      about: await panel(page).locator('#about').textContent(),
      first: (await order(page))[0] ?? null,
    })
  }
  await context.close()
  return views
}

test('Requests about you: 0, as the browser’s protocol says, with everything on and for readers of opposite taste', async ({
  browser,
}) => {
  const everything = await serveEverything(served.release)
  try {
    const sky = await requestsOf(browser, everything.origin, 'Sky')
    const bread = await requestsOf(browser, everything.origin, 'Bread')
    for (const { sent, withWorkers, told, about } of [...sky, ...bread]) {
      expect(about).toBe('0')
      for (const { url, method, hasPostData = false } of [...sent, ...withWorkers])
        expect([method, hasPostData, new URL(url).search], url).toEqual(['GET', false, ''])
      const name = ({ url }: Sent) =>
        url.endsWith('/campaigns.json') ? url : new URL(url).pathname.replace(/^\/inkling\/[^/]+\//, '')
      expect(new Set(told.map((each) => each.replace(/ ×\d+$/, '')))).toEqual(new Set(sent.map(name)))
    }
    // They see different pages, but made the same requests.
    expect(sky[1]!.first).not.toBe(bread[1]!.first)
    const addresses = (views: typeof sky) =>
      new Set(
        views.flatMap(({ sent, withWorkers }) => [...sent, ...withWorkers].map(({ url }) => url.replace(/#.*/, ''))),
      )
    expect(addresses(sky)).toEqual(addresses(bread))
    const asked = [...addresses(sky)].map((url) => url.split('/').at(-1))
    expect(asked).toEqual(
      expect.arrayContaining(['table.js', 'engine.js', 'creatives.js', 'explain.js', 'why.js', 'campaigns.json']),
    )
  } finally {
    await everything.close()
  }
})
