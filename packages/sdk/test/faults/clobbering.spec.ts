/**
 * DOM clobbering: markup in a comment that shadows names which a page's scripts read. Elements with a name or an id
 * shadow what documents and forms inherit, or replace a missing global. Every name of a document, a form, an element
 * and the window is tested on two pages.
 */

import { readFileSync } from 'node:fs'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import { released } from '../released.ts'
import { FULL, sample } from '../sample.ts'
import { expect, ITEMS, type Site, type Told, test } from './site.ts'

const RELEASE = released()
/** Number of pages in `npm test`; `npm run test:full` opens all of them. */
const SOME = 6
/** What a comment would like Inkling to take for its tag's attributes. */
const OPTIONS =
  'src="/evil/x.png" data-consent="granted" data-model="/evil/" data-engine="/evil/" data-ranker="/evil/ranker.json" data-download="now" data-audience="children"'

type Way = 'name' | 'id'

/**
 * By name: an image that shadows the document's member, and items that are forms with a field of that name. By id: a link
 * and a form that stand in for a global, and a form with such a field around the list.
 */
function page(name: string, way: Way): string {
  const snippet = readFileSync(`${RELEASE}/snippet.js`, 'utf8')
  const field = `<input type="hidden" ${way}="${name}" value="x">`
  const tag = way === 'name' ? 'form' : 'div'
  const items = ITEMS.map(
    ([id, topic, title]) =>
      `<${tag} data-inkling-item="${id}" data-inkling-topic="${topic}">${way === 'name' ? field : ''}<h3><a href="${id}">${title}</a></h3></${tag}>`,
  )
  const comment =
    way === 'name'
      ? `<img name="${name}" alt="" ${OPTIONS}><iframe name="${name}" srcdoc="x" title="x"></iframe>`
      : `<a id="${name}" href="/evil/" ${OPTIONS}>x</a><form id="${name}" name="${name}" ${OPTIONS}>${field}<input name="push" value="x"></form>`
  const list = `<div data-inkling-list="top">${items.join('')}</div>`
  // The list lies below the window: nothing of it has been seen, and it may be ordered whenever its time comes.
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Clobbered</title><script>${snippet}</script>
<script async src="/inkling/inkling.js" data-download="never"></script>
<script type="module" src="/inkling/consent-banner.js"></script></head>
<body>${comment}<h1>News</h1><div style="height:3000px"></div>${way === 'id' ? `<form>${field}${list}</form>` : list}
<inkling-consent></inkling-consent></body></html>`
}

/** What is asked of the page, by the platform's own methods: the page's may be shadowed. */
const look = (page: Page) =>
  page.evaluate(async () => {
    const all = (selector: string) => [...Document.prototype.querySelectorAll.call(document, selector)]
    const banner = all('inkling-consent')[0] as HTMLElement | undefined
    const { inkling, told, uncaught } = window as unknown as Told
    return {
      state: inkling?.consent?.get().state,
      asks: banner?.shadowRoot?.querySelector('section')?.checkVisibility(),
      offers: banner?.shadowRoot?.querySelector('button.choices')?.checkVisibility(),
      left: [
        ...(await indexedDB.databases()).map(({ name }) => name),
        ...(await caches.keys()),
        ...Object.keys(localStorage).filter((key) => key !== 'inkling.consent'),
      ],
      ready: told.filter(([name]) => name === 'ready').map(([, { consent }]) => consent.state),
      ranked: told
        .filter(([name]) => name === 'ranked')
        .map(([, detail]) => `${detail.why} ${detail.late} ${detail.moved} ${detail.by}`),
      errors: [
        ...told.filter(([name]) => name === 'error').map(([, { code, cause }]) => `${code} ${cause}`),
        ...uncaught,
      ],
      order: all('[data-inkling-item]').map((item) =>
        Element.prototype.getAttribute.call(item, 'data-inkling-item'),
      ) as string[],
    }
  })

type Seen = Awaited<ReturnType<typeof look>>

const comes = (page: Page, what: string, matches: (seen: Seen) => boolean) =>
  expect
    .poll(async () => matches(await look(page)), { message: what, timeout: 15_000, intervals: [20, 50, 100] })
    .toBe(true)

/** A page from the first visit to a withdrawal. */
async function visit(context: BrowserContext, site: Site, name: string, way: Way): Promise<void> {
  site.answer = (request, response) => {
    if (!request.url.startsWith('/clobbered')) return false
    response.writeHead(200, { 'content-type': 'text/html' }).end(page(name, way))
    return true
  }
  site.requests.length = 0
  const tab = await context.newPage()
  await tab.goto(`${site.origin}/clobbered`)
  await comes(tab, 'Inkling runs, and the banner asks', ({ state, asks }) => state === 'unknown' && asks === true)
  expect((await look(tab)).left).toEqual([])
  await tab.evaluate(() => (window as unknown as Told).inkling.consent.set({ content: true, creatives: true }))
  await comes(tab, 'it begins', ({ ready, offers }) => ready.includes('granted') && offers === true)
  for (const id of ['/cat', '/dog'])
    await tab.evaluate((item) => (window as unknown as Told).inkling.track('read', item), {
      id: `/seen${id}`,
      topic: 'animals',
      title: `About ${id}`,
    })
  await tab.goto(`${site.origin}/clobbered?again`)
  await comes(tab, 'the list is ordered', ({ ranked }) => ranked.length > 0)
  const seen = await look(tab)
  expect(seen.order.slice(0, 3).sort(), seen.ranked.join()).toEqual(['/cat', '/cats', '/dog'])
  expect([...seen.order].sort()).toEqual(ITEMS.map(([id]) => id).sort())
  expect(seen.errors).toEqual([])
  await tab.evaluate(() => (window as unknown as Told).inkling.consent.deny())
  await comes(tab, 'nothing is left', ({ state, left }) => state === 'denied' && left.length === 0)
  expect((await look(tab)).errors).toEqual([])
  // The comment's own picture; nothing that Inkling was told to ask for.
  const allowed =
    /^\/(?:clobbered|evil\/x\.png|favicon\.ico|inkling\/(?:inkling|core|creatives|watch|words|words-en|consent-banner)\.js)$/
  expect(site.requests.filter((path) => !allowed.test(path))).toEqual([])
  await tab.close()
}

/** Every name that a document, a form, an element or the window has or might have, and those that Inkling's files read. */
async function namesIn(browser: Browser): Promise<string[]> {
  const tab = await browser.newPage()
  const inherited = await tab.evaluate(() => {
    const names = new Set<string>()
    for (const start of [document, document.createElement('form'), document.createElement('img')])
      for (let each: object = start; each; each = Object.getPrototypeOf(each))
        for (const name of Object.getOwnPropertyNames(each)) names.add(name)
    return [...names]
  })
  await tab.close()
  // What looks like a member in the built files, or is read by its name.
  const read = ['inkling.js', 'snippet.js', 'core.js', 'consent-banner.js'].flatMap((file) =>
    [...readFileSync(`${RELEASE}/${file}`, 'utf8').matchAll(/[."'`]([A-Za-z_$][\w$]{2,30})(?=\W)/g)].map(
      ([, name]) => name!,
    ),
  )
  const globals = await browser.newPage().then(async (tab) => {
    const found = await tab.evaluate(() => Object.getOwnPropertyNames(window))
    await tab.close()
    return found.filter((name) => read.includes(name))
  })
  const missing = [
    'inkling',
    '__tcfapi',
    '__gpp',
    'navigation',
    'trustedTypes',
    'scheduler',
    'moveBefore',
    '_vnode',
    '__k',
    '__vue__',
    'host',
  ]
  return [...new Set([...inherited, ...globals, ...missing])].filter((name) => /^\w+$/.test(name)).sort()
}

test('No markup takes Inkling over: no option, address or consent comes of it, the page is ordered, and a yes can be taken back.', async ({
  browser,
  site,
}) => {
  const names = await namesIn(browser)
  const pages = names.flatMap((name) => (['name', 'id'] as const).map((way) => [name, way] as const))
  expect(pages.length).toBeGreaterThan(300)
  // The ones with which it was once taken over are in every sample.
  const known = new Set([
    'currentScript name',
    'inkling id',
    'querySelector name',
    'dispatchEvent name',
    'closest name',
    'children name',
    '_vnode name',
    '__vue__ id',
  ])
  const isKnown = ([name, way]: readonly [string, Way]) => known.has(`${name} ${way}`)
  const chosen = [
    ...pages.filter(isKnown),
    ...sample(
      pages.filter((each) => !isKnown(each)),
      SOME,
    ),
  ]
  test.setTimeout(chosen.length * 15_000)
  const failed: string[] = []
  for (const [name, way] of chosen) {
    const context = await browser.newContext({ viewport: { width: 900, height: 700 } })
    await context.addInitScript(record)
    try {
      await visit(context, site, name, way)
    } catch (cause) {
      failed.push(`${way}=${name}: ${String(cause).split('\n').slice(0, 12).join(' ')}`)
    }
    await context.close()
  }
  test.info().annotations.push({ type: 'pages', description: String(chosen.length) })
  expect(failed).toEqual([])
  if (FULL) expect(chosen).toHaveLength(pages.length)
})

/** As the other faults' pages note what they are told; it comes before any markup. */
function record(): void {
  const told: unknown[] = []
  const uncaught: string[] = []
  Object.assign(window, { told, uncaught })
  if (top !== self) return
  for (const name of ['ready', 'ranked', 'error'])
    document.addEventListener(`inkling:${name}`, (event) => {
      const { cause, ...detail } = (event as CustomEvent).detail
      told.push([name, { ...JSON.parse(JSON.stringify(detail)), cause: String(cause) }])
    })
  addEventListener('error', (event) => uncaught.push(String(event.message)))
  addEventListener('unhandledrejection', (event) => uncaught.push(String(event.reason)))
}
