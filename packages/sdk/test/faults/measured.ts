/** Readers who consent to measurement, in an arm that the test chooses. */

import type { BrowserContext, Page } from '@playwright/test'
import { hashToUnit } from '../../src/measurement/experiments/hash-to-unit.ts'
import type { Tally } from '../../src/types.ts'
import { expect } from '../expect.ts'
import { type Site, type Told, track, until } from './site.ts'

export type Arm = 'holdout' | 'ranked'
export const ARMS: readonly Arm[] = ['holdout', 'ranked']
export const MEASURED = 'inkling.measured'
export const ALL = { content: true, creatives: true, measurement: true }

/** The first device seed for which `fits` is true. */
export function seedWith(fits: (seed: string) => boolean): string {
  for (let n = 0; ; n++) {
    const seed = n.toString(16).padStart(16, '0')
    if (fits(seed)) return seed
  }
}

/** A seed that is assigned to the given arm, with a holdout of one half. */
const seedOf = (arm: Arm) => seedWith((seed) => hashToUnit(seed, 'holdout') < 0.5 === (arm === 'holdout'))

export const choose = (page: Page, purposes: object = ALL) =>
  page.evaluate((purposes) => (window as unknown as Told).inkling.consent.set(purposes), purposes)

export const summary = (page: Page): Promise<readonly Tally[]> =>
  page.evaluate(() => (window as unknown as Told).inkling.measure.summary())

export const convert = (page: Page, name: string, value?: number) =>
  page.evaluate(([name, value]) => (window as unknown as Told).inkling.measure.convert(name, value), [
    name,
    value,
  ] as const)

export const countsOf = async (page: Page) => (await summary(page))[0]?.counts ?? {}

/** Somebody who has read of animals, measured from the start. The page is left open. */
export async function measuredReader(context: BrowserContext, site: Site, arm: Arm, seed = seedOf(arm)): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${site.origin}/story`)
  const planted = [MEASURED, JSON.stringify({ seed, tallies: [] })] as const
  await page.evaluate(([key, value]) => localStorage.setItem(key, value), planted)
  await choose(page)
  await until(page, 'ready', ({ consent }) => consent.measurement)
  await track(page, '/seen/cat')
  await track(page, '/seen/dog', 'click')
  // Nobody else renders the list: from the next view on it is sorted before it is painted.
  await page.waitForFunction(() => JSON.parse(localStorage.getItem('inkling.snapshot')!).unmanaged.includes('top'))
  return page
}

/** A view of the page whose list came in time for its first paint: on a busy machine a frame may be faster, and then nothing may move. */
export async function openInTime(page: Page, address: string): Promise<void> {
  await expect(async () => {
    await page.goto(address)
    await until(page, 'ready')
    expect(
      await page.evaluate(() => {
        const { first } = window.inkling as unknown as { first: { lists: WeakMap<Element, { sorted: boolean }> } }
        return first.lists.get(document.querySelector('[data-inkling-list]')!)?.sorted
      }),
    ).toBe(true)
  }).toPass({ timeout: 60_000 })
}

/** Until the reader has looked at an item for a second: by then whatever is seen at once has been. */
export const haveSeen = (page: Page) =>
  expect
    .poll(async () => {
      const [tally] = await summary(page)
      return (tally?.counts.impression ?? 0) + (tally?.before.impression ?? 0)
    })
    .toBeGreaterThan(0)
