// Sponsored places: paid content is labelled and explained, a cap takes effect, and the kill switch removes a campaign.
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { sample } from '../../sdk/test/sample.ts'
import { accept, expect, type InklingOnPage, test, untilEvent } from './support.ts'

const EDITIONS = [
  ['/campaigns.html', 'billboard', /^Sponsored/, 'you have seen it'],
  ['/ru/campaigns.html', 'ru-billboard', /^Реклама/, 'вы видели его'],
] as const

/** Whether the next view has a plan to paint from, written since the last view. */
const isPlanned = (slot: string): boolean => {
  type Plan = ReadonlyArray<readonly [string, string, ReadonlyArray<readonly [from: number, to: number]>]>
  const plan: Plan = JSON.parse(localStorage.getItem('inkling.snapshot') ?? '{}').slots?.[slot] ?? []
  const shown: ReadonlyArray<readonly [string, number]> = JSON.parse(localStorage.getItem('inkling.campaigns') ?? '[]')
  const last = Math.max(0, ...shown.map(([, at]) => at))
  const now = Date.now()
  return plan.some(([, , open]) => open.some(([from, to]) => from >= last && from <= now && now < to))
}

const shownIn = (page: Page, slot: string) =>
  page.evaluate(
    async (slot) =>
      (await (window as unknown as { inkling: InklingOnPage }).inkling.exportData()).events.filter(
        ({ kind, item }) => kind === 'shown' && item.includes(`/${slot}/`),
      ).length,
    slot,
  )

for (const [path, slot, label, seen] of sample(EDITIONS, 1))
  test(`sponsored places work on ${path}`, async ({ context, site }) => {
    const page = await context.newPage()
    await page.goto(site.magazine + path)
    await untilEvent(page, 'ready')
    await accept(page)
    const billboard = page.locator(`[data-inkling-slot="${slot}"]`)
    const why = page.locator(`[data-campaign-why="${slot}"]`)
    // Filled on the first visit, in view: the place was empty, and its height is fixed.
    await expect(billboard.locator('a')).toBeVisible()
    await billboard.scrollIntoViewIfNeeded()
    await expect.poll(() => shownIn(page, slot)).toBe(1)
    const views = 11
    for (let view = 0; view < views; view++) {
      await expect.poll(() => page.evaluate(isPlanned, slot)).toBe(true)
      await page.reload()
      await expect(billboard.locator('a')).toBeVisible()
      await billboard.scrollIntoViewIfNeeded()
      const before = view
      await expect.poll(() => shownIn(page, slot)).toBe(before + 2)
    }
    // The caps of 2, 3 and 6 a day are nearly used up, and the page says so.
    await expect(why).toContainText(seen)
    const labels = await billboard.locator('[data-inkling-label]').allTextContents()
    for (const text of labels) expect(text).toMatch(label)
    const { violations } = await new AxeBuilder({ page }).include('main').analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
  })

test('a campaign that is switched off is on no place of the page', async ({ context, site }) => {
  const page = await context.newPage()
  await page.goto(`${site.magazine}/campaigns-off.html`)
  await untilEvent(page, 'ready')
  await accept(page)
  await expect(page.locator('[data-campaign-why="corner"]')).toContainText('Nordlys Rail: it is switched off')
  await expect(page.locator('[data-inkling-slot="window"] img')).toHaveCount(0)
})

test('beside grave news nothing merry is shown, and the page says why', async ({ context, site }) => {
  const page = await context.newPage()
  await page.goto(`${site.magazine}/campaigns-grave.html`)
  await untilEvent(page, 'ready')
  await accept(page)
  const why = page.locator('[data-campaign-why="billboard"]')
  // Tone comes from the table, which loads on the first view with consent.
  for (const name of ['Nordlys Rail', 'Swallow Air', 'The Dark Sky Shop'])
    await expect(why).toContainText(`${name}: its tone does not suit this page`)
})
