// Campaigns on the built package: what is shown, how often, and what hostile creatives can do, under a strict policy.

import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type BrowserContext, type Page, test } from '@playwright/test'
import type { Inkling } from '../../src/client/inkling.ts'
import type { InklingEvents } from '../../src/types.ts'
import { expect } from '../expect.ts'
import { released } from '../released.ts'
import { sample } from '../sample.ts'

const RELEASE = `${released()}/`
const PIXEL =
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30" fill="teal"/></svg>'
const NONCE = 'bm9uY2U='
/** Strict: no inline script without its nonce, no inline style, no sink for texts. */
const POLICY = `default-src 'self'; script-src 'nonce-${NONCE}' 'strict-dynamic'; style-src 'self'; img-src 'self' data:; require-trusted-types-for 'script'; trusted-types inkling`

type Detail<K extends keyof InklingEvents> = InklingEvents[K]
interface OnPage {
  readonly inkling: Inkling
  readonly told: Array<{ readonly name: string; readonly detail: never }>
  readonly done: string[]
  readonly violated: string[]
}

interface Site {
  readonly origin: string
  /** Requested paths of pictures. */
  readonly asked: string[]
  body: string
  language: string
  campaigns: unknown
  policy: string
}

const spy = `window.told = []; window.done = []; window.violated = []; window.shifts = 0
new PerformanceObserver((list) => { shifts += list.getEntries().length }).observe({ type: 'layout-shift', buffered: true })
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => violated.push(violatedDirective + ' ' + blockedURI))
for (const name of ['ready', 'creative', 'unfilled', 'error']) document.addEventListener('inkling:' + name, ({ detail }) => told.push({ name, detail }))`

const head = ({
  language,
}: Site) => `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>Shop</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/site.css"><script nonce="${NONCE}">${spy}</script>
<script nonce="${NONCE}">${readFileSync(`${RELEASE}snippet.js`, 'utf8')}</script>
<script async nonce="${NONCE}" src="/inkling.js" data-download="never" data-table="never" data-campaigns="/campaigns.json"></script></head>`

let server: Server
let site: Site
test.beforeEach(async () => {
  const asked: string[] = []
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const send = (type: string, body: string) =>
      response
        .writeHead(200, { 'content-type': type, 'content-security-policy': site.policy, 'cache-control': 'no-store' })
        .end(body)
    if (pathname === '/campaigns.json' && site.campaigns) send('application/json', JSON.stringify(site.campaigns))
    else if (pathname === '/site.css')
      send(
        'text/css',
        '[data-inkling-slot=reserved] { height: 120px; overflow: hidden } .tall { height: 3000px } .narrow { width: 90px } .cover { position: fixed; inset: 0 }',
      )
    else if (/^\/\w+(-\w+)*\.js$/.test(pathname)) send('text/javascript', readFileSync(RELEASE + pathname, 'utf8'))
    else if (pathname.endsWith('.svg')) {
      asked.push(pathname)
      send('image/svg+xml', PIXEL)
    } else
      send('text/html', `${head(site)}<body>${pathname === '/blank' ? '' : site.body}<p id="end">End</p></body></html>`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  site = {
    origin: `http://127.0.0.1:${port}`,
    asked,
    body: '',
    language: 'en',
    campaigns: undefined,
    policy: POLICY,
  }
})
test.afterEach(() => {
  server.closeAllConnections()
  server.close()
})

const HERO = `<div data-inkling-slot="hero"><p>Ours</p><template data-inkling-creative="trail"><a href="/trail-shop">Trail shoes</a></template></div>`
const hero = (more: object = {}) => ({
  campaigns: [{ id: 'spring', priority: 1, creatives: [{ id: 'trail' }], ...more }],
})

const told = <K extends keyof InklingEvents>(page: Page, name: K) =>
  page.evaluate(
    (name) =>
      (window as unknown as OnPage).told
        .filter((each) => `inkling:${each.name}` === name)
        .map(({ detail }) => JSON.parse(JSON.stringify(detail))),
    name as string,
  ) as Promise<Array<Detail<K>>>

/** Opens the page, and waits until its slots are settled. @param path another page of the site */
async function open(context: BrowserContext, { page, path = '/' }: { page?: Page; path?: string } = {}): Promise<Page> {
  const opened = page ?? (await context.newPage())
  await opened.goto(site.origin + path)
  await expect.poll(() => told(opened, 'inkling:ready')).toHaveLength(1)
  return opened
}

/** A reader who has consented. */
async function agreed(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    if (!localStorage.getItem('inkling.consent'))
      localStorage.setItem(
        'inkling.consent',
        JSON.stringify({ state: 'granted', content: true, creatives: true, measurement: false, at: Date.now() }),
      )
  })
}

const events = (page: Page, kind: string) =>
  page.evaluate(
    async (kind) =>
      (await (window as unknown as OnPage).inkling.exportData()).events.filter((event) => event.kind === kind),
    kind,
  )
const settled = (page: Page) =>
  expect
    .poll(async () => (await told(page, 'inkling:creative')).length + (await told(page, 'inkling:unfilled')).length)
    .toBeGreaterThan(0)
const shown = async (page: Page, slot = 'hero') =>
  (await page.locator(`[data-inkling-slot=${slot}]`).allInnerTexts()).join().trim()
/** The creatives planned for the next page's first paint. */
const planned = (page: Page) =>
  page.evaluate(() => {
    type Plan = ReadonlyArray<readonly [string, string, ReadonlyArray<readonly [number, number]>]>
    const { slots = {} }: { slots?: Record<string, Plan | string> } = JSON.parse(
      localStorage.getItem('inkling.snapshot') ?? '{}',
    )
    const now = Date.now()
    return Object.fromEntries(
      Object.entries(slots).flatMap(([slot, plan]) => {
        if (typeof plan === 'string') return [[slot, plan]]
        const row = plan.find(([, , open]) => open.some(([from, to]) => from <= now && now < to))
        return row ? [[slot, row[0]]] : []
      }),
    )
  })
const violations = (page: Page) => page.evaluate(() => (window as unknown as OnPage).violated)
const why = (page: Page, name: 'creative' | 'unfilled') =>
  page.evaluate(
    (name) =>
      (
        (window as unknown as OnPage).told.findLast((each) => each.name === name)!.detail as { why(): Promise<unknown> }
      ).why(),
    name,
  )

test('A cap holds over reloads and tabs, from the first paint on; and the reader is told.', async ({ context }) => {
  await agreed(context)
  site.campaigns = hero({ caps: { day: 2 } })
  site.body = HERO
  const page = await open(context, { path: '/blank' })
  // Met for the first time it may be seen already: what the snippet has to show is chosen for the next view.
  await open(context, { page })
  await expect.poll(() => planned(page)).toEqual({ hero: 'trail' })
  await page.reload()
  await settled(page)
  expect(await shown(page)).toContain('Trail shoes')
  await expect.poll(() => events(page, 'shown')).toHaveLength(1)
  expect(await planned(page)).toEqual({ hero: 'trail' })
  const other = await open(context)
  await settled(other)
  expect(await shown(other)).toContain('Trail shoes')
  await expect.poll(() => events(other, 'shown')).toHaveLength(2)
  await expect.poll(() => planned(other)).toEqual({})
  // The first tab has heard of it, and so has whoever comes back.
  await expect.poll(() => events(page, 'shown')).toHaveLength(2)
  for (let view = 0; view < 2; view++) {
    await page.reload()
    await settled(page)
    expect(await shown(page)).toBe('Ours')
    expect(await why(page, 'unfilled')).toMatchObject({
      by: 'default',
      others: [{ creative: 'trail', refusal: 'day', text: 'you have seen it often enough today' }],
    })
  }
  expect(await events(page, 'shown')).toHaveLength(2)
  expect(await violations(page)).toEqual([])
})

/** A page whose hero is what the snippet shows. */
async function painted(context: BrowserContext, more: object = {}): Promise<Page> {
  await agreed(context)
  site.campaigns = hero(more)
  site.body = HERO
  const page = await open(context)
  await expect.poll(() => planned(page)).toEqual({ hero: 'trail' })
  return page
}

test('A creative that the slot has no longer is not chosen, nor one that has become unsafe.', async ({ context }) => {
  const page = await painted(context)
  for (const markup of ['', '<template data-inkling-creative="trail"><b onclick="x">Trail</b></template>']) {
    site.body = `<div data-inkling-slot="hero"><p>Ours</p>${markup}<template data-inkling-creative="road"><b>Road shoes</b></template></div>`
    site.campaigns = { campaigns: [{ id: 'spring', priority: 1, creatives: [{ id: 'trail' }, { id: 'road' }] }] }
    await page.reload()
    await expect.poll(() => planned(page)).toEqual({ hero: 'road' })
    await page.reload()
    await settled(page)
    expect(await shown(page)).toContain('Road shoes')
  }
})

test('The kill switch takes a creative away also where it is seen, and it is not painted again.', async ({
  context,
}) => {
  const page = await painted(context)
  site.campaigns = hero({ off: true })
  await page.reload()
  await expect.poll(() => told(page, 'inkling:unfilled')).toMatchObject([{ slot: 'hero' }])
  expect(await shown(page)).toBe('Ours')
  expect(await why(page, 'unfilled')).toMatchObject({ others: [{ refusal: 'off' }] })
  await expect.poll(() => planned(page)).toEqual({})
  site.campaigns = { ...hero(), off: true }
  await page.reload()
  await settled(page)
  expect(await shown(page)).toBe('Ours')
})

test('What has ended meanwhile is not painted, and the slot keeps its own content.', async ({ context }) => {
  const page = await painted(context, { schedule: { end: '2099-01-01' } })
  await page.evaluate(() => {
    const snapshot = JSON.parse(localStorage.getItem('inkling.snapshot')!)
    for (const row of snapshot.slots.hero) row[2] = [[0, Date.now() - 1]]
    localStorage.setItem('inkling.snapshot', JSON.stringify(snapshot))
  })
  site.campaigns = hero({ schedule: { end: '2020-01-01' } })
  // The tag never comes: what stands is the snippet's.
  await page.route('**/inkling.js', (route) => route.abort())
  await page.reload()
  expect(await shown(page)).toBe('Ours')
})

/** Moves the times that the first paint goes by into the past, as if the reader had been away for so long. */
const away = (page: Page, hours: number) =>
  page.evaluate((ms) => {
    for (const key of ['inkling.snapshot', 'inkling.campaigns']) {
      const value = JSON.parse(localStorage.getItem(key)!)
      if (Array.isArray(value)) for (const row of value) row[1] -= ms
      else for (const row of value.slots.hero) row[2] = row[2].map((open: number[]) => open.map((at) => at - ms))
      localStorage.setItem(key, JSON.stringify(value))
    }
  }, hours * 3_600_000)

/** Whoever comes without the tag sees what the snippet paints, and nothing else. */
const withoutTag = (page: Page) => page.route('**/inkling.js', (route) => route.abort())

test('Who has seen it in this session, and comes back after 30 hours, has it painted; a reload then does not.', async ({
  context,
}) => {
  const page = await painted(context, { caps: { session: 1, gap: 30, day: 1 } })
  await page.reload()
  await settled(page)
  expect(await shown(page)).toContain('Trail shoes')
  await expect.poll(() => events(page, 'shown')).toHaveLength(1)
  // What the next view would paint is planned anew, with the showing in it.
  await expect.poll(() => planned(page)).toEqual({})
  await away(page, 30)
  await withoutTag(page)
  await page.reload()
  expect(await shown(page)).toContain('Trail shoes')
  await page.reload()
  expect(await shown(page)).toBe('Ours')
})

test('Five tabs at once keep a cap of one a session.', async ({ context }) => {
  await painted(context, { caps: { session: 1 } })
  const tabs = await Promise.all(Array.from({ length: 5 }, () => context.newPage()))
  // One after the other within a moment, none of them seen for a second before the last has come.
  for (const tab of tabs) await tab.goto(site.origin, { waitUntil: 'domcontentloaded' })
  const texts = await Promise.all(tabs.map((tab) => shown(tab)))
  expect(texts.filter((text) => text.includes('Trail shoes'))).toHaveLength(1)
  expect(texts.filter((text) => text === 'Ours')).toHaveLength(4)
  await Promise.all(tabs.map((tab) => settled(tab)))
  for (const tab of tabs) expect((await events(tab, 'shown')).length).toBeLessThanOrEqual(1)
})

test('Five tabs that have all chosen a campaign before one of them shows it keep a cap of one a session.', async ({
  context,
}) => {
  await agreed(context)
  site.campaigns = {
    campaigns: [
      { id: 'house', priority: 1, creatives: [{ id: 'ours' }] },
      { id: 'spring', priority: 1, creatives: [{ id: 'trail' }], caps: { session: 1 } },
    ],
  }
  // Both slots lie below the window, so that the tag fills them.
  site.body = `<div class="tall"></div><div data-inkling-slot="first"><template data-inkling-creative="ours"><b>House</b></template></div>${HERO}`
  // Between the two slots, time flies in a tab with a query, so that it yields; and it isn't woken until it is told to.
  await context.addInitScript(() => {
    if (!location.search) return
    const { setTimeout: wake } = window
    const now = performance.now.bind(performance)
    const state = { late: 0, held: [] as Array<() => void> }
    performance.now = () => now() + state.late
    window.setTimeout = ((handler: () => void, ms?: number) =>
      state.late && !ms ? state.held.push(handler) : wake(handler, ms)) as typeof setTimeout
    document.addEventListener('inkling:creative', ({ detail }) => {
      if (detail.slot === 'first') state.late = 1000
    })
    Object.assign(window, { state })
  })
  type Held = { readonly state: { late: number; readonly held: Array<() => void> } }
  const waiting: Page[] = []
  for (const path of ['/?1', '/?2', '/?3', '/?4']) {
    const tab = await open(context, { path })
    await expect.poll(() => tab.evaluate(() => (window as unknown as Held).state.held.length)).toBeGreaterThan(0)
    waiting.push(tab)
  }
  const first = await open(context)
  await expect.poll(() => shown(first)).toContain('Trail shoes')
  for (const tab of waiting) {
    await tab.evaluate(() => {
      const { state } = window as unknown as Held
      state.late = 0
      for (const wake of state.held.splice(0)) wake()
    })
    await expect.poll(() => told(tab, 'inkling:unfilled')).toMatchObject([{ slot: 'hero' }])
    expect(await shown(tab)).toBe('Ours')
    expect(await shown(tab, 'first')).toContain('House')
    expect(await why(tab, 'unfilled')).toMatchObject({ others: [{ creative: 'trail', refusal: 'session' }] })
  }
})

test('What is painted and never seen is no showing: the next page shows it.', async ({ context }) => {
  site.body = `<div class="tall"></div>${HERO}`
  await agreed(context)
  site.campaigns = hero({ caps: { day: 1 } })
  const page = await open(context)
  await expect.poll(() => planned(page)).toEqual({ hero: 'trail' })
  for (let view = 0; view < 2; view++) {
    await page.reload()
    await settled(page)
    expect(await shown(page)).toContain('Trail shoes')
  }
})

test('Withdrawn consent to creatives takes the note of what was shown, and the plans.', async ({ context }) => {
  const page = await painted(context)
  await page.reload()
  await settled(page)
  const kept = () =>
    page.evaluate(() => [
      localStorage.getItem('inkling.campaigns'),
      Object.keys(JSON.parse(localStorage.getItem('inkling.snapshot') ?? '{}').slots ?? {}),
    ])
  await expect.poll(kept).toEqual([expect.stringContaining('spring'), ['hero']])
  await page.evaluate(() => (window as unknown as OnPage).inkling.consent.set({ content: true, creatives: false }))
  await expect.poll(kept).toEqual([null, []])
  await page.evaluate(() => (window as unknown as OnPage).inkling.consent.deny())
  await expect.poll(kept).toEqual([null, []])
})

test('Who meets no rule of a creative’s audience is not shown it, and is told; who meets one is.', async ({
  context,
}) => {
  await agreed(context)
  site.campaigns = hero()
  site.body = HERO.replace('="trail"', '="trail" data-inkling-audience="bought topic shoes in 30 days"')
  const page = await open(context)
  await expect.poll(() => told(page, 'inkling:unfilled')).toHaveLength(1)
  expect(await why(page, 'unfilled')).toMatchObject({ others: [{ creative: 'trail', refusal: 'audience' }] })
  expect(await shown(page)).toBe('Ours')
  await page.evaluate(() =>
    (window as unknown as OnPage).inkling.track('purchase', { id: '/shoes', title: 'Trail shoes', topic: 'shoes' }),
  )
  await open(context, { page })
  await expect.poll(() => planned(page)).toEqual({ hero: 'trail' })
  await open(context, { page })
  expect(await shown(page)).toContain('Trail shoes')
})

test('Without the file, or with a wrong one, nothing of the campaigns is shown anew.', async ({ context }) => {
  await agreed(context)
  site.body = HERO
  for (const campaigns of [
    undefined,
    { campaigns: [{ id: 'spring', creatives: [{ id: 'trail' }], cap: { day: 1 } }] },
  ]) {
    site.campaigns = campaigns
    const page = await open(context)
    await expect.poll(() => told(page, 'inkling:error')).toMatchObject([{ code: 'campaigns-unavailable' }])
    expect(await shown(page)).toBe('Ours')
    expect((await planned(page)) ?? {}).toEqual({})
    await page.close()
  }
})

for (const [language, label, text] of sample(
  [
    ['en', 'Sponsored · Acme · chosen on this device', /only one that may be shown/],
    ['ru', 'Реклама · Acme · выбрано на этом устройстве', /можно показать только это/],
  ] as const,
  1,
))
  test(`What is paid says so, and what chose it, in ${language}; undo brings back the editors’ own.`, async ({
    context,
  }) => {
    site.language = language
    const page = await painted(context, { sponsor: 'Acme' })
    await page.reload()
    await settled(page)
    await expect(page.locator('[data-inkling-slot] [data-inkling-label]')).toHaveText(label)
    await expect(page.locator('[data-inkling-label]')).toBeVisible()
    // What shifts in a frame is told with the next.
    const shifts = () =>
      new Promise((resolve) =>
        requestAnimationFrame(() =>
          requestAnimationFrame(() => resolve((window as unknown as { shifts: number }).shifts)),
        ),
      )
    expect(await page.evaluate(shifts)).toBe(0)
    expect(await told(page, 'inkling:creative')).toMatchObject([
      { slot: 'hero', creative: 'trail', campaign: 'spring', sponsor: 'Acme' },
    ])
    expect(await why(page, 'creative')).toMatchObject({
      why: 'campaign',
      by: 'results',
      text: expect.stringMatching(text),
    })
    expect(await page.evaluate(() => (window as unknown as OnPage).inkling.undo('hero'))).toBe(true)
    expect(await shown(page)).toBe('Ours')
    await expect(page.locator('[data-inkling-label]')).toHaveCount(0)
    expect(
      await page.locator('[data-inkling-slot]').evaluate((element) => element.getAttribute('style') || null),
    ).toBeNull()
    await page.reload()
    await expect.poll(() => told(page, 'inkling:ready')).toHaveLength(1)
    expect(await shown(page)).toBe('Ours')
    expect(await violations(page)).toEqual([])
  })

test('A click is the goal of the showing that it came from; without consent to creatives nothing of it stays.', async ({
  context,
}) => {
  const page = await painted(context)
  await page.reload()
  await settled(page)
  await page.locator('[data-inkling-slot] a').click()
  await page.waitForURL('**/trail-shop')
  await expect.poll(() => told(page, 'inkling:ready')).toHaveLength(1)
  const [showing] = await events(page, 'shown')
  expect(showing).toMatchObject({
    item: 'inkling:shown/hero/trail',
    tags: expect.arrayContaining(['campaign=spring', 'propensity=1', 'device=desktop']),
  })
  expect(await events(page, 'goal')).toMatchObject([{ item: 'inkling:shown/hero/trail', list: '/trail-shop' }])
  await page.evaluate(async () => {
    const { inkling } = window as unknown as OnPage
    await inkling.track('read', { id: '/moon', title: 'A moon' })
    inkling.consent.set({ content: true, creatives: false })
  })
  await expect.poll(() => events(page, 'shown')).toEqual([])
  expect(await events(page, 'goal')).toEqual([])
  expect(await events(page, 'read')).toMatchObject([{ item: '/moon' }])
  await page.reload()
  await expect.poll(() => told(page, 'inkling:ready')).toHaveLength(1)
  expect(await shown(page)).toBe('Ours')
  expect(await events(page, 'shown')).toEqual([])
})

test('Rivals never stand on one page.', async ({ context }) => {
  await agreed(context)
  const air = (id: string) => ({ id, priority: 1, exclusions: ['airlines'], creatives: [{ id: `${id}-1` }] })
  site.campaigns = { campaigns: [air('north'), air('south')] }
  site.body = ['north', 'south']
    .map(
      (id) =>
        `<div data-inkling-slot="${id}"><p>Ours</p><template data-inkling-creative="${id}-1">Fly ${id}</template></div>`,
    )
    .join('')
  const page = await open(context)
  await expect.poll(async () => Object.keys((await planned(page)) ?? {})).toHaveLength(1)
  await page.reload()
  await expect
    .poll(async () => [...(await told(page, 'inkling:creative')), ...(await told(page, 'inkling:unfilled'))])
    .toHaveLength(2)
  expect([await shown(page, 'north'), await shown(page, 'south')].sort()[1]).toBe('Ours')
  expect(await why(page, 'unfilled')).toMatchObject({ others: [{ refusal: 'excluded' }] })
})

const CARD = `<template data-inkling-template="card"><a data-inkling-href="link"><img data-inkling-src="image" data-inkling-alt="alt" width="40" height="30"><b data-inkling-text="title"></b></a></template>`
const data = (fields: object, id = 'trail') => ({
  id,
  fields: { title: 'Trail shoes', link: '/trail-shop', image: `/${id}.svg`, ...fields },
})

test('A creative may be data, in the site’s own template: below the window, or in a place that is kept free.', async ({
  context,
}) => {
  await agreed(context)
  site.campaigns = {
    campaigns: [
      {
        id: 'spring',
        priority: 1,
        slots: ['reserved', 'below'],
        creatives: [data({ alt: '"><b>', title: '<img src=x onerror=done.push(1)>' }), data({}, 'road')],
      },
    ],
  }
  site.body = `<div data-inkling-slot="reserved">${CARD}</div><div class="tall"></div><div data-inkling-slot="below">Ours${CARD}</div>`
  const page = await open(context)
  await settled(page)
  await expect(page.locator('[data-inkling-slot=reserved] b')).toHaveText(
    /Trail shoes|<img src=x onerror=done.push\(1\)>/,
  )
  await expect(page.locator('[data-inkling-slot=below] a')).toHaveAttribute('href', `${site.origin}/trail-shop`)
  // Whichever is shown: of each slot the pictures of both.
  expect(new Set(site.asked)).toEqual(new Set(['/trail.svg', '/road.svg']))
  expect(await page.evaluate(() => (window as unknown as OnPage).done)).toEqual([])
  expect(await violations(page)).toEqual([])
})

for (const [what, fields, kept] of sample(
  [
    ['a script for a link', { link: 'javascript:done.push(1)' }, 'Trail shoes'],
    ['data for a link', { link: 'data:text/html,<script>done.push(1)</script>' }, 'Trail shoes'],
    ['a script for a picture', { image: 'javascript:done.push(1)' }, 'Trail shoes'],
  ] as const,
  1,
))
  test(`A field with ${what} is left out with its element.`, async ({ context }) => {
    await agreed(context)
    site.campaigns = { campaigns: [{ id: 'spring', priority: 1, slots: ['reserved'], creatives: [data(fields)] }] }
    site.body = `<div data-inkling-slot="reserved">${CARD.replace('</template>', '<i data-inkling-text="title"></i></template>')}</div>`
    const page = await open(context)
    await settled(page)
    await expect(page.locator('[data-inkling-slot=reserved]')).toContainText(kept)
    expect(await page.locator('[href^="javascript"],[href^="data:text"],[src^="javascript"]').count()).toBe(0)
    expect(await page.evaluate(() => (window as unknown as OnPage).done)).toEqual([])
  })

for (const [what, markup] of sample(
  [
    ['a handler', '<b onclick="done.push(1)">Trail</b>'],
    ['a script’s address', '<a href="java&#10;script:done.push(1)">Trail</a>'],
    ['a form', '<form action="/steal"><input name="q">Trail</form>'],
    ['a style that covers the page', '<b style="position:fixed;inset:0">Trail</b>'],
    ['a huge picture', '<img src="/huge.svg" width="99999" height="99999" alt="Trail">'],
    ['a name of the document’s', '<img name="querySelector" src="/n.svg" alt="Trail">'],
    ['a name of the page’s own', '<b id="inkling">Trail</b>'],
  ] as const,
  2,
))
  test(`A campaign’s creative with ${what} is not shown, and that is told.`, async ({ context }) => {
    await agreed(context)
    site.campaigns = hero()
    site.body = `<div class="tall"></div>${HERO.replace('<a href="/trail-shop">Trail shoes</a>', markup)}`
    const page = await open(context)
    await expect.poll(() => told(page, 'inkling:error')).toMatchObject([{ code: 'creative-unsafe' }])
    await settled(page)
    expect(await shown(page)).toBe('Ours')
    expect((await planned(page)) ?? {}).toEqual({})
    expect(await page.evaluate(() => (window as unknown as OnPage).done)).toEqual([])
  })

test('Handlers of pictures never run, though pictures are asked for before anything is shown.', async ({ context }) => {
  await agreed(context)
  site.campaigns = hero()
  // A site without a policy, which would let them.
  site.policy = "default-src * 'unsafe-inline'"
  site.body = HERO.replace(
    '<a href="/trail-shop">Trail shoes</a>',
    '<img src="/hostile.svg" onload="done.push(1)" onerror="done.push(1)" alt="">Trail',
  )
  const page = await open(context)
  await expect.poll(() => told(page, 'inkling:error')).toMatchObject([{ code: 'creative-unsafe' }])
  expect(await shown(page)).toBe('Ours')
  expect(site.asked).toEqual([])
  expect(await page.evaluate(() => (window as unknown as OnPage).done)).toEqual([])
})

test('What a page’s own styles let cover the window stays in the slot’s box.', async ({ context }) => {
  await agreed(context)
  site.campaigns = hero()
  site.body = `<div class="tall"></div>${HERO.replace('<a href', '<a class="cover" href')}`
  const page = await open(context)
  await settled(page)
  const [slot, cover] = await page.evaluate(() =>
    ['[data-inkling-slot]', '.cover'].map((selector) =>
      document.querySelector(selector)!.getBoundingClientRect().toJSON(),
    ),
  )
  expect(cover.width).toBeLessThanOrEqual(slot.width)
  expect(cover.height).toBeLessThanOrEqual(slot.height + 1)
})

test('A slot whose own content loads more than images stays as it is, and one whose box contains nothing.', async ({
  context,
}) => {
  await agreed(context)
  site.campaigns = hero()
  for (const [body, code] of [
    [HERO.replace('<p>Ours</p>', '<p>Ours</p><video src="/film.svg"></video>'), 'creative-fetches'],
    [HERO.replaceAll('div', 'span').replace(/<\/?p>/g, ''), 'creative-unsafe'],
  ] as const) {
    site.body = `<div class="tall"></div>${body}`
    const page = await open(context)
    await expect.poll(() => told(page, 'inkling:error')).toMatchObject([{ code }])
    expect(await shown(page)).toBe('Ours')
    await page.close()
  }
})

for (const sponsor of sample(['\u202Eemca', '\u2069\u202E\u2066', 'A'.repeat(100)], 1))
  test(`A label begins with what it is, whoever pays: ${JSON.stringify(sponsor).slice(0, 30)}`, async ({ context }) => {
    const page = await painted(context, { sponsor })
    site.body = HERO.replace('<div ', '<div class="narrow" ')
    await page.reload()
    await settled(page)
    const [slot, first, second] = await page.evaluate(() => {
      const box = document.querySelector('[data-inkling-slot]')!
      const [word, name] = box.querySelectorAll('[data-inkling-label] bdi')
      return [box, word!, name!].map((each) => each.getClientRects()[0]!.toJSON())
    })
    expect(first.left).toBeGreaterThanOrEqual(slot.left)
    expect(first.top).toBeGreaterThanOrEqual(slot.top)
    // Before the name, in the same line or in the next.
    if (second?.width && second.top === first.top) expect(first.right).toBeLessThan(second.left)
    expect(await page.locator('[data-inkling-label]').innerText()).toMatch(/^Sponsored · /)
  })

test('With an empty place of no height nothing is filled in view: it would push the page down.', async ({
  context,
}) => {
  await agreed(context)
  site.campaigns = { campaigns: [{ id: 'spring', priority: 1, slots: ['flat'], creatives: [data({})] }] }
  site.body = `<div data-inkling-slot="flat">${CARD}</div>`
  const page = await open(context)
  await settled(page)
  expect(await told(page, 'inkling:creative')).toEqual([])
  expect(await shown(page, 'flat')).toBe('')
})
