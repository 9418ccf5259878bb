/**
 * Visual regression tests of the elements in each state, against reviewed pictures (pictures/): three widths, light and
 * dark, English and Russian. `npm test` compares a fixed sample. After an intended change, run
 *
 *   INKLING_FULL=1 npx playwright test --project=inspector pictures --update-snapshots=all
 *
 * and review each changed picture.
 */

import { expect, type Locator, type Page, test } from '@playwright/test'
import { sample } from '../sample.ts'
import { choose, handle, openInspector, openTaught, panel, TABS, teach } from './inspector-page.ts'
import { here, keep, unlike } from './made-with.ts'
import { button, openProfile } from './profile-page.ts'
import { servedStories } from './served.ts'
import type { Language } from './site.ts'
import { shrink } from './small-png.ts'
import { control, dialog, openWhy } from './why-page.ts'

const served = servedStories()
/** The reference time for dates in the history. */
const NOW = Date.UTC(2026, 1, 10, 12)
/** Maximum differing pixels, fewer than a bar has. A test checks that injected faults exceed it. */
const TOLERANCE = { maxDiffPixels: 400 }

/** Stops the clock by hand, because Playwright's own clock also stops request records. */
function stopClock(now: number): void {
  const Real = Date
  class Stopped extends Real {
    constructor(...given: [] | [number]) {
      super(...(given.length ? given : ([now] as const)))
    }
    static override now = () => now
  }
  globalThis.Date = Stopped as DateConstructor
}

interface Look {
  readonly width: number
  readonly colorScheme: 'light' | 'dark'
  readonly language: Language
}
const LOOKS: readonly Look[] = [360, 768, 1280].flatMap((width) =>
  (['en', 'ru'] as const).flatMap((language) => [
    { width, colorScheme: 'light' as const, language },
    { width, colorScheme: 'dark' as const, language },
  ]),
)
const nameOf = (state: string, { language, width, colorScheme }: Look) =>
  `${state}-${language}-${width}-${colorScheme}.png`

/** Compares the current picture. */
type Take = (state: string, of: Locator, ...mask: Locator[]) => Promise<void>

const WORDS = {
  en: { more: 'More like this', remove: 'Remove: Water', pause: 'Pause: The sky', water: ['Low water', 'High water'] },
  ru: { more: 'Больше такого', remove: 'Удалить: Water', pause: 'Пауза: Небо', water: ['Малая вода', 'Большая вода'] },
} as const

/** The open inspector of a reader with five opened items, the minimum for calibration. */
async function inspected(page: Page, language: Language): Promise<void> {
  await openTaught(served.site, page, language)
  await page.goto(`${served.site.origin}/${language}/plain`)
  await teach(page, WORDS[language].water, 'Water')
  await page.goto(served.site.empty)
  await openInspector(served.site, page, language)
}

const ELEMENTS: Readonly<Record<string, (page: Page, language: Language, take: Take) => Promise<void>>> = {
  async why(page, language, take) {
    await openWhy(served.site, page, language)
    await take('closed', page.locator('ol'))
    await control(page, language, 0).click()
    const panel = dialog(page)
    await expect(panel.locator('summary')).toBeVisible()
    await take('reason', panel)
    await panel.locator('summary').click()
    await expect(panel.locator('.part').first()).toBeVisible()
    await take('counted', panel)
    await panel.locator('summary').click()
    await panel.getByRole('button', { name: WORDS[language].more }).click()
    await expect(panel.getByRole('status')).not.toBeEmpty()
    await take('noted', panel)
  },

  async profile(page, language, take) {
    await openProfile(served.site, page, language, { known: false })
    await take('unknown', page.locator('inkling-profile'))
    await openProfile(served.site, page, language)
    await take('known', page.locator('inkling-profile'))
    await button(page, WORDS[language].pause).click()
    await button(page, WORDS[language].remove).click()
    await take('asked', page.locator('inkling-profile section').first())
  },

  async inspector(page, language, take) {
    await inspected(page, language)
    await expect(panel(page).locator('summary').first()).toBeVisible()
    await panel(page).locator('summary').first().click()
    for (const tab of TABS) {
      await choose(page, tab)
      if (tab === 'fairness') await expect(panel(page).locator('table').first()).toBeVisible()
      // Mask bytes, milliseconds and versions, which vary.
      const varying = VARYING[tab]?.map((each) => panel(page).locator(each)) ?? []
      await take(tab, page.locator('inkling-inspector .pane'), ...varying)
    }
    await page.keyboard.press('Escape')
    await take('handle', handle(page))
  },
}
const VARYING: Readonly<Partial<Record<(typeof TABS)[number], readonly string[]>>> = {
  lists: [':scope > p:nth-of-type(2)'],
  status: ['dd'],
  requests: ['table', 'ul:last-of-type'],
  events: ['ol'],
  report: ['textarea'],
}

/** Faults that the pictures must detect, one injected at a time, in English. */
const FAULTS: Readonly<Record<string, { readonly rule: string; open(page: Page): Promise<Locator> }>> = {
  'why-counted': {
    rule: '.part:first-child .bar i{display:none}',
    async open(page) {
      await openWhy(served.site, page)
      await control(page, 'en', 0).click()
      await dialog(page).locator('summary').click()
      await expect(dialog(page).locator('.part').first()).toBeVisible()
      return dialog(page)
    },
  },
  'profile-known': {
    rule: '.choice{grid-template-columns:auto 1fr}',
    async open(page) {
      await openProfile(served.site, page)
      return page.locator('inkling-profile')
    },
  },
  'inspector-fairness': {
    rule: 'tbody:first-child .shown{visibility:hidden}',
    async open(page) {
      await inspected(page, 'en')
      await choose(page, 'fairness')
      await expect(panel(page).locator('table').first()).toBeVisible()
      return page.locator('inkling-inspector .pane')
    },
  },
}

/** Whether pictures are being updated. */
const isKept = () => test.info().config.updateSnapshots === 'all'

test.beforeEach(async ({ page, browser }) => {
  await page.addInitScript(stopClock, NOW)
  const own = await here(page, browser.version())
  if (isKept()) keep(own)
  const other = unlike(own)
  test.skip(other !== undefined, other)
})

const cases = Object.keys(ELEMENTS).flatMap((element) => LOOKS.map((look) => ({ element, ...look })))
/** The inspector gets half of a narrow window. */
const dressed = async (page: Page, { width, colorScheme }: Look, height = 740) => {
  await page.setViewportSize({ width, height })
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
}

test.describe(() => {
  test.use({ timezoneId: 'UTC' })
  for (const { element, ...look } of sample(cases, 3))
    test(`As it was kept: ${element}, ${look.language}, ${look.width} px, ${look.colorScheme}`, async ({ page }) => {
      await dressed(page, look, element === 'inspector' ? 1480 : undefined)
      await ELEMENTS[element]!(page, look.language, async (state, of, ...mask) => {
        // Move the pointer away, since hovered elements look different.
        await page.mouse.move(0, 0)
        const name = nameOf(`${element}-${state}`, look)
        await expect.soft(of).toHaveScreenshot(name, { ...TOLERANCE, mask })
        if (isKept()) await shrink(page, test.info().snapshotPath(name))
      })
    })

  for (const [state, { rule, open }] of sample(Object.entries(FAULTS), 1))
    test(`More than is tolerated: ${rule} in ${state}`, async ({ page }) => {
      test.skip(isKept(), 'nothing is planted in what is kept')
      const look = LOOKS[0]!
      await dressed(page, look, state.startsWith('inspector') ? 1480 : undefined)
      const of = await open(page)
      const name = nameOf(state, look)
      await page.mouse.move(0, 0)
      await expect(of).toHaveScreenshot(name, TOLERANCE)
      await of.evaluate((element, rule) => {
        const sheet = new CSSStyleSheet()
        sheet.replaceSync(rule)
        const root = (element.shadowRoot ?? element.getRootNode()) as ShadowRoot
        root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
      }, rule)
      await expect(of).not.toHaveScreenshot(name, TOLERANCE)
    })
})
