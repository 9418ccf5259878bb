/**
 * Experiments on slots: each arm shows its creatives, and an exposure is counted only in slots where the arms differ.
 */

import type { BrowserContext, Page } from '@playwright/test'
import { hashToUnit } from '../../src/measurement/experiments/hash-to-unit.ts'
import { sample } from '../sample.ts'
import { convert, measuredReader, seedWith, summary } from './measured.ts'
import { codes, details, expect, record, type Site, test, until } from './site.ts'

const TRAIL = '<template data-inkling-creative="trail"><a href="#trail">Trail shoes</a></template>'
const ROAD = '<template data-inkling-creative="road"><a href="#road">Road shoes</a></template>'
const heroOf = (own: string) =>
  `<div data-inkling-slot="hero" style="position: fixed; top: 0; width: 200px">${own}${TRAIL}${ROAD}</div>`
const HERO = heroOf('<p><a href="#ours">Ours</a></p>')
const ARMS = ['one', 'other'] as const
type Arm = (typeof ARMS)[number]

/** @param one what the slot may choose from in the first arm */
const experiment = (one: readonly string[], other: readonly string[]) => ({
  experiments: [
    {
      name: 'hero',
      arms: [
        { name: 'one', slots: { hero: one } },
        { name: 'other', slots: { hero: other } },
      ],
    },
  ],
})
/** Each before the last, where it may be shown. */
const CAMPAIGNS = {
  campaigns: [
    { id: 'spring', priority: 2, creatives: [{ id: 'trail' }] },
    { id: 'autumn', priority: 1, creatives: [{ id: 'road' }] },
  ],
}

function serveFiles(site: Site, experiments: object, campaigns: object | undefined = CAMPAIGNS): void {
  const files = { '/experiments.json': experiments, '/campaigns.json': campaigns }
  site.attributes = `data-download="never" data-table="never" data-experiments="/experiments.json"${campaigns ? ' data-campaigns="/campaigns.json"' : ''}`
  site.answer = ({ url }, response) => {
    const file = files[url as keyof typeof files]
    if (file) response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(file))
    return !!file
  }
}

const seedOf = (arm: Arm) => seedWith((seed) => ARMS[Math.floor(hashToUnit(seed, 'arm hero') * 2)] === arm)

/** A view whose slot came in time for its first paint: on a busy machine a frame may be faster, and then no arm may fill it. */
const openInTime = (page: Page, address: string) =>
  expect(async () => {
    await page.goto(address)
    await until(page, 'ready')
    expect(
      await page.evaluate(() => {
        const { first } = window.inkling as unknown as { first: { slots: WeakMap<Element, object> } }
        return first.slots.has(document.querySelector('[data-inkling-slot]')!)
      }),
    ).toBe(true)
  }).toPass({ timeout: 60_000 })
const hero = (page: Page) => page.locator('[data-inkling-slot]').textContent()
const planned = (page: Page) => page.evaluate(() => JSON.parse(localStorage.getItem('inkling.arms') ?? '{}').slots)

/** A reader whose next view is painted as the arm would. */
async function reader(context: BrowserContext, site: Site, arm: Arm): Promise<Page> {
  await context.addInitScript(record)
  const page = await measuredReader(context, site, 'ranked', seedOf(arm))
  // What every arm would show has been written down.
  await expect.poll(async () => (await planned(page))?.plans.length).toBe(2)
  return page
}

/** Until the reader has looked at the slot for a second. */
const looked = (page: Page, slots = 1) =>
  expect
    .poll(async () => {
      const [tally] = await summary(page)
      return (tally?.counts.slot_shown ?? 0) + (tally?.before.slot_shown ?? 0)
    })
    .toBeGreaterThanOrEqual(slots)

for (const arm of sample(ARMS, 1)) {
  test(`Each arm shows its own from the first paint on; both are exposed once a view; clicks count whatever was shown (${arm}).`, async ({
    context,
    site,
  }) => {
    serveFiles(site, experiment(['trail'], []))
    site.main = HERO
    const page = await reader(context, site, arm)
    // It was painted before there was an arm.
    expect(await details(page, 'exposure')).toEqual([])
    for (let view = 1; view < 3; view++) {
      await openInTime(page, site.origin)
      await until(page, 'exposure')
      expect(await hero(page)).toBe(arm === 'one' ? 'Trail shoes' : 'Ours')
      await looked(page, view)
      expect(await details(page, 'exposure')).toEqual([{ experiment: 'hero', arm, list: 'hero' }])
    }
    await page.locator('[data-inkling-slot] a').click()
    expect(await details(page, 'outcome')).toEqual([{ kind: 'slot_click', arms: { hero: arm }, list: 'hero' }])
    const [tally] = await summary(page)
    expect(tally).toMatchObject({ experiment: 'hero', arm, counts: { exposures: 2, slot_click: 1 } })
    expect(await codes(page)).toEqual([])
  })

  test(`Where the arms show the same there is no exposure, also where one could show more (${arm}).`, async ({
    context,
    site,
  }) => {
    serveFiles(site, experiment(['trail'], ['trail', 'road']))
    site.main = HERO
    const page = await reader(context, site, arm)
    await openInTime(page, site.origin)
    await looked(page)
    expect(await hero(page)).toBe('Trail shoes')
    expect(await details(page, 'exposure')).toEqual([])
    expect((await summary(page))[0]).toMatchObject({ arm, counts: {} })
  })

  test(`A slot that is empty in one arm is seen in both (${arm}).`, async ({ context, site }) => {
    serveFiles(site, experiment(['trail'], []))
    site.main = heroOf('')
    const page = await reader(context, site, arm)
    await openInTime(page, site.origin)
    await until(page, 'exposure')
    expect(await hero(page)).toBe(arm === 'one' ? 'Trail shoes' : '')
    expect(await details(page, 'exposure')).toEqual([{ experiment: 'hero', arm, list: 'hero' }])
  })

  test(`Without a snippet the tag fills as the arm would, where nobody looks yet; what nobody comes to exposes nobody (${arm}).`, async ({
    context,
    site,
  }) => {
    serveFiles(site, experiment(['trail'], ['road']))
    site.main = HERO
    const files = site.answer!
    site.answer = (request, response) => {
      if (request.url !== '/below') return files(request, response)
      const below = `<div style="height: 4000px"></div>${HERO.replace('position: fixed; top: 0', 'height: 40px')}`
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      response.end(
        `<!doctype html><title>Below</title><script async src="/inkling/inkling.js" ${site.attributes}></script>${below}`,
      )
      return true
    }
    const page = await reader(context, site, arm)
    await page.goto(`${site.origin}/below`)
    await until(page, 'ready')
    await convert(page, 'nothing')
    expect(await details(page, 'exposure')).toEqual([])
    await page.locator('[data-inkling-slot]').scrollIntoViewIfNeeded()
    await until(page, 'exposure')
    expect(await hero(page)).toBe(arm === 'one' ? 'Trail shoes' : 'Road shoes')
  })

  test(`Of creatives that content alone chooses the arm's are chosen from (${arm}).`, async ({ context, site }) => {
    serveFiles(site, experiment(['cats'], ['weather']), undefined)
    const template = (id: string, words: string) =>
      `<template data-inkling-creative="${id}" data-inkling-topic="${words}"><p>${words}: the cat, the dog</p></template>`
    site.main = `<div data-inkling-slot="hero" style="position: fixed; top: 0; width: 200px"><p>Ours</p>${template('cats', 'animals')}${template('weather', 'animals')}</div>`
    const page = await reader(context, site, arm)
    await openInTime(page, site.origin)
    await until(page, 'exposure')
    expect(await hero(page)).toContain('animals')
    expect(await planned(page)).toMatchObject({
      plans: [
        { slots: { hero: arm === 'one' ? 'cats' : 'weather' } },
        { slots: { hero: arm === 'one' ? 'weather' : 'cats' } },
      ],
    })
  })
}

test('Both arms ask for the same, whatever they show.', async ({ browser, site }) => {
  serveFiles(site, experiment(['trail'], []))
  site.main = HERO.replaceAll('<a ', '<img src="/trail.svg" alt="" width="4" height="4"><a ')
  const asked: string[][] = []
  for (const arm of ARMS) {
    const context = await browser.newContext()
    const page = await reader(context, site, arm)
    site.requests.length = 0
    await openInTime(page, site.origin)
    await until(page, 'exposure')
    await looked(page)
    // A view that came too late for its first paint is opened again: what counts is what is asked for.
    asked.push([...new Set(site.requests)].sort())
    await context.close()
  }
  expect(asked[0]).toContain('/trail.svg')
  expect(asked[0]).toEqual(asked[1])
})
