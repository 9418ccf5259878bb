// Next's app router and SvelteKit, built from docs/frameworks.md with the packed package and served by their own servers. They are
// installed from npm, so that only `npm run test:full` does it.

import { test as base, type Page } from '@playwright/test'
import { EDITORS, expect, order, type PageWindow, readOfSpace, settled, topicOf } from '../site.ts'
import { type App, buildAndServe, FRAMEWORKS, type FrameworkName } from './app.ts'

const { INKLING_FULL } = process.env
/** The page's own order begins with three different topics. */
const isOnSpace = (ids: readonly string[]) => ids.slice(0, 3).every((id) => topicOf(id) === 'space')

/** Whether no item has moved: a frame may show a list that has not been parsed to its end. */
const areOneOrder = (orders: readonly (readonly string[])[]) =>
  orders.every((ids) => ids.every((id, place) => id === orders.at(-1)?.[place]))

interface Visit {
  /** Orders in which frames have shown the list, each once in a row. */
  readonly orders: readonly string[][]
  readonly shift: number
}

/** Notes what each frame shows, from the first on, and every layout shift. */
function watchFrames() {
  const orders: string[] = []
  const shifts: number[] = []
  Object.assign(window, { orders, shifts })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value)
  }).observe({ type: 'layout-shift' })
  requestAnimationFrame(function look() {
    const ids = [...document.querySelectorAll('ol > li > a')].map((link) => link.getAttribute('href')).join(' ')
    if (ids && orders.at(-1) !== ids) orders.push(ids)
    requestAnimationFrame(look)
  })
}

const seen = (page: Page): Promise<Visit> =>
  page.evaluate(() => {
    const { orders, shifts } = window as unknown as PageWindow
    return { orders: orders.map((ids) => ids.split(' ')), shift: shifts.reduce((sum, value) => sum + value, 0) }
  })

const untilHydrated = (page: Page) => page.waitForFunction(() => 'shop' in window)

const untilPlanned = (page: Page) =>
  expect
    .poll(() =>
      page.evaluate(() => {
        const { known, plans } = JSON.parse(localStorage.getItem('inkling.snapshot') ?? '{}')
        return known && plans['shelf /']?.items.length
      }),
    )
    .toBe(EDITORS.length)

const test = base.extend<{ complaints: string[] }>({
  complaints: async ({ page }, use) => {
    const complaints: string[] = []
    page.on('console', (message) => {
      if (['warning', 'error'].includes(message.type())) complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(String(error)))
    // The guide's applications have no icon, which Chromium asks for.
    await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }))
    await use(complaints)
    expect(complaints, 'complaints on the console').toEqual([])
  },
})

for (const name of Object.keys(FRAMEWORKS) as FrameworkName[]) {
  test.describe(name, () => {
    test.skip(!INKLING_FULL, 'installs from npm: npm run test:full')
    test.describe.configure({ mode: 'default' })
    let app: App

    test.beforeAll(async () => {
      test.setTimeout(900_000)
      app = await buildAndServe(name)
    })
    test.afterAll(() => app?.remove())

    test("hydrates without a complaint, in the server's order for a new reader", async ({ page, complaints }) => {
      await page.goto(app.origin)
      await untilHydrated(page)
      await settled(page)
      const { orders, shift } = await seen(page)
      expect(orders.at(-1)).toEqual(EDITORS)
      expect(areOneOrder(orders)).toBe(true)
      expect(shift).toBe(0)
      expect(complaints).toEqual([])
    })

    test('shows a reader who comes back their order, from the first frame on', async ({ page, complaints }) => {
      await page.goto(app.origin)
      await untilHydrated(page)
      await readOfSpace(page)
      await untilPlanned(page)
      await page.goto(`${app.origin}/about`)
      await page.goto(app.origin)
      await untilHydrated(page)
      await settled(page)
      const { orders, shift } = await seen(page)
      expect(isOnSpace(orders.at(-1) ?? [])).toBe(true)
      expect(areOneOrder(orders)).toBe(true)
      expect(shift).toBe(0)
      expect(complaints).toEqual([])
    })

    test('shows them their order where its router renders the list', async ({ page, complaints }) => {
      await page.goto(app.origin)
      await untilHydrated(page)
      await readOfSpace(page)
      await untilPlanned(page)
      await page.goto(`${app.origin}/about`)
      await untilHydrated(page)
      await page.getByText('Stories').click()
      await expect.poll(() => order(page)).toHaveLength(EDITORS.length)
      await settled(page)
      const { orders } = await seen(page)
      expect(isOnSpace(orders.at(-1) ?? [])).toBe(true)
      expect(areOneOrder(orders)).toBe(true)
      expect(complaints).toEqual([])
    })

    test.beforeEach(({ page }) => page.addInitScript(watchFrames))
  })
}
