/**
 * <inkling-profile> from the build, under a strict content security policy: display, editing, erasure, keyboard, narrow
 * windows, large text, forced colours.
 */

import { readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { type BrowserContext, type Page, test } from '@playwright/test'
import { expect } from '../expect.ts'
import { sample } from '../sample.ts'
import { button, events, type OnPage, openProfile } from './profile-page.ts'
import { servedStories, watch } from './served.ts'
import type { Language } from './site.ts'

const served = servedStories()

const open = (page: Page, language?: Language, how?: Parameters<typeof openProfile>[3]) =>
  openProfile(served.site, page, language, how)
const status = (page: Page) => page.locator('.said')
const accessible = async (page: Page) => expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
const shown = (page: Page) =>
  page.evaluate(() => (window as unknown as OnPage).roots.map((root) => root.textContent).join(''))

const SAID = {
  en: {
    lower: 'Less: Water',
    pause: 'Pause: The sky',
    remove: 'Remove: Water',
    none: 'Nothing found.',
    others: 'Other topics here',
    undo: 'Undo',
  },
  ru: {
    lower: 'Меньше: Water',
    pause: 'Пауза: Небо',
    remove: 'Удалить: Water',
    none: 'Ничего не найдено.',
    others: 'Другие темы',
    undo: 'Отменить',
  },
} as const

// A different language than in the tests of the other elements.
for (const language of sample(['ru', 'en'] as const, 1)) {
  test(`Every state is accessible and breaks no policy: ${language}`, async ({ page }) => {
    const said = SAID[language]
    await open(page, language, { known: false })
    await accessible(page)
    await open(page, language)
    await page.locator('summary', { hasText: said.others }).click()
    await accessible(page)
    for (const name of [said.lower, said.pause]) {
      await button(page, name).click()
      await expect(button(page, said.undo)).toBeVisible()
      await accessible(page)
    }
    await button(page, said.remove).click()
    await accessible(page)
    await page.getByRole('searchbox').fill('zzz')
    await expect(page.getByText(said.none)).toBeVisible()
    await accessible(page)
    await page.evaluate(() => (window as unknown as OnPage).inkling.erase())
    expect(await shown(page)).not.toMatch(/Water|story/)
    await accessible(page)
    await page.evaluate(() => (window as unknown as OnPage).inkling.consent.deny())
    await accessible(page)
    expect(await page.evaluate(() => (window as unknown as OnPage).violated)).toEqual([])
  })
}

test('By the keyboard alone: Tab reaches every control in the order of the page and leaves again; a press keeps its place', async ({
  page,
}) => {
  await open(page)
  const focused = () =>
    page.evaluate(() => {
      const inner = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement
      return inner?.getAttribute('aria-label') || inner?.textContent || inner?.getAttribute('type') || inner?.id || ''
    })
  await page.locator('#before').focus()
  const walk: string[] = []
  for (let i = 0; i < 80 && walk.at(-1) !== 'After'; i++) {
    await page.keyboard.press('Tab')
    walk.push(await focused())
  }
  expect(walk.slice(0, 4)).toEqual(['Less: The sky', 'More: The sky', 'Pause: The sky', 'Remove: The sky'])
  expect(walk.at(-1)).toBe('After')
  const controls = await page.evaluate(
    () =>
      (window as unknown as OnPage).roots.flatMap((root) =>
        [...root.querySelectorAll<HTMLElement>('button,input,summary')].filter((each) => each.checkVisibility()),
      ).length,
  )
  expect(walk).toHaveLength(controls + 1)
  await button(page, 'More: The sky').focus()
  await page.keyboard.press('Enter')
  await expect(status(page)).toContainText('The sky: More of it from now on.')
  expect(await focused()).toBe('More: The sky')
  await button(page, 'Remove: Water').focus()
  await page.keyboard.press('Enter')
  expect(await focused()).toBe('Keep it')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(button(page, 'Remove: Water')).toHaveCount(0)
  expect(await focused()).not.toBe('')
  const rows = page.getByRole('button', { name: /^Delete: / })
  const next = await rows.nth(1).getAttribute('aria-label')
  await rows.first().focus()
  await page.keyboard.press('Enter')
  await expect.poll(focused).toBe(next)
})

test('An erasure and a withdrawal empty an open one at once, and in another tab', async ({ page, context }) => {
  await open(page)
  const other = await context.newPage()
  await other.addInitScript(watch, true)
  await other.goto(`${served.site.origin}/en/you`)
  await expect(button(other, 'More: The sky')).toBeVisible()
  const left = await page.evaluate(() => {
    const { inkling, roots } = window as unknown as OnPage
    void inkling.erase()
    return new Promise<string>((resolve) =>
      document.addEventListener('inkling:profile', () => resolve(roots.map((root) => root.textContent).join('')), {
        once: true,
      }),
    )
  })
  expect(left).not.toMatch(/sky|Water|story/)
  await expect.poll(() => shown(other)).not.toMatch(/sky|Water|story/)
  await page.evaluate(
    (events) => (window as unknown as OnPage).inkling.importData({ version: 1, events, items: [] }),
    events(),
  )
  await expect(button(page, 'More: The sky')).toBeVisible()
  await button(page, 'Withdraw consent').click()
  await page.getByRole('group').getByRole('button', { name: 'Withdraw consent' }).click()
  expect(await shown(page)).toBe('Nothing is kept of you here: you have not agreed to it.')
  await expect.poll(() => shown(other)).toBe('Nothing is kept of you here: you have not agreed to it.')
})

test('Everything can be taken along, as data and as a table', async ({ page }) => {
  await open(page)
  const download = async (name: string) => {
    const [file] = await Promise.all([page.waitForEvent('download'), button(page, name).click()])
    return [file.suggestedFilename(), readFileSync(await file.path(), 'utf8')] as const
  }
  const [json, data] = await download('Download everything')
  expect(json).toBe('inkling.json')
  expect(JSON.parse(data).events).toHaveLength(events().length)
  const [csv, table] = await download('Download as a table')
  expect(csv).toBe('inkling.csv')
  expect(table.split('\r\n')).toHaveLength(events().length + 2)
})

test('Closed root: nothing of the reader can be read from the page’s elements', async ({ page }) => {
  await open(page, 'en', { roots: false })
  await expect.poll(() => shown(page)).toContain('story of the sky')
  const readable = await page.evaluate(() => {
    const element = document.querySelector('inkling-profile')!
    return [document.documentElement.innerHTML, document.body.innerText, element.shadowRoot] as const
  })
  expect(readable[0] + readable[1]).not.toMatch(/story of|fading|raised/)
  expect(readable[2]).toBeNull()
})

async function whole(context: BrowserContext): Promise<void> {
  const page = await context.newPage()
  for (const language of ['ru', 'en'] as const) {
    await open(page, language)
    await button(page, SAID[language].lower).click()
    await button(page, SAID[language].remove).click()
    await accessible(page)
    const { isWide, moving, small } = await page.evaluate(() => ({
      isWide: document.documentElement.scrollWidth > innerWidth,
      moving: document.getAnimations().length,
      small: (window as unknown as OnPage).roots.flatMap((root) =>
        [...root.querySelectorAll('button')].filter((each) => {
          const { width, height } = each.getBoundingClientRect()
          return width < 43.5 || height < 43.5
        }),
      ).length,
    }))
    expect({ isWide, moving, small }).toEqual({ isWide: false, moving: 0, small: 0 })
    await page.evaluate(() => (window as unknown as OnPage).inkling.erase())
  }
  await context.close()
}

const LOOKS = [
  ['360 px', { viewport: { width: 360, height: 640 } }],
  ['200 %', { viewport: { width: 640, height: 480 }, deviceScaleFactor: 2 }],
  ['forced colours', { forcedColors: 'active' }],
  ['dark', { colorScheme: 'dark' }],
  ['reduced motion', { reducedMotion: 'reduce' }],
] as const

for (const [name, how] of sample(LOOKS, 1))
  test(`Legible and whole: ${name}`, async ({ browser }) => whole(await browser.newContext(how)))

test('What is raised leads the next page from its first paint; what is removed leaves no trace in an export', async ({
  page,
}) => {
  await open(page, 'en', { known: false })
  await page.evaluate(
    async (events) => (window as unknown as OnPage).inkling.importData({ version: 1, events, items: [] }),
    events(),
  )
  const first = async () => {
    await page.goto(served.site.empty)
    await page.goto(`${served.site.origin}/en/plain`)
    const topics = await page.$$eval('li', (items) =>
      items.slice(0, 2).map((item) => item.getAttribute('data-inkling-topic')),
    )
    // The snapshot for the next first paint.
    await expect.poll(() => page.evaluate(() => localStorage.getItem('inkling.snapshot') ?? '')).toContain('/comet')
    return topics
  }
  const visit = async () => {
    await page.goto(`${served.site.origin}/en/you`)
    await expect(page.locator('summary')).toBeVisible()
  }
  await first()
  await visit()
  await page.locator('summary').click()
  for (let step = 1; step <= 3; step++) {
    await button(page, 'More: towns').click()
    await expect(page.locator('.state', { hasText: `raised by ${step}` })).toBeVisible()
  }
  for (let step = 0; step < 3; step++) await button(page, 'Less: The sky').click()
  await expect(page.locator('.state', { hasText: 'lowered by 3 steps' })).toBeVisible()
  expect(await first()).toEqual(['Towns', 'Towns'])
  await visit()
  await button(page, 'Remove: The sky').click()
  await button(page, 'Remove').click()
  await expect(button(page, 'Remove: The sky')).toHaveCount(0)
  const exported = await page.evaluate(async () => {
    const { events, items } = await (window as unknown as OnPage).inkling.exportData()
    return JSON.stringify({ events, items })
  })
  expect(exported).not.toMatch(/sky|comet/i)
})
