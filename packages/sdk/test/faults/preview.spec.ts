/** The page as a persona named in the URL would see it, if the site allows it, without leaving a trace. */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { PERSONAS } from '../../src/developers/preview/personas.ts'
import { released } from '../released.ts'
import { sample } from '../sample.ts'
import { details, expect, grant, rows, type Site, type Told, test, track, until } from './site.ts'

const RELEASE = released()
const BIN = fileURLToPath(new URL('../../bin/inkling.js', import.meta.url))
/** None is sensitive: a sensitive item keeps its place, but only once the words of the language have loaded. */
const STORIES = [
  ['/frost', 'weather', 'The first frost comes on Monday'],
  ['/derby', 'football', 'Derby ends in a draw after a late goal'],
  ['/comet', 'space', 'A comet that passes once in a lifetime'],
  ['/roads', 'local', 'Roads are closed at the weekend'],
  ['/striker', 'football', 'The striker who stays another season'],
  ['/fungi', 'science', 'An experiment with fungi and glass'],
  ['/tram', 'city', 'How the new tram was paid for'],
  ['/roast', 'food', 'Roast for six from one pan'],
] as const
const IDS: string[] = STORIES.map(([id]) => id)

// A name that is no loopback's: to the page it is a site as any other.
test.use({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads fixtures off the pattern
  launchOptions: async ({}, use, { project }) => {
    const { launchOptions } = project.use
    const args = [...(launchOptions?.args ?? []), '--host-resolver-rules=MAP paper.example 127.0.0.1']
    await use({ ...launchOptions, args })
  },
})

function pageOf(head: string): string {
  const items = STORIES.map(
    ([id, topic, title]) =>
      `<li data-inkling-item="${id}" data-inkling-topic="${topic}"><h3><a href="${id}">${title}</a></h3></li>`,
  )
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Stories</title>${head}</head>
<body><h1>Today</h1><ol data-inkling-list="top">${items.join('')}</ol></body></html>`
}

function serveStories(site: Site, attributes = ''): void {
  const snippet = readFileSync(`${RELEASE}/snippet.js`, 'utf8')
  const html = pageOf(
    `<script>${snippet}</script><script async src="/inkling/inkling.js" data-download="never" ${attributes}></script>`,
  )
  site.answer = ({ url }, response) => {
    if (url.split('?')[0] !== '/') return false
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html)
    return true
  }
}

const order = (page: Page) =>
  page.$$eval('[data-inkling-item]', (items) => items.map((item) => item.getAttribute('data-inkling-item')!))
const status = (page: Page) => page.evaluate(() => (window as unknown as Told).inkling.status())
/** Everything stored by the origin. */
const kept = (page: Page) =>
  page.evaluate(async () => ({
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: globalThis.caches ? await caches.keys() : [],
    cookies: document.cookie,
  }))
const NOTHING = { local: [], session: [], databases: [], caches: [], cookies: '' }

/** Console warnings from now on. */
function warningsOf(page: Page): string[] {
  const warned: string[] = []
  page.on('console', (message) => message.type() === 'warning' && warned.push(message.text()))
  return warned
}

async function see(page: Page, site: Site, persona: string): Promise<string[]> {
  await page.goto(`${site.origin}/?inkling-persona=${persona}`)
  await until(page, 'ranked')
  await until(page, 'ready')
  return order(page)
}

test('Two personas see different orders, also above the fold, and nothing is stored.', async ({ context, site }) => {
  serveStories(site)
  const page = await context.newPage()
  const said: string[] = []
  page.on('console', (message) => said.push(message.text()))
  const science = await see(page, site, 'science-reader')
  expect(await status(page)).toMatchObject({ persona: 'science-reader', consent: { state: 'denied' }, events: 16 })
  expect(said.filter((text) => text.includes("shown as 'science-reader'"))).toHaveLength(1)
  expect(['/comet', '/fungi']).toContain(science[0])
  const football = await see(page, site, 'football-and-food')
  expect(['/derby', '/striker', '/roast']).toContain(football[0])
  expect(football).not.toEqual(science)
  expect([...football].sort()).toEqual([...IDS].sort())
  // What somebody does on the page counts while it is there.
  await track(page, '/seen/story')
  expect((await status(page)).events).toBe(16)
  await page.evaluate(() => (window as unknown as Told).inkling.consent.deny())
  expect((await status(page)).events).toBe(16)
  await page.evaluate(() => (window as unknown as Told).inkling.erase())
  expect((await status(page)).events).toBe(0)
  expect(await kept(page)).toEqual(NOTHING)
  await page.goto(`${site.origin}/?other`)
  expect(await kept(page)).toEqual(NOTHING)
  expect(await details(page, 'error')).toEqual([])
})

test('A preview says that it is one, and links within the site keep it; one may leave it.', async ({
  context,
  site,
}) => {
  serveStories(site)
  const page = await context.newPage()
  await page.addInitScript(() => {
    const attach = Element.prototype.attachShadow
    Element.prototype.attachShadow = function (how) {
      return attach.call(this, { ...how, mode: 'open' })
    }
  })
  await see(page, site, 'science-reader')
  const note = page.getByRole('note')
  await expect(note).toContainText('this page as “science-reader” would see it')
  const link = page.locator('[data-inkling-item="/roast"] a')
  await Promise.all([page.waitForURL(`${site.origin}/roast?inkling-persona=science-reader`), link.click()])
  await page.goBack()
  await until(page, 'ready')
  // The address is the page's own again, by which the item is known.
  await expect(link).toHaveAttribute('href', '/roast')
  await note.getByRole('button', { name: 'Hide this note' }).click()
  await expect(note).toBeHidden()
  await page.reload()
  await note.getByRole('link', { name: 'Leave' }).click()
  await page.waitForURL(`${site.origin}/`)
  await until(page, 'ready')
  await expect(note).toBeHidden()
})

test('In the holdout a persona’s page is the editors’, whatever the site compares; no coin is tossed, and nobody hears of an exposure.', async ({
  context,
  site,
}) => {
  serveStories(site, 'data-analytics="callback" data-report="/bit"')
  const page = await context.newPage()
  for (const [arm, isHeld] of [
    ['ranked', false],
    ['holdout', true],
  ] as const) {
    const order = await see(page, site, `science-reader&inkling-arm=${arm}`)
    expect(order.join() === IDS.join(), arm).toBe(isHeld)
    expect(await status(page)).toMatchObject({ persona: 'science-reader', events: 16 })
    // Whoever opens a link to a preview has agreed to nothing, and the page's scripts are told so.
    const said = await page.evaluate(async () => {
      const { told, inkling } = window as unknown as Told
      const heard = told.flatMap(([, detail]) => ('consent' in detail ? [detail['consent']] : []))
      return [...heard, inkling.consent.get(), (await inkling.status()).consent, (await inkling.exportData()).consent]
    })
    expect(said.length).toBeGreaterThan(3)
    for (const consent of said)
      expect(consent).toEqual({ state: 'denied', content: false, creatives: false, measurement: false })
    expect(await details(page, 'consent')).toEqual([])
    // It is ranked all the same: what is kept back is the order.
    const [ranked] = await details(page, 'ranked')
    expect(ranked!['ranking'].items.some(({ score }: { score: number }) => score > 0)).toBe(true)
    expect(await page.evaluate(() => (window as unknown as Told).inkling.measure.summary())).toEqual([])
    expect(await details(page, 'exposure')).toEqual([])
    expect(await details(page, 'error')).toEqual([])
    expect(await kept(page)).toEqual(NOTHING)
  }
  expect(site.requests.filter((path) => /measurement|telling|bit/.test(path))).toEqual([])
  await page.goto(`${site.origin}/?inkling-persona=science-reader&inkling-arm=neither`)
  await until(page, 'ready')
  expect((await status(page)).persona).toBeUndefined()
})

test('The command previews a local file ranked with the model, and stores nothing.', async ({ context }) => {
  const folder = mkdtempSync(join(tmpdir(), 'inkling-preview-'))
  writeFileSync(join(folder, 'stories.html'), pageOf(''))
  const command = spawn(process.execPath, [BIN, 'preview', 'stories.html', '--persona', 'science-reader'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const [address = ''] = await once(createInterface(command.stdout), 'line')
    const page = await context.newPage()
    const orders: string[][] = []
    for (const persona of ['science-reader', 'football-and-food']) {
      await page.goto(address.replace('science-reader', persona))
      await until(page, 'ranked')
      const [ranked] = await details(page, 'ranked')
      expect(ranked).toMatchObject({ late: false, ranking: { tier: 'semantic' } })
      const { vectors, events } = await status(page)
      expect(vectors).toBeGreaterThan(STORIES.length)
      expect(events).toBeGreaterThan(10)
      orders.push(await order(page))
      expect(await kept(page)).toEqual(NOTHING)
      expect(await details(page, 'error')).toEqual([])
    }
    expect(orders[0]).not.toEqual(orders[1])
    const [science, football] = orders
    expect(['/comet', '/fungi']).toContain(science![0])
    expect(['/derby', '/striker', '/roast']).toContain(football![0])
  } finally {
    command.kill()
    rmSync(folder, { recursive: true, force: true })
  }
})

test('Every persona of the release can be previewed.', async ({ context, site }) => {
  serveStories(site)
  const page = await context.newPage()
  for (const persona of PERSONAS) {
    await see(page, site, persona)
    expect((await status(page)).persona).toBe(persona)
  }
})

test('The history of the browser’s own reader is neither read nor changed.', async ({ context, site }) => {
  serveStories(site)
  const own = await context.newPage()
  await own.goto(site.origin)
  await grant(own)
  await until(own, 'ready', ({ consent }) => consent.state === 'granted')
  await track(own, '/frost')
  await own.goto(`${site.origin}/?again`)
  await until(own, 'ranked')
  await own.close()
  const page = await context.newPage()
  const state = async () => ({ ...(await kept(page)), snapshot: await page.evaluate(() => ({ ...localStorage })) })
  await page.goto(`${site.origin}/inkling/THIRD-PARTY.txt`)
  const before = await state()
  expect(before.databases).toEqual(['inkling'])
  await see(page, site, 'science-reader')
  const { events } = await page.evaluate(() => (window as unknown as Told).inkling.exportData())
  expect(events.filter(({ item }) => !item.startsWith('/personas/') && IDS.indexOf(item) < 0)).toEqual([])
  await page.evaluate(() => (window as unknown as Told).inkling.erase())
  await page.goto(`${site.origin}/inkling/THIRD-PARTY.txt`)
  expect(await state()).toEqual(before)
})

/** What a persona has done, as if so many milliseconds ago. */
function doneBy(persona: string, ago: number) {
  const { events } = JSON.parse(readFileSync(`${RELEASE}/personas/${persona}.json`, 'utf8')) as { events: object[] }
  return events.map((event, i) => ({ ...event, at: Date.now() - ago - i * 1000 }))
}

test('As of some time ago: the reader’s own page, by their history until then, and nothing is changed.', async ({
  context,
  site,
}) => {
  serveStories(site)
  const own = await context.newPage()
  await own.goto(site.origin)
  await grant(own)
  await until(own, 'ready', ({ consent }) => consent.state === 'granted')
  const football = doneBy('football-and-food', 3 * 86_400_000)
  const science = doneBy('science-reader', 2 * 3_600_000)
  await own.evaluate(
    (events) => (window as unknown as Told).inkling.importData(JSON.stringify({ version: 1, events, items: [] })),
    [...football, ...science],
  )
  await own.close()
  const page = await context.newPage()
  const state = async () => {
    await page.goto(`${site.origin}/inkling/THIRD-PARTY.txt`)
    return {
      ...(await kept(page)),
      snapshot: await page.evaluate(() => ({ ...localStorage })),
      rows: await rows(page, 'events'),
    }
  }
  const before = await state()
  expect(before.rows.length).toBe(football.length + science.length)
  for (const [span, events] of [
    ['week', 0],
    ['day', football.length],
    ['hour', football.length + science.length],
  ] as const) {
    const order = await see(page, site, `yourself&inkling-as-of=${span}`)
    expect(await status(page), span).toMatchObject({ persona: 'yourself', events })
    if (span === 'week') expect(order).toEqual(IDS)
    if (span === 'day') expect(['/derby', '/striker', '/roast']).toContain(order[0])
    // What is done in the preview is no part of the history.
    await track(page, '/seen/story')
    await page.evaluate(() => (window as unknown as Told).inkling.erase())
    expect(await details(page, 'error')).toEqual([])
    expect(await state(), span).toEqual(before)
  }
})

test('As of some time ago, without consent: nothing is read, and the console says why.', async ({ context, site }) => {
  serveStories(site)
  const page = await context.newPage()
  const warned = warningsOf(page)
  await page.goto(`${site.origin}/?inkling-persona=yourself&inkling-as-of=day`)
  await until(page, 'ready')
  expect(await page.evaluate(() => (window as unknown as Told).uncaught)).toEqual([])
  expect(warned).toEqual([expect.stringContaining('you have not consented')])
  expect([await order(page), await kept(page)]).toEqual([IDS, NOTHING])
  expect((await status(page)).persona).toBeUndefined()
})

test('If the site’s option is never, or the host isn’t loopback, the URL parameter has no effect.', async ({
  context,
  site,
}) => {
  const asked = () => site.requests.filter((path) => /preview\.js|personas|core\.js/.test(path))
  const page = await context.newPage()
  serveStories(site, 'data-preview="never"')
  await page.goto(`${site.origin}/?inkling-persona=science-reader`)
  await until(page, 'ready')
  expect([await order(page), asked(), await kept(page)]).toEqual([IDS, [], NOTHING])

  serveStories(site)
  const link = `http://paper.example:${site.port}/?inkling-persona=science-reader`
  await page.goto(link)
  await until(page, 'ready')
  expect([await order(page), asked(), await kept(page)]).toEqual([IDS, [], NOTHING])
  expect((await status(page)).persona).toBeUndefined()

  serveStories(site, 'data-preview="always"')
  await page.goto(link)
  await until(page, 'ranked')
  expect((await status(page)).persona).toBe('science-reader')
  expect(await order(page)).not.toEqual(IDS)
})

for (const name of sample(['nobody', '..%2Fmodels', 'https%3A%2F%2Fevil.example%2Fa', ''], 1))
  test(`No persona is called '${name}': the console says so, and the page is the reader's own.`, async ({
    context,
    site,
  }) => {
    serveStories(site)
    const page = await context.newPage()
    const warned = warningsOf(page)
    await page.goto(`${site.origin}/?inkling-persona=${name}`)
    await until(page, 'ready')
    // Whoever wrote the address made a mistake, but nothing is wrong with the page.
    expect(await page.evaluate(() => (window as unknown as Told).uncaught)).toEqual([])
    expect(warned).toEqual([expect.stringContaining('science-reader')])
    await expect(page.getByRole('note')).toHaveCount(0)
    expect([await order(page), await kept(page)]).toEqual([IDS, NOTHING])
    expect((await status(page)).consent.state).toBe('unknown')
    const files = site.requests.filter((path) => /personas|evil|encoder/.test(path))
    expect(files).toEqual(name === 'nobody' ? ['/inkling/personas/nobody.json'] : [])
    // A yes works as on any page.
    await grant(page)
    await until(page, 'ready', ({ consent }) => consent.state === 'granted')
  })
