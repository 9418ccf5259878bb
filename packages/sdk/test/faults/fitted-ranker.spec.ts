/** A site's own weights that ignore the page's order: the first paint is still sorted. */

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { click, fileOf, item, ranking } from '../../../cli/test/evaluate/make.ts'
import { frames, ordersOf, seeFrames, watchFrames } from './frames.ts'
import { details, expect, grant, IDS, ITEMS, type Site, test, track, until } from './site.ts'

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
const OWN = IDS.join()

/** A log of readers who open what is of their one topic, and the ranker that `npx --no inkling fit` makes of it. */
function fitted(): string {
  const events = ITEMS.map(([id, topic, title]) => item(id, { title, topic }))
  for (let reader = 0; reader < 12; reader++) {
    const liked = ['animals', 'weather', 'home'][reader % 3]
    for (const turn of [0, 1]) {
      const name = `${reader}-${turn}`
      const shown = [...ITEMS.slice(reader % 5), ...ITEMS.slice(0, reader % 5)]
      events.push(
        ranking(
          name,
          `reader ${reader}`,
          shown.map(([id]) => id),
          turn * 10,
        ),
        ...shown.filter(([, topic]) => topic === liked).map(([id]) => click(name, id, turn * 10)),
      )
    }
  }
  const folder = mkdtempSync(join(tmpdir(), 'inkling-fit-'))
  const out = join(folder, 'ranker.json')
  const { status, stderr } = spawnSync(
    process.execPath,
    [CLI, 'fit', '--events', fileOf(events), '--out', out, '--name', 'own', '--licence', 'none', '--force'],
    { encoding: 'utf8' },
  )
  expect(status, stderr).toBe(0)
  const ranker = readFileSync(out, 'utf8')
  rmSync(folder, { recursive: true })
  return ranker
}

const withRanker = (site: Site, address: string) => {
  site.attributes = `data-download="never" data-ranker="${address}"`
}

for (const [name, arrange] of [
  ['the one that ships for films', (site) => withRanker(site, '/inkling/ranker-ranklens/ranker.json')],
  [
    'one that `npx --no inkling fit` wrote',
    (site) => {
      const ranker = fitted()
      expect(JSON.parse(ranker).weights.lexical).not.toHaveProperty('position')
      withRanker(site, '/own.json')
      site.answer = ({ url }, response) => {
        if (url !== '/own.json') return false
        response.writeHead(200, { 'content-type': 'application/json' }).end(ranker)
        return true
      }
    },
  ],
] as ReadonlyArray<readonly [string, (site: Site) => void]>) {
  test(`With ${name} a list is sorted before a frame shows it, from the second view on.`, async ({ context, site }) => {
    arrange(site)
    const first = await context.newPage()
    await first.goto(site.origin)
    await grant(first)
    await until(first, 'ready', ({ consent }) => consent.state === 'granted')
    await track(first, '/cats')
    await track(first, '/seen/weather', 'click')
    await expect
      .poll(() => first.evaluate(() => JSON.parse(localStorage.getItem('inkling.snapshot') ?? '{}')))
      .toMatchObject({ unmanaged: ['top'], scores: { '/cats': expect.any(Number) } })
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
    expect(orders[0]).not.toBe(OWN)
    expect(orders[0]!.split(',').at(-1), 'what was read goes down').toBe('/cats')
    expect((await frames(page)).shift).toBe(0)
    expect(await details(page, 'error')).toEqual([])
  })
}
