/**
 * Vectors that a site makes beforehand with the command, and that its pages load: they rank without a model, ask for
 * the same whoever reads, and do no harm, whatever is wrong with them.
 */

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import {
  type Answer,
  codes,
  details,
  expect,
  expectUsable,
  grant,
  ITEMS,
  rows,
  type Site,
  serve,
  shown,
  stop,
  type Told,
  test,
  track,
  until,
} from './site.ts'

const BIN = fileURLToPath(new URL('../../bin/inkling.js', import.meta.url))
/** The English model, though nothing of it should be needed. */
const TAG = 'data-model="/inkling/encoder-en/"'
const VECTORS = `${TAG} data-vectors="/vectors/"`
/** Items and phrases. */
const COUNT = ITEMS.length + 41
const FILES = 8

let folder = ''
/** The page's element with vectors, as the command has inserted it. */
let inline = ''

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'inkling-vectors-'))
  const { site, server } = await serve()
  const html = await (await fetch(site.origin)).text()
  stop(server)
  const page = join(folder, 'index.html')
  writeFileSync(page, html)
  embed(page, '--pages', join(folder, 'vectors'), '--files', String(FILES))
  embed(page, '--inline')
  const after = readFileSync(page, 'utf8')
  inline = /<script type="application\/inkling-vectors">[^<]+<\/script>\n/.exec(after)?.[0] ?? ''
  expect(after.replace(inline, '')).toBe(html)
  // Once more, nothing changes.
  embed(page, '--inline')
  expect(readFileSync(page, 'utf8')).toBe(after)
})
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

function embed(...words: string[]): void {
  const { status, stderr } = spawnSync(process.execPath, [BIN, 'embed', ...words], { encoding: 'utf8' })
  expect(status, stderr).toBe(0)
}

const read = (path: string) => readFileSync(join(folder, path))

type Change = (bytes: Buffer, path: string) => Buffer | undefined

/** Answers with the files that the command has made, or with what `change` makes of them. */
const withVectors =
  (change: Change = (bytes) => bytes): Answer =>
  ({ url }, response) => {
    if (!url.startsWith('/vectors/')) return false
    let bytes: Buffer | undefined
    try {
      bytes = change(read(url), url)
    } catch {}
    if (bytes) response.writeHead(200, { 'cache-control': 'no-store' }).end(bytes)
    else response.writeHead(404).end()
    return true
  }

const ofModel = ({ requests }: Site) => requests.filter((path) => /^\/inkling\/(?:engine|table|encoder)/.test(path))
const ofVectors = ({ requests }: Site) => requests.filter((path) => path.startsWith('/vectors/'))
const status = (page: Page) => page.evaluate(() => (window as unknown as Told).inkling.status())

async function firstView({ page, site }: { page: Page; site: Site }): Promise<void> {
  await page.goto(site.origin)
  await until(page, 'ready')
  site.requests.length = 0
  await grant(page)
  await until(page, 'ready', ({ consent }) => consent.state === 'granted')
}

/** Depth of the vectors by which an item is ranked. */
const depthOf = (page: Page) =>
  page.evaluate(
    async (items) => {
      const { inkling } = window as unknown as Told
      const { tier } = await inkling.rank(
        items.map(([id, topic, title]) => ({ id, topic, title })),
        { list: 'shelf' },
      )
      return [tier, (await inkling.explain('shelf', '/dog'))?.depth]
    },
    ITEMS.map(([...all]) => all),
  )

const settled = (page: Page) =>
  page.evaluate(async () => {
    for (let i = 0; i < 3; i++) await new Promise((resolve) => requestIdleCallback(resolve))
  })

test('A page with vectors ranks at depth 1, on the first view and on the second, and nothing of the model is requested.', async ({
  page,
  site,
}) => {
  site.attributes = VECTORS
  site.answer = withVectors()
  await page.goto(site.origin)
  await until(page, 'ready')
  await settled(page)
  // Nothing is requested before consent.
  expect(ofVectors(site)).toEqual([])
  await firstView({ page, site })
  expect(await status(page)).toMatchObject({ depth: 1, depths: [0, COUNT], vectors: COUNT, engine: 'off' })
  const [index, ...files] = ofVectors(site)
  expect(index).toBe('/vectors/en/index.json')
  expect(new Set(files).size).toBe(files.length)
  expect(files.length).toBeLessThanOrEqual(FILES)
  await track(page, '/cat')
  await until(page, 'profile')
  expect(await depthOf(page)).toEqual(['semantic', 1])

  await page.reload()
  await until(page, 'ranked')
  await until(page, 'ready', ({ pageViews }) => pageViews === 2)
  expect(await depthOf(page)).toEqual(['semantic', 1])
  await settled(page)
  expect(ofModel(site)).toEqual([])
  expect(new Set((await rows(page, 'vectors')).map(({ depth, by }) => `${by} ${depth}`)).size).toBe(1)
  expect(await codes(page)).toEqual([])
})

test('A first visit with a history orders its list by these vectors, before the list has been ordered otherwise.', async ({
  page,
  site,
}) => {
  site.attributes = TAG
  await firstView({ page, site })
  await track(page, '/seen/cat')
  await page.evaluate(() => indexedDB.databases())
  site.attributes = `${VECTORS} data-table="never" data-download="never"`
  site.answer = withVectors()
  // The first view may have planned the next one's order by words. This page is new, so the snippet knows no order for it.
  await page.addInitScript(() => localStorage.removeItem('inkling.snapshot'))
  await page.reload()
  await until(page, 'ranked')
  const [first] = await details(page, 'ranked')
  expect(first).toMatchObject({ ranking: { tier: 'semantic' } })
})

test('Vectors in the page itself need no request.', async ({ page, site }) => {
  site.attributes = VECTORS
  site.main = inline
  await firstView({ page, site })
  expect(await status(page)).toMatchObject({ depth: 1, depths: [0, COUNT] })
  await settled(page)
  expect([...ofVectors(site), ...ofModel(site)]).toEqual([])
  expect(await codes(page)).toEqual([])
})

test('Two readers of opposite taste make the same requests, byte for byte.', async ({ browser, site }) => {
  site.attributes = VECTORS
  // The browser asks for an icon whenever it likes.
  site.before = '<link rel="icon" href="data:,">'
  let asked: string[] = []
  const answer = withVectors()
  site.answer = (request, response) => {
    asked.push(`${request.method} ${request.url} HTTP/${request.httpVersion}\n${request.rawHeaders.join('\n')}`)
    return answer(request, response)
  }
  const views: string[][][] = []
  for (const likes of [
    ['/cat', '/dog', '/cats'],
    ['/sun', '/snow'],
  ]) {
    asked = []
    const context = await browser.newContext()
    await context.addInitScript(() => {
      localStorage.setItem(
        'inkling.consent',
        JSON.stringify({ state: 'granted', content: true, creatives: true, measurement: false, at: Date.now() }),
      )
    })
    const page = await context.newPage()
    const own: string[][] = []
    for (let view = 0; view < 3; view++) {
      await page.goto(`${site.origin}/${view || ''}`)
      await page.waitForFunction(() => 'status' in ((window as { inkling?: object }).inkling ?? {}))
      await status(page)
      for (const id of likes) await track(page, id)
      await settled(page)
      own.push(asked.sort())
      asked = []
    }
    views.push(own)
    await context.close()
  }
  expect(views[0]).toEqual(views[1])
  for (const view of views[0]!) expect(view.filter((each) => each.includes('/vectors/')).length).toBeGreaterThan(2)
})

/** Sets bytes, and makes the checksum right again. */
function forged(bytes: Buffer, change: (bytes: Buffer) => void): Buffer {
  const copy = Buffer.from(bytes)
  change(copy)
  let sum = 0x811c9dc5
  for (const [i, byte] of copy.entries()) if (i < 20 || i > 23) sum = Math.imul(sum ^ byte, 0x01000193)
  copy.writeUInt32LE(sum >>> 0, 20)
  return copy
}

const files =
  (change: (bytes: Buffer) => Buffer | undefined): Change =>
  (bytes, path) =>
    path.endsWith('.inkvec') ? change(bytes) : bytes
const index =
  (change: (text: string) => string | undefined): Change =>
  (bytes, path) => {
    if (!path.endsWith('.json')) return bytes
    const text = change(bytes.toString())
    return text === undefined ? undefined : Buffer.from(text)
  }

const BOMB = gzipSync(Buffer.alloc(50_000_000))

const HOSTILE: ReadonlyArray<readonly [name: string, answer: Answer]> = [
  ['whose index is missing', withVectors(index(() => undefined))],
  ['whose index is a page', withVectors(index(() => '<!doctype html>'))],
  [
    'whose index names a folder elsewhere',
    withVectors(index((text) => text.replace(/"set":"\w+"/, '"set":"../../x"'))),
  ],
  ['whose index is of another size', withVectors(index((text) => text.replace(/"bits":\d+/, '"bits":1')))],
  ['of which a file is missing', withVectors(files(() => undefined))],
  [
    'with one byte that is another',
    withVectors(
      files((bytes) => {
        bytes[bytes.length - 1]! ^= 1
        return bytes
      }),
    ),
  ],
  ['that are longer', withVectors(files((bytes) => Buffer.concat([bytes, Buffer.alloc(1)])))],
  ['that are cut off', withVectors(files((bytes) => bytes.subarray(0, -1)))],
  ['by another release', withVectors(files((bytes) => forged(bytes, (copy) => copy.fill(7, 24, 56))))],
  [
    'that are all zero',
    withVectors(files((bytes) => forged(bytes, (copy) => copy.fill(0, copy.length - 128 * copy.readUInt32LE(12))))),
  ],
  ['of other dimensions', withVectors(files((bytes) => forged(bytes, (copy) => copy.writeUInt16LE(64, 8))))],
  [
    'that decompress to 50 MB',
    ({ url }, response) => {
      if (!url.startsWith('/vectors/')) return false
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(url.endsWith('.json') ? gzipSync(read(url)) : BOMB)
      return true
    },
  ],
  ['that never come', ({ url }) => url.endsWith('.inkvec')],
]

for (const [name, answer] of HOSTILE)
  test(`Vectors ${name} are not used: the page is told, and the table makes them.`, async ({ page, site }) => {
    site.attributes = VECTORS
    site.answer = answer
    await firstView({ page, site })
    expect(await codes(page)).toEqual(['vectors-unavailable'])
    await expectUsable(page)
    await until(page, 'engine', ({ table, depth, vectors }) => table === 'ready' && depth !== undefined && vectors > 41)
    expect(ofModel(site)).toContain('/inkling/table.js')
    expect(await codes(page)).toEqual(['vectors-unavailable'])
  })

test('Vectors in the page that are damaged, or too many, are not used either.', async ({ page, site }) => {
  site.attributes = VECTORS
  for (const main of [
    inline.replace('>', '>AAAA'),
    inline.replace('>', '>%%%'),
    `<script type="application/inkling-vectors">${'A'.repeat(200_000)}</script>`,
    inline.repeat(4),
  ]) {
    site.main = main
    await page.goto(site.origin)
    await until(page, 'ready')
    await grant(page)
    await until(page, 'error', ({ code }) => code === 'vectors-unavailable')
    await expectUsable(page)
    await page.evaluate(() => (window as unknown as Told).inkling.consent.deny())
  }
})

test('Elements with the names of what is read change nothing.', async ({ page, site }) => {
  site.attributes = VECTORS
  site.answer = withVectors()
  const names = ['querySelectorAll', 'querySelector', 'baseURI', 'readyState', 'documentElement', 'inkling', 'body']
  site.main = names.map((name) => `<img name="${name}" alt=""><form id="${name}" name="${name}"></form>`).join('')
  site.main += '<form><input name="textContent"><input name="getAttribute"></form>'
  await page.goto(site.origin)
  await until(page, 'ready')
  await grant(page)
  await until(page, 'ready', ({ depth, vectors }) => depth === 1 && vectors === COUNT)
  expect(await codes(page)).toEqual([])
})

test('A reader who saves data is spared the files.', async ({ page, site }) => {
  site.attributes = VECTORS
  site.answer = withVectors()
  await page.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } }))
  await firstView({ page, site })
  await settled(page)
  expect([...ofVectors(site), ...ofModel(site)]).toEqual([])
  expect(await codes(page)).toEqual([])
  expect((await shown(page)).length).toBe(ITEMS.length)
})
