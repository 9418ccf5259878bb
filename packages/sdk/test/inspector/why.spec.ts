/**
 * <inkling-why> from the build, under a strict content security policy: explanation, actions, withdrawal, keyboard,
 * narrow windows, large text, forced colours.
 */

import { AxeBuilder } from '@axe-core/playwright'
import { type Page, test } from '@playwright/test'
import { expect } from '../expect.ts'
import { sample } from '../sample.ts'
import { servedStories, watch } from './served.ts'
import { type Language, RISEN, TAUGHT } from './site.ts'
import { control, dialog, type OnPage, openWhy, order } from './why-page.ts'

const served = servedStories()

const open = (page: Page, language?: Language, how?: Parameters<typeof openWhy>[3]) =>
  openWhy(served.site, page, language, how)
const exported = (page: Page) =>
  page.evaluate(async () =>
    (await (window as unknown as OnPage).inkling.exportData()).events.map(({ kind, item }) => `${kind} ${item}`),
  )
const accessible = async (page: Page) => expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

for (const language of sample(['en', 'ru'] as const, 1)) {
  test(`Every state is accessible and breaks no policy: ${language}`, async ({ page }) => {
    await open(page, language)
    await accessible(page)
    await control(page, language, 0).click()
    const panel = dialog(page)
    await expect(panel.getByRole('heading')).toContainText(TAUGHT[language][0])
    await accessible(page)
    await panel.locator('summary').click()
    await expect(panel.locator('.part').first()).toBeVisible()
    await accessible(page)
    for (const name of language === 'en'
      ? ['More like this', 'Less like this', 'Hide', 'Original order', 'My order']
      : ['Больше такого', 'Меньше такого', 'Скрыть', 'Исходный порядок', 'Мой порядок']) {
      await panel.getByRole('button', { name }).click()
      await expect(panel.getByRole('status')).not.toBeEmpty()
      await accessible(page)
    }
    await panel.getByRole('radio').last().check()
    await accessible(page)
    await page.evaluate(() => (window as unknown as OnPage).inkling.erase())
    await expect(panel.getByRole('heading')).not.toContainText(TAUGHT[language][0])
    await accessible(page)
    expect(await page.evaluate(() => (window as unknown as OnPage).violated)).toEqual([])
  })
}

test('By the keyboard alone: Enter opens, Tab walks, Escape closes, and the focus comes back', async ({ page }) => {
  await open(page)
  const focused = () => page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.className)
  await page.locator('#before').focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(control(page, 'en', 0)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog(page)).toBeFocused()
  await expect(dialog(page).locator('summary')).toBeVisible()
  const walk: Array<string | undefined> = []
  for (let i = 0; i < 3; i++) {
    await page.keyboard.press('Tab')
    walk.push(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent ?? undefined))
  }
  expect(walk).toEqual(['×', 'What counted', 'More like this'])
  await page.keyboard.press('Enter')
  await expect(dialog(page).getByRole('button', { name: 'Undo' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toHaveCount(0)
  expect(await focused()).toBe('ask')
  // Tabbing out of the panel closes it; the focus isn't trapped.
  await page.keyboard.press('Enter')
  for (let i = 0; i < 12 && (await dialog(page).count()); i++) await page.keyboard.press('Tab')
  await expect(dialog(page)).toHaveCount(0)
})

test('More like this, its undo, and the dial are events of the reader’s own, and leave nothing when taken back', async ({
  page,
}) => {
  await open(page)
  await control(page, 'en', 0).click()
  await dialog(page).getByRole('button', { name: 'More like this' }).click()
  await expect(dialog(page).getByRole('status')).toContainText('Noted')
  const more = (all: readonly string[]) => all.filter((each) => each.startsWith('more '))
  expect(more(await exported(page))).toHaveLength(1)
  await dialog(page).getByRole('button', { name: 'Undo' }).click()
  await expect(dialog(page).getByRole('status')).toHaveText('Taken back.')
  expect(more(await exported(page))).toEqual([])
  await dialog(page).getByRole('radio', { name: 'Something new' }).check()
  await expect.poll(() => exported(page)).toContain('dial inkling:dial/explore')
  await dialog(page).getByRole('radio', { name: 'Balanced' }).check()
  await expect.poll(async () => (await exported(page)).filter((each) => each.startsWith('dial'))).toEqual([])
  // Other items are still explained.
  await page.keyboard.press('Escape')
  await control(page, 'en', 1).click()
  await expect(dialog(page).getByRole('heading')).toContainText('Because')
})

test('Original order and my order, with the panel open and the focus where it was', async ({ page }) => {
  await open(page)
  expect((await order(page)).slice(0, 2).sort()).toEqual(RISEN)
  await control(page, 'en', 0).click()
  await dialog(page).getByRole('button', { name: 'Original order' }).click()
  await expect.poll(async () => (await order(page)).slice(0, 2)).toEqual(['/tram', '/sluice'])
  await expect(dialog(page)).toBeVisible()
  await expect(dialog(page).getByRole('button', { name: 'Original order' })).toBeFocused()
  await dialog(page).getByRole('button', { name: 'My order' }).click()
  await expect.poll(async () => (await order(page)).slice(0, 2).sort()).toEqual(RISEN)
  await expect(dialog(page)).toBeVisible()
})

test('A withdrawal empties an open one at once, and in another tab', async ({ page, context }) => {
  await open(page)
  const other = await context.newPage()
  await other.addInitScript(watch, true)
  await other.goto(`${served.site.origin}/en`)
  await control(other, 'en', 0).click()
  await expect(dialog(other).getByRole('heading')).toContainText('Because')
  await control(page, 'en', 0).click()
  await expect(dialog(page).getByRole('heading')).toContainText('Because')
  const left = await page.evaluate(() => {
    const { inkling, roots } = window as unknown as OnPage
    inkling.consent.deny()
    return roots.map((root) => root.textContent).join('')
  })
  expect(left).toBe('')
  await expect
    .poll(() => other.evaluate(() => (window as unknown as OnPage).roots.map((root) => root.textContent).join('')))
    .toBe('')
})

test('With it and without it the page has the same layout, order and requests, and nothing shifts', async ({
  page,
}) => {
  const requests: string[] = []
  page.on('request', (request) => requests.push(new URL(request.url()).pathname))
  const view = async (path: string) => {
    requests.length = 0
    await page.goto(served.site.empty)
    await page.goto(served.site.origin + path)
    await expect.poll(() => requests.some((each) => each.endsWith('/words.js'))).toBe(true)
    if (!path.endsWith('plain')) await expect(control(page, 'en', 0)).toBeVisible()
    const boxes = await page.evaluate(() =>
      [...document.querySelectorAll('h1,ol,li,h2,p')].map((each) => {
        const { x, y, width, height } = each.getBoundingClientRect()
        return [x, y, width, height]
      }),
    )
    const shift = await page.evaluate(() => (window as unknown as OnPage).shift)
    return { boxes, order: await order(page), shift, requests: [...new Set(requests)].sort() }
  }
  await open(page, 'en', { path: '/en/plain' })
  const plain = await view('/en/plain')
  const withIt = await view('/en')
  expect([plain.shift, withIt.shift]).toEqual([0, 0])
  expect(withIt.boxes).toEqual(plain.boxes)
  expect(withIt.order).toEqual(plain.order)
  const own = (each: string) => !/\/(why\.js|en|en\/plain)$/.test(each)
  expect(withIt.requests.filter(own)).toEqual(plain.requests.filter(own))
  expect(withIt.requests.filter((each) => !own(each)).map((each) => each.split('/').at(-1))).toEqual(['en', 'why.js'])
  // The open panel overlays the page.
  await control(page, 'en', 0).click()
  await expect(dialog(page).getByRole('heading')).toContainText('Because')
  expect(await page.evaluate(() => (window as unknown as OnPage).shift)).toBe(0)
})

test('Closed roots: nothing of the reader can be read from the page’s elements', async ({ page }) => {
  await open(page, 'en', { roots: false })
  await page.evaluate(async () => {
    await customElements.whenDefined('inkling-why')
    const { roots } = window as unknown as OnPage
    roots[0]!.querySelector<HTMLButtonElement>('.ask')!.click()
  })
  await expect
    .poll(() => page.evaluate(() => (window as unknown as OnPage).roots[0]!.querySelector('h2')?.textContent))
    .toContain('Because')
  const readable = await page.evaluate(() => {
    const elements = [...document.querySelectorAll('inkling-why')]
    return [document.documentElement.innerHTML, elements.map((each) => each.shadowRoot)] as const
  })
  expect(readable[0]).not.toContain('A comet seen')
  expect(readable[1].every((each) => each === null)).toBe(true)
})

const LOOKS = [
  ['360 px', { viewport: { width: 360, height: 640 } }],
  ['200 %', { viewport: { width: 640, height: 480 }, deviceScaleFactor: 2 }],
  ['forced colours', { forcedColors: 'active' }],
  ['dark', { colorScheme: 'dark' }],
  ['reduced motion', { reducedMotion: 'reduce' }],
] as const

for (const [name, how] of sample(LOOKS, 1)) {
  test(`Legible and whole: ${name}`, async ({ browser }) => {
    const context = await browser.newContext({ bypassCSP: false, ...how })
    const page = await context.newPage()
    for (const language of ['ru', 'en'] as const) {
      await open(page, language)
      await control(page, language, 0).click()
      await dialog(page).locator('summary').click()
      // Hovered buttons are legible, too.
      await dialog(page).locator('.row button').first().hover()
      await accessible(page)
      const { panel, width, height, wide, moving } = await dialog(page).evaluate((element) => ({
        panel: element.getBoundingClientRect().toJSON() as DOMRect,
        width: innerWidth,
        height: innerHeight,
        wide: element.scrollWidth > element.clientWidth || document.documentElement.scrollWidth > innerWidth,
        moving: document.getAnimations().length,
      }))
      expect(panel.left).toBeGreaterThanOrEqual(0)
      expect(panel.top).toBeGreaterThanOrEqual(0)
      expect(panel.right).toBeLessThanOrEqual(width)
      expect(panel.bottom).toBeLessThanOrEqual(height)
      expect([wide, moving]).toEqual([false, 0])
      await page.evaluate(() => localStorage.clear())
    }
    await context.close()
  })
}
