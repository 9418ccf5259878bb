import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test as base, type Page } from '@playwright/test'
import type { Inkling } from '../../src/client/inkling.ts'
import { expect } from '../expect.ts'
import { released } from '../released.ts'
// @ts-expect-error plain JavaScript, as sites' builds are
import { fixture } from './bundle.mjs'
// @ts-expect-error plain JavaScript, as a site's data is
import { stories } from './stories.js'

const RELEASE = `${released()}/`

export const EDITORS: readonly string[] = (stories as Array<{ id: string }>).map(({ id }) => id)
export const FRAMEWORKS = ['react', 'vue', 'svelte', 'plain'] as const

/** The parameters of a page, all in its URL. */
export interface Visit {
  readonly framework: (typeof FRAMEWORKS)[number]
  /** The fixture's page. @default 'shelf' */
  readonly name?: string
  /** Development builds warn of errors in hydration. @default 'development' */
  readonly mode?: 'development' | 'production'
  /** Whether a screen full of text comes before the list. @default true */
  readonly below?: boolean
  /** A framework that hydrates a second list on the page. @default none */
  readonly island?: 'react' | 'vue' | 'svelte'
  /** Whether the page has a picture, `/picture.png`, that delays its load event. @default false */
  readonly picture?: boolean
  /** Whether the page has Inkling's head snippet and script tag; `snippet` means the snippet only. @default false */
  readonly tag?: boolean | 'snippet'
  readonly when?: 'live'
  readonly late?: 'swap'
  readonly strength?: number
  /** Whether hydration waits until the test calls `hydrate()`. @default false */
  readonly wait?: boolean
}

const read = (name: string) => readFileSync(RELEASE + name, 'utf8')

const page = (body: string, { tag, picture, below = true }: Visit) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Stories</title><link rel="icon" href="data:,">
<style>.before { height: 200vh } li { height: 60px }</style>
<script>
  window.told = []
  for (const name of ['ranked', 'ready', 'error'])
    document.addEventListener('inkling:' + name, ({ detail }) => told.push({ name, ...detail }))
  window.orders = []
  window.shifts = []
  new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value }) => value))).observe({ type: 'layout-shift' })
  requestAnimationFrame(function look() {
    const ids = [...document.querySelectorAll('ol > li > a')].map((link) => link.getAttribute('href')).join(' ')
    if (ids && orders.at(-1) !== ids) orders.push(ids)
    requestAnimationFrame(look)
  })
</script>
${tag ? `<script>${read('snippet.js')}</script>` : ''}
${tag === true ? '<script async src="/inkling.js" data-download="never"></script>' : ''}
</head><body>
${below ? '<div class="before">Before the list</div>' : ''}
${body}
${picture ? '<img alt="" src="/picture.png">' : ''}
</body></html>`

/** The HTML from a framework's server, and the script that hydrates it. */
async function part(visit: Visit, id = 'app'): Promise<string> {
  const { framework, name = 'shelf', mode = 'development', when, late, strength, wait } = visit
  const { script, render } = await fixture(framework, mode)
  const html = await render(name, { when, late, strength })
  const given = JSON.stringify({ name, options: { when, late, strength, wait } })
  return `<div id="${id}">${html}</div><script>window.given = ${given};${script.replaceAll('</script', '<\\/script')}</script>`
}

async function answer(url: URL): Promise<{ type: string; body: string } | undefined> {
  if (/^\/[\w-]+\.js$/.test(url.pathname)) return { type: 'text/javascript', body: read(url.pathname) }
  if (url.pathname !== '/') return undefined
  const visit = JSON.parse(url.searchParams.get('visit') ?? '') as Visit
  const body = visit.island ? (await part(visit, 'own')) + (await part({ framework: visit.island })) : await part(visit)
  return { type: 'text/html; charset=utf-8', body: page(body, visit) }
}

/** Serves the fixtures on loopback, for at most ten minutes. */
async function serve(): Promise<Server> {
  const server = createServer((request, response) => {
    answer(new URL(request.url ?? '/', 'http://localhost')).then(
      (found) => {
        if (found) response.writeHead(200, { 'content-type': found.type }).end(found.body)
        // Links in lists lead to a page without Inkling.
        else response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>A story</title>')
      },
      (error) => response.writeHead(500).end(String(error?.stack ?? error)),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  setTimeout(() => server.close(), 600_000).unref()
  return server
}

export interface PageWindow {
  readonly shop: Inkling
  readonly told: Array<{ readonly name: string; readonly code?: string; readonly message?: string }>
  /** Orders in which frames have shown the list, without immediate repetitions; values of layout shifts. */
  readonly orders: string[]
  readonly shifts: number[]
  hydrate(): void
  unmount(): void
}

interface Fixtures {
  /** Opens a page of the site. Any warning or error in its console fails the test at the end. */
  open: (visit: Visit, waitUntil?: 'load' | 'commit') => Promise<Page>
  /** Console messages, for tests that expect some. */
  complaints: string[]
}

interface WorkerFixtures {
  origin: string
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  origin: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads fixtures off the pattern
    async ({}, use) => {
      const server = await serve()
      await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
      server.closeAllConnections()
      server.close()
    },
    { scope: 'worker' },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: see above
  complaints: async ({}, use) => {
    const complaints: string[] = []
    await use(complaints)
    expect(complaints, 'complaints on the console').toEqual([])
  },
  open: async ({ page, origin, complaints }, use) => {
    page.on('console', (message) => {
      if (['warning', 'error'].includes(message.type())) complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(String(error)))
    page.on('request', (request) => {
      if (/^https?:/.test(request.url()) && !request.url().startsWith(origin))
        complaints.push(`a request to ${request.url()}`)
    })
    await page.setViewportSize({ width: 1000, height: 500 })
    await use(async (visit, waitUntil = 'load') => {
      await page.goto(`${origin}/?visit=${encodeURIComponent(JSON.stringify(visit))}`, { waitUntil })
      return page
    })
  },
})

/** Ids of a list's items from top to bottom. */
export const order = (page: Page, list = 'ol'): Promise<string[]> =>
  page.$$eval(`${list} > li > a`, (links) => links.map((link) => link.getAttribute('href') ?? ''))

/** Waits for two animation frames and an idle period, so that all pending work is done. */
export const settled = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise((resolve) =>
        requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(() => resolve()))),
      ),
  )

/** Waits for the browser's first paint entry; before it nobody can have seen anything. */
export const untilPainted = (page: Page): Promise<void> =>
  expect.poll(() => page.evaluate(() => performance.getEntriesByType('paint').length)).toBeGreaterThan(0)

/** A reader who has consented and has read about space. */
export async function readOfSpace(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { shop } = window as unknown as PageWindow
    shop.consent.set({ content: true })
    await shop.track('read', { id: '/jupiter', title: 'Storms on Jupiter', topic: 'space' })
    await shop.track('read', { id: '/mars', title: 'Dust on Mars', topic: 'space' })
  })
}

export const topicOf = (id: string): string => /\w+/.exec(id)?.[0] ?? ''

export { expect }
