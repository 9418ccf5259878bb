/** Lists ordered by the tag below the window: both arms are exposed only when the reader reaches items in which they differ. */

import type { Page } from '@playwright/test'
import { ARMS, countsOf, haveSeen, measuredReader } from './measured.ts'
import { details, expect, ITEMS, type Site, type Told, test, track, until } from './site.ts'

const OWN = ITEMS.map(([id]) => id)

/** @param list attributes of the list */
function serveBelow(site: Site, list = ''): void {
  site.attributes = 'data-download="never" data-holdout="0.5"'
  site.answer = ({ url }, response) => {
    if (!/^\/below/.test(url)) return false
    const items = ITEMS.map(
      ([id, topic, title]) =>
        `<li data-inkling-item="${id}" data-inkling-topic="${topic}" style="height: 200px; margin: 0"><h3><a href="/story">${title}</a></h3></li>`,
    )
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    response.end(`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Below</title>
<script async src="/inkling/inkling.js" ${site.attributes}></script></head><body style="margin: 0">
<div style="height: ${list ? 0 : 3000}px"></div><ol data-inkling-list="below" ${list} style="margin: 0; padding: 0">${items.join('')}</ol></body></html>`)
    return true
  }
}

const order = (page: Page) =>
  page.$$eval('[data-inkling-list] > li', (items) => items.map((item) => item.getAttribute('data-inkling-item')!))

/** Whether what would be explained of an item is known. */
const explained = (page: Page, list: string) =>
  page.evaluate(async (list) => (await (window as unknown as Told).inkling.explain(list, '/cat')) !== undefined, list)

for (const arm of ARMS) {
  test(`A list below the window: no exposure until the reader scrolls to it, then one (${arm}).`, async ({
    context,
    site,
  }) => {
    serveBelow(site)
    const page = await measuredReader(context, site, arm)
    await page.goto(`${site.origin}/below`)
    await until(page, 'ready')
    await until(page, 'ranked')
    expect((await order(page)).join() === OWN.join()).toBe(arm === 'holdout')
    expect(await explained(page, 'below')).toBe(arm === 'ranked')
    expect(await details(page, 'exposure')).toEqual([])
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
    await until(page, 'exposure')
    await page.evaluate(() => scrollTo(0, 0))
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
    await haveSeen(page)
    expect(await details(page, 'exposure')).toEqual([{ experiment: 'holdout', arm, list: 'below' }])
    expect((await countsOf(page)).exposures).toBe(1)
  })

  test(`A live list that begins in view: it follows the reader below the window, in one arm; both are exposed there (${arm}).`, async ({
    context,
    site,
  }) => {
    serveBelow(site, 'data-inkling-live')
    const page = await measuredReader(context, site, arm)
    await page.goto(`${site.origin}/below`)
    await until(page, 'ready')
    await until(page, 'ranked')
    await track(page, '/snow')
    await track(page, '/sun', 'click')
    // In view nothing may have moved.
    const { height } = page.viewportSize()!
    const seen = Math.ceil(height / 200)
    expect((await order(page)).slice(0, seen)).toEqual(OWN.slice(0, seen))
    await haveSeen(page)
    expect(await details(page, 'exposure')).toEqual([])
    const moved = (await order(page)).join() !== OWN.join()
    expect(moved).toBe(arm === 'ranked')
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
    await until(page, 'exposure')
    expect((await order(page)).join() === OWN.join()).toBe(arm === 'holdout')
  })
}
