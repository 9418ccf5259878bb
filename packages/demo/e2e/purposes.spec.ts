// Consent in two ticks: stories and promotions. The present choice is shown, and every tab follows it.
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { Inkling } from '../../sdk/src/client/inkling-api.ts'
import { sample } from '../../sdk/test/sample.ts'
import { accept, eventsOf, expect as quick, test, untilEvent } from './support.ts'

/** Other tests share the machine. */
const expect = quick.configure({ timeout: 30_000 })

const banner = (page: Page) => page.locator('#consent-banner')
const box = (page: Page, purpose: string) => page.locator(`#consent-${purpose}`)
const consent = (page: Page) => page.evaluate(() => (window as unknown as { inkling: Inkling }).inkling.consent.get())

const CHOICES = [
  { content: true, creatives: false, words: 'stories yes, promotions no' },
  { content: false, creatives: true, words: 'stories no, promotions yes' },
  { content: true, creatives: true, words: 'stories yes, promotions yes' },
  { content: false, creatives: false, words: 'stories no, promotions no' },
]

for (const { content, creatives, words } of sample(CHOICES, 2))
  test(`${words}: ticked, obeyed, shown to those who come back`, async ({ context, site }) => {
    const page = await context.newPage()
    await page.goto(`${site.magazine}/`)
    await expect(banner(page)).toBeVisible()
    for (const purpose of ['content', 'creatives']) await expect(box(page, purpose)).not.toBeChecked()
    await box(page, 'content').setChecked(content)
    await box(page, 'creatives').setChecked(creatives)
    await page.locator('#consent-save').click()
    await expect(banner(page)).toBeHidden()
    const state = content || creatives ? 'granted' : 'denied'
    expect(await consent(page)).toMatchObject({ state, content, creatives, measurement: false })
    if (state === 'granted') await untilEvent(page, 'ready', (detail) => detail['consent'].state === state)
    expect((await eventsOf(page, 'ranked')).length > 0).toBe(content)

    await page.goto(`${site.magazine}/you.html`)
    await expect(page.locator('[data-choice]')).toHaveText(`Your choice now: ${words}.`)
    for (const opener of ['.choice [data-choose]', '#privacy-choices']) {
      await page.locator(opener).click()
      await expect(banner(page)).toBeFocused()
      await expect(banner(page)).toContainText(words)
      expect([await box(page, 'content').isChecked(), await box(page, 'creatives').isChecked()]).toEqual([
        content,
        creatives,
      ])
      await page.keyboard.press('Escape')
      await expect(banner(page)).toBeHidden()
      await expect(page.locator(opener)).toBeFocused()
    }
    expect(await consent(page)).toMatchObject({ state, content, creatives })
  })

test('All answers look alike, and a no takes one press, as a yes does', async ({ context, site }) => {
  const page = await context.newPage()
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    await page.goto(`${site.magazine}/`)
    await expect(banner(page)).toBeVisible()
    const looks = await Promise.all(
      ['accept', 'deny'].map((name) =>
        page.locator(`#consent-${name}`).evaluate((element) => {
          const { width, height } = element.getBoundingClientRect()
          const { color, backgroundColor, border, font } = getComputedStyle(element)
          return { width, height, color, backgroundColor, border, font }
        }),
      ),
    )
    expect(looks[0]).toEqual(looks[1])
    const { violations } = await new AxeBuilder({ page }).include('#consent-banner').analyze()
    expect(violations.map(({ id }) => id)).toEqual([])
  }
})

test('What one tab withdraws, the other follows: first promotions, then stories', async ({ context, site }) => {
  const first = await context.newPage()
  await first.goto(`${site.magazine}/`)
  await accept(first)
  await first.evaluate(async () => {
    const { inkling } = window as unknown as { inkling: Inkling }
    for (const n of [1, 2, 3])
      await inkling.track('read', { id: `/moon-${n}`, title: `The moons of Saturn, ${n}`, topic: 'space' })
  })
  const second = await context.newPage()
  await second.goto(`${site.magazine}/`)
  const slot = second.locator('[data-inkling-slot="hero"]')
  await expect(slot).toHaveAttribute('data-inkling-chosen', '', { timeout: 60_000 })
  const settings = await context.newPage()
  await settings.goto(`${site.magazine}/you.html`)
  await untilEvent(settings, 'ready')
  await settings.locator('#privacy-choices').click()
  await expect(box(settings, 'creatives')).toBeChecked()

  await first.locator('#privacy-choices').click()
  await box(first, 'creatives').uncheck()
  await first.locator('#consent-save').click()
  await expect(slot).not.toHaveAttribute('data-inkling-chosen', '')
  await expect(settings.locator('[data-choice]')).toHaveText('Your choice now: stories yes, promotions no.')
  // Open settings show what was chosen elsewhere, and stay open.
  await expect(box(settings, 'creatives')).not.toBeChecked()
  await expect(box(settings, 'content')).toBeChecked()
  await expect(banner(settings)).toContainText('promotions no')

  await first.locator('#privacy-choices').click()
  await first.locator('#consent-deny').click()
  await expect(settings.locator('[data-choice]')).toHaveText('Your choice now: stories no, promotions no.')
  for (const page of [first, second, settings]) {
    await expect(page.locator('#guide')).toBeHidden()
    expect(await consent(page)).toMatchObject({ state: 'denied' })
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0)
  }
})

test('Where the browser says no to advertising, stories alone are asked about, and why is said', async ({
  context,
  site,
}) => {
  await context.addInitScript(() =>
    Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true }),
  )
  const page = await context.newPage()
  await page.goto(`${site.magazine}/`)
  await expect(banner(page)).toContainText('Your browser asks sites')
  await expect(box(page, 'creatives')).toBeHidden()
  await page.getByRole('button', { name: 'Yes, to stories' }).click()
  expect(await consent(page)).toMatchObject({ content: true, creatives: false })
})
