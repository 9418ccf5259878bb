/** A page restored from the back/forward cache continues its view and doesn't start another one. */

import type { Page } from '@playwright/test'
import type { Tally } from '../../src/types.ts'
import { launchWithBackForwardCache } from './back-forward-cache.ts'
import { ARMS, measuredReader, openInTime, summary } from './measured.ts'
import { details, expect, record, type Site, test, until } from './site.ts'

/** Leaves the page for one without Inkling, and comes back. @returns whether it came out of the cache */
async function thereAndBack(page: Page, site: Site): Promise<boolean> {
  await page.evaluate(() =>
    addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted }), { once: true }),
  )
  await page.goto(`${site.origin}/blank`)
  await page.goBack({ waitUntil: 'commit' })
  await page.waitForFunction(() => document.querySelector('[data-inkling-list]'))
  return page.evaluate(() => (window as unknown as { persisted?: boolean }).persisted === true)
}

const blocked = (page: Page) =>
  page.evaluate(() => {
    const [entry] = performance.getEntriesByType('navigation')
    return JSON.stringify((entry as { notRestoredReasons?: unknown } | undefined)?.notRestoredReasons)
  })

/** Page views before the first exposure and since. */
async function counted(page: Page): Promise<{ exposures: number; views: number }> {
  const [{ counts, before } = { counts: {}, before: {} } as Pick<Tally, 'counts' | 'before'>] = await summary(page)
  return { exposures: counts.exposures ?? 0, views: (counts.view ?? 0) + (before.view ?? 0) }
}

for (const arm of ARMS)
  test(`After a return from the back/forward cache, nothing is counted twice, and newly seen items count once (${arm}).`, async ({
    site,
  }) => {
    site.attributes = 'data-download="never" data-holdout="0.5"'
    site.head = '<style>h1 { margin-bottom: 300vh }</style>'
    site.answer = ({ url }, response) => url === '/blank' && !!response.end('<!doctype html>')
    const browser = await launchWithBackForwardCache()
    try {
      const context = await browser.newContext()
      await context.addInitScript(record)
      const page = await measuredReader(context, site, arm)
      await openInTime(page, site.origin)
      const back = async (expected: object) => {
        expect(await thereAndBack(page, site), await blocked(page)).toBe(true)
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
        expect(await counted(page)).toEqual(expected)
      }
      const before = await counted(page)
      await back(before)
      // The list lies below the window: the reader comes to it after they have come back.
      expect(await details(page, 'exposure')).toEqual([])
      await page.locator('[data-inkling-list]').scrollIntoViewIfNeeded()
      await until(page, 'exposure')
      const after = { ...before, exposures: before.exposures + 1 }
      expect(await counted(page)).toEqual(after)
      for (let times = 0; times < 2; times++) await back(after)
      expect(await details(page, 'exposure')).toHaveLength(1)
      const [tally, ...others] = await summary(page)
      expect([tally!.arm, others]).toEqual([arm, []])
    } finally {
      await browser.close()
    }
  })
