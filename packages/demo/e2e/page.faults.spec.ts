import { readFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { fileURLToPath } from 'node:url'
import type { BrowserContext, Page } from '@playwright/test'
import { HELD } from '../../sdk/src/lib/scoring/rule-step.ts'
import { sample } from '../../sdk/test/sample.ts'
import {
  accept,
  editorsOrder,
  eventsOf,
  expect,
  type InklingOnPage,
  MAGAZINE,
  noted,
  order,
  ownPage,
  readArticle,
  type Site,
  SOFTWARE_GPU,
  test,
  topicOf,
  untilEmbedded,
  untilEvent,
  visitSorted,
} from './support.ts'

const PUBLIC = fileURLToPath(new URL('../public', import.meta.url))

/**
 * A second page view with consent, on which the model may load. By default the first view is of a page without a list
 * to embed.
 */
async function secondView(context: BrowserContext, site: Site, path = '/space/', first = '/about.html'): Promise<Page> {
  const page = await context.newPage()
  await page.goto(site.magazine + first)
  await accept(page)
  await page.goto(site.magazine + path)
  return page
}

/** The page works as its editor made it: every item is present once, links work, and nothing was thrown. */
async function expectUsable(page: Page, list: string, file: string): Promise<void> {
  expect([...(await order(page, list))].sort()).toEqual([...editorsOrder(file)].sort())
  const link = page.locator(`[data-inkling-list="${list}"] a[href]`).first()
  await expect(link).toBeVisible()
  expect((await noted(page)).errors).toEqual([])
}

const damaged = (response: ServerResponse, path: string, change: (bytes: Buffer) => Buffer) => {
  response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(change(readFileSync(PUBLIC + path)))
  return true
}

/** `failed`: the part of the model that fails; without its table the transformer isn't tried. */
const MODEL_FAULTS: ReadonlyArray<{
  name: string
  code: string
  failed: 'table' | 'engine'
  fault: NonNullable<Site['fault']>
}> = [
  {
    name: 'the model is not there (404)',
    code: 'model-unavailable',
    failed: 'table',
    fault: (request, response) => /encoder-en/.test(request.url ?? '') && !!response.writeHead(404).end('not found'),
  },
  {
    name: 'one byte of the table is flipped',
    code: 'model-damaged',
    failed: 'table',
    fault: (request, response) =>
      /encoder-en\/table\.bin/.test(request.url ?? '') &&
      damaged(response, request.url!, (bytes) => {
        const flipped = Buffer.from(bytes)
        flipped[123_456]! ^= 1
        return flipped
      }),
  },
  {
    name: 'a shard is truncated',
    code: 'model-damaged',
    failed: 'engine',
    fault: (request, response) =>
      /weights-1\.bin/.test(request.url ?? '') &&
      damaged(response, request.url!, (bytes) => bytes.subarray(0, bytes.length - 1000)),
  },
  {
    name: 'one byte of a shard is flipped',
    code: 'model-damaged',
    failed: 'engine',
    fault: (request, response) =>
      /weights-0\.bin/.test(request.url ?? '') &&
      damaged(response, request.url!, (bytes) => {
        const flipped = Buffer.from(bytes)
        flipped[123_456]! ^= 1
        return flipped
      }),
  },
  {
    name: 'a captive portal answers with HTML',
    code: 'model-unavailable',
    failed: 'table',
    fault: (request, response) =>
      /manifest\.json/.test(request.url ?? '') &&
      !!response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Log in</h1>'),
  },
]

for (const { name, code, failed, fault } of sample(MODEL_FAULTS, 2)) {
  test(`${name}: what there is without it ranks, and inkling:error says why`, async ({ context, site }) => {
    site.fault = fault
    const page = await secondView(context, site)
    await untilEvent(page, 'error')
    expect((await eventsOf(page, 'error')).map((detail) => detail['code'])).toEqual([code])
    await expectUsable(page, 'section-space', 'space/index.html')
    const status = await page.evaluate(() => (window as unknown as { inkling: InklingOnPage }).inkling.status())
    expect(status[failed]).toBe('failed')
    // Damaged files aren't cached: once the site is fixed, Inkling works again.
    site.fault = undefined
    await page.goto(`${site.magazine}/food/`)
    await untilEvent(page, 'engine', (detail) => detail['engine'] === 'ready')
  })
}

type Body = Parameters<typeof test>[2]

/** Faults of a kind: `npm test` runs a sample of each. */
const FAULTS: Record<'storage' | 'engine', Array<readonly [title: string, body: Body]>> = { storage: [], engine: [] }
const fault = (kind: keyof typeof FAULTS, title: string, body: Body) => FAULTS[kind].push([title, body])

const isCore = ({ url = '' }: { url?: string | undefined }) => url.endsWith('/core.js')

const SCRIPT_FAULTS: ReadonlyArray<{ name: string; fault: NonNullable<Site['fault']> }> = [
  {
    name: 'core.js is not there (404)',
    fault: (request, response) => isCore(request) && !!response.writeHead(404).end('not found'),
  },
  {
    name: 'the connection breaks before core.js has come',
    fault: (request, response) => isCore(request) && !!response.destroy(),
  },
  {
    name: 'one byte of core.js is another',
    fault: (request, response) =>
      isCore(request) &&
      damaged(response, request.url!, (bytes) => {
        const changed = Buffer.from(bytes)
        changed[100]! ^= 1
        return changed
      }),
  },
]

for (const { name, fault } of sample(SCRIPT_FAULTS, 1)) {
  test(`${name}: the page stays as the editors made it, and is told once why`, async ({ context, site }) => {
    site.fault = fault
    const page = await context.newPage()
    await page.goto(`${site.magazine}/`)
    await accept(page)
    expect((await eventsOf(page, 'error')).map((detail) => detail['code'])).toEqual(['script-unavailable'])
    expect(await order(page)).toEqual(editorsOrder())
    const ranked = await page.evaluate(() =>
      (window as unknown as { inkling: InklingOnPage }).inkling.rank([
        { id: '/b', title: 'B' },
        { id: '/a', title: 'A' },
      ]),
    )
    expect(ranked.items.map(({ id }) => id)).toEqual(['/b', '/a'])
    await page.locator('[data-inkling-dismiss]').first().click()
    await expectUsable(page, 'top-stories', 'index.html')
    expect(await eventsOf(page, 'ranked')).toEqual([])
    // Once the site is fixed, Inkling works again.
    site.fault = undefined
    await page.goto(`${site.magazine}/space/`)
    await untilEvent(page, 'ready')
    expect(await eventsOf(page, 'error')).toEqual([])
    expect(await eventsOf(page, 'ranked')).not.toEqual([])
  })
}

test('core.js is slow: the page can be used and left, and what was tracked meanwhile counts', async ({
  context,
  site,
}) => {
  let arrive = () => {}
  const held = new Promise<void>((resolve) => (arrive = resolve))
  const page = await context.newPage()
  await page.route('**/core.js', async (route) => {
    await held
    // The page may have been closed.
    await route.continue().catch(() => {})
  })
  await page.goto(`${site.magazine}/`)
  await page.locator('#consent-accept').click()
  await untilEvent(page, 'consent')
  // Leave before the file has arrived.
  await page.locator('[data-inkling-list] a[href$=".html"]').first().click()
  await page.waitForURL('**/*.html')
  const tracked = page.evaluate(async () => {
    const { inkling } = window as unknown as { inkling: InklingOnPage }
    await inkling.track('purchase', { id: '/shoes', title: 'Running shoes' })
    return inkling.exportData()
  })
  expect(await eventsOf(page, 'ready')).toEqual([])
  arrive()
  expect((await tracked).events.map(({ kind, item }) => `${kind} ${item}`)).toContain('purchase /shoes')
  await untilEvent(page, 'ready')
  expect(await eventsOf(page, 'error')).toEqual([])
  expect((await noted(page)).errors).toEqual([])
})

fault(
  'engine',
  'with the model blocked, the lexical tier still brings two of the top five',
  async ({ context, site }) => {
    site.fault = (request, response) => /encoder-en/.test(request.url ?? '') && !!response.writeHead(404).end()
    const reader = await context.newPage()
    await reader.clock.install()
    await reader.goto(`${site.magazine}/`)
    await accept(reader)
    const readIds = editorsOrder()
      .filter((id) => topicOf(id) === 'nature')
      .slice(0, 3)
    for (const id of readIds) {
      await reader.goto(`${site.magazine}/nature/`)
      await untilEvent(reader, 'ready')
      await readArticle(reader, id)
    }
    await reader.close()
    // The snapshot is written when the browser is idle, which it hardly ever is under the simulated clock.
    const next = await context.newPage()
    await next.goto(`${site.magazine}/about.html`)
    const read = () => next.evaluate(() => JSON.parse(localStorage.getItem('inkling.snapshot') ?? '{}'))
    const lowered = async () =>
      Object.entries<number>((await read()).steps ?? {})
        .filter(([, step]) => step < HELD)
        .map(([id]) => id)
    // Only items that were read are a step lower. Sensitive ones keep their place.
    await expect.poll(async () => (await lowered()).sort()).toEqual([...readIds].sort())
    await next.close()
    const page = await visitSorted(context, site, `${MAGAZINE}/`, 'top-stories')
    const topBefore = editorsOrder().slice(0, 5)
    const risen = (await order(page)).slice(0, 5).filter((id) => topicOf(id) === 'nature' && !topBefore.includes(id))
    expect(risen.length).toBeGreaterThanOrEqual(2)
    const ranked = (await eventsOf(page, 'ranked')).find((detail) => detail['list'] === 'top-stories')!
    expect(ranked).toMatchObject({ ranking: { tier: 'lexical' } })
  },
)

fault('storage', 'no IndexedDB: the visit works from memory and says so', async ({ context, site }) => {
  await context.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }))
  const page = await secondView(context, site)
  await untilEvent(page, 'error')
  expect((await eventsOf(page, 'error')).map((detail) => detail['code'])).toEqual(['storage-unavailable'])
  await untilEvent(page, 'engine', (detail) => detail['vectors'] > 0)
  await expectUsable(page, 'section-space', 'space/index.html')
})

fault('storage', 'IndexedDB that refuses to open: the same', async ({ context, site }) => {
  await context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('denied by policy', 'SecurityError')
    }
  })
  const page = await secondView(context, site)
  await untilEvent(page, 'error')
  expect((await eventsOf(page, 'error')).map((detail) => detail['code'])).toEqual(['storage-unavailable'])
  await expectUsable(page, 'section-space', 'space/index.html')
})

fault(
  'storage',
  'a full quota: IndexedDB, Cache Storage and localStorage refuse, the page works',
  async ({ context, site }) => {
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    await session.send('Storage.overrideQuotaForOrigin', { origin: site.origin, quotaSize: 1 })
    await page.goto(`${site.magazine}/`)
    await accept(page)
    await page.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError')
      }
    })
    await page.goto(`${site.magazine}/space/`)
    await untilEvent(page, 'error')
    expect((await eventsOf(page, 'error'))[0]).toMatchObject({ code: 'storage-full' })
    await untilEvent(page, 'engine', (detail) => detail['vectors'] > 0)
    await expectUsable(page, 'section-space', 'space/index.html')
  },
)

fault('storage', 'localStorage that is off: no order before the paint, and no harm', async ({ context, site }) => {
  await context.addInitScript(() =>
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('off', 'SecurityError')
      },
    }),
  )
  const page = await context.newPage()
  await page.goto(`${site.magazine}/`)
  await accept(page)
  await expectUsable(page, 'top-stories', 'index.html')
})

fault(
  'engine',
  'a worker that dies in mid-embedding is started again, and every vector still comes',
  async ({ context, site }) => {
    await context.addInitScript(() => {
      const { Worker: Original } = window
      let first = true
      Object.assign(window, {
        Worker: class extends Original {
          override postMessage(message: { kind?: string }, ...rest: never[]) {
            super.postMessage(message, ...rest)
            if (message.kind === 'embed' && first) {
              first = false
              // Simulates a browser that ends a worker for using too much memory.
              this.terminate()
              this.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }))
            }
          }
        },
      })
    })
    const page = await secondView(context, site)
    await untilEmbedded(page)
    expect(await eventsOf(page, 'error')).toEqual([])
    await expectUsable(page, 'section-space', 'space/index.html')
  },
)

fault('engine', 'no WebAssembly and no GPU: plain JavaScript embeds', async ({ context, site }) => {
  site.fault = (request, response) =>
    /engine\/(wasm|webgl|webgpu)\.js/.test(request.url ?? '') && !!response.writeHead(404).end()
  const page = await secondView(context, site)
  await untilEvent(page, 'engine', (detail) => detail['backend'] === 'cpu' && detail['vectors'] > 0)
  await expectUsable(page, 'section-space', 'space/index.html')
})

fault('engine', 'no engine at all: the lexical tier, and inkling:error says why', async ({ context, site }) => {
  site.fault = (request, response) => /engine\/\w+\.js/.test(request.url ?? '') && !!response.writeHead(404).end()
  const page = await secondView(context, site)
  await untilEvent(page, 'error')
  expect((await eventsOf(page, 'error')).map((detail) => detail['code'])).toEqual(['engine-failed'])
  await expectUsable(page, 'section-space', 'space/index.html')
})

fault('engine', 'a lost WebGL context: every vector still comes', async ({ browser, context, site }) => {
  test.setTimeout(SOFTWARE_GPU + 120_000)
  // In a software renderer a batch may take longer than the worker's timeout, and this test isn't about speed.
  site.attributes = 'data-backend="webgl" data-timeout="120000"'
  const page = await secondView(context, site, '/brief.html')
  await untilEvent(page, 'engine', (detail) => detail['backend'] === 'webgl', SOFTWARE_GPU)
  // Crash the GPU process, as in a driver reset: all contexts are lost.
  const session = await browser.newBrowserCDPSession()
  await session.send('Browser.crashGpuProcess').catch(() => {})
  await untilEmbedded(page, SOFTWARE_GPU)
  const states = (await eventsOf(page, 'engine')).map((detail) => detail['engine'])
  expect(states.lastIndexOf('loading'), 'another worker was started').toBeGreaterThan(states.indexOf('ready'))
  await expectUsable(page, 'brief', 'brief.html')
})

const HOSTILE = [
  '<img src=x onerror="window.hacked = true">',
  '__proto__',
  'constructor',
  'x'.repeat(100_000),
  '',
  '   ',
  '\u202eمرحبا بالعالم',
  'שלום עולם',
  '"><script>window.hacked = true</script>',
  '\u0000\u0007',
  '👨‍👩‍👧‍👦'.repeat(50),
  '${window.hacked = true}',
  '{{constructor.constructor("window.hacked=1")()}}',
]

test('200 items whose text is hostile: ranked, embedded, and nothing else happens', async ({ context, site }) => {
  const escaped = (text: string) =>
    text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;').replace(/\0/g, '')
  const items = Array.from({ length: 200 }, (_, i) => {
    const text = HOSTILE[i % HOSTILE.length]!
    const id = i < HOSTILE.length ? text.slice(0, 200) : `${text.slice(0, 50)}-${i}`
    return `<li data-inkling-item="${escaped(id)}" data-inkling-topic="${escaped(text.slice(0, 100))}" data-inkling-published="${escaped(text.slice(0, 30))}"><h3><a href="/${i}">${escaped(text)}</a></h3><p>${escaped(text)}</p></li>`
  })
  site.fault = ownPage('/hostile.html', site, `<ol data-inkling-list="hostile">${items.join('')}</ol>`)
  const page = await secondView(context, site, '/space/', '/')
  await untilEvent(page, 'ready')
  await page.locator('[data-inkling-list] a').first().click()
  await page.goto(`${site.origin}/hostile.html`)
  await untilEvent(page, 'ranked')
  await untilEvent(page, 'engine', (detail) => detail['embedded'].texts > 20)
  await page.goto(`${site.origin}/hostile.html`)
  await untilEvent(page, 'ranked')
  expect(await page.locator('[data-inkling-list] > li').count()).toBe(200)
  expect(
    await page.evaluate(() => [
      (window as unknown as { hacked?: unknown }).hacked,
      ({} as { polluted?: unknown }).polluted,
    ]),
  ).toEqual([undefined, undefined])
  expect((await noted(page)).errors).toEqual([])
  expect(await eventsOf(page, 'error')).toEqual([])
})

for (const faults of Object.values(FAULTS)) for (const [title, body] of sample(faults, 2)) test(title, body)
