import { existsSync, readFileSync } from 'node:fs'
import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BrowserContext, test as base, type Frame, type Page } from '@playwright/test'
import { expect } from '../../sdk/test/expect.ts'
// @ts-expect-error the demo's server is plain JavaScript
import { createServer } from '../serve.mjs'
// @ts-expect-error and so are the magazine's editions
import { editions, magazine } from '../src/editions.mjs'

const PUBLIC = fileURLToPath(new URL('../public/', import.meta.url))

/** The magazine's path on the site, and that of its Russian edition. */
export const MAGAZINE: string = magazine
export const RUSSIAN: string = editions.ru.root
/** The magazine's folder of built pages. */
export const PAGES = join(PUBLIC, MAGAZINE)

/** Simulates faults: called for each request, it either answers and returns true, or leaves the request to the demo. */
export type Fault = (request: IncomingMessage, response: ServerResponse) => boolean

export interface Site {
  /** http://127.0.0.1:port */
  readonly origin: string
  /** The origin, followed by the magazine's path. */
  readonly magazine: string
  /** Paths requested since the last {@link forget}. */
  readonly requests: string[]
  fault: Fault | undefined
  /** Attributes added to Inkling's tag, e.g. `data-backend="webgl"`. */
  attributes: string
  forget(): void
}

/** Serves the demo on loopback, with a request log and fault injection. Stops by itself after ten minutes. */
async function serve(): Promise<{ site: Site; server: Server }> {
  const demo: Server = createServer()
  const site: Site = {
    origin: '',
    magazine: '',
    requests: [],
    fault: undefined,
    attributes: '',
    forget: () => site.requests.splice(0),
  }
  const server = createHttpServer((request, response) => {
    const path = decodeURIComponent((request.url ?? '/').split('?')[0] ?? '/')
    site.requests.push(path)
    if (site.fault?.(request, response)) return
    const page = `${PUBLIC}${path.endsWith('/') ? `${path}index.html` : path}`
    if (site.attributes && page.endsWith('.html') && existsSync(page)) {
      const html = readFileSync(page, 'utf8').replace('<script async src=', `<script async ${site.attributes} src=`)
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' }).end(html)
      return
    }
    demo.emit('request', request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  Object.assign(site, { origin, magazine: origin + MAGAZINE })
  setTimeout(() => server.close(), 600_000).unref()
  return { site, server }
}

/** Inkling's lines in the head of the demo's pages, with the site's attributes. */
export function headOf({ attributes }: Pick<Site, 'attributes'>): string {
  const [head = ''] =
    /<script>(?:(?!<\/script>)[\s\S])*inkling\.snapshot[\s\S]*?<\/script>\s*<script async[^>]*><\/script>/.exec(
      readFileSync(join(PAGES, 'index.html'), 'utf8'),
    ) ?? []
  if (!head) throw new Error('the demo has no snippet in front of its tag')
  return head.replace('<script async src=', `<script async ${attributes} src=`)
}

/** Adds a test's own page to the demo's site. */
export const ownPage =
  (path: string, site: Pick<Site, 'attributes'>, body: string): Fault =>
  (request, response) => {
    if (request.url !== path) return false
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(`<!doctype html><html lang="en"><head>${headOf(site)}</head><body>${body}</body></html>`)
    return true
  }

/**
 * Records the list's order in every animation frame, Inkling's events, and uncaught errors, on each page of a context.
 */
function record(): void {
  const noted = {
    frames: [] as string[][],
    seen: [] as number[],
    events: [] as Array<{ name: string; detail: unknown }>,
    errors: [] as string[],
  }
  Object.assign(window, { noted })
  for (const name of ['ready', 'consent', 'engine', 'ranked', 'creative', 'error']) {
    document.addEventListener(`inkling:${name}`, (event) => {
      const { cause, ...detail } = (event as CustomEvent).detail
      noted.events.push({ name, detail: JSON.parse(JSON.stringify(detail)) })
    })
  }
  addEventListener('error', (event) => noted.errors.push(String(event.message)))
  addEventListener('unhandledrejection', (event) => noted.errors.push(String(event.reason)))
  const frame = () => {
    const items = [...document.querySelectorAll('[data-inkling-list] > [data-inkling-item]')]
    if (items.length) {
      noted.frames.push(items.map((item) => item.getAttribute('data-inkling-item') ?? ''))
      const below = items.findIndex((item) => item.getBoundingClientRect().top >= innerHeight)
      noted.seen.push(below < 0 ? items.length : below)
    }
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
}

// biome-ignore lint/suspicious/noExplicitAny: the events' details, as the page wrote them down
export type Detail = Record<string, any>

export interface Noted {
  readonly frames: string[][]
  /** For each frame, how many items began above the bottom of the window. */
  readonly seen: number[]
  readonly events: Array<{ name: string; detail: Detail }>
  readonly errors: string[]
}

export const noted = (page: Page): Promise<Noted> => page.evaluate(() => (window as unknown as { noted: Noted }).noted)

export async function eventsOf(page: Page, name: string): Promise<Detail[]> {
  return (await noted(page)).events.filter((event) => event.name === name).map((event) => event.detail)
}

/** Waits for an event of this name whose detail `matches`. */
export async function untilEvent(
  page: Page,
  name: string,
  matches: (detail: Detail) => boolean = () => true,
  timeout = 60_000,
): Promise<void> {
  await expect
    .poll(async () => (await eventsOf(page, name)).some(matches), {
      message: `inkling:${name}`,
      timeout,
      intervals: [50, 100, 250],
    })
    .toBe(true)
}

export const order = (page: Page | Frame, list = 'top-stories'): Promise<string[]> =>
  page.$$eval(`[data-inkling-list="${list}"] > [data-inkling-item]`, (items) =>
    items.map((item) => item.getAttribute('data-inkling-item') ?? ''),
  )

/** The last folder of a story's path. */
export const topicOf = (id: string): string => id.split('/').at(-2) ?? ''

/** Item ids of a page of the magazine, in the order in which the server sent them. */
export function editorsOrder(path = 'index.html'): string[] {
  const html = readFileSync(join(PAGES, path), 'utf8')
  return [...html.matchAll(/<li[^>]*data-inkling-item="([^"]+)"/g)].map((match) => match[1]!)
}

export async function accept(page: Page): Promise<void> {
  await page.locator('#consent-accept').click()
  await untilEvent(page, 'consent', (detail) => detail['state'] === 'granted')
  await untilEvent(page, 'ready', (detail) => detail['consent'].state === 'granted')
}

/** Opens an article, scrolls to its end, and lets time pass until it counts as read. */
export async function readArticle(page: Page, link: string): Promise<void> {
  await page.locator(`main a[href$="${link}"]`).first().click()
  await page.waitForURL(`**${link}`)
  await untilEvent(page, 'ready')
  await page.locator('article[data-inkling-item] p').last().scrollIntoViewIfNeeded()
  // Without any input for half a minute, a reader counts as absent.
  for (let i = 0; i < 5; i++) {
    await page.mouse.move(100 + i, 300)
    await page.clock.runFor(10_000)
  }
  await expect
    .poll(() =>
      page.evaluate(async (id) => {
        const { events } = await (window as unknown as { inkling: InklingOnPage }).inkling.exportData()
        return events.some((event) => event.kind === 'read' && event.item === id)
      }, link),
    )
    .toBe(true)
}

/** The part of the tag's API that tests use inside pages. */
export interface InklingOnPage {
  exportData(): Promise<{ events: Array<{ kind: string; item: string }> }>
  status(): Promise<{ engine: string; table: string; vectors: number }>
  undo(list: string): boolean
  rank(items: ReadonlyArray<{ id: string; title: string }>): Promise<{ items: Array<{ id: string }> }>
  track(kind: string, item: { id: string; title: string }): Promise<void>
  consent: { deny(): void; set(purposes: Record<string, boolean>): void }
}

/**
 * Milliseconds for embedding on a software-rendered GPU; on two shared cores, compiling its shaders takes a minute or
 * more.
 */
export const SOFTWARE_GPU = 400_000

/** Waits until every known item has a vector and the snapshot reflects it. */
export async function untilEmbedded(page: Page, timeout = 110_000): Promise<void> {
  const missing = () =>
    page.evaluate(async () => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open('inkling')
        opening.onsuccess = () => resolve(opening.result)
        opening.onerror = () => reject(opening.error)
      })
      const all = <T>(store: string) =>
        new Promise<T[]>((resolve) => {
          const request = database.transaction(store).objectStore(store).getAll()
          request.onsuccess = () => resolve(request.result)
        })
      const [items, vectors] = await Promise.all([
        all<{ item: { fingerprint: string } }>('items'),
        all<{ key: string; depth: number; deepest: number }>('vectors'),
      ])
      database.close()
      // Only vectors at their final depth.
      const done = vectors.filter(({ depth, deepest }) => depth === deepest)
      const known = new Set(done.map(({ key }) => key.slice(key.lastIndexOf('/') + 1)))
      return items.length ? items.filter(({ item }) => !known.has(item.fingerprint)).length : Number.NaN
    })
  await expect.poll(missing, { timeout, intervals: [250] }).toBe(0)
}

/**
 * Opens a page until its list was sorted before the first paint. On a machine too busy to parse the page within the
 * snippet's budget, items in view rightly stay in the editors' order; then the page is visited again. In every visit,
 * items already shown must not move.
 */
export async function visitSorted(context: BrowserContext, site: Site, path: string, list: string): Promise<Page> {
  for (let visit = 1; ; visit++) {
    const page = await context.newPage()
    site.forget()
    await page.goto(site.origin + path)
    await untilEvent(page, 'ready')
    const ranked = (await eventsOf(page, 'ranked')).find((detail) => detail['list'] === list)
    const after = await order(page, list)
    const { frames, seen } = await noted(page)
    // Items below the window may follow the reader immediately.
    for (const [i, frame] of frames.entries())
      expect(after.slice(0, seen[i]), 'what a frame has shown has moved').toEqual(frame.slice(0, seen[i]))
    if (ranked?.['by'] === 'snippet' || visit === 10) return page
    await page.close()
  }
}

interface Fixtures {
  site: Site
  context: BrowserContext
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads fixtures off the pattern
  site: async ({}, use) => {
    const { site, server } = await serve()
    await use(site)
    server.closeAllConnections()
    server.close()
  },
  context: async ({ browser, site }, use, testInfo) => {
    const backend = testInfo.project.metadata['backend'] as string | undefined
    // Software WebGPU takes up to ten seconds per batch, which is the worker's default timeout.
    if (backend) site.attributes = `data-backend="${backend}" data-timeout="120000"`
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
    await context.addInitScript(record)
    const foreign: string[] = []
    context.on('request', (request) => {
      const url = new URL(request.url())
      if (/^https?:$/.test(url.protocol) && url.origin !== site.origin) foreign.push(request.url())
    })
    await use(context)
    await context.close()
    expect(foreign, 'requests to other origins').toEqual([])
  },
})

export { expect }
