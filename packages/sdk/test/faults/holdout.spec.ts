/** The holdout: the page is the editors', all else is as for everybody, and an exposure is counted where arms differ, and only there. */

import { countsOf, measuredReader, openInTime } from './measured.ts'
import { details, expect, IDS, record, rows, shown, test, until } from './site.ts'

test.beforeEach(({ site }) => {
  site.attributes = 'data-download="never" data-holdout="0.5"'
})

test('In the holdout the page is the editors’, at the first paint and after; recording goes on; both arms are exposed, once a view.', async ({
  browser,
  site,
}) => {
  const arms: Record<string, { order: string[]; events: string[]; counts: object }> = {}
  for (const arm of ['holdout', 'ranked'] as const) {
    const context = await browser.newContext()
    await context.addInitScript(record)
    const page = await measuredReader(context, site, arm)
    // What a frame had shown before the reader agreed was the same in both arms.
    expect(await details(page, 'exposure')).toEqual([])
    for (let view = 0; view < 2; view++) {
      await openInTime(page, site.origin)
      await until(page, 'exposure')
      expect(await details(page, 'exposure')).toEqual([{ experiment: 'holdout', arm, list: 'top' }])
    }
    await page.click('a[href="/dog"]')
    await until(page, 'ready')
    const events = (await rows(page, 'events')).map(({ kind, item }) => `${kind} ${item}`)
    await openInTime(page, site.origin)
    arms[arm] = { order: await shown(page), events, counts: await countsOf(page) }
    await context.close()
  }
  expect(arms['holdout']!.order).toEqual(IDS)
  expect(arms['ranked']!.order).not.toEqual(IDS)
  expect(arms['holdout']!.events.filter((each) => !/^impression/.test(each)).sort()).toEqual(
    arms['ranked']!.events.filter((each) => !/^impression/.test(each)).sort(),
  )
  expect(arms['holdout']!.counts).toMatchObject({ click: 1 })
  expect(arms['ranked']!.counts).toMatchObject({ click: 1 })
})
