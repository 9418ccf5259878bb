// Items that consist only of a picture: the model reads and ranks them without further requests, and ignores hostile ones.

import type { Page } from '@playwright/test'
import { codes, expect, grant, record, rows, type Site, serve, stop, type Told, test, until } from './site.ts'

const ATTRIBUTES =
  'data-model="/inkling/encoder-en/" data-engine="/inkling/engine/" data-backend="wasm" data-table="never" data-download="now" data-special-categories="true"'
/** The site enables pictures; by default none is read. */
const LOOKED_AT = `${ATTRIBUTES} data-pictures="auto"`

const svg = (inside: string, size = 'width="200" height="150"') =>
  `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 200 150"><rect width="200" height="150" fill="#fff"/>${inside}</svg>`
/** An apple, or a shirt: each a little different. */
const apple = (i: number) =>
  svg(
    `<circle cx="${80 + 5 * i}" cy="85" r="${48 + i}" fill="#c${i}2222"/><path d="M${80 + 5 * i} 40q10-30 30-30q0 25-30 30z" fill="#2a7a2a"/>`,
  )
const shirt = (i: number) =>
  svg(
    `<path d="M60 20L${20 + i} 60l22 22 18-16v70h80v-70l18 16 ${20 + i}-22-38-40-20 10z" fill="#2244${i}c" stroke="#111" stroke-width="3"/>`,
  )
const ORDER = ['shirt-1', 'apple-1', 'shirt-2', 'apple-2', 'shirt-3', 'apple-3', 'shirt-4', 'apple-4']
const drawn = (name: string) => (name.startsWith('apple') ? apple : shirt)(Number(name.at(-1)))
const card = (name: string, image = `<img src="/pictures/${name}.svg" width="200" height="150">`) =>
  `<li data-inkling-item="/${name}"><a href="/${name}">${image}</a></li>`

const page = ({ attributes }: Site, cards: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Goods</title>
<script async src="/inkling/inkling.js" ${attributes}></script></head>
<body><h1>Goods</h1><p style="height: 1500px">Below.</p><ol data-inkling-list="goods">${cards}</ol></body></html>`

const PICTURE = /^\/pictures\/([\w-]+)\.svg$/

/** The site shows these cards; pictures are asked for from it, and noted with all else. */
function show(site: Site, cards: string, more: Record<string, readonly [type: string, body: string | Buffer]> = {}) {
  site.attributes = LOOKED_AT
  site.answer = ({ url }, response) => {
    const [, name] = PICTURE.exec(url) ?? []
    const [type, body] =
      more[url] ?? (name ? ['image/svg+xml', drawn(name)] : url === '/' ? ['text/html', page(site, cards)] : [])
    if (type === undefined) return false
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
    return true
  }
}

async function visit(page: Page, site: Site): Promise<void> {
  await page.goto(site.origin)
  await until(page, 'ready')
}

/** Those that the picture encoder made. Nobody opens the database before Inkling has made it. */
async function vectors(page: Page) {
  const { vectors } = await page.evaluate(() => (window as unknown as Told).inkling.status())
  return vectors ? (await rows(page, 'vectors')).filter(({ by }) => String(by).includes('/image-encoder@')) : []
}
const order = (page: Page) =>
  page.$$eval('[data-inkling-list] > li', (items) =>
    items.map((item) => item.getAttribute('data-inkling-item')!.slice(1)),
  )
const track = (page: Page, name: string) =>
  page.evaluate(
    (name) =>
      (window as unknown as Told).inkling.track('read', {
        id: `/seen/${name}`,
        title: `/pictures/${name}.svg`,
        picture: `/pictures/${name}.svg`,
      }),
    name,
  )

test('Pictures like those that the reader opened come first although no item has words, and no picture is requested twice.', async ({
  page,
  site,
}) => {
  show(site, ORDER.map((name) => card(name)).join(''))
  await page.goto(site.origin)
  await until(page, 'ready')
  await grant(page)
  await expect.poll(async () => (await vectors(page)).length, { timeout: 60_000 }).toBe(ORDER.length)
  const pictures = site.requests.filter((path) => PICTURE.test(path))
  expect(pictures.sort()).toEqual(ORDER.map((name) => `/pictures/${name}.svg`).sort())
  expect(site.requests.filter((path) => path.includes('encoder-en'))).toEqual([])
  await track(page, 'apple-1')
  await track(page, 'apple-2')

  site.requests.length = 0
  await visit(page, site)
  await until(page, 'ranked', ({ ranking }) => ranking.tier === 'semantic')
  const ranked = (await order(page)).map((name) => name.split('-')[0])
  expect(ranked.slice(0, 4).filter((kind) => kind === 'apple').length).toBeGreaterThanOrEqual(3)
  // Every vector is there: nothing of the engine comes again.
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
  expect(site.requests.filter((path) => /engine|\/image-encoder/.test(path))).toEqual([])
  expect(await codes(page)).toEqual([])
})

test('Among creatives without words, the one most like what the reader opened is chosen; each image is requested once.', async ({
  page,
  site,
}) => {
  const creative = (name: string) =>
    `<template data-inkling-creative="${name}"><img src="/pictures/${name}.svg" width="200" height="150"></template>`
  const slot = `<div data-inkling-slot="ad"><p>Ours</p>${creative('shirt-3')}${creative('apple-3')}</div>`
  const cards = ORDER.slice(0, 4).map((name) => card(name))
  show(site, `${cards.join('')}</ol>${slot}<ol>`)
  await page.goto(site.origin)
  await until(page, 'ready')
  await grant(page)
  await expect.poll(async () => (await vectors(page)).length, { timeout: 60_000 }).toBe(cards.length + 2)
  await track(page, 'apple-1')
  await track(page, 'apple-2')
  site.requests.length = 0
  await visit(page, site)
  await expect(page.locator('[data-inkling-slot] > img')).toHaveAttribute('src', '/pictures/apple-3.svg')
  expect(site.requests.filter((path) => path.endsWith('-3.svg')).sort()).toEqual([
    '/pictures/apple-3.svg',
    '/pictures/shirt-3.svg',
  ])
  expect(await codes(page)).toEqual([])
})

test('Two readers of opposite taste make the same requests, before and after.', async ({ browser, site }) => {
  show(site, ORDER.map((name) => card(name)).join(''))
  const asked: string[][] = []
  for (const taste of ['apple', 'shirt']) {
    const context = await browser.newContext()
    await context.addInitScript(record)
    const page = await context.newPage()
    site.requests.length = 0
    await visit(page, site)
    await grant(page)
    await track(page, `${taste}-1`)
    await track(page, `${taste}-2`)
    await expect.poll(async () => (await vectors(page)).length, { timeout: 60_000 }).toBe(ORDER.length)
    await visit(page, site)
    await until(page, 'ranked', ({ ranking }) => ranking.tier === 'semantic')
    const ranked = (await order(page)).map((name) => name.split('-')[0])
    expect(ranked.slice(0, 4).filter((kind) => kind === taste).length).toBeGreaterThanOrEqual(3)
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
    // In which order the browser asks for images is its own affair.
    asked.push([...site.requests].sort())
    await context.close()
  }
  expect(asked[0]).toEqual(asked[1])
})

test('If pictures are switched off, none is read.', async ({ page, site }) => {
  show(site, ORDER.map((name) => card(name)).join(''))
  site.attributes = `${ATTRIBUTES} data-pictures="false"`
  await page.goto(site.origin)
  await until(page, 'ready')
  await grant(page)
  await until(page, 'ready', ({ consent }) => consent.state === 'granted')
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
  expect(site.requests.filter((path) => /pictures\.js|\/image-encoder|engine/.test(path))).toEqual([])
})

const bytes = (base64: string) => Buffer.from(base64, 'base64')
/** Red, then blue, for ever. */
const GIF = bytes(
  'R0lGODlhFAAUAIEAAP8AAAAAAAAAAAAAACH/C05FVFNDQVBFMi4wAwEAAAAh+QQACgAAACwAAAAAFAAUAAAIIgABCBxIsKDBgwgTKlzIsKHDhxAjSpxIsaLFixgzatxoMSAAIfkEAQoAAQAsAAAAABQAFACBAAD/AAAAAAAAAAAACCIAAQgcSLCgwYMIEypcyLChw4cQI0qcSLGixYsYM2rcaDEgADs=',
)
/** The first bytes of one: its head says 32 × 32, and nothing follows. */
const TRUNCATED = bytes(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAgACADASIAAhEBAxEB',
)

test('Hostile pictures are ignored, and the page stays intact.', async ({ page, site }) => {
  const other = await serve()
  other.site.answer = ({ url }, response) => {
    const cors = url.includes('open') ? { 'access-control-allow-origin': '*' } : {}
    response.writeHead(200, { 'content-type': 'image/svg+xml', ...cors }).end(apple(3))
    return true
  }
  try {
    const images: Record<string, string> = {
      nothing: '<img src="/hostile/nothing.svg">',
      vast: '<img src="/hostile/vast.svg" width="200" height="150">',
      script: '<img src="/hostile/script.svg" width="200" height="150">',
      moving: '<img src="/hostile/moving.gif">',
      truncated: '<img src="/hostile/truncated.jpg">',
      missing: '<img src="/hostile/missing.png">',
      tainted: `<img src="${other.site.origin}/tainted.svg" width="200" height="150">`,
      open: `<img src="${other.site.origin}/open.svg" crossorigin="anonymous" width="200" height="150">`,
      shadowing: '<form><img src="/pictures/apple-1.svg" name="complete"><input name="naturalWidth"></form>',
      data: '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=">',
    }
    show(
      site,
      Object.entries(images)
        .map(([name, image]) => card(name, image))
        .join(''),
      {
        '/hostile/nothing.svg': ['image/svg+xml', svg('', 'width="0" height="0"')],
        '/hostile/vast.svg': ['image/svg+xml', svg('', 'width="30000" height="30000"')],
        '/hostile/script.svg': [
          'image/svg+xml',
          svg(
            '<script>top.hacked = true; fetch("/stolen")</script><image href="/beacon.png" width="9" height="9"/><circle r="60" cx="90" cy="80" fill="red" onload="top.hacked = true"/>',
          ),
        ],
        '/hostile/moving.gif': ['image/gif', GIF],
        '/hostile/truncated.jpg': ['image/jpeg', TRUNCATED],
        '/hostile/missing.png': ['text/plain', 'no picture'],
      },
    )
    await page.goto(site.origin)
    await until(page, 'ready')
    await grant(page)
    // What can be looked at: the drawing with a script, as a drawing; the first picture of what moves; the other origin's that allows it; the one in a form.
    await expect.poll(async () => (await vectors(page)).length, { timeout: 60_000 }).toBe(4)
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
    expect(await vectors(page)).toHaveLength(4)
    expect(await codes(page)).toEqual([])
    expect(await page.evaluate(() => [(window as unknown as Told).uncaught, 'hacked' in window])).toEqual([[], false])
    expect(site.requests.filter((path) => /stolen|beacon/.test(path))).toEqual([])
    expect((await order(page)).sort()).toEqual(Object.keys(images).sort())
  } finally {
    stop(other.server)
  }
})
