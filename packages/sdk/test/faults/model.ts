/**
 * The model and its worker: missing, damaged, slow, replaced, crashing. The tests use a small model that loads
 * quickly.
 */

import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { hex, makeBundle } from '../unit/engine/bundle.ts'
import type { Fault, Stage } from './fault.ts'
import { type Answer, details, expect, grant, type Site, type Told, track, until } from './site.ts'
import { beside } from './storage.ts'

const TOY = 'data-model="/toy/" data-download="now"'
const BIN = 'application/octet-stream'

const withModel =
  (answer?: Answer, attributes = TOY) =>
  ({ site }: { site: Site }) => {
    site.attributes = attributes
    site.answer = answer
  }

/** Answers one file with something else. */
const instead =
  (
    file: string | RegExp,
    answer: (response: Parameters<Answer>[1], request: Parameters<Answer>[0]) => unknown,
  ): Answer =>
  (request, response) => {
    if (!(typeof file === 'string' ? request.url.endsWith(`/${file}`) : file.test(request.url))) return false
    answer(response, request)
    return true
  }

/** Answers one file of the small model with other bytes. */
const changed = (file: string, change: (bytes: Buffer) => Buffer): Answer =>
  instead(file, (response) =>
    response.writeHead(200, { 'content-type': BIN }).end(change(Buffer.from(makeBundle().get(file)!))),
  )

const flip = (bytes: Buffer) => {
  // Within: of what is packed the first bytes tell a date, which nobody reads.
  bytes[bytes.length >> 1]! ^= 1
  return bytes
}

/** Waits until every text has its vector. */
const embeds = (page: Page) => until(page, 'engine', ({ engine, vectors }) => engine === 'ready' && vectors > 9)

/** The table, which comes first, or the worker. */
const hasFailed = ({ engine, table }: Record<string, unknown>) => engine === 'failed' || table === 'failed'

/** Once every text has its vector no engine starts: so there is a new one. */
const embedsMore = async (page: Page) => {
  await track(page, '/wind')
  await embeds(page)
}

const fails = (name: string, code: string, answer: Answer, attributes = TOY): Fault => ({
  name,
  promise: 'words and topics rank, and the next page tries again',
  codes: [code],
  arrange: withModel(answer, attributes),
  act: (page) => until(page, 'engine', hasFailed),
  mend: withModel(),
  after: embeds,
})

const saidToBePacked = (file: string) =>
  instead(file, (response) =>
    response.writeHead(200, { 'content-type': BIN, 'content-encoding': 'gzip' }).end(makeBundle().get(file)),
  )

const works = (name: string, answer: Answer, promise = 'it does no harm'): Fault => ({
  name,
  promise,
  arrange: withModel(answer),
  act: embeds,
  after: embedsMore,
})

const notFound: Parameters<typeof instead>[1] = (response) => response.writeHead(404).end('not found')
/** Every byte in its time. */
const slowly =
  (body: Uint8Array): Parameters<typeof instead>[1] =>
  (response) => {
    response.writeHead(200, { 'content-type': BIN })
    let at = 0
    const timer = setInterval(() => {
      response.write(body.subarray(at, (at += Math.ceil(body.length / 10))))
      if (at < body.length) return
      clearInterval(timer)
      response.end()
    }, 30)
  }

/** A service worker of the site's own, which answers what is asked for below a path. */
const serviceWorker = (path: string, respond: string): Pick<Fault, 'arrange' | 'mend'> => {
  const script = `addEventListener('install', () => skipWaiting())
addEventListener('activate', (event) => event.waitUntil(clients.claim()))
addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  if (url.pathname.startsWith('${path}')) event.respondWith(${respond})
})`
  return {
    arrange: async ({ context, site }) => {
      withModel(
        instead('sw.js', (response) => response.writeHead(200, { 'content-type': 'text/javascript' }).end(script)),
      )({ site })
      const page = await beside(context, site.origin, async () => {
        await navigator.serviceWorker.register('/sw.js')
        await navigator.serviceWorker.ready
      })
      await page.close()
    },
    mend: async ({ context, site }) => {
      withModel()({ site })
      const page = await beside(context, site.origin, async () => {
        for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister()
      })
      await page.close()
    },
  }
}
/** The site's files by the name of another origin, which sends no permission to read them. */
const OPAQUE = "fetch(event.request.url.replace('127.0.0.1', 'localhost'), { mode: 'no-cors' })"

/** The small model with a file of 3 MB more, so that a quota can be used up by it. */
function heavy(version: string, seed: number): Site['model'] {
  const model = makeBundle({ version, seed })
  const padding = new Uint8Array(3_000_000).map((_, at) => (at * seed) % 251)
  const manifest = JSON.parse(new TextDecoder().decode(model.get('manifest.json')))
  manifest.files['padding.bin'] = { bytes: padding.length, sha256: hex(padding) }
  return model.set('padding.bin', padding).set('manifest.json', new TextEncoder().encode(JSON.stringify(manifest)))
}

/** Loads the model once, as an earlier page view would have. */
async function loadedBefore({ context, site }: Stage): Promise<void> {
  withModel()({ site })
  const page = await context.newPage()
  await page.goto(site.origin)
  await embeds(page)
  await page.close()
}

/** Puts other bodies where the model's files lie in Cache Storage: a page of HTML, or each the next one's. */
const changeCached = async ({ context, site }: Stage, kind: 'html' | 'turned'): Promise<void> => {
  await loadedBefore({ context, site })
  const change = async (kind: 'html' | 'turned') => {
    const [name = ''] = (await caches.keys()).filter((key) => key.startsWith('inkling-model:'))
    const cache = await caches.open(name)
    const files = (await cache.keys()).filter(({ url }) => url.includes('/inkling-model/'))
    const bodies = await Promise.all(files.map(async (file) => (await cache.match(file))!.arrayBuffer()))
    for (const [i, file] of files.entries())
      await cache.put(file, new Response(kind === 'html' ? '<h1>Log in</h1>' : bodies[(i + 1) % bodies.length]!))
    if (files.length !== 5) throw new Error(`${files.length} files lie in Cache Storage`)
  }
  await (await beside(context, site.origin, change, kind)).close()
  site.requests.length = 0
}

/** Every file of the model is asked for once. */
const anew = async (page: Page, { site }: Stage) => {
  await embedsMore(page)
  const files = asked(site).filter((path) => path.startsWith('/toy/') && path !== '/toy/manifest.json')
  expect(files.sort()).toEqual(FILES.map((file) => `/toy/${file}`))
}
const FILES = ['golden.json', 'table.bin', 'vocabulary.txt', 'weights-0.bin', 'weights-1.bin']

function leftEarly(): Fault {
  const served: string[] = []
  let left = 1
  let hangs = false
  const begin = () => {
    left = 1
    hangs = false
  }
  /** One file of the model a page view: who asks for another waits. */
  const answer: Answer = ({ url }) => {
    if (!url.startsWith('/toy/') || url.endsWith('manifest.json')) return false
    if (left-- < 1) {
      hangs = true
      return true
    }
    served.push(url)
    return false
  }
  const kept = (page: Page) =>
    page.evaluate(async () => {
      const names = (await caches.keys()).filter((name) => name.startsWith('inkling-model:'))
      const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
      return keys.flat().filter(({ url }) => url.includes('/inkling-model/')).length
    })
  return {
    name: 'each page is left before the model is whole',
    promise: 'each gets further than the last, and no file comes twice',
    arrange: (stage) => {
      served.length = 0
      begin()
      withModel(answer)(stage)
    },
    act: async (page) => {
      for (let view = 1; view < FILES.length; view++) {
        await expect.poll(() => hangs, { timeout: 30_000 }).toBe(true)
        await expect.poll(() => kept(page)).toBe(view)
        begin()
        await page.reload()
      }
      await embeds(page)
      expect(served.sort()).toEqual(FILES.map((file) => `/toy/${file}`))
    },
    after: embedsMore,
  }
}

const cacheNames = (page: Page) =>
  page.evaluate(async () => (await caches.keys()).filter((key) => key.startsWith('inkling-')))

const asked = (site: Site) => site.requests.filter((path) => /^\/(toy|inkling\/engine)/.test(path))

export const MODEL: readonly Fault[] = [
  fails('the manifest is not there', 'model-unavailable', instead('manifest.json', notFound)),
  fails(
    'the server fails (500)',
    'model-unavailable',
    instead(/\/toy\//, (response) => response.writeHead(500).end()),
  ),
  fails(
    'a captive portal answers with HTML',
    'model-unavailable',
    instead(/\/toy\//, (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Log in</h1>')),
  ),
  fails(
    'the manifest is cut off',
    'model-damaged',
    changed('manifest.json', (bytes) => bytes.subarray(0, 500)),
  ),
  fails(
    'the manifest is of another format',
    'model-damaged',
    instead('manifest.json', (response) => response.writeHead(200).end('{"format":2}')),
  ),
  fails('a shard is not there', 'model-unavailable', instead('weights-1.bin', notFound)),
  fails(
    'a shard is cut off',
    'model-damaged',
    changed('weights-0.bin', (bytes) => bytes.subarray(0, 100)),
  ),
  fails(
    'a shard is too long',
    'model-damaged',
    changed('weights-0.bin', (bytes) => Buffer.concat([bytes, bytes])),
  ),
  fails('one bit of a shard is another', 'model-damaged', changed('weights-0.bin', flip)),
  fails(
    'a deployment has turned line ends',
    'model-damaged',
    changed('vocabulary.txt', (bytes) => Buffer.from(bytes.toString().replaceAll('\n', '\r\n'))),
  ),
  fails('the golden texts are others', 'model-damaged', changed('golden.json', flip)),
  fails(
    'the connection breaks in the middle of a shard',
    'model-unavailable',
    instead('weights-0.bin', (response) => {
      response.writeHead(200, { 'content-type': BIN, 'content-length': 400 })
      response.write(Buffer.alloc(100), () => response.destroy())
    }),
  ),
  fails(
    'the server says nothing',
    'engine-slow',
    instead('weights-0.bin', () => {}),
    `${TOY} data-backend="wasm" data-timeout="1000"`,
  ),
  fails(
    'the server says nothing when it is asked for the manifest',
    'engine-slow',
    instead('manifest.json', () => {}),
    `${TOY} data-backend="wasm" data-timeout="600"`,
  ),
  fails(
    "the server says nothing when it is asked for the engine's script",
    'engine-slow',
    instead(/engine\/\w+\.js/, () => {}),
    `${TOY} data-backend="wasm" data-timeout="600"`,
  ),
  fails(
    'a proxy compresses again, and leaves the old length',
    'model-unavailable',
    instead('weights-0.bin', (response) => {
      const body = makeBundle().get('weights-0.bin')!
      response.writeHead(200, { 'content-type': BIN, 'content-encoding': 'gzip', 'content-length': body.length })
      response.write(gzipSync(body).subarray(0, body.length - 1), () => response.destroy())
    }),
  ),
  fails('a proxy says that it has compressed, and has not', 'model-unavailable', saidToBePacked('weights-1.bin')),
  fails('a host takes for its own packing what lies packed there', 'model-damaged', saidToBePacked('weights-0.bin')),
  {
    ...fails(
      "the site's service worker answers for the model with what may not be read",
      'model-unavailable',
      () => false,
    ),
    ...serviceWorker('/toy/', OPAQUE),
  },
  {
    ...fails(
      "the site's service worker answers for the engine with what may not be read",
      'engine-failed',
      () => false,
    ),
    ...serviceWorker('/inkling/engine/', OPAQUE),
  },
  {
    ...fails("the site's service worker keeps to an older engine", 'model-damaged', () => false),
    ...serviceWorker('/inkling/engine/', "new Response('0', { headers: { 'content-type': 'text/javascript' } })"),
  },
  fails('no file of the engine is there', 'engine-failed', instead(/engine\/\w+\.js/, notFound)),
  fails(
    "the engine's script is another",
    'model-damaged',
    instead(/engine\/wasm\.js/, (response) => response.writeHead(200, { 'content-type': 'text/javascript' }).end('0')),
  ),
  {
    ...fails('the page may start no worker', 'engine-failed', () => false),
    init: () => {
      window.Worker = class {
        constructor() {
          throw new DOMException('refused', 'SecurityError')
        }
      } as never
    },
  },
  {
    ...fails(
      'the worker never says anything',
      'engine-slow',
      () => false,
      `${TOY} data-backend="wasm" data-timeout="600"`,
    ),
    init: () => {
      Worker.prototype.postMessage = () => {}
    },
  },
  works(
    'a proxy damages a shard, once',
    (() => {
      let times = 0
      return (request, response) => times++ < 1 && changed('weights-0.bin', flip)(request, response)
    })(),
    'it is fetched again past all caches',
  ),
  works(
    'a proxy compresses again',
    instead(/\/toy\//, (response, { url }) =>
      response
        .writeHead(200, { 'content-type': BIN, 'content-encoding': 'gzip' })
        .end(gzipSync(makeBundle().get(url.slice('/toy/'.length))!)),
    ),
  ),
  works(
    'a server refuses ranges',
    (request, response) => {
      if (!request.headers.range) return false
      response.writeHead(416).end()
      return true
    },
    'none is asked for',
  ),
  works(
    'a shard comes bit by bit, without a length',
    instead('weights-0.bin', slowly(makeBundle().get('weights-0.bin')!)),
  ),
  works(
    'every file is served as plain text',
    instead(/\/toy\//, (response, { url }) =>
      response.writeHead(200, { 'content-type': 'text/plain' }).end(makeBundle().get(url.slice('/toy/'.length))),
    ),
  ),
  works('a shard is elsewhere (302)', (request, response) => {
    if (!request.url.endsWith('weights-0.bin')) return false
    response.writeHead(302, { location: '/toy/weights-0.bin?moved' }).end()
    return true
  }),
  works("the fastest backend's script is not there", instead(/engine\/wasm\.js/, notFound), 'another backend embeds'),
  works('the WebAssembly file is not there', instead(/\.wasm$/, notFound), 'another backend embeds'),
  {
    name: "the release's model is another than the release lists",
    promise: 'it is not used',
    codes: ['model-damaged'],
    arrange: withModel(
      instead(/encoder-en\/manifest\.json/, (response) =>
        response.writeHead(200).end(makeBundle().get('manifest.json')),
      ),
      'data-model="/inkling/encoder-en/" data-download="now"',
    ),
    act: (page) => until(page, 'engine', hasFailed),
    mend: withModel(),
    after: embeds,
  },
  {
    ...works('Cache Storage is full', () => false, 'the model serves, and is loaded again next time'),
    init: () => {
      // What a worker finds is its own: the page's script can only be told from outside.
      const { Worker: Original } = window
      window.Worker = class extends Original {
        constructor(url: string | URL) {
          const code = `Cache.prototype.put = async () => { throw new DOMException('full', 'QuotaExceededError') }; importScripts(${JSON.stringify(String(url))})`
          super(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })))
        }
      }
    },
  },
  {
    ...works('Cache Storage never answers', () => false, 'the model serves, and is loaded again next time'),
    init: () => {
      const { Worker: Original } = window
      window.Worker = class extends Original {
        constructor(url: string | URL) {
          const code = `for (const name of ['open', 'keys', 'delete']) CacheStorage.prototype[name] = () => new Promise(() => {}); importScripts(${JSON.stringify(String(url))})`
          super(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })))
        }
      }
    },
  },
  {
    ...works('there is no memory for WebAssembly', () => false, 'another backend embeds'),
    init: () => {
      const { Worker: Original } = window
      window.Worker = class extends Original {
        constructor(url: string | URL) {
          const code = `WebAssembly.instantiate = async () => { throw new RangeError('Out of memory') }; importScripts(${JSON.stringify(String(url))})`
          super(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })))
        }
      }
    },
  },
  {
    name: 'a page of HTML lies in Cache Storage where the model should be',
    promise: 'it is not used, and every file comes anew',
    arrange: (stage) => changeCached(stage, 'html'),
    act: anew,
  },
  {
    name: 'the right files lie in Cache Storage under the hashes of others',
    promise: 'they are not used, and every file comes anew',
    arrange: (stage) => changeCached(stage, 'turned'),
    act: anew,
  },
  {
    name: 'the quota has room for one version of the model, and that is the old one',
    promise: 'it makes room, and the new one is kept',
    arrange: async ({ context, site }) => {
      site.model = heavy('1.0.0', 1)
      await loadedBefore({ context, site })
      site.model = heavy('2.0.0', 9)
    },
    act: async (page, { context, site }) => {
      const session = await context.newCDPSession(page)
      const { usage } = await session.send('Storage.getUsageAndQuota', { origin: site.origin })
      expect(usage).toBeGreaterThan(3_000_000)
      await session.send('Storage.overrideQuotaForOrigin', { origin: site.origin, quotaSize: usage + 1_500_000 })
      await track(page, '/wind')
      await until(
        page,
        'engine',
        ({ engine, model, vectors }) => engine === 'ready' && model === 'toy@2.0.0' && vectors > 10,
      )
      expect(await cacheNames(page)).toEqual(['inkling-model:toy@2.0.0'])
      await session.send('Storage.overrideQuotaForOrigin', { origin: site.origin })
    },
    after: async (page, { site }) => {
      site.requests.length = 0
      await track(page, '/snow/2')
      await until(page, 'engine', ({ engine, model }) => engine === 'ready' && model === 'toy@2.0.0')
      expect(asked(site).filter((path) => path.endsWith('.bin'))).toEqual([])
    },
  },
  leftEarly(),
  {
    name: 'the reader withdraws in the middle of the download',
    promise: 'the worker ends, nothing more is asked for, and nothing comes back into Cache Storage',
    arrange: withModel(instead('weights-1.bin', slowly(makeBundle().get('weights-1.bin')!))),
    act: async (page, { site }) => {
      await expect.poll(() => asked(site)).toContain('/toy/weights-1.bin')
      await page.evaluate(() => (window as unknown as Told).inkling.consent.deny())
      await expect.poll(() => cacheNames(page)).toEqual([])
      expect(page.workers()).toEqual([])
      site.requests.length = 0
      await page.reload()
      await until(page, 'ready', ({ consent }) => consent.state === 'denied')
      expect(await cacheNames(page)).toEqual([])
      expect(asked(site)).toEqual([])
    },
    mend: async ({ context, site }) => {
      withModel()({ site })
      const page = await context.newPage()
      await page.goto(site.origin)
      await grant(page)
      await until(page, 'ready', ({ consent }) => consent.state === 'granted')
      await page.close()
    },
    after: embeds,
  },
  {
    ...works('there is no Cache Storage', () => false, 'the model serves, and is loaded again next time'),
    init: () => {
      const { Worker: Original } = window
      window.Worker = class extends Original {
        constructor(url: string | URL) {
          const code = `Object.defineProperty(self, 'caches', { value: undefined }); importScripts(${JSON.stringify(String(url))})`
          super(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })))
        }
      }
    },
  },
  {
    ...works('the worker dies while it embeds', () => false, 'it is started again, and every vector comes'),
    init: () => {
      const { postMessage } = Worker.prototype
      let left = 1
      Worker.prototype.postMessage = function (this: Worker, message: { kind: string }) {
        postMessage.call(this, message)
        if (message.kind !== 'embed' || left-- < 1) return
        this.terminate()
        this.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }))
      } as Worker['postMessage']
    },
  },
  {
    ...works("a worker's message can't be read", () => false, 'it is started again, and every vector comes'),
    init: () => {
      const { postMessage } = Worker.prototype
      let left = 1
      Worker.prototype.postMessage = function (this: Worker, message: { kind: string }) {
        if (message.kind === 'embed' && left-- > 0) this.dispatchEvent(new MessageEvent('messageerror'))
        else postMessage.call(this, message)
      } as Worker['postMessage']
    },
  },
  {
    name: 'the network is gone, and the model was loaded before',
    promise: 'the cached model serves',
    arrange: async ({ context, site }) => {
      withModel()({ site })
      const page = await context.newPage()
      await page.goto(site.origin)
      await embeds(page)
      await page.close()
      site.answer = instead(/\/toy\//, (response) => response.destroy())
    },
    act: embedsMore,
  },
  {
    name: 'the page is left in the middle of the download',
    promise: 'nobody is told, and the next page has the model',
    arrange: withModel(instead('weights-0.bin', slowly(makeBundle().get('weights-0.bin')!))),
    act: async (page, { site }) => {
      await expect.poll(() => asked(site)).toContain('/toy/weights-0.bin')
      await page.locator('[data-inkling-list] a').first().click()
      await until(page, 'ready')
    },
    after: embedsMore,
  },
  {
    name: 'the reader saves data',
    promise: 'nothing of engine or model is asked for',
    arrange: withModel(),
    init: () => Object.defineProperty(navigator, 'connection', { value: { saveData: true } }),
    act: async (page, { site }) => {
      await track(page, '/wind')
      expect(asked(site)).toEqual([])
    },
    after: embeds,
  },
  {
    name: 'the device has a gigabyte of memory',
    promise: 'nothing of engine or transformer is asked for: the table serves',
    arrange: withModel(),
    init: () => Object.defineProperty(navigator, 'deviceMemory', { value: 1 }),
    act: async (page, { site }) => {
      await track(page, '/wind')
      await until(page, 'engine', ({ depth }) => depth === 0)
      expect(asked(site).filter((path) => /engine|weights/.test(path))).toEqual([])
    },
    after: embeds,
  },
  {
    name: 'the site replaces the model while a page is open',
    promise: 'no vector of one ever meets one of the other; the history is embedded again',
    arrange: withModel(),
    act: async (page, { context, site }) => {
      await embeds(page)
      site.model = makeBundle({ version: '2.0.0', seed: 9 })
      const next = await context.newPage()
      await next.goto(site.origin)
      // Nothing new to embed, so the old vectors serve, all of them.
      await until(next, 'ready')
      await track(next, '/wind')
      // One new text: the new model comes, and everything is made anew.
      await until(next, 'engine', ({ model, vectors }) => model === 'toy@2.0.0' && vectors > 10)
      const made = await next.evaluate(async () => {
        const opening = indexedDB.open('inkling')
        await new Promise((resolve) => (opening.onsuccess = resolve))
        const all = opening.result.transaction('vectors').objectStore('vectors').getAll()
        await new Promise((resolve) => (all.onsuccess = resolve))
        opening.result.close()
        return all.result.map(({ by }: { by: string }) => by)
      })
      expect(new Set(made)).toEqual(new Set(['toys/toy@2.0.0']))
      expect((await details(next, 'error')).length).toBe(0)
      await next.close()
    },
    // The old page wrote with the old model to the last: what it made is made again.
    after: async (page) => {
      await track(page, '/snow/2')
      await until(page, 'engine', ({ model, vectors }) => model === 'toy@2.0.0' && vectors > 11)
    },
  },
]
