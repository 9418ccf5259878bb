/** A page with one carousel, in the package's own build, whose slides are a marked list. */

import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { test as base, type Page } from '@playwright/test'
import type { Inkling } from '../../../src/client/inkling.ts'
import { expect } from '../../expect.ts'
// @ts-expect-error plain JavaScript, as a site's data is
import { stories } from '../stories.js'

const DIST = fileURLToPath(new URL('../../../dist/', import.meta.url))
/** Not `require.resolve`, because the packages don't export their builds for script elements. */
const MODULES = fileURLToPath(new URL('../../../../../node_modules/', import.meta.url))

interface Story {
  readonly id: string
  readonly title: string
  readonly topic: string
}
export const STORIES = stories as readonly Story[]
export const EDITORS = STORIES.map(({ id }) => id)

const slides = (className: string) =>
  STORIES.map(
    ({ id, title, topic }) =>
      `<li class="${className}" data-inkling-topic="${topic}"><h3><a href="${id}">${title}</a></h3></li>`,
  ).join('')

interface Carousel {
  readonly file: string
  readonly body: string
  readonly style: string
  /** Statements that start the carousel and define `next`, which advances it. */
  readonly start: string
}

export const CAROUSELS: Readonly<Record<string, Carousel>> = {
  'Splide, loop': {
    file: '@splidejs/splide/dist/js/splide.js',
    body: `<section class="splide" aria-label="Stories"><div class="splide__track"><ul class="splide__list" data-inkling-list="slides">${slides('splide__slide')}</ul></div></section>`,
    style: readFileSync(`${MODULES}@splidejs/splide/dist/css/splide-core.min.css`, 'utf8'),
    start: `const splide = new Splide('.splide', { type: 'loop', perPage: 3 }).mount(); window.next = () => splide.go('+1')`,
  },
  'Embla, loop': {
    file: 'embla-carousel/embla-carousel.umd.js',
    body: `<div class="embla"><ul class="embla__container" data-inkling-list="slides">${slides('embla__slide')}</ul></div>`,
    style:
      '.embla { overflow: hidden } .embla__container { display: flex; margin: 0; padding: 0 } .embla__slide { flex: 0 0 33%; min-width: 0 }',
    start: `const embla = EmblaCarousel(document.querySelector('.embla'), { loop: true, align: 'start' }); window.next = () => embla.scrollNext()`,
  },
}

const read = (name: string) => readFileSync(DIST + name, 'utf8')

const page = ({ body, style, start }: Carousel) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Front</title><link rel="icon" href="data:,">
<style>body { margin: 0 } li { height: 80px; list-style: none } h3 { margin: 0 } ${style}</style>
<script>
  window.told = []
  for (const name of ['ranked', 'ready', 'error'])
    document.addEventListener('inkling:' + name, ({ detail }) => told.push({ name, ...detail }))
</script>
<script>${read('snippet.js')}</script><script async src="/inkling.js" data-download="never"></script>
<script src="/carousel.js"></script></head>
<body>${body}<script>${start}</script></body></html>`

export interface PageWindow {
  readonly inkling: Inkling
  readonly told: ReadonlyArray<{
    readonly name: string
    readonly moved?: number
    readonly why?: string
    readonly by?: string
    readonly ranking?: { readonly items: readonly unknown[] }
  }>
  next(): void
}

interface Fixtures {
  /** Opens the page and waits until Inkling has finished with its list. */
  open: (carousel: string) => Promise<Page>
}

export const test = base.extend<Fixtures>({
  open: async ({ page: tab }, use) => {
    let carousel: Carousel
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost')
      const send = (type: string, body: string) => response.writeHead(200, { 'content-type': type }).end(body)
      if (pathname === '/carousel.js') send('text/javascript', readFileSync(MODULES + carousel.file, 'utf8'))
      else if (/^\/[\w-]+\.js$/.test(pathname)) send('text/javascript', read(pathname))
      else send('text/html; charset=utf-8', page(carousel))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    await use(async (name) => {
      carousel = CAROUSELS[name]!
      await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
      await tab.waitForFunction(() => (window as unknown as PageWindow).told.some(({ name }) => name === 'ready'))
      return tab
    })
    server.closeAllConnections()
    server.close()
  },
})

/** URLs of the original slides in their current order. */
export const order = (page: Page): Promise<string[]> =>
  page.$$eval('[data-inkling-list] > li:not([class*=clone]) a', (links) =>
    links.map((link) => link.getAttribute('href') ?? ''),
  )

/** A reader who has consented and has read about space, with a stored snapshot. */
export async function readOfSpace(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { inkling } = window as unknown as PageWindow
    inkling.consent.set({ content: true })
    for (const id of ['/jupiter', '/mars']) await inkling.track('read', { id, title: 'Storms', topic: 'space' })
  })
  await expect
    .poll(() =>
      page.evaluate(() => {
        const { known, unmanaged } = JSON.parse(localStorage.getItem('inkling.snapshot') ?? '{}')
        return known && unmanaged.includes('slides')
      }),
    )
    .toBe(true)
}

export { expect }
