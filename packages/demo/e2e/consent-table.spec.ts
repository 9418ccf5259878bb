// Rows of the consent table in a real browser. Storage, listeners and requests are observed through the DevTools
// protocol rather than reported by Inkling. Runs a sample; with INKLING_FULL=1, all rows.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, type BrowserContext, type CDPSession, type Page, test } from '@playwright/test'
import {
  ASKS,
  GOOGLE,
  HAS_PLATFORM,
  MAY_WORK,
  optionOf,
  PLATFORMS,
  REMEMBERED,
  ROWS,
  type Row,
  remembered,
  type Signal,
} from '../../sdk/test/cases/consent.ts'
import { expect } from '../../sdk/test/expect.ts'
import { released } from '../../sdk/test/released.ts'

const RELEASE = released()
// Localhost is a secure context, so Cache Storage and SubtleCrypto are available as on a real site.
const ORIGIN = 'http://localhost'
const SNIPPET = readFileSync(join(RELEASE, 'snippet.js'), 'utf8')
const LIST = `<ol data-inkling-list="top"><li><h2><a href="/bread">Bread</a></h2></li><li><h2><a href="/moon">Moon</a></h2></li></ol>`

function htmlOf({ source, signal }: Row): string {
  const platform = PLATFORMS[source]
  const stub = platform
    ? `window.${platform.name} = (command, ...rest) => { if (command === 'addEventListener')
        rest.find((each) => typeof each === 'function')(${JSON.stringify(platform.data)}, true) }`
    : ''
  const calls = {
    google: `window.inkling = [['google', ${JSON.stringify(GOOGLE)}]]`,
    set: `window.inkling = [['consent', { content: true, creatives: true, measurement: true }]]`,
    deny: `window.inkling = [['consent', {}]]`,
  }
  const call = source in calls ? calls[source as keyof typeof calls] : ''
  const audience = signal === 'children' ? 'data-audience="children"' : ''
  return `<!doctype html><html lang="en"><head><title>A page</title><link rel="icon" href="data:,"><script>${stub};${call}</script><script>${SNIPPET}</script>
    <script async src="/inkling.js" data-consent="${optionOf(source)}" data-download="never" ${audience}></script></head><body>${LIST}</body></html>`
}

async function serve(context: BrowserContext, row: Row): Promise<void> {
  await context.route(`${ORIGIN}/**`, (route) => {
    const { pathname } = new URL(route.request().url())
    if (pathname === '/seed') return route.fulfill({ contentType: 'text/html', body: '<title>Earlier</title>' })
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: htmlOf(row) })
    const file = join(RELEASE, pathname)
    return existsSync(file)
      ? route.fulfill({ contentType: 'text/javascript', body: readFileSync(file) })
      : route.fulfill({ status: 404 })
  })
}

const send = (signal: Signal) => {
  const name = signal === 'gpc' ? 'globalPrivacyControl' : 'doNotTrack'
  Object.defineProperty(Navigator.prototype, name, { get: () => (signal === 'gpc' ? true : '1') })
}

/** State left by an earlier visit: the choice and, after a yes, a snapshot, a database and a model. */
async function seed(page: Page, { state }: Row): Promise<void> {
  await page.goto(`${ORIGIN}/seed`)
  const choice = remembered(state, await page.evaluate(() => Date.now()))
  await page.evaluate(
    async ([choice, left]) => {
      if (choice) localStorage.setItem('inkling.consent', JSON.stringify(choice))
      if (!left) return
      localStorage.setItem(
        'inkling.snapshot',
        JSON.stringify({ v: 1, editor: 0.1, scores: { '/moon': 1, '/bread': 0 } }),
      )
      sessionStorage.setItem('inkling.shown', '{}')
      await caches.open('inkling-model:test')
      await new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('inkling', 1)
        opening.onupgradeneeded = () => {
          const database = opening.result
          database.createObjectStore('events', { autoIncrement: true }).createIndex('at', 'at')
          database.createObjectStore('vectors', { keyPath: 'key' }).createIndex('used', 'used')
          database.createObjectStore('items', { keyPath: 'item.id' }).createIndex('seen', 'seen')
        }
        opening.onsuccess = () => {
          opening.result.close()
          resolve()
        }
        opening.onerror = () => reject(opening.error)
      })
    },
    [choice, state !== 'none' && state !== 'no'] as const,
  )
}

/** Records every change of storage and every request, as reported by the browser. */
async function watch(devtools: CDPSession) {
  const told: string[] = []
  const asked: string[] = []
  const ours = new Set<string>()
  const storageKey = `${ORIGIN}/`
  await devtools.send('DOMStorage.enable')
  await devtools.send('Network.enable')
  devtools.on('Debugger.scriptParsed', ({ scriptId, url }) => {
    if (url.startsWith(ORIGIN)) ours.add(scriptId)
  })
  await devtools.send('Debugger.enable')
  await devtools.send('Storage.trackIndexedDBForStorageKey', { storageKey })
  await devtools.send('Storage.trackCacheStorageForStorageKey', { storageKey })
  devtools.on('DOMStorage.domStorageItemAdded', ({ key }) => told.push(`added ${key}`))
  devtools.on('DOMStorage.domStorageItemUpdated', ({ key }) => told.push(`updated ${key}`))
  devtools.on('DOMStorage.domStorageItemRemoved', ({ key }) => told.push(`removed ${key}`))
  devtools.on('Storage.indexedDBListUpdated', () => told.push('databases'))
  devtools.on('Storage.indexedDBContentUpdated', () => told.push('database'))
  devtools.on('Storage.cacheStorageListUpdated', () => told.push('caches'))
  devtools.on('Storage.cacheStorageContentUpdated', () => told.push('cache'))
  devtools.on('Network.requestWillBeSent', ({ request }) => {
    if (request.url.startsWith(ORIGIN)) asked.push(new URL(request.url).pathname)
  })
  return { told, asked, ours }
}

/** Listeners added by the page's own scripts, as reported by the browser; the test runner's are excluded. */
async function listeners(devtools: CDPSession, ours: ReadonlySet<string>): Promise<string[]> {
  const found: string[] = []
  for (const of of [
    'window',
    'document',
    'document.documentElement',
    'document.body',
    'document.querySelector("ol")',
  ]) {
    const { result } = await devtools.send('Runtime.evaluate', { expression: of })
    const { listeners: here } = await devtools.send('DOMDebugger.getEventListeners', { objectId: result.objectId! })
    found.push(...here.filter(({ scriptId }) => ours.has(scriptId)).map(({ type }) => `${of} ${type}`))
  }
  return found
}

const paths = (page: Page) => page.evaluate(() => [...document.querySelectorAll('a')].map(({ pathname }) => pathname))

const stored = (page: Page) =>
  page.evaluate(async () => ({
    keys: [...Object.keys(localStorage), ...Object.keys(sessionStorage)].sort(),
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
  }))

async function check(browser: Browser, row: Row): Promise<void> {
  const { state, source, signal, outcome } = row
  const context = await browser.newContext()
  if (signal === 'gpc' || signal === 'dnt') await context.addInitScript(send, signal)
  await serve(context, row)
  const page = await context.newPage()
  await seed(page, row)
  const before = await stored(page)
  const devtools = await context.newCDPSession(page)
  const { told, asked, ours } = await watch(devtools)
  await page.goto(`${ORIGIN}/`)
  await page.waitForFunction(() => !Array.isArray((window as unknown as { inkling: unknown }).inkling))
  if (MAY_WORK(outcome)) {
    await expect.poll(() => asked).toContain('/core.js')
    // With consent to creatives or content, listeners are added and the page view is recorded.
    await expect.poll(() => listeners(devtools, ours)).not.toEqual([])
    await expect.poll(() => stored(page).then(({ keys }) => keys)).toContain('inkling.snapshot')
  } else {
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(() => requestIdleCallback(resolve))))
    const platform = HAS_PLATFORM(row) && signal !== 'children' ? ['/consent-platforms.js'] : []
    if (!ASKS(row)) await expect.poll(() => [...new Set(asked)]).toEqual(['/', '/inkling.js', ...platform])
    // The snippet acts on the remembered choice before the tag or a consent platform can correct it; its listener ends
    // with parsing.
    await expect.poll(() => listeners(devtools, ours)).toEqual([])
    if (!REMEMBERED(row)) expect(await paths(page)).toEqual(['/bread', '/moon'])
    const wiped = signal !== 'children' || source === 'deny'
    await expect.poll(() => stored(page)).toMatchObject(wiped ? { databases: [], caches: [] } : before)
    await expect
      .poll(async () => (await stored(page)).keys.filter((key) => key !== 'inkling.consent'))
      .toEqual(wiped ? [] : before.keys.filter((key) => key !== 'inkling.consent'))
    // With nothing to wipe, only the choice itself was ever touched.
    if (state === 'none' || state === 'no' || !wiped) {
      expect(told.filter((change) => !/ inkling\.consent$/.test(change) && change !== 'databases')).toEqual([])
      if (outcome === '?' && state === 'none') expect(told).toEqual([])
    }
  }
  await context.close()
}

/** The tag doesn't accept functions; a unit test covers those rows. */
const ALL = ROWS.filter(({ source }) => source !== 'function')
/** A fixed sample that includes each state, signal and outcome, and has a source per row. */
const SAMPLE = ALL.filter((_, i) => i % 29 === 27)

for (const row of process.env['INKLING_FULL'] ? ALL : SAMPLE) {
  test(`${row.state}, ${row.source}, ${row.signal}: ${row.outcome}`, async ({ browser }) => check(browser, row))
}
