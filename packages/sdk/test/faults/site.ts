/** A small site on loopback that uses the built package, and whose responses can be made to fail. */

import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, normalize } from 'node:path'
import { type BrowserContext, test as base, type Page } from '@playwright/test'
import type { Inkling } from '../../src/client/inkling.ts'
import { expect } from '../expect.ts'
import { released } from '../released.ts'
import { makeBundle } from '../unit/engine/bundle.ts'

const RELEASE = released()
/** Seconds after which a forgotten server stops by itself. The whole soak takes half an hour and more. */
const LIFETIME = 7200
const TYPES: Record<string, string> = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain',
}

/** What goes wrong on the way: called for each request, it answers itself and says so, or lets the site answer. */
export type Answer = (request: IncomingMessage & { url: string }, response: ServerResponse) => boolean

/** The items of the page in its own order. The small model knows their words. */
export const ITEMS: ReadonlyArray<readonly [id: string, topic: string, title: string]> = [
  ['/home', 'home', 'Home on the hill'],
  ['/cat', 'animals', 'The cat sat on the mat'],
  ['/rain', 'weather', 'Rain and wind and snow'],
  ['/walk', 'home', 'Walking home again'],
  ['/dog', 'animals', 'The dog ran far away'],
  ['/sun', 'weather', 'Sun rose over the hill'],
  ['/talk', 'home', 'Talking on the mat'],
  ['/cats', 'animals', 'Cats and dogs'],
  ['/snow', 'weather', 'Snow over the hill'],
]
export const IDS = ITEMS.map(([id]) => id)
/** The item that keeps its place whatever the ranking. */
export const PINNED = '/rain'

export interface Site {
  /** http://127.0.0.1:port */
  readonly origin: string
  readonly port: number
  /** Requested paths. */
  readonly requests: string[]
  answer: Answer | undefined
  /** Attributes of Inkling's tag beside its address. */
  attributes: string
  /** Before the snippet. */
  before: string
  /** Between the snippet and the tag. */
  head: string
  /** Markup after the list. */
  main: string
  /** What `<html lang>` says. */
  language: string
  /** Files of the small model by name. */
  model: Map<string, Uint8Array<ArrayBuffer>>
}

/** Its model is the site's own: the tag names the hash of the manifest that the site means. */
export const modelHash = ({ model }: Site): string =>
  `sha256-${createHash('sha256').update(model.get('manifest.json')!).digest('base64')}`

function page(site: Site): string {
  const { attributes, before, head, main, language } = site
  const integrity = attributes.includes('data-model="/toy/"') ? ` data-model-integrity="${modelHash(site)}"` : ''
  const items = ITEMS.map(
    ([id, topic, title]) =>
      `<li data-inkling-item="${id}" data-inkling-topic="${topic}"${id === PINNED ? ' data-inkling-pin' : ''}><h3><a href="${id}">${title}</a></h3></li>`,
  )
  const snippet = readFileSync(`${RELEASE}/snippet.js`, 'utf8')
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>Faults</title>${before}<script>${snippet}</script>${head}
<script async src="/inkling/inkling.js" ${attributes}${integrity}></script></head>
<body><h1>News</h1><ol data-inkling-list="top">${items.join('')}</ol>${main}</body></html>`
}

export async function serve(): Promise<{ site: Site; server: Server }> {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent((request.url ?? '/').split('?')[0]!))
    site.requests.push(path)
    if (site.answer?.(request as Parameters<Answer>[0], response)) return
    const send = (body: string | Uint8Array, type: string) =>
      response.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache' }).end(body)
    const [, folder, ...rest] = path.split('/')
    const name = rest.join('/')
    if (folder === 'inkling' && existsSync(`${RELEASE}/${name}`) && statSync(`${RELEASE}/${name}`).isFile())
      send(readFileSync(`${RELEASE}/${name}`), TYPES[extname(name)] ?? 'application/octet-stream')
    else if (folder === 'toy' && site.model.has(name))
      send(site.model.get(name)!, TYPES[extname(name)] ?? 'application/octet-stream')
    else if (path === '/ranker.json') send(readFileSync(`${RELEASE}/ranker-ranklens/ranker.json`), TYPES['.json']!)
    else if (!extname(path)) send(page(site), 'text/html; charset=utf-8')
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const site: Site = {
    origin: `http://127.0.0.1:${port}`,
    port,
    requests: [],
    answer: undefined,
    attributes: 'data-download="never"',
    before: '',
    head: '',
    main: '',
    language: 'en',
    model: makeBundle(),
  }
  setTimeout(() => stop(server), LIFETIME * 1000).unref()
  return { site, server }
}

export function stop(server: Server): void {
  server.closeAllConnections()
  server.close()
}

/** Records Inkling's events and uncaught errors in every page of a context. */
export function record(): void {
  const told: Array<readonly [name: string, detail: Record<string, unknown>]> = []
  const uncaught: string[] = []
  Object.assign(window, { told, uncaught })
  for (const name of ['ready', 'consent', 'engine', 'ranked', 'profile', 'exposure', 'outcome', 'error']) {
    document.addEventListener(`inkling:${name}`, (event) => {
      const { cause, ...detail } = (event as CustomEvent).detail
      told.push([name, { ...JSON.parse(JSON.stringify(detail)), ...(cause !== undefined && { cause: String(cause) }) }])
    })
  }
  addEventListener('error', (event) => uncaught.push(String(event.message)))
  addEventListener('unhandledrejection', (event) => uncaught.push(String(event.reason)))
}

export interface Told {
  // biome-ignore lint/suspicious/noExplicitAny: details as the page wrote them down
  readonly told: ReadonlyArray<readonly [name: string, detail: Record<string, any>]>
  readonly uncaught: readonly string[]
  readonly inkling: Inkling
}

export const details = async (page: Page, name: string) =>
  (await page.evaluate(() => (window as unknown as Told).told))
    .filter(([each]) => each === name)
    .map(([, detail]) => detail)

export async function until(
  page: Page,
  name: string,
  // biome-ignore lint/suspicious/noExplicitAny: see Told
  matches: (detail: Record<string, any>) => boolean = () => true,
): Promise<void> {
  await expect
    .poll(async () => (await details(page, name)).some(matches), {
      message: `inkling:${name}`,
      timeout: 30_000,
      intervals: [20, 50, 100],
    })
    .toBe(true)
}

export const codes = async (page: Page) => (await details(page, 'error')).map(({ code }) => code as string)

export const shown = (page: Page) =>
  page.$$eval('[data-inkling-list] > li', (items) => items.map((item) => item.getAttribute('data-inkling-item')!))

/** Grants consent. If the URL asks for the inspector, the API is only there once core.js has been loaded. */
export async function grant(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => 'consent' in (window as unknown as Told).inkling)).toBe(true)
  await page.evaluate(() =>
    (window as unknown as Told).inkling.consent.set({ content: true, creatives: true, measurement: false }),
  )
}

export const track = (page: Page, id: string, kind: 'read' | 'click' = 'read') => {
  const [, topic, title] = ITEMS.find(([each]) => each === id) ?? [id, 'weather', `About ${id}`]
  return page.evaluate(([kind, item]) => (window as unknown as Told).inkling.track(kind, item), [
    kind,
    { id, topic, title },
  ] as const)
}

/** Items of the events that the page knows of. */
export const known = (page: Page) =>
  page.evaluate(async () =>
    (await (window as unknown as Told).inkling.exportData()).events
      .filter(({ kind }) => kind !== 'impression')
      .map(({ item }) => item),
  )

/** All rows of a store, read independently of Inkling. */
export const rows = (page: Page, store: 'events' | 'items' | 'vectors') =>
  page.evaluate(async (store) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('inkling')
      opening.onsuccess = () => resolve(opening.result)
      opening.onerror = () => reject(opening.error)
    })
    const all = database.transaction(store).objectStore(store).getAll()
    // biome-ignore lint/suspicious/noExplicitAny: whatever lies there
    const found = await new Promise<any[]>((resolve) => (all.onsuccess = () => resolve(all.result)))
    database.close()
    return found
  }, store)

/** Items of the events that lie on disk, in the order in which they came. Impressions come when they come. */
export const stored = async (page: Page): Promise<string[]> =>
  (await rows(page, 'events')).filter((row) => row && row.kind !== 'impression').map(({ item }) => item)

/** A reader who has consented and has read about animals. */
export async function seed(context: BrowserContext, site: Site): Promise<void> {
  const page = await context.newPage()
  await page.goto(site.origin)
  await grant(page)
  await until(page, 'ready', ({ consent }) => consent.state === 'granted')
  await track(page, '/seen/cat')
  await track(page, '/seen/dog', 'click')
  await page.close()
}

/** Every item once, the pinned one in its place, a link that works, and nothing thrown. */
export async function expectUsable(page: Page): Promise<void> {
  const order = await shown(page)
  expect([...order].sort()).toEqual([...IDS].sort())
  expect(order.indexOf(PINNED)).toBe(IDS.indexOf(PINNED))
  const ranking = await page.evaluate(
    (items) => (window as unknown as Told).inkling.rank(items.map(([id, topic, title]) => ({ id, topic, title }))),
    ITEMS.map(([...all]) => all),
  )
  expect(ranking.items.map(({ id }) => id).sort()).toEqual([...IDS].sort())
  await page.locator('[data-inkling-list] a').first().click({ trial: true })
  expect(await page.evaluate(() => (window as unknown as Told).uncaught)).toEqual([])
}

export const test = base.extend<{ site: Site; context: BrowserContext }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads fixtures off the pattern
  site: async ({}, use) => {
    const { site, server } = await serve()
    await use(site)
    stop(server)
  },
  context: async ({ browser }, use) => {
    const context = await browser.newContext({ viewport: { width: 900, height: 1000 } })
    await context.addInitScript(record)
    await use(context)
    await context.close()
  },
})

export { expect }
