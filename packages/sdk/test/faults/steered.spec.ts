/** A list's rules hold in the very first frame, with the built tag and snippet. */

import { frames, ordersOf, seeFrames, watchFrames } from './frames.ts'
import { details, expect, grant, IDS, PINNED, test, track, until } from './site.ts'

test('With a bound of two places nothing is further from its place in the first frame, from the second view on.', async ({
  context,
  site,
}) => {
  site.attributes = 'data-download="never" data-displacement="2"'
  const first = await context.newPage()
  await first.goto(site.origin)
  await grant(first)
  await until(first, 'ready', ({ consent }) => consent.state === 'granted')
  await track(first, '/cats')
  await track(first, '/seen/weather', 'click')
  await expect
    .poll(() => first.evaluate(() => JSON.parse(localStorage.getItem('inkling.snapshot') ?? '{}')))
    .toMatchObject({
      known: true,
      unmanaged: ['top'],
      plans: { 'top /': { edition: null } },
      rules: { displacement: 2 },
    })
  // Until the page goes the snapshot may be behind the reader.
  await first.goto('about:blank')
  await first.close()

  const page = await context.newPage()
  await page.addInitScript(watchFrames)
  await page.goto(site.origin)
  await until(page, 'ranked')
  await seeFrames(page, 3)
  const [ranked] = await details(page, 'ranked')
  expect(ranked).toMatchObject({ by: 'snippet', late: false })
  expect(ranked!.moved).toBeGreaterThan(0)
  const orders = await ordersOf(page, 'top')
  expect(orders).toHaveLength(1)
  // What is pinned stands aside: places are counted among the others.
  expect(orders[0]!.split(',').indexOf(PINNED)).toBe(IDS.indexOf(PINNED))
  const isFree = (id: string) => id !== PINNED
  const [shown, own] = [orders[0]!.split(',').filter(isFree), IDS.filter(isFree)]
  expect([...shown].sort()).toEqual([...own].sort())
  for (const [place, id] of shown.entries()) expect(Math.abs(place - own.indexOf(id)), id).toBeLessThanOrEqual(2)
  expect(shown.indexOf('/cats'), 'what was read goes down').toBe(own.length - 1)
  expect((await frames(page)).shift).toBe(0)
  expect(await details(page, 'error')).toEqual([])
})
