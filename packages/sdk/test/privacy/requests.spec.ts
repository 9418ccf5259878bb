// Two readers of opposite taste, with profiles of their own: a page makes the same requests for both, in the same order, on
// its own host and on others'.

import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, type Page, test } from '@playwright/test'
import type { Inkling } from '../../src/client/inkling.ts'
import { expect } from '../expect.ts'
import { released } from '../released.ts'
import { sample } from '../sample.ts'

const RELEASE = `${released()}/`
const PIXEL =
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30" fill="teal"/></svg>'
const TOPICS = ['space', 'food', 'space', 'food', 'space', 'food', 'space', 'food']
type Taste = 'space' | 'food'

interface Hosts {
  /** What was asked for, in order, own pages and files left out. */
  readonly asked: string[]
  readonly own: string
  readonly other: string
  page: (hosts: Hosts) => string
  close(): void
}

type Answer = (path: string) => { readonly type: string; readonly body: string } | undefined

async function listen(answer: Answer): Promise<Server> {
  const server = createServer((request, response) => {
    const found = answer(new URL(request.url ?? '/', 'http://localhost').pathname)
    // Not kept: every request is seen.
    if (found) response.writeHead(200, { 'content-type': found.type, 'cache-control': 'no-store' }).end(found.body)
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  setTimeout(() => server.closeAllConnections(), 600_000).unref()
  return server
}

const address = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

async function serve(page: Hosts['page']): Promise<Hosts> {
  const asked: string[] = []
  const image = (host: string, path: string): ReturnType<Answer> => {
    if (!path.endsWith('.svg')) return undefined
    asked.push(host + path)
    return { type: 'image/svg+xml', body: PIXEL }
  }
  const other = await listen((path: string) => image('other', path))
  const own = await listen((path: string) => {
    if (path === '/') return { type: 'text/html; charset=utf-8', body: hosts.page(hosts) }
    if (path === '/blank') return { type: 'text/html', body: '<!doctype html><link rel="icon" href="data:,">' }
    if (path === '/campaigns.json') {
      asked.push(`own${path}`)
      return { type: 'application/json', body: JSON.stringify(CAMPAIGNS) }
    }
    if (path === '/co-reading.json') {
      asked.push(`own${path}`)
      return { type: 'application/json', body: JSON.stringify(CO_READING) }
    }
    if (/^\/\w+(-\w+)*\.js$/.test(path)) return { type: 'text/javascript', body: readFileSync(RELEASE + path, 'utf8') }
    return image('own', path)
  })
  const close = () => {
    for (const server of [own, other]) {
      server.closeAllConnections()
      server.close()
    }
  }
  const hosts: Hosts = { asked, own: address(own), other: address(other), page, close }
  return hosts
}

const HEAD = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title><link rel="icon" href="data:,">
<script>window.told = []; for (const name of ['ready', 'creative', 'ranked', 'error'])
  document.addEventListener('inkling:' + name, ({ detail }) => told.push({ name, ...detail }))</script>
<script>${readFileSync(`${RELEASE}snippet.js`, 'utf8')}</script>
<script async src="/inkling.js" data-download="never"></script></head>`

/** Slots on top, each with a creative for either taste and what everybody sees, and a list with pictures. */
const shop =
  (loading: 'eager' | 'lazy') =>
  ({ other }: Hosts): string =>
    `${HEAD}<body>
<div data-inkling-slot="hero"><p>For all <img alt="" loading="lazy" src="${other}/all.svg"></p>
<template data-inkling-creative="rocket" data-inkling-topic="space">A rocket to Saturn and its moons
  <img alt="" src="/rocket.svg"><img alt="" src="${other}/rocket.svg" loading="lazy"></template>
<template data-inkling-creative="soup" data-inkling-topic="food">Soup and bread for ten people
  <picture><source srcset="${other}/soup-wide.svg 2x, ${other}/soup.svg 1x"><img alt="" src="${other}/never.svg"></picture>
  <img alt="" src="/soup.svg"></template></div>
<div data-inkling-slot="side">
<template data-inkling-creative="oven" data-inkling-topic="food">A cold oven for bread<img alt="" srcset="/oven.svg 1x, /oven-2.svg 2x"></template>
<template data-inkling-creative="scope" data-inkling-topic="space">A telescope for moons<img alt="" src="${other}/scope.svg"></template></div>
<ol data-inkling-list="top">${TOPICS.map(
      (topic, at) =>
        `<li data-inkling-topic="${topic}"><h3><a href="/${topic}-${at}">About ${topic}, part ${at}</a></h3><img alt="" width="400" height="700" loading="${loading}" src="${at % 2 ? other : ''}/item-${at}.svg"></li>`,
    ).join('')}</ol><p id="end">The end</p></body></html>`

/** Readers of each taste read the same things. */
const CO_READ = ['space', 'food'].flatMap((topic, taste) =>
  [
    `/a${topic}`,
    `/b${topic}`,
    `/c${topic}`,
    ...TOPICS.flatMap((each, at) => (each === topic ? `/${each}-${at}` : [])),
  ].map((id) => ({ id, row: Array.from({ length: 8 }, (_, d) => (d === taste ? 127 : 0)) })),
)
const CO_READING = {
  version: 1,
  dimensions: 8,
  items: CO_READ.map(({ id }) => id),
  vectors: Buffer.from(CO_READ.flatMap(({ row }) => row)).toString('base64'),
}
const coRead = (hosts: Hosts): string =>
  shop('eager')(hosts).replace('data-download="never"', 'data-download="never" data-co-reading="/co-reading.json"')

/** Two campaigns whose creatives are in the page, and one whose creatives are data; each has something for either taste. */
const campaign = (id: string, more: object) => ({ id, priority: 1, sponsor: 'Acme', caps: { day: 9 }, ...more })
const fields = (title: string, image: string) => ({ title, image, link: '/shop' })
const CAMPAIGNS = {
  campaigns: [
    campaign('pictures', { exclusions: ['food'], creatives: [{ id: 'rocket' }, { id: 'soup' }] }),
    campaign('words', { creatives: [{ id: 'oven' }, { id: 'scope' }] }),
    campaign('data', {
      slots: ['free'],
      creatives: [
        { id: 'comet', audience: 'Saturn and its moons', fields: fields('A comet near Saturn', '/comet.svg') },
        { id: 'loaf', audience: 'soup and bread', fields: fields('A loaf from a cold oven', '/loaf.svg') },
      ],
    }),
  ],
}
const paid = (hosts: Hosts): string =>
  shop('eager')(hosts)
    .replace('data-download="never"', 'data-download="never" data-campaigns="/campaigns.json"')
    .replace(
      '<ol data-inkling-list',
      `<div data-inkling-slot="free" style="height: 60px"><template data-inkling-template="card"><a data-inkling-href="link"><img data-inkling-src="image" alt="" width="40" height="30"><b data-inkling-text="title"></b></a></template></div><ol data-inkling-list`,
    )

interface PageWindow {
  readonly inkling: Inkling
  readonly told: Array<{ name: string; creative?: string; slot?: string; code?: string }>
}

const told = (page: Page, name: string) =>
  page.evaluate((name) => (window as unknown as PageWindow).told.filter((each) => each.name === name), name)

/** The requests of one view, by a reader who has a profile of their own. @param last what is asked for once all bundles are there */
async function requestsOf(browser: Browser, hosts: Hosts, taste: Taste | undefined, last?: string) {
  const context = await browser.newContext({ viewport: { width: 900, height: 800 } })
  const page = await context.newPage()
  await page.goto(hosts.own)
  await expect.poll(() => told(page, 'ready')).toHaveLength(1)
  await page.evaluate(async (topic) => {
    const { inkling } = window as unknown as PageWindow
    inkling.consent.set({ content: true, creatives: true })
    const words = topic === 'space' ? 'Saturn, its moons and a rocket' : 'Soup and bread from an oven'
    if (topic)
      for (const id of ['/a', '/b', '/c'].map((id) => id + topic))
        await inkling.track('read', { id, title: words, topic })
  }, taste)
  // Of the snippet's requests the first view decides: it has to be over for each.
  await expect
    .poll(() =>
      page.evaluate(() => {
        const { slots = {}, ...snapshot } = JSON.parse(localStorage.getItem('inkling.snapshot') ?? '{}')
        const isPlanned = (name: string) => slots[name]?.length > 0
        return { ...snapshot, slots: { hero: isPlanned('hero'), side: isPlanned('side') } }
      }),
    )
    .toMatchObject({
      proved: Array(4).fill(expect.any(String)),
      unmanaged: ['top'],
      ...(taste && { slots: { hero: true, side: true } }),
    })
  await page.goto(`${hosts.own}/blank`)
  hosts.asked.length = 0
  // As the browser makes them: on their way, over several connections, one may overtake another.
  const made: string[] = []
  page.on('request', (request) => {
    const url = request.url()
    if (/\.(svg|json)$/.test(url)) made.push(url.replace(hosts.own, 'own').replace(hosts.other, 'other'))
  })
  await page.goto(hosts.own, { waitUntil: 'load' })
  await expect.poll(() => told(page, 'ready')).toHaveLength(1)
  if (last) await expect.poll(() => made).toContain(last)
  const shown = await page.locator('[data-inkling-slot]').allInnerTexts()
  const order = await page.$$eval('li a', (links) => links.map((link) => link.getAttribute('href')))
  const asked = made
  expect([...hosts.asked].sort(), 'what the hosts were asked for').toEqual([...made].sort())
  const errors = await told(page, 'error')
  await context.close()
  return { asked, shown, order, errors }
}

test.describe('Requests', () => {
  let hosts: Hosts
  test.afterEach(() => hosts.close())

  test('Two readers of opposite taste make the same requests in the same order, and so does one of none; each sees their own.', async ({
    browser,
  }) => {
    hosts = await serve(shop('eager'))
    const space = await requestsOf(browser, hosts, 'space')
    const food = await requestsOf(browser, hosts, 'food')
    const none = await requestsOf(browser, hosts, undefined)
    expect(space.shown.join()).toMatch(/rocket.*telescope/s)
    expect(food.shown.join()).toMatch(/Soup.*oven/s)
    expect(none.shown.join()).toMatch(/For all/)
    expect(space.order[0]).toContain('space')
    expect(food.order[0]).toContain('food')
    expect(space.asked).toContain('other/soup.svg')
    expect(new Set(space.asked).size, 'each once').toBe(space.asked.length)
    expect(food.asked).toEqual(space.asked)
    expect(none.asked).toEqual(space.asked)
    expect([...space.errors, ...food.errors, ...none.errors]).toEqual([])
  })

  test('So they do with campaigns, in the page and as data, whatever each of them is shown.', async ({ browser }) => {
    hosts = await serve(paid)
    const space = await requestsOf(browser, hosts, 'space', 'own/loaf.svg')
    const food = await requestsOf(browser, hosts, 'food', 'own/loaf.svg')
    const none = await requestsOf(browser, hosts, undefined, 'own/loaf.svg')
    expect(space.shown.join()).toContain('Sponsored')
    expect(food.shown.join()).toContain('Sponsored')
    for (const wanted of ['own/campaigns.json', 'own/comet.svg', 'own/loaf.svg', 'other/soup.svg'])
      expect(space.asked).toContain(wanted)
    expect(new Set(space.asked).size, 'each once').toBe(space.asked.length)
    expect(food.asked).toEqual(space.asked)
    expect(none.asked).toEqual(space.asked)
    expect([...space.errors, ...food.errors, ...none.errors]).toEqual([])
  })

  test('So they do with a file about co-reading, which is combined with what each of them read.', async ({
    browser,
  }) => {
    hosts = await serve(coRead)
    const space = await requestsOf(browser, hosts, 'space')
    const food = await requestsOf(browser, hosts, 'food')
    const none = await requestsOf(browser, hosts, undefined)
    expect(space.order[0]).toContain('space')
    expect(food.order[0]).toContain('food')
    expect(space.asked).toContain('own/co-reading.json')
    expect(food.asked).toEqual(space.asked)
    expect(none.asked).toEqual(space.asked)
    expect([...space.errors, ...food.errors, ...none.errors]).toEqual([])
  })

  test('Only the page’s own lazily loaded images follow the order; nothing else differs.', async ({ browser }) => {
    hosts = await serve(shop('lazy'))
    const space = await requestsOf(browser, hosts, 'space')
    const food = await requestsOf(browser, hosts, 'food')
    const besides = (asked: readonly string[]) => asked.filter((path) => !path.includes('item-'))
    expect(besides(food.asked)).toEqual(besides(space.asked))
    expect(new Set(food.asked)).not.toEqual(new Set(space.asked))
  })

  const LOADING = [
    ['a frame', '<iframe title="" src="OTHER/frame.svg"></iframe>'],
    ['a film', '<video src="OTHER/film.svg" poster="OTHER/poster.svg"></video>'],
    ['a script', '<script src="OTHER/script.svg"></script>'],
    ['a style sheet', '<style>p { background: url(OTHER/style.svg) }</style>'],
    ['a style of its own', '<p style="background: url(OTHER/back.svg)">Fine</p>'],
    ['an image in a drawing', '<svg><image href="OTHER/drawn.svg" width="9" height="9"/></svg>'],
    ['an input', '<input type="image" alt="" src="OTHER/input.svg">'],
  ] as const

  for (const [what, markup] of sample(LOADING, 2)) {
    test(`A creative that loads ${what} is rejected, and this is reported.`, async ({ browser }) => {
      const quiet = shop('eager')
      const loud = (all: Hosts) =>
        quiet(all).replace('<img alt="" src="/soup.svg">', markup.replaceAll('OTHER', all.other))
      // What was chosen before the markup changed is not shown either.
      let views = 0
      hosts = await serve((all) => (views++ ? loud(all) : quiet(all)))
      const food = await requestsOf(browser, hosts, 'food')
      expect(food.shown[0]).toContain('For all')
      expect(food.asked.filter((path: string) => /frame|film|poster|script|style|back|drawn|input/.test(path))).toEqual(
        [],
      )
      expect(food.errors).toMatchObject([{ code: 'creative-unsafe' }])
    })
  }
})
