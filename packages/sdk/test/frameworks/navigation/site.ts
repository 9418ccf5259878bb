/**
 * A small magazine whose pages are replaced by a library's browser build, which swaps bodies, containers or
 * fragments.
 */

import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { test as base, type Page } from '@playwright/test'
import type { Inkling } from '../../../src/client/inkling.ts'
import { expect } from '../../expect.ts'
import { released } from '../../released.ts'
// @ts-expect-error plain JavaScript, as a site's data is
import { stories } from '../stories.js'

const RELEASE = `${released()}/`
const require = createRequire(import.meta.url)

interface Story {
  readonly id: string
  readonly title: string
  readonly topic: string
}
export const STORIES = stories as readonly Story[]
export const EDITORS = STORIES.map(({ id }) => id)

/** How a library is added to a page: its file, the code that starts it, and the attributes that it uses. */
interface Library {
  readonly file: string
  readonly start?: string
  readonly body?: string
  readonly main?: string
  readonly link?: (href: string) => string
  /** The library merges the next page's head; others leave the head of the first page. */
  readonly head?: true
  /** The library caches pages as the reader left them, for going back. */
  readonly caches?: true
}

const BOOST = 'hx-boost="true"'
/** One container leaves, then another enters, each with an animation. */
const BARBA = `barba.init({ transitions: [{
  leave: ({ current }) => current.container.animate([{ opacity: 1 }, { opacity: 0 }], 60).finished,
  enter: ({ next }) => next.container.animate([{ opacity: 0 }, { opacity: 1 }], 60).finished,
}] })`

export const LIBRARIES: Readonly<Record<string, Library>> = {
  turbo: { file: '@hotwired/turbo/dist/turbo.es2017-umd.js', head: true, caches: true },
  barba: {
    file: '@barba/core/dist/barba.umd.js',
    start: BARBA,
    body: 'data-barba="wrapper"',
    main: 'data-barba="container" data-barba-namespace="page"',
  },
  'htmx, boosted': { file: 'htmx.org/dist/htmx.min.js', body: BOOST, caches: true },
  'htmx, fragments': {
    file: 'htmx.org/dist/htmx.min.js',
    main: 'hx-history-elt',
    caches: true,
    link: (href) => `hx-get="${href}" hx-push-url="true" hx-target="#main" hx-select="#main" hx-swap="outerHTML"`,
  },
  // The package would install 140 MB of tools.
  'Astro’s ClientRouter': { file: fileURLToPath(new URL('client-router.js', import.meta.url)), head: true },
  'htmx 4, boosted': { file: 'htmx-4/dist/htmx.min.js', body: `${BOOST} hx-boost:inherited="true"` },
}

/** A page of the site: the position of Inkling's two lines, and what else is on it. */
export interface Ways {
  /** Whether snippet and tag are in the body, where libraries run scripts again. @default false */
  readonly inBody?: boolean
}

const PARAGRAPH =
  'It took eleven years, four instruments and a great deal of patience until anybody could say so with any certainty. '

/** Milliseconds until a story's own stylesheet arrives. Libraries wait for it, some of them after changing the URL. */
const STYLE_COMES = 150

const read = (name: string) => readFileSync(RELEASE + name, 'utf8')

function page(path: string, library: Library, { inBody }: Ways): string {
  const story = STORIES.find(({ id }) => id === path)
  const item = ({ id, title, topic }: Story) =>
    `<li data-inkling-topic="${topic}"><h3><a href="${id}" ${library.link?.(id) ?? ''}>${title}</a></h3></li>`
  const inkling = `<script>${read('snippet.js')}</script><script async src="/inkling.js" data-download="never"></script>`
  const about = story
    ? `<title>${story.title}</title><link rel="canonical" href="${path}"><meta name="description" content="About: ${story.title}">
<meta property="og:title" content="${story.title}"><meta property="og:type" content="article">
<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline: story.title, url: path, articleSection: story.topic })}</script>`
    : `<title>Front</title><link rel="canonical" href="/"><meta property="og:type" content="website">`
  const content = story
    ? `<article><h1>${story.title}</h1>${`<p>${PARAGRAPH.repeat(3)}</p>`.repeat(4)}</article>
<ul data-inkling-list="more">${STORIES.filter((each) => each !== story)
        .map(item)
        .join('')}</ul>`
    : `<h1>Front</h1><ol data-inkling-list="top">${STORIES.map(item).join('')}</ol>`
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">${about}<link rel="icon" href="data:,">
<style>body { margin: 8px } li { height: 40px }</style>
${story ? '<link rel="stylesheet" href="/story.css">' : ''}
${inBody ? '' : inkling}
<script src="/library.js"></script></head>
<body ${library.body ?? ''}>
<nav><a href="/" ${library.link?.('/') ?? ''}>Front page</a></nav>
<main id="main" ${library.main ?? ''}>${content}</main>
<footer id="footer">The end</footer>
${library.start ? `<script>${library.start}</script>` : ''}
${inBody ? inkling : ''}
</body></html>`
}

export interface Magazine {
  readonly origin: string
  library: Library
  ways: Ways
  /** Requested pages, in order. */
  readonly asked: string[]
  /** While set, responses with pages wait for it. */
  held: Promise<void> | undefined
}

/** Serves the site on loopback, for at most ten minutes. */
async function serve(): Promise<{ magazine: Magazine; server: Server }> {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const send = (type: string, body: string) =>
      response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
    if (pathname === '/library.js')
      send('text/javascript', readFileSync(require.resolve(magazine.library.file), 'utf8'))
    else if (pathname === '/story.css') setTimeout(() => send('text/css', 'article { max-width: 60ch }'), STYLE_COMES)
    else if (/^\/[\w-]+\.js$/.test(pathname)) send('text/javascript', read(pathname))
    else {
      magazine.asked.push(pathname)
      await magazine.held
      send('text/html; charset=utf-8', page(pathname, magazine.library, magazine.ways))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const magazine: Magazine = { origin, library: { file: '' }, ways: {}, asked: [], held: undefined }
  setTimeout(() => server.close(), 600_000).unref()
  return { magazine, server }
}

export interface PageWindow {
  readonly inkling: Inkling
  readonly told: Array<{
    readonly name: string
    readonly list?: string
    readonly code?: string
    readonly late?: boolean
  }>
  /** Orders in which frames showed each list, by name, without immediate repetitions. */
  readonly frames: Record<string, string[]>
}

/** Records events, and the orders in which frames show lists. */
function spy(): void {
  const told: unknown[] = []
  const frames: Record<string, string[]> = {}
  Object.assign(window, { told, frames })
  for (const name of ['ranked', 'ready', 'error'])
    document.addEventListener(`inkling:${name}`, (event) => told.push({ name, ...(event as CustomEvent).detail }))
  const look = () => {
    for (const list of document.querySelectorAll('[data-inkling-list]')) {
      const order = [...list.querySelectorAll('a')].map((link) => link.getAttribute('href')).join(' ')
      const name = list.getAttribute('data-inkling-list') ?? ''
      const noted = (frames[name] ??= [])
      if (noted.at(-1) !== order) noted.push(order)
    }
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

interface Fixtures {
  magazine: Magazine
  /** Opens a page for a reader who has consented and has read about space before. */
  enter: (library: string, path?: string, ways?: Ways) => Promise<Page>
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads fixtures off the pattern
  magazine: async ({}, use) => {
    const { magazine, server } = await serve()
    await use(magazine)
    server.closeAllConnections()
    server.close()
  },
  enter: async ({ page, magazine }, use) => {
    const wrong: string[] = []
    page.on('pageerror', (error) => wrong.push(String(error)))
    await page.addInitScript(spy)
    // The test advances the clock for seconds of reading.
    await page.clock.install()
    await page.setViewportSize({ width: 800, height: 1400 })
    await use(async (library, path = '/', ways = {}) => {
      magazine.library = LIBRARIES[library]!
      magazine.ways = ways
      await page.goto(`${magazine.origin}${path}`)
      await untilReady(page)
      await page.evaluate(async () => {
        const { inkling } = window as unknown as PageWindow
        inkling.consent.set({ content: true })
        for (const id of ['/jupiter', '/mars']) await inkling.track('read', { id, title: 'Storms', topic: 'space' })
      })
      await expect
        .poll(() => page.evaluate(() => JSON.parse(localStorage.getItem('inkling.snapshot') ?? '{}').position > 0))
        .toBe(true)
      await page.goto(`${magazine.origin}/nowhere`)
      await page.goto(`${magazine.origin}${path}`)
      await untilReady(page)
      return page
    })
    expect(wrong, 'errors that nobody caught').toEqual([])
  },
})

const untilReady = (page: Page) =>
  expect
    .poll(() =>
      page.evaluate(() => (window as unknown as PageWindow).told.filter(({ name }) => name === 'ready').length),
    )
    .toBeGreaterThan(0)

/** The history of the page itself and of items in lists. */
export const events = (page: Page) =>
  page.evaluate(async () => {
    const { inkling } = window as unknown as PageWindow
    const { events } = await inkling.exportData()
    return events
      .filter(({ item }) => item !== '/jupiter' && item !== '/mars')
      .map(({ kind, item, text, list }) => ({ kind, item, text, list }))
  })

export const order = (page: Page, list: string): Promise<string[]> =>
  page.$$eval(`[data-inkling-list=${list}] a`, (links) => links.map((link) => link.getAttribute('href') ?? ''))

export { expect }
