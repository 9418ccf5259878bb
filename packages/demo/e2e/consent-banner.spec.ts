// The banner of `inkling/consent-banner` with the built tag, on a separate page under a strict content security policy.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContextOptions, expect, type Page, test } from '@playwright/test'
import { released } from '../../sdk/test/released.ts'
import { sample } from '../../sdk/test/sample.ts'

const RELEASE = released()
const POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'none'; require-trusted-types-for 'script'"

interface Shown {
  readonly lang?: string
  readonly attributes?: string
  readonly inside?: string
  /** Attributes of the tag; null: no Inkling on the page. */
  readonly tag?: string | null
  /** Whether the reader has doubled the text size. */
  readonly large?: boolean
  /** Whether the browser sends Global Privacy Control. */
  readonly signal?: boolean
  /** Whether the reader has refused before. */
  readonly denied?: boolean
  /** The site's style sheet. */
  readonly styles?: string
  /** What the banner's script waits for. */
  readonly held?: Promise<void>
}

async function show(browser: Browser, shown: Shown = {}, options: BrowserContextOptions = {}): Promise<Page> {
  const { lang = 'en', attributes = '', inside = '', tag = '', styles, held } = shown
  const script = tag === null ? '' : `<script async src="/inkling.js" ${tag}></script>`
  const html = `<!doctype html><html lang="${lang}"><head><title>A page</title><meta name="color-scheme" content="light dark">
    <meta name="viewport" content="width=device-width">${styles === undefined ? '' : '<link rel="stylesheet" href="/site.css">'}${script}<script type="module" src="/consent-banner.js"></script></head>
    <body><div class="privacy-choices"><inkling-consent ${attributes}>${inside}</inkling-consent></div><main><h1>A page</h1><a href="#top">A link</a></main></body></html>`
  const context = await browser.newContext(options)
  if (shown.signal)
    await context.addInitScript(() =>
      Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true }),
    )
  await context.route('http://banner.test/**', async (route) => {
    const { pathname } = new URL(route.request().url())
    if (pathname === '/')
      return route.fulfill({
        contentType: 'text/html',
        headers: {
          'content-security-policy':
            styles === undefined ? POLICY : POLICY.replace("style-src 'none'", "style-src 'self'"),
        },
        body: html,
      })
    if (pathname === '/site.css') return route.fulfill({ contentType: 'text/css', body: styles ?? '' })
    if (pathname === '/consent-banner.js') await held
    const file = join(RELEASE, pathname)
    return existsSync(file)
      ? route.fulfill({ contentType: 'text/javascript', body: readFileSync(file) })
      : route.fulfill({ status: 404 })
  })
  if (shown.large)
    await context.addInitScript(() => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync('html{font-size:200%}')
      document.adoptedStyleSheets = [sheet]
    })
  if (shown.denied)
    await context.addInitScript(() =>
      localStorage.setItem(
        'inkling.consent',
        JSON.stringify({ state: 'denied', content: false, creatives: false, measurement: false, at: Date.now() }),
      ),
    )
  const page = await context.newPage()
  const wrong: string[] = []
  page.on('pageerror', (error) => wrong.push(error.message))
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()))
  Object.assign(page, { wrong })
  // The load event waits for the banner's script.
  await page.goto('http://banner.test/', { waitUntil: shown.held ? 'commit' : 'load' })
  return page
}

const banner = (page: Page) => page.locator('inkling-consent section')
const button = (page: Page, name: string) => page.locator(`inkling-consent button.${name}`)
const choice = (page: Page) =>
  page.evaluate(() => JSON.parse(localStorage.getItem('inkling.consent') ?? '{}')) as Promise<Record<string, unknown>>
const wrongOf = (page: Page) => (page as unknown as { wrong: string[] }).wrong

test('asks while nothing is chosen, stores nothing until then, and takes either answer with one press', async ({
  browser,
}) => {
  for (const [name, state] of [
    ['no', 'denied'],
    ['yes', 'granted'],
  ] as const) {
    const page = await show(browser)
    await expect(banner(page)).toBeVisible()
    await expect(button(page, 'choices')).toBeHidden()
    expect(await page.evaluate(() => localStorage.length)).toBe(0)
    await button(page, name).click()
    await expect(banner(page)).toBeHidden()
    await expect(button(page, 'choices')).toBeVisible()
    const yes = state === 'granted'
    expect(await choice(page)).toMatchObject({ state, content: yes, creatives: yes, measurement: false })
    await page.reload()
    await expect(button(page, 'choices')).toBeVisible()
    await expect(banner(page)).toBeHidden()
    expect(wrongOf(page)).toEqual([])
    await page.context().close()
  }
})

test('yes and no are alike: size, colours, weight, border', async ({ browser }) => {
  for (const width of [360, 1200]) {
    const page = await show(browser, {}, { viewport: { width, height: 740 } })
    const looks = await Promise.all(
      ['yes', 'no'].map((name) =>
        button(page, name).evaluate((element) => {
          const { width, height, top } = element.getBoundingClientRect()
          const { color, backgroundColor, border, fontSize, fontWeight } = getComputedStyle(element)
          return { width, height, top, color, backgroundColor, border, fontSize, fontWeight }
        }),
      ),
    )
    expect(looks[0]).toEqual(looks[1])
    expect(looks[0]!.height).toBeGreaterThanOrEqual(44)
    await page.context().close()
  }
})

test('by the keyboard alone: one by one, nothing ticked before; reopened, changed, closed; the focus is never lost', async ({
  browser,
}) => {
  const page = await show(browser)
  await expect(banner(page)).toBeVisible()
  // The banner doesn't take the focus from a reader.
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY')
  for (let i = 0; i < 3; i++) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  const boxes = page.locator('inkling-consent input')
  await expect(boxes).toHaveCount(2)
  for (const box of await boxes.all()) await expect(box).not.toBeChecked()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  expect(await choice(page)).toMatchObject({ state: 'granted', content: true, creatives: false })
  await expect(button(page, 'choices')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(banner(page)).toBeFocused()
  await expect(boxes.first()).toBeChecked()
  await expect(boxes.last()).not.toBeChecked()
  await page.keyboard.press('Escape')
  await expect(button(page, 'choices')).toBeFocused()
  expect(await choice(page)).toMatchObject({ content: true })
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  expect(await choice(page)).toMatchObject({ state: 'denied' })
  await expect(button(page, 'choices')).toBeFocused()
  await page.context().close()
})

test('what is told meanwhile closes a question that has been answered, not one that the reader has opened', async ({
  browser,
}) => {
  const page = await show(browser)
  await expect(banner(page)).toBeVisible()
  const tell = (name: string, state: string) =>
    page.evaluate(
      ([name, state]) => {
        const consent = { state, content: state === 'granted', creatives: false, measurement: false }
        document.dispatchEvent(new CustomEvent(name!, { detail: name === 'inkling:ready' ? { consent } : consent }))
      },
      [name, state],
    )
  await tell('inkling:consent', 'granted')
  await expect(banner(page)).toBeHidden()
  // The reader reopens the banner before the consequences of a yes have started.
  await page.evaluate(() =>
    (window as unknown as { inkling: { consent: { set(purposes: object): void } } }).inkling.consent.set({
      content: true,
    }),
  )
  await button(page, 'choices').click()
  for (const [name, state] of [
    ['inkling:ready', 'granted'],
    ['inkling:consent', 'denied'],
  ] as const) {
    await tell(name, state)
    await expect(banner(page)).toBeVisible()
    await expect(banner(page)).toBeFocused()
  }
  await page.keyboard.press('Escape')
  await expect(banner(page)).toBeHidden()
  // The reopened banner has no "leave as it is" button.
  await tell('inkling:consent', 'unknown')
  await expect(banner(page)).toBeVisible()
  await expect(button(page, 'keep')).toBeHidden()
  await page.context().close()
})

test('axe finds nothing, in both languages and schemes, wide and narrow, asked and reopened', async ({ browser }) => {
  const looks = [
    ['en', 'light', 1200],
    ['ru', 'dark', 360],
    ['ru-RU', 'light', 360],
    ['en', 'dark', 1200],
  ] as const
  for (const [lang, colorScheme, width] of sample(looks, 2)) {
    const purposes = 'purposes="content creatives measurement"'
    const page = await show(browser, { lang, attributes: purposes }, { colorScheme, viewport: { width, height: 740 } })
    await expect(banner(page)).toBeVisible()
    const look = async () => {
      const { violations } = await new AxeBuilder({ page }).include('inkling-consent').analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
    await look()
    await button(page, 'yes').click()
    await look()
    await button(page, 'choices').click()
    await look()
    await expect(banner(page)).toContainText(lang.startsWith('ru') ? 'Передумать можно' : 'change your mind')
    await page.context().close()
  }
})

/**
 * Number of light–dark transitions along a line through the middle of a button; more than two if text is visible.
 * @param reader an empty page for decoding the screenshot
 */
async function turns(page: Page, reader: Page, name: string): Promise<number> {
  const png = (await button(page, name).screenshot()).toString('base64')
  return reader.evaluate(async (png) => {
    const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob())
    const { width, height } = bitmap
    const canvas = new OffscreenCanvas(width, height).getContext('2d')!
    canvas.drawImage(bitmap, 0, 0)
    const { data } = canvas.getImageData(Math.round(width * 0.1), Math.round(height / 2), Math.round(width * 0.8), 1)
    const light = Array.from({ length: data.length / 4 }, (_, i) => data[i * 4]! + data[i * 4 + 1]! + data[i * 4 + 2]!)
    const middle = (Math.min(...light) + Math.max(...light)) / 2
    return light.filter((value, i) => i > 0 && value > middle !== light[i - 1]! > middle).length
  }, png)
}

test('where colours are forced, and where they are not, every button can be read, also when it is pointed at', async ({
  browser,
}) => {
  for (const forcedColors of ['active', 'none'] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await show(browser, {}, { forcedColors, colorScheme })
      await page.locator('inkling-consent summary').click()
      const reader = await page.context().newPage()
      for (const name of ['no', 'yes', 'save']) {
        expect(await turns(page, reader, name), name).toBeGreaterThan(2)
        const { width, height } = (await button(page, name).boundingBox())!
        await button(page, name).hover()
        expect(await turns(page, reader, name), `${name}, pointed at`).toBeGreaterThan(2)
        // Hovering changes neither its real nor its apparent size.
        expect(await button(page, name).boundingBox()).toMatchObject({ width, height })
        const colours = await button(page, name).evaluate((element) => {
          const { backgroundColor, borderTopColor } = getComputedStyle(element)
          return [backgroundColor, borderTopColor]
        })
        expect(colours[0]).toBe(colours[1])
      }
      await page.context().close()
    }
  }
})

test('with text twice as large, on a small screen, yes and no are as large as each other, and can be reached', async ({
  browser,
}) => {
  const page = await show(browser, { lang: 'ru', large: true }, { viewport: { width: 360, height: 640 } })
  await expect(banner(page)).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  const boxes = []
  for (const name of ['no', 'yes']) {
    await page.keyboard.press('Tab')
    await expect(button(page, name)).toBeFocused()
    await expect(button(page, name)).toBeInViewport({ ratio: 1 })
    boxes.push(await button(page, name).boundingBox())
  }
  expect(boxes[0]!.width).toBe(boxes[1]!.width)
  expect(boxes[0]!.height).toBe(boxes[1]!.height)
  await page.context().close()
})

test("a site's own words replace ours", async ({ browser }) => {
  const page = await show(browser, { lang: 'de', inside: '<span slot="title">Darf diese Seite lernen?</span>' })
  await expect(page.getByRole('region', { name: 'Darf diese Seite lernen?' })).toBeVisible()
  await page.context().close()
})

test('where the browser says no, lists alone are asked about, and why is said', async ({ browser }) => {
  const page = await show(browser, { signal: true })
  await expect(banner(page)).toContainText('asks sites not to sell')
  await expect(page.locator('inkling-consent details')).toBeHidden()
  await button(page, 'yes').click()
  expect(await choice(page)).toMatchObject({ state: 'granted', content: true, creatives: false, measurement: false })
  await page.context().close()
})

test('without Inkling nothing is asked', async ({ browser }) => {
  const page = await show(browser, { tag: null })
  await page.waitForFunction(() => customElements.get('inkling-consent'))
  await expect(banner(page)).toBeHidden()
  await expect(button(page, 'choices')).toBeHidden()
  await page.context().close()
})

const DOCS = readFileSync(new URL('../../../docs/consent.md', import.meta.url), 'utf8')
/** The style sheet that the documentation recommends. */
const RULES = /```css\n([\s\S]*?)\n```/.exec(DOCS)?.[1] ?? ''

/** The sum of the layout shifts while the banner's script arrives, after a frame has shown the page without it. */
async function shiftOf(browser: Browser, styles: string, { inline = false } = {}): Promise<number> {
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  const inside = ['title', 'text', 'yes', 'no'].map((name) => `<span slot="${name}">Our own words on ${name}. </span>`)
  const shown = {
    styles,
    held,
    denied: inline,
    attributes: inline ? 'inline' : '',
    ...(!inline && { inside: inside.join('') }),
  }
  const page = await show(browser, shown, { viewport: { width: 390, height: 844 } })
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const shifts: number[] = []
        Object.assign(window, { shifts })
        new PerformanceObserver((list) =>
          shifts.push(...list.getEntries().map((entry) => (entry as unknown as { value: number }).value)),
        ).observe({ type: 'layout-shift', buffered: true })
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()))
      }),
  )
  release()
  await expect(inline ? button(page, 'choices') : banner(page)).toBeVisible()
  const shifts = await page.evaluate(
    () =>
      new Promise<number[]>((resolve) =>
        requestAnimationFrame(() =>
          requestAnimationFrame(() => resolve((window as unknown as { shifts: number[] }).shifts)),
        ),
      ),
  )
  await page.context().close()
  return shifts.reduce((sum, shift) => sum + shift, 0)
}

test('with the documented styles nothing shifts when the script arrives, and without them the page does', async ({
  browser,
}) => {
  expect(RULES).toContain('min-block-size')
  for (const inline of [false, true]) {
    expect(await shiftOf(browser, '', { inline })).toBeGreaterThan(0)
    expect(await shiftOf(browser, RULES, { inline })).toBe(0)
  }
})
