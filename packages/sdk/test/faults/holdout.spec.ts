/**
 * The holdout: the page has the editors' order, everything else is as for all readers, and an exposure is counted
 * only where the arms differ.
 */

import type { Page } from '@playwright/test'
import { hashToUnit } from '../../src/measurement/experiments/hash-to-unit.ts'
import type { Ranking } from '../../src/types.ts'
import { sample } from '../sample.ts'
import {
  ALL,
  ARMS,
  choose,
  convert,
  countsOf,
  haveSeen,
  MEASURED,
  measuredReader,
  openInTime,
  seedWith,
  summary,
} from './measured.ts'
import { codes, details, expect, IDS, record, rows, shown, type Told, test, track, until } from './site.ts'

const keys = async (page: Page) =>
  (await page.evaluate(() => Object.keys(localStorage))).filter((key) => /measured|arms/.test(key))
/** From now on, the reader sees nothing more that is counted. */
const takeListAway = (page: Page) => page.evaluate(() => document.querySelector('[data-inkling-list]')!.remove())
const kept = (page: Page) => page.evaluate((key) => localStorage.getItem(key), MEASURED)

test.beforeEach(({ site }) => {
  site.attributes = 'data-download="never" data-holdout="0.5"'
})

test('In the holdout the page is the editors’, at the first paint and after; recording goes on; both arms are exposed, once a view.', async ({
  browser,
  site,
}) => {
  const arms: Record<string, { order: string[]; events: string[]; counts: object }> = {}
  for (const arm of ARMS) {
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

for (const arm of sample(ARMS, 1)) {
  test(`No exposure where the arms show the same (${arm}).`, async ({ context, site }) => {
    site.attributes += ' data-strength="0"'
    const page = await measuredReader(context, site, arm)
    await openInTime(page, site.origin)
    await haveSeen(page)
    expect(await shown(page)).toEqual(IDS)
    expect(await details(page, 'exposure')).toEqual([])
    expect((await summary(page))[0]).toMatchObject({ experiment: 'holdout', arm, counts: {} })
  })

  test(`A way back is no other exposure, nor is a page that nobody sees yet; two tabs are two views (${arm}).`, async ({
    context,
    site,
  }) => {
    const page = await measuredReader(context, site, arm)
    await openInTime(page, site.origin)
    await until(page, 'exposure')
    await page.evaluate(() => scrollTo(0, 1))
    await page.goto(`${site.origin}/story`)
    await until(page, 'ready')
    await haveSeen(page)
    const { exposures } = await countsOf(page)
    await page.goBack()
    await until(page, 'ready')
    await haveSeen(page)
    expect((await countsOf(page)).exposures).toBe(exposures)

    // Two tabs that count in the same moment can lose a count, so that only one of them has anything to count.
    await takeListAway(page)
    const other = await context.newPage()
    await other.addInitScript(() => {
      let isHidden = true
      Object.defineProperty(Document.prototype, 'prerendering', { get: () => isHidden, configurable: true })
      Object.assign(window, {
        activate() {
          isHidden = false
          document.dispatchEvent(new Event('prerenderingchange'))
        },
      })
    })
    await other.goto(`${site.origin}/other`)
    await until(other, 'ranked')
    expect((await countsOf(page)).exposures).toBe(exposures)
    await other.evaluate(() => (window as unknown as { activate(): void }).activate())
    await until(other, 'ready')
    await until(other, 'exposure')
    await takeListAway(other)
    const counted = await kept(other)
    await expect.poll(() => kept(page)).toBe(counted)
    // The first tab adds to what the second one wrote.
    await convert(page, 'subscribe', 9.5)
    expect(await details(other, 'exposure')).toHaveLength(1)
    const all = { conversion: 1, value: 9.5, exposures: exposures! + 1 }
    for (const tab of [page, other]) await expect.poll(() => countsOf(tab)).toMatchObject(all)
  })

  test(`What a tab has told of an exposure outlives the tab’s crash (${arm}).`, async ({ context, site }) => {
    const page = await measuredReader(context, site, arm)
    await openInTime(page, site.origin)
    await until(page, 'exposure')
    const { exposures } = await countsOf(page)
    const session = await context.newCDPSession(page)
    const crashed = page.waitForEvent('crash')
    void session.send('Page.crash').catch(() => {})
    await crashed
    const next = await context.newPage()
    await next.goto(`${site.origin}/story`)
    await until(next, 'ready')
    expect((await countsOf(next)).exposures).toBeGreaterThanOrEqual(exposures!)
  })
}

test('On a slow device whose page changes while a list is read, the page’s own order is known, and the exposure comes.', async ({
  context,
  site,
}) => {
  await measuredReader(context, site, 'ranked')
  site.main = `<p id="clock"></p><script>
    let isReady = false
    const { port1, port2 } = new MessageChannel()
    const tick = () => { clock.textContent = Date.now(); if (!isReady) port2.postMessage('') }
    document.addEventListener('inkling:ready', () => isReady = true)
    port1.onmessage = tick
    tick()
  </script>`
  const page = await context.newPage()
  // A step or two fill a slice.
  await page.addInitScript(() => {
    const now = performance.now.bind(performance)
    let late = 0
    performance.now = () => now() + (late += 4)
  })
  await openInTime(page, site.origin)
  await until(page, 'exposure')
  const [{ by, ranking }] = (await details(page, 'ranked')) as [{ by: string; ranking: Ranking }]
  expect(by).toBe('snippet')
  expect([...ranking.items].sort((a, b) => a.from - b.from).map(({ id }) => id)).toEqual(IDS)
})

test('Without consent to being measured there is no arm, no request, and nothing kept; taken back, all of it goes; erased, another coin is tossed.', async ({
  browser,
  context,
  site,
}) => {
  const page = await context.newPage()
  await page.goto(site.origin)
  await choose(page, { ...ALL, measurement: false })
  await until(page, 'ready', ({ consent }) => consent.state === 'granted')
  await track(page, '/cat')
  await page.goto(site.origin)
  await until(page, 'ready')
  expect(await summary(page)).toEqual([])
  expect(site.requests.filter((path) => path.includes('measurement'))).toEqual([])
  expect(await keys(page)).toEqual([])
  expect(await details(page, 'exposure')).toEqual([])

  // Another device: on this one whatever stands for a coin is wiped as long as consent isn't there.
  const device = await browser.newContext()
  await device.addInitScript(record)
  const held = await measuredReader(device, site, 'holdout')
  await openInTime(held, site.origin)
  expect(await shown(held)).toEqual(IDS)
  expect(site.requests.filter((path) => path.includes('measurement'))).not.toEqual([])
  const { seed } = JSON.parse((await kept(held))!)
  await choose(held, { ...ALL, measurement: false })
  await until(held, 'ready', ({ consent }) => !consent.measurement)
  expect(await keys(held)).toEqual([])
  await openInTime(held, site.origin)
  expect(await shown(held)).not.toEqual(IDS)

  await choose(held, ALL)
  await until(held, 'ready', ({ consent }) => consent.measurement)
  expect(JSON.parse((await kept(held))!).seed).not.toBe(seed)
  await held.evaluate(() => (window as unknown as Told).inkling.erase())
  // What was erased doesn't come back by what the same page does next.
  await convert(held, 'late')
  expect(await kept(held)).toBeNull()
  expect(await summary(held)).toEqual([])
  await device.close()
})

test('Who was held back stays so while measurement.js can’t be had; a site that compares no more orders for everybody.', async ({
  context,
  site,
}) => {
  const page = await measuredReader(context, site, 'holdout')
  site.answer = ({ url }, response) => url.includes('measurement.js') && !!response.writeHead(503).end()
  for (let view = 0; view < 2; view++) {
    await openInTime(page, site.origin)
    expect(await shown(page)).toEqual(IDS)
    expect(await codes(page)).toContain('script-unavailable')
    expect(await details(page, 'exposure')).toEqual([])
  }
  site.answer = undefined
  site.attributes = 'data-download="never"'
  await page.goto(site.origin)
  await until(page, 'ready')
  await haveLeft(page, site.origin)
  expect(await shown(page)).not.toEqual(IDS)
})

/** Two views on: the first one has written down what the second one shows. */
async function haveLeft(page: Page, address: string): Promise<void> {
  await page.waitForFunction(() => !JSON.parse(localStorage.getItem('inkling.snapshot')!).arms)
  await openInTime(page, address)
}

test('The data layer has an exposure, a click and a conversion, with list, place and arm, and nothing else; both arms ask for the same.', async ({
  browser,
  site,
}) => {
  site.attributes += ' data-analytics="gtm"'
  site.head = '<script>window.dataLayer = [{ event: "own" }]</script>'
  const asked: string[][] = []
  for (const arm of ARMS) {
    const context = await browser.newContext()
    await context.addInitScript(record)
    const page = await measuredReader(context, site, arm)
    await page.goto('about:blank')
    site.requests.splice(0)
    await openInTime(page, site.origin)
    await until(page, 'exposure')
    asked.push([...new Set(site.requests)].filter((path) => !/favicon/.test(path)).sort())
    await page.evaluate(() => addEventListener('click', (event) => event.preventDefault()))
    const place = (await shown(page)).indexOf('/dog')
    await page.click('a[href="/dog"]')
    await until(page, 'outcome', ({ kind }) => kind === 'click')
    await convert(page, 'subscribe', 9.5)
    const inkling_arm = `holdout:${arm}`
    expect(await page.evaluate(() => (window as unknown as { dataLayer: object[] }).dataLayer)).toEqual([
      { event: 'own' },
      { event: 'inkling_exposure', inkling_arm, inkling_list: 'top' },
      { event: 'inkling_click', inkling_arm, inkling_list: 'top', inkling_place: place },
      { event: 'inkling_conversion', inkling_arm, inkling_name: 'subscribe', inkling_value: 9.5 },
    ])
    await context.close()
  }
  expect(asked[0]).toEqual(asked[1])
})

test('An experiment of rules: each arm has its own order at the first paint, is exposed where the orders differ, and stops when it is switched off.', async ({
  browser,
  site,
}) => {
  let off = false
  const arms = [{ name: 'full' }, { name: 'none', options: { strength: 0 } }]
  site.attributes = 'data-download="never" data-experiments="/experiments.json"'
  site.answer = ({ url }, response) =>
    url === '/experiments.json' && !!response.end(JSON.stringify({ experiments: [{ name: 'front', arms, off }] }))
  for (const [arm, at] of [
    ['full', 0],
    ['none', 1],
  ] as const) {
    off = false
    const context = await browser.newContext()
    await context.addInitScript(record)
    const seed = seedWith((seed) => Math.floor(hashToUnit(seed, 'arm front') * 2) === at)
    const page = await measuredReader(context, site, 'ranked', seed)
    await openInTime(page, site.origin)
    await until(page, 'exposure')
    expect(await details(page, 'exposure')).toEqual([{ experiment: 'front', arm, list: 'top' }])
    expect((await shown(page)).join() === IDS.join()).toBe(arm === 'none')
    off = true
    for (let view = 0; view < 2; view++) {
      await openInTime(page, site.origin)
      await page.waitForFunction(() => JSON.parse(localStorage.getItem('inkling.snapshot')!).rules.strength === 1)
      expect(await details(page, 'exposure')).toEqual([])
    }
    expect(await shown(page)).not.toEqual(IDS)
    await context.close()
  }
})
