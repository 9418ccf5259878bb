/**
 * A single-page application that changes pages without loading any, and a live list that follows the reader: nothing is
 * retained of pages and orders that are gone, or of Inkling once it has been removed from the page.
 */

import type { CDPSession, Page } from '@playwright/test'
import { FULL } from '../sample.ts'
import { type Counted, count, detachedNodes, listenersOf, living } from './heap.ts'
import { details, expect, grant, ITEMS, modelHash, type Site, type Told, test, until } from './site.ts'

const ROUTES = FULL ? 500 : 40
const ORDERS = FULL ? 2000 : 60
/** Routes, or orders, until caches are warm and the limits of what is kept are met. */
const WARM = FULL ? 250 : 20
/** How much listeners and nodes may differ, as a share, and the heap in bytes. */
const SHARE = 0.02
const HEAP = 1024 * 1024

/** Items of a list whose ids and texts differ by their number. */
const items = (of: string, from: number, count: number) =>
  Array.from({ length: count }, (_, i) => {
    const [, topic, title] = ITEMS[(from + i) % ITEMS.length]!
    const id = `/${of}/${from + i}`
    return `<li data-inkling-item="${id}" data-inkling-topic="${topic}"><h3><a href="${id}">${title}, told ${from + i} times</a></h3><p>Of ${topic}.</p></li>`
  }).join('')

/** Each page has an article, a list that all pages have, one of its own in a shadow root, and one of its own name. */
const view = (n: number) => {
  // A site's articles come again.
  const from = (n % 10) * 12
  return `<article><h1>Page ${n % 10}</h1>${'<p>The cat sat on the mat, and the dog ran far away.</p>'.repeat(20)}</article>
<ol data-inkling-list="more">${items('story', from, 12)}</ol>
<ol data-inkling-list="related to ${n}">${items('related', from, 12)}</ol>
<div data-inkling-slot="slot ${n}"><p>What the page shows</p><template data-inkling-creative="cats"><p>Cats and dogs</p></template><template data-inkling-creative="rain"><p>Rain and wind</p></template></div>
<div class="host"></div>`
}

/** The application: takes pages by their number, and says when Inkling has ordered and begun to watch them. */
function application(views: readonly string[], shadow: string): void {
  const idle = () => new Promise<void>((resolve) => requestIdleCallback(() => resolve()))
  const show = async (n: number) => {
    const ranked = new Promise<void>((resolve) => {
      const hear = (event: Event) => {
        if ((event as CustomEvent).detail.list !== `related to ${n}`) return
        document.removeEventListener('inkling:ranked', hear)
        resolve()
      }
      document.addEventListener('inkling:ranked', hear)
    })
    history.pushState(null, '', `/page/${n}`)
    const main = document.querySelector('main')!
    main.innerHTML = views[n % views.length]!.replaceAll(/(related to|slot) \d+/g, `$1 ${n}`)
    main.querySelector('.host')!.attachShadow({ mode: 'open' }).innerHTML = shadow
    await ranked
    // What waits until the browser is idle was asked for before this.
    for (let i = 0; i < 3; i++) await idle()
  }
  Object.assign(window, { show, idle })
}

interface Application {
  show(n: number): Promise<void>
  idle(): Promise<void>
}

/** A page of its own, for whatever stands in its body. The list is known to be nobody else's. */
async function open(page: Page, site: Site, body: string): Promise<CDPSession> {
  site.answer = (request, response) => {
    if (request.url !== '/app') return false
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(`<!doctype html><html lang="en"><title>Application</title><body>${body}</body>`)
    return true
  }
  await page.goto(`${site.origin}/app`)
  await page.evaluate(
    `(${application})(${JSON.stringify(Array.from({ length: 10 }, (_, n) => view(n)))}, ${JSON.stringify(`<ol data-inkling-list="shadow">${items('shadow', 0, 3)}</ol>`)})`,
  )
  return page.context().newCDPSession(page)
}

/** Puts the tag in, as a tag manager does. */
async function begin(page: Page, { attributes }: Site): Promise<void> {
  await page.evaluate(
    (attributes) =>
      new Promise<void>((resolve, reject) => {
        document.head.insertAdjacentHTML('beforeend', `<meta ${attributes}>`)
        const { dataset } = document.head.lastElementChild as HTMLElement
        document.head.lastElementChild!.remove()
        const script = document.createElement('script')
        Object.assign(script.dataset, dataset)
        script.src = '/inkling/inkling.js'
        script.onload = () => resolve()
        script.onerror = reject
        document.head.append(script)
      }),
    attributes,
  )
  await grant(page)
  await until(page, 'ready', ({ consent }) => consent.state === 'granted')
}

const track = (page: Page, n: number) =>
  page.evaluate(
    ([n, topic]) =>
      (window as unknown as Told).inkling.track('click', { id: `/story/${n}`, title: `A story of ${topic}`, topic }),
    [n % 97, ITEMS[n % ITEMS.length]![1]] as const,
  )

function expectFlat(before: Counted, after: Counted): void {
  const report = JSON.stringify({ before, after })
  // Fewer are no leak: what is collected in between may go.
  for (const key of ['nodes', 'listeners'] as const)
    expect(after[key] / before[key] - 1, `${key}: ${report}`).toBeLessThanOrEqual(SHARE)
  expect(after.heap - before.heap, report).toBeLessThanOrEqual(HEAP)
}

/** The recorder of the tests writes down whatever is told: that grows, and is not Inkling's. */
const forgetTold = (page: Page) =>
  page.evaluate(() => {
    ;((window as unknown as Told).told as unknown[]).length = 0
  })

async function expectNothingBroke(page: Page): Promise<void> {
  expect(await details(page, 'error')).toEqual([])
  expect(await page.evaluate(() => (window as unknown as Told).uncaught)).toEqual([])
}

test(`${ROUTES} pages of an application: listeners, nodes and heap flat.`, async ({ context, site }) => {
  test.setTimeout(240_000 + ROUTES * 1000)
  const page = await context.newPage()
  const session = await open(page, site, '<main></main>')
  await begin(page, site)
  await page.mouse.move(100, 100)
  const go = async (n: number) => {
    await page.evaluate((n) => (window as unknown as Application).show(n), n)
    if (n % 5 === 0) await track(page, n)
  }
  for (let n = 0; n < WARM; n++) await go(n)
  expect((await details(page, 'ranked')).some(({ moved }) => moved > 0)).toBe(true)
  await forgetTold(page)
  const before = await count(session)
  for (let n = WARM; n < WARM + ROUTES; n++) {
    await go(n)
    if (n % 10 === 0) {
      await expectNothingBroke(page)
      await forgetTold(page)
    }
  }
  await forgetTold(page)
  const after = await count(session)
  await test.info().attach('routes.json', { body: JSON.stringify({ before, after }), contentType: 'application/json' })
  expectFlat(before, after)
  // The page that stands there is followed all the same, and can be put back.
  const last = `related to ${WARM + ROUTES - 1}`
  expect(await page.evaluate((last) => (window as unknown as Told).inkling.undo(last), last)).toBe(true)
  expect(await page.evaluate(() => (window as unknown as Told).inkling.undo('related to 0'))).toBe(false)
})

test(`${ORDERS} orders of one live list: listeners, nodes and heap flat, and one undo gives the page's own back.`, async ({
  context,
  site,
}) => {
  test.setTimeout(240_000 + ORDERS * 500)
  const page = await context.newPage()
  await page.addInitScript(() => {
    const { now } = Date
    Date.now = () => now() + ((window as { ahead?: number }).ahead ?? 0)
  })
  const session = await open(
    page,
    site,
    `<h1>News</h1><div style="height: 3000px"></div><ol data-inkling-list="live" data-inkling-live>${items('live', 0, 40)}</ol>`,
  )
  const order = () => page.$$eval('li', (all) => all.map((each) => each.getAttribute('data-inkling-item')))
  const own = await order()
  await page.evaluate(() => {
    const lis = [...document.querySelectorAll('li')]
    Object.assign(window, { isOwn: () => [...document.querySelectorAll('li')].every((each, i) => each === lis[i]) })
  })
  await begin(page, site)
  let moved = 0
  // What is dismissed goes down, what is restored comes up again. A minute and more goes by: limits are a reader's.
  const follow = (n: number) =>
    page.evaluate(async (n) => {
      Object.assign(window, { ahead: n * 100_000 })
      const id = `/live/${(n >> 1) % 40}`
      await (window as unknown as Told).inkling.track(n % 2 ? 'restore' : 'dismiss', { id, title: `About ${id}` })
      await (window as unknown as Application).idle()
    }, n)
  for (let n = 0; n < WARM; n++) await follow(n)
  await forgetTold(page)
  const before = await count(session)
  const sets = await living(session, 'Set')
  for (let n = WARM; n < WARM + ORDERS; n++) {
    await follow(n)
    if (n % 10) continue
    moved += (await details(page, 'ranked')).length
    await expectNothingBroke(page)
    await forgetTold(page)
  }
  await forgetTold(page)
  const after = await count(session)
  await test
    .info()
    .attach('orders.json', { body: JSON.stringify({ before, after, moved }), contentType: 'application/json' })
  expect(moved).toBeGreaterThan(ORDERS * 0.8)
  expectFlat(before, after)
  // Of what an order leaves behind there is one, not one for each.
  expect(await living(session, 'Set')).toBeLessThan(sets + ORDERS / 10)
  await follow(WARM + ORDERS)
  expect(await order()).not.toEqual(own)
  expect(await page.evaluate(() => (window as unknown as Told).inkling.undo('live'))).toBe(true)
  expect(await order()).toEqual(own)
  expect(await page.evaluate(() => (window as unknown as { isOwn(): boolean }).isOwn())).toBe(true)
})

/** Timers that wait, noted by what sets them. */
function noteTimers(): void {
  const waiting = new Map<unknown, string>()
  Object.assign(window, { waiting: () => [...waiting.values()] })
  for (const kind of ['Timeout', 'Interval'] as const) {
    const [set, clear] = [window[`set${kind}`], window[`clear${kind}`]]
    Object.assign(window, {
      [`set${kind}`]: (run: (...all: unknown[]) => void, wait?: number, ...all: unknown[]) => {
        const id = set(
          (...given: unknown[]) => {
            if (kind === 'Timeout') waiting.delete(id)
            run(...given)
          },
          wait,
          ...all,
        )
        waiting.set(id, `${kind} ${wait}`)
        return id
      },
      [`clear${kind}`]: (id: number) => {
        waiting.delete(id)
        clear(id)
      },
    })
  }
}

const OBSERVERS = [
  'MutationObserver',
  'IntersectionObserver',
  'PerformanceObserver',
  'BroadcastChannel',
  'Worker',
  'IDBDatabase',
]

test('Taken off the page, Inkling leaves no listener, observer, timer, channel, connection, worker or node behind.', async ({
  context,
  site,
}) => {
  site.attributes = `data-model="/toy/" data-download="now" data-model-integrity="${modelHash(site)}"`
  const page = await context.newPage()
  await page.addInitScript(noteTimers)
  const session = await open(page, site, '<main></main>')
  const look = async () => ({
    listeners: [
      await listenersOf(session, 'document'),
      await listenersOf(session, 'window'),
      await listenersOf(session, 'navigation'),
    ],
    objects: Object.fromEntries(
      await Promise.all(OBSERVERS.map(async (name) => [name, await living(session, name)] as const)),
    ),
    items: await living(session, 'HTMLLIElement'),
    timers: await page.evaluate(() => (window as unknown as { waiting(): string[] }).waiting()),
    detached: await detachedNodes(session),
  })
  const before = await look()
  await begin(page, site)
  for (let n = 0; n < 3; n++) {
    await page.evaluate((n) => (window as unknown as Application).show(n), n)
    await track(page, n)
  }
  await until(page, 'engine', ({ engine, embedded }) => engine === 'ready' && embedded?.texts > 0)
  // The looking glass works: while Inkling lives, there is something of each.
  const during = await look()
  for (const [i, listeners] of during.listeners.entries())
    expect(listeners.length).toBeGreaterThan(before.listeners[i]!.length)
  for (const name of OBSERVERS) expect(during.objects[name], name).toBeGreaterThan(0)
  expect(during.timers.length).toBeGreaterThan(0)
  expect(during.items).toBeGreaterThan(0)

  await page.evaluate(() => (window as unknown as Told).inkling.destroy())
  await page.evaluate(async () => {
    document.querySelector('main')!.innerHTML = ''
    for (let i = 0; i < 3; i++) await (window as unknown as Application).idle()
  })
  await forgetTold(page)
  await expect.poll(() => page.workers().length).toBe(0)
  await count(session)
  const after = await look()
  expect(after.listeners).toEqual(before.listeners)
  expect(after.objects).toEqual(before.objects)
  expect(after.items).toBe(0)
  expect(after.timers).toEqual(before.timers)
  expect(after.detached).toBeLessThanOrEqual(before.detached)
  expect(await page.evaluate(() => typeof (window as unknown as Told).inkling.undo)).toBe('function')
})
