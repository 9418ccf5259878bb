// Depth 0 on the first page view, depth 1 from the second view on; packs according to the languages of the page's
// items.

import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { makeBundle } from '../unit/engine/bundle.ts'
import { type Answer, codes, details, expect, grant, rows, type Site, type Told, test, track, until } from './site.ts'

// The small model's few words make every text alike a phrase by which special categories are recognised.
const TOY = 'data-model="/toy/" data-backend="wasm" data-special-categories="true"'
/** What was asked for, each file once: bundles are read before they are run. */
const ofModel = ({ requests }: Site) => [
  ...new Set(requests.filter((path) => /^\/(?:toy|inkling\/(?:engine|table|encoder))/.test(path))),
]
const status = (page: Page) => page.evaluate(() => (window as unknown as Told).inkling.status())
const depths = async (page: Page): Promise<number[]> =>
  (await rows(page, 'vectors')).map(({ depth }: { depth: number }) => depth)

async function firstView({ page, site }: { page: Page; site: Site }, attributes = TOY): Promise<void> {
  site.attributes = attributes
  await page.goto(site.origin)
  await until(page, 'ready')
  site.requests.length = 0
  await grant(page)
}

const instead =
  (path: RegExp, body: string, status = 200): Answer =>
  (request, response) => {
    if (!path.test(request.url)) return false
    response.writeHead(status, { 'content-type': 'text/html' }).end(body)
    return true
  }

test('The first view with consent computes vectors of depth 0 on the page; the second deepens them in the worker.', async ({
  page,
  site,
}) => {
  await firstView({ page, site })
  await until(page, 'engine', ({ table, depth, vectors }) => table === 'ready' && depth === 0 && vectors > 7)
  const [bundle, manifest, ...files] = ofModel(site)
  expect([bundle, manifest]).toEqual(['/inkling/table.js', '/toy/manifest.json'])
  // Small files come side by side.
  expect(files.sort()).toEqual(['/toy/golden.json', '/toy/table.bin', '/toy/vocabulary.txt'])
  expect(page.workers()).toEqual([])
  const first = await status(page)
  expect(first).toMatchObject({
    engine: 'off',
    table: 'ready',
    model: 'toy@1.0.0',
    depth: 0,
    depths: [first.vectors, 0],
  })
  expect(new Set(await depths(page))).toEqual(new Set([0]))

  site.requests.length = 0
  await page.reload()
  await until(page, 'engine', ({ engine, depth, depths }) => engine === 'ready' && depth === 1 && depths[0] === 0)
  // What the page had loaded is not asked for again.
  const again = ofModel(site).filter((path) => path.startsWith('/toy/'))
  expect(again.sort()).toEqual(['/toy/manifest.json', '/toy/weights-0.bin', '/toy/weights-1.bin'])
  expect(new Set(await depths(page))).toEqual(new Set([1]))
  expect(await status(page)).toMatchObject({ engine: 'ready', depth: 1, depths: [0, first.vectors] })

  // Every vector is as deep as it can be: nothing of it all comes again.
  site.requests.length = 0
  await page.reload()
  await until(page, 'ready')
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
  await track(page, '/cat', 'click')
  expect(ofModel(site)).toEqual([])
  expect(await codes(page)).toEqual([])
})

test('If the whole page is in the model’s language, only the first view requests the table before its manifest, and once.', async ({
  page,
  site,
}) => {
  const folder = '/inkling/encoder-en/'
  const asked = () => site.requests.filter((path) => path.startsWith(folder) || path === '/inkling/table.js')
  const table = `${folder}table.bin`
  const early = () => asked().slice(0, asked().indexOf(`${folder}manifest.json`))
  await firstView({ page, site }, `data-model="${folder}" data-download="never"`)
  await until(page, 'engine', ({ table, vectors }) => table === 'ready' && vectors > 41)
  expect(early()).toContain(table)
  expect(asked().filter((path) => path === table)).toEqual([table])

  // Kept whole, it is not asked for again.
  site.requests.length = 0
  await page.reload()
  await until(page, 'ready')
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
  expect(asked()).toEqual([])

  // Damaged on its way, it is asked for anew.
  await page.evaluate(() => (window as unknown as Told).inkling.consent.deny())
  site.requests.length = 0
  site.answer = ({ url }, response) => {
    if (!url.endsWith('/table.bin') || asked().filter((path) => path === table).length > 1) return false
    response.writeHead(200, { 'content-type': 'application/octet-stream' }).end('rows')
    return true
  }
  await grant(page)
  await until(page, 'engine', ({ table, vectors }) => table === 'ready' && vectors > 41)
  expect(asked().filter((path) => path === table)).toEqual([table, table])
  expect(await codes(page)).toEqual([])
})

test('An item’s depth is reported; items read on the first visit order a list by vectors.', async ({ page, site }) => {
  await firstView({ page, site })
  await until(page, 'engine', ({ depth }) => depth === 0)
  await track(page, '/cat')
  await until(page, 'profile')
  const told = () =>
    page.evaluate(async () => {
      const { inkling } = window as unknown as Told
      const items = ['The dog ran far away', 'Snow over the hill', 'Cats and dogs'].map((title) => ({
        id: title,
        title,
      }))
      const { tier } = await inkling.rank(items, { list: 'shelf' })
      return { tier, depth: (await inkling.explain('shelf', 'Cats and dogs'))?.depth }
    })
  await expect.poll(told).toEqual({ tier: 'semantic', depth: 0 })
})

/** A script of the page puts a list at its end. */
const come = (page: Page, name: string, count: number) =>
  page.evaluate(
    ([name, count]) => {
      const list = document.createElement('ol')
      list.dataset['inklingList'] = name
      for (let at = 0; at < count; at++)
        list.innerHTML += `<li data-inkling-item="/${name}/${at}"><h3>${at % 2 ? 'The cat sat' : 'Rain over the hill'}, ${name} ${at}</h3></li>`
      document.body.append(list)
    },
    [name, count] as const,
  )

test('Items added to an open page are ordered by vectors before they are shown; those beyond the limit don’t need a further event.', async ({
  page,
  site,
}) => {
  const vectors = async () => (await status(page)).vectors
  await firstView({ page, site })
  await until(page, 'engine', ({ table, vectors }) => table === 'ready' && vectors > 7)
  await track(page, '/cat')
  await until(page, 'profile')
  const known = await vectors()
  site.requests.length = 0

  await come(page, 'few', 6)
  await until(page, 'ranked', ({ list }) => list === 'few')
  const first = (await details(page, 'ranked')).find(({ list }) => list === 'few') as { ranking: { tier: string } }
  expect(first.ranking.tier).toBe('semantic')
  expect(await vectors()).toBe(known + 6)

  await come(page, 'many', 130)
  await expect.poll(vectors).toBe(known + 136)
  expect(site.requests).toEqual([])

  // Every vector is there on the next view, and no table: what comes asks for it.
  await until(page, 'engine', ({ vectors }) => vectors === known + 136)
  await page.reload()
  await until(page, 'ready')
  await come(page, 'again', 6)
  await expect.poll(vectors).toBe(known + 142)
  expect(await codes(page)).toEqual([])
})

test('Without a worker, depth 0 remains in use.', async ({ page, site }) => {
  site.answer = instead(/\/inkling\/engine\//, 'gone', 404)
  await firstView({ page, site }, `${TOY} data-download="now"`)
  await until(page, 'engine', ({ engine, depth, vectors }) => engine === 'failed' && depth === 0 && vectors > 7)
  expect(await codes(page)).toEqual(['engine-failed'])
  expect(new Set(await depths(page))).toEqual(new Set([0]))
  await track(page, '/dog')
  const ranking = await page.evaluate(() =>
    (window as unknown as Told).inkling.rank([{ id: '/cat', title: 'The cat sat on the mat', topic: 'animals' }], {
      list: 'x',
    }),
  )
  expect(ranking.tier).toBe('semantic')
})

test('A pack without a transformer uses only its table, on every view.', async ({ page, site }) => {
  site.model = makeBundle({ deepest: 0 })
  await firstView({ page, site }, `${TOY} data-download="now"`)
  await until(page, 'engine', ({ depth, vectors }) => depth === 0 && vectors > 7)
  await page.reload()
  await until(page, 'ready')
  await track(page, '/cat', 'click')
  expect(ofModel(site).filter((path) => /engine|weights/.test(path))).toEqual([])
  expect(await codes(page)).toEqual([])
})

test('If the table must never be loaded, the page waits for the transformer.', async ({ page, site }) => {
  await firstView({ page, site }, `${TOY} data-table="never"`)
  await track(page, '/cat')
  expect(ofModel(site)).toEqual([])
  await page.reload()
  await until(page, 'engine', ({ engine, depth }) => engine === 'ready' && depth === 1)
  expect(new Set(await depths(page))).toEqual(new Set([1]))
  expect((await status(page)).table).toBeUndefined()
})

test('A reader with data saving on never loads the table.', async ({ page, site }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } }))
  await firstView({ page, site }, `${TOY} data-download="now"`)
  await track(page, '/cat')
  await page.reload()
  await until(page, 'ready')
  await track(page, '/dog')
  expect(ofModel(site)).toEqual([])
  expect((await status(page)).depth).toBeUndefined()
})

const story = (id: string, title: string, lang = '') =>
  `<li data-inkling-item="${id}"${lang}><h3><a href="${id}">${title}</a></h3></li>`
const pageOf = (attributes: string, body: string, lang = 'en') =>
  `<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>Languages</title>
<script async src="/inkling/inkling.js" data-consent="granted" ${attributes}></script><body>${body}</body></html>`

/** A page of its own at `/mixed`. */
const show = async (page: Page, site: Site, html: string) => {
  site.answer = (request, response) => {
    if (!request.url.endsWith('/mixed')) return false
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html)
    return true
  }
  await page.goto(`${site.origin}/mixed`)
  await until(page, 'ready')
}

const PACKS = 'data-model="/inkling/encoder-en/" data-languages="en,ru" data-download="never"'

test('A page whose items are in two languages loads two packs, and their vectors share a space.', async ({
  page,
  site,
}) => {
  const body = `<ol data-inkling-list="top">${story('/a', 'A comet passes Saturn')}${story('/b', 'Bread from a cold oven')}</ol>
    <ol data-inkling-list="новости" lang="ru-RU">${story('/c', 'Комета проходит мимо Сатурна')}${story('/d', 'Soup for ten', ' lang="en-GB"')}</ol>`
  await show(page, site, pageOf(PACKS, body))
  await until(page, 'engine', ({ table, vectors }) => table === 'ready' && vectors > 3)
  await expect.poll(async () => new Set((await rows(page, 'vectors')).map(({ by }) => by)).size).toBe(2)
  const makers = (await rows(page, 'vectors')).map(({ by }: { by: string }) => by.split(/[/@]/))
  expect(new Set(makers.map(([space]) => space)).size).toBe(1)
  expect(new Set(makers.map(([, name]) => name))).toEqual(new Set(['encoder-en', 'encoder-ru']))
  const items = await rows(page, 'items')
  expect(Object.fromEntries(items.map(({ item }) => [item.id, item.language]))).toEqual({
    '/a': 'en',
    '/b': 'en',
    '/c': 'ru',
    '/d': 'en',
  })
  expect(await codes(page)).toEqual([])
})

test('A page in another language uses that language’s own transformer and doesn’t request the English one.', async ({
  page,
  site,
}) => {
  const attributes = PACKS.replace('never', 'now')
  const body = `<ol data-inkling-list="новости">${story('/c', 'Комета проходит мимо Сатурна')}${story('/d', 'Хлеб из холодной печи')}</ol>`
  await show(page, site, pageOf(attributes, body, 'ru'))
  // Two titles, and the prototypes of sensitive topics, which come with the pack.
  await until(page, 'engine', ({ engine, depths, vectors }) => engine === 'ready' && depths?.[0] === 0 && vectors > 42)
  expect(new Set((await rows(page, 'vectors')).map(({ by }) => by.split(/[/@]/)[1]))).toEqual(new Set(['encoder-ru']))
  expect(site.requests.filter((path) => path.includes('encoder-en/weights'))).toEqual([])
  expect(await codes(page)).toEqual([])
})

test('Items read in another language load no pack; only the page’s own items do.', async ({ page, site }) => {
  await show(page, site, pageOf(PACKS, `<ol data-inkling-list="top">${story('/a', 'A comet passes Saturn')}</ol>`))
  await until(page, 'engine', ({ table, vectors }) => table === 'ready' && vectors > 0)
  await page.evaluate(() =>
    (window as unknown as Told).inkling.track('read', { id: '/c', title: 'Комета', language: 'ru' }),
  )
  await page.reload()
  await until(page, 'ready')
  await track(page, '/cat')
  // The language of what was tracked here counts: on the next page it is history.
  site.requests.length = 0
  await page.reload()
  await until(page, 'ready')
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
  expect(site.requests.filter((path) => path.includes('encoder-ru'))).toEqual([])
})

test('A page in a language without a pack requests none and is ranked by words.', async ({ page, site }) => {
  const model = 'data-model="/inkling/encoder-en/"'
  await show(page, site, pageOf(model, `<ol data-inkling-list="top">${story('/a', 'Ein Komet am Saturn')}</ol>`, 'de'))
  await track(page, '/cat')
  expect(site.requests.filter((path) => path.includes('/encoder-'))).toEqual([])
  expect((await status(page)).vectors).toBe(0)
  expect((await details(page, 'ready')).at(-1)).toMatchObject({ engine: 'off', vectors: 0 })
})

test('A list of languages is rejected at once if the model’s folder doesn’t end in a language.', async ({
  page,
  site,
}) => {
  const refused = new Promise<string>((resolve) => page.on('pageerror', ({ message }) => resolve(message)))
  site.answer = (request, response) => {
    if (!request.url.endsWith('/mixed')) return false
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(pageOf('data-model="/toy/" data-languages="en,ru"', ''))
    return true
  }
  await page.goto(`${site.origin}/mixed`)
  expect(await refused).toContain('whose folder ends in a language')
})

test('Depth 0 as a whole stays within its budget.', async () => {
  const files = (folder: string) => {
    const manifest = JSON.parse(
      readFileSync(new URL(`../../dist/models/${folder}/manifest.json`, import.meta.url), 'utf8'),
    )
    return ['vocabulary.txt', 'table.bin', 'golden.json'].reduce((sum, name) => {
      const { bytes, gzip = bytes } = manifest.files[name]
      return sum + gzip
    }, 0)
  }
  expect(files('encoder-en')).toBeLessThan(1_250_000)
})
