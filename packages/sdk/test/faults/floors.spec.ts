/**
 * A site's floors: applied at the first paint as in `rank()`, mentioned in explanations, and ignored everywhere if
 * the file is invalid.
 */

import { ruleSentence } from '../../../elements/src/sentences/sentences.ts'
import { DEFAULT_RANKER } from '../../src/ranking/ranker.ts'
import { frames, ordersOf, seeFrames, watchFrames } from './frames.ts'
import { codes, details, expect, grant, ITEMS, record, type Site, type Told, test, track, until } from './site.ts'

const TOPICS = new Map(ITEMS.map(([id, topic]) => [id, topic]))

function serveRanker(site: Site, floors: object): void {
  site.attributes = 'data-download="never" data-table="never" data-calibration="0" data-ranker="/own.json"'
  site.answer = ({ url }, response) => {
    if (url !== '/own.json') return false
    const ranker = { ...DEFAULT_RANKER, name: 'own', floors }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(ranker))
    return true
  }
}

test('From the second view on, every other place of the first paint is reserved for discovery, and explanations say so.', async ({
  context,
  site,
}) => {
  serveRanker(site, { discovery: { share: 0.5 } })
  await context.addInitScript(record)
  const first = await context.newPage()
  await first.goto(site.origin)
  await grant(first)
  await until(first, 'ready', ({ consent }) => consent.state === 'granted')
  for (let n = 0; n < 6; n++) await track(first, `/seen/snow-over-the-hill-${n}`)
  await expect
    .poll(() => first.evaluate(() => JSON.parse(localStorage.getItem('inkling.snapshot') ?? '{}')))
    .toMatchObject({ known: true, unmanaged: ['top'] })
  await first.goto('about:blank')
  await first.close()

  const page = await context.newPage()
  await page.addInitScript(watchFrames)
  await page.goto(site.origin)
  await until(page, 'ranked', ({ by }) => by === 'snippet')
  await seeFrames(page, 3)
  const orders = await ordersOf(page, 'top')
  expect(orders).toHaveLength(1)
  const [ranked] = await details(page, 'ranked')
  const items = ranked!['ranking'].items as Array<{ id: string; rule?: string; to: number }>
  expect(orders[0]).toBe(items.map(({ id }) => id).join())
  const free = items.filter(({ rule }) => rule !== 'pinned')
  for (const k of [2, 4, 6])
    expect(free.slice(0, k).filter(({ id }) => TOPICS.get(id) !== 'weather').length).toBeGreaterThanOrEqual(k / 2)
  const brought = items.find(({ rule }) => rule === 'floor')!
  expect(TOPICS.get(brought.id)).not.toBe('weather')
  const explained = await page.evaluate((id) => (window as unknown as Told).inkling.explain('top', id), brought.id)
  const step = explained!.rules.find(({ rule }) => rule === 'floor')!
  expect(step.to).toBeLessThan(step.from)
  expect(ruleSentence(step)).toMatch(/^A share of places .* up from place/)
  expect((await frames(page)).shift).toBe(0)
})

test('Impossible floors are reported, and the site’s ranker is ignored entirely.', async ({ context, site }) => {
  serveRanker(site, { discovery: { share: 0.5 }, new: { share: 0.5, days: 1 } })
  await context.addInitScript(record)
  const page = await context.newPage()
  await page.goto(site.origin)
  await grant(page)
  await until(page, 'error')
  expect(await codes(page)).toContain('ranker-unavailable')
  expect((await details(page, 'error'))[0]!['cause']).toContain('`floors`: the shares must sum to at most 0.5')
})
