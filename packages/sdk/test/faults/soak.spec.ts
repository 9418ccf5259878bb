/**
 * Page view upon page view against one profile, every 25th of them with the engine at work: what is kept stays bounded, and
 * nothing is left behind. And batch upon batch in one worker: no tensor is.
 */

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { CDPSession, Page } from '@playwright/test'
import { build } from 'esbuild'
import { esbuildKernels } from '../../../../scripts/kernels.mjs'
import { LIMITS } from '../../src/history/event-limits.ts'
import { FULL } from '../sample.ts'
import { detachedNodes } from './heap.ts'
import { expect, grant, modelHash, rows, test, until } from './site.ts'

const VIEWS = FULL ? 10_000 : 40
/** Views between two measurements. */
const EVERY = VIEWS / 20
/** Of so many views one embeds. */
const ENGINE_EVERY = 25
/** Minutes that the reader's clock goes on from view to view: about a hundred views a day, so that days pass and limits are met. */
const MINUTES = 15
const BATCHES = FULL ? 2000 : 200

interface Measurement {
  /** Page views so far. */
  readonly views: number
  /** Bytes of the page's own heap, after collection. */
  readonly heap: number
  /** Of the whole process: documents, nodes whether in a document or not, listeners. */
  readonly documents: number
  readonly nodes: number
  readonly listeners: number
  /** Nodes that are in no document, and that something still holds. */
  readonly detached: number
  /** Workers started so far, and those that live. */
  readonly started: number
  readonly living: number
  /** Rows in IndexedDB. */
  readonly events: number
  readonly items: number
  readonly vectors: number
  /** Bytes that the browser counts for the origin: IndexedDB, and Cache Storage. */
  readonly database: number
  readonly caches: number
  /** Bytes in localStorage, two for a character. */
  readonly localStorage: number
}

async function measure(page: Page, session: CDPSession, views: number, started: number): Promise<Measurement> {
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.collectGarbage')
  const { documents, nodes, jsEventListeners } = await session.send('Memory.getDOMCounters')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  const stored = await page.evaluate(async () => {
    const { usageDetails = {} } = (await navigator.storage.estimate()) as { usageDetails?: Record<string, number> }
    const characters = Object.entries(localStorage).reduce((sum, [key, value]) => sum + key.length + value.length, 0)
    const { indexedDB: database = 0, caches = 0 } = usageDetails
    return { database, caches, localStorage: 2 * characters }
  })
  return {
    views,
    heap: usedSize,
    documents,
    nodes,
    listeners: jsEventListeners,
    detached: await detachedNodes(session),
    started,
    living: page.workers().length,
    events: (await rows(page, 'events')).length,
    items: (await rows(page, 'items')).length,
    vectors: (await rows(page, 'vectors')).length,
    ...stored,
  }
}

/** So many views, each in a frame that is loaded anew: the reader opens one item, passes others over, goes on. */
const views = (page: Page, count: number, from: number) =>
  page.evaluate(
    async ([count, from, engineEvery, minutes]) => {
      const frame = document.querySelector('iframe')!
      /** The engine has made every vector: it says how many texts it has embedded, and once more when none is left. */
      const embedsAll = (inside: Document) =>
        new Promise<void>((resolve) => {
          let before = 0
          inside.addEventListener('inkling:engine', (event) => {
            const { embedded } = (event as CustomEvent<{ embedded?: { texts: number } }>).detail
            if (embedded?.texts && embedded.texts === before) resolve()
            before = embedded?.texts ?? 0
          })
        })
      for (let i = from; i < from + count; i++) {
        const embeds = i % engineEvery === engineEvery - 1
        Object.assign(window, { ahead: i * minutes * 60_000 })
        let embedded: Promise<void> | undefined
        const ready = new Promise<void>((resolve) => {
          frame.addEventListener(
            'load',
            () => {
              const { contentDocument: inside } = frame
              if (embeds) embedded = embedsAll(inside!)
              inside!.addEventListener('inkling:ready', () => resolve(), { once: true })
            },
            { once: true },
          )
        })
        frame.src = `/${embeds ? 'engine' : 'view'}/${i % 97}`
        await ready
        const { inkling } = frame.contentWindow as unknown as { inkling: import('../../src/client/inkling.ts').Inkling }
        const item = { id: `/read/${i}`, title: `Wind over hill ${i}`, topic: `topic ${i % 12}` }
        await inkling.track(i % 7 ? 'click' : 'dismiss', item)
        await embedded
      }
    },
    [count, from, ENGINE_EVERY, MINUTES] as const,
  )

/** The median of the last quarter against that of the second: the first warms caches up. */
function growth(values: readonly number[]): number {
  const median = (some: readonly number[]) => [...some].sort((a, b) => a - b)[Math.floor(some.length / 2)]!
  const quarter = Math.floor(values.length / 4)
  return median(values.slice(-quarter)) / median(values.slice(quarter, 2 * quarter))
}

const attach = (name: string, series: unknown) =>
  test.info().attach(name, { body: JSON.stringify(series), contentType: 'application/json' })

test(`${VIEWS} page views: storage bounded, memory flat, no listener, node or worker left.`, async ({
  context,
  site,
}) => {
  test.setTimeout(120_000 + VIEWS * 600)
  site.answer = (request, response) => {
    if (request.url.startsWith('/view/')) site.attributes = 'data-model="/toy/" data-download="never"'
    else if (request.url.startsWith('/engine/')) site.attributes = 'data-model="/toy/" data-download="now"'
    if (request.url.startsWith('/soak')) {
      const body = request.url === '/soak' ? '<iframe width="500" height="500"></iframe>' : ''
      response.writeHead(200, { 'content-type': 'text/html' }).end(`<!doctype html><title>Soak</title>${body}`)
      return true
    }
    // Each page has items of its own: more of them in all than are kept.
    const [, number] = request.url.match(/^\/(?:view|engine)\/(\d+)$/) ?? []
    if (number) {
      const end = response.end.bind(response) as (body: string) => typeof response
      response.end = ((body: string) =>
        end(body.replaceAll(/data-inkling-item="(\/\w+)"/g, `data-inkling-item="$1/${number}"`))) as typeof response.end
    }
    return false
  }
  const first = await context.newPage()
  await first.goto(site.origin)
  await grant(first)
  await until(first, 'ready', ({ consent }) => consent.state === 'granted')
  await first.close()

  const page = await context.newPage()
  let started = 0
  page.on('worker', () => started++)
  await page.addInitScript(() => {
    const { now } = Date
    const { ahead = 0 } = window.parent as { ahead?: number }
    if (window !== window.parent) Date.now = () => now() + ahead
  })
  await page.goto(`${site.origin}/soak`)
  const session = await context.newCDPSession(page)
  // The count counts: what a script holds on to is seen.
  const before = await detachedNodes(session)
  await page.evaluate(() =>
    Object.assign(window, { held: Array.from({ length: 50 }, () => document.createElement('i')) }),
  )
  expect((await detachedNodes(session)) - before).toBe(50)
  await page.evaluate(() => Object.assign(window, { held: undefined }))

  const measured: Measurement[] = []
  for (let done = 0; done < VIEWS; done += EVERY) {
    await views(page, EVERY, done)
    // What is left when the reader has gone on to a page without Inkling, the last view's worker included.
    await page.evaluate(() => {
      const frame = document.querySelector('iframe')!
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
      frame.src = '/soak?plain'
      return loaded
    })
    await expect.poll(() => page.workers().length).toBe(0)
    measured.push(await measure(page, session, done + EVERY, started))
  }
  await attach('soak.json', measured)

  const of = (key: keyof Measurement) => measured.map((each) => each[key])
  for (const key of ['heap', 'documents', 'nodes', 'listeners'] as const)
    expect(growth(of(key)), key).toBeLessThan(1.15)
  for (const { detached } of measured) expect(detached).toBeLessThanOrEqual(before + 50)
  expect(started).toBeGreaterThanOrEqual(Math.floor(VIEWS / ENGINE_EVERY))

  const last = measured.at(-1)!
  expect(last.events).toBeLessThanOrEqual(LIMITS.rows + 200)
  expect(last.items).toBeLessThanOrEqual(LIMITS.items + 10)
  // All that is kept has its vector.
  expect(last.vectors).toBeGreaterThanOrEqual(Math.min(VIEWS, LIMITS.rows))
  expect(last.vectors).toBeLessThanOrEqual(LIMITS.vectors + 100)
  const cached = await page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith('inkling-'))
    return Promise.all(names.map(async (name) => [name, (await (await caches.open(name)).keys()).length] as const))
  })
  expect(cached).toEqual([['inkling-model:toy@1.0.0', site.model.size]])
  const held = await page.evaluate(() =>
    Object.entries(localStorage).map(([key, value]) => [key, String(value).length] as const),
  )
  expect(held.map(([key]) => key).sort()).toEqual(['inkling.consent', 'inkling.snapshot'])
  for (const [key, length] of held) expect(length, key).toBeLessThanOrEqual(32_000)
})

interface WorkerMeasurement {
  readonly batches: number
  /** tfjs's own count, and its bytes. */
  readonly tensors: number
  readonly bytes: number
  /** Bytes of the WebAssembly memory. */
  readonly wasm: number
  /** Bytes of the worker's heap, after collection. */
  readonly heap: number
}

/** What a page's session may say to one of its workers. */
async function workerSession(session: CDPSession) {
  const waiting = new Map<number, (result: unknown) => void>()
  let id = 0
  const attached = new Promise<string>((resolve) =>
    session.on(
      'Target.attachedToTarget',
      ({ sessionId, targetInfo }) => targetInfo.type === 'worker' && resolve(sessionId),
    ),
  )
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result } = JSON.parse(message)
    waiting.get(id)?.(result)
  })
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false })
  const sessionId = await attached
  return async <T>(method: string): Promise<T> => {
    const answer = new Promise<unknown>((resolve) => waiting.set(++id, resolve))
    await session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) })
    return (await answer) as T
  }
}

test(`${BATCHES} batches in one worker: no tensor is left, memory flat.`, async ({ context, site }) => {
  test.setTimeout(120_000 + BATCHES * 200)
  // The worker that ships, from its source, which also answers how many tensors there are.
  const engine = fileURLToPath(new URL('../../src/engine/', import.meta.url))
  const { outputFiles } = await build({
    stdin: {
      contents: `import { memory } from '@tensorflow/tfjs-core'
import './backends/wasm.ts'
self.tensors = () => { const { numTensors, numBytes } = memory(); return { tensors: numTensors, bytes: numBytes } }
const { instantiate } = WebAssembly
WebAssembly.instantiate = async (...all) => {
  const made = await instantiate(...all)
  const memory = Object.values(made.instance.exports).find((each) => each instanceof WebAssembly.Memory)
  self.wasmBytes = () => memory.buffer.byteLength
  return made
}`,
      resolveDir: engine,
      loader: 'ts',
    },
    bundle: true,
    write: false,
    format: 'iife',
    plugins: [esbuildKernels],
    platform: 'browser',
    external: ['fs', 'path', 'crypto', 'worker_threads', 'perf_hooks', 'os', 'util', 'string_decoder'],
    // The package's bundles run nothing when they are imported; a worker does.
    ignoreAnnotations: true,
    logLevel: 'error',
  })
  site.answer = (request, response) => {
    if (request.url === '/counting.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(outputFiles[0]!.text)
    } else if (request.url === '/soak') {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Soak</title>')
    } else return false
    return true
  }
  const page = await context.newPage()
  await page.goto(`${site.origin}/soak`)
  const { bytes, integrity } = JSON.parse(readFileSync(new URL('../../dist/release.json', import.meta.url), 'utf8'))
    .files['engine/tfjs-backend-wasm-simd.wasm']
  const listed = { manifests: [modelHash(site).slice(7)], wasmFile: [bytes, integrity.slice(7)] }
  await page.evaluate(async (listed) => {
    const worker = new Worker('/counting.js')
    const answer = (kind: string) =>
      new Promise<void>((resolve, reject) => {
        worker.onmessage = ({ data }) => {
          if (data.kind === 'may-keep') worker.postMessage({ kind: 'keep' })
          if (data.kind === kind) resolve()
          if (data.kind === 'failed') reject(new Error(data.message))
        }
        worker.onerror = ({ message }) => reject(new Error(message))
      })
    const words = 'the cat sat on mat dog ran far away home sun rose over hill and set again'.split(' ')
    let made = 0
    Object.assign(window, {
      // Texts of all lengths: batches of many shapes.
      async embed(batches: number) {
        for (let i = 0; i < batches; i++, made++) {
          const texts = Array.from({ length: 1 + (made % 16) }, (_, at) =>
            words.slice(0, 1 + ((made + at) % words.length)).join(' '),
          )
          const vectors = answer('vectors')
          worker.postMessage({ kind: 'embed', id: made, texts })
          await vectors
        }
      },
    })
    const ready = answer('ready')
    const wasmUrl = new URL('/inkling/engine/tfjs-backend-wasm-simd.wasm', location.href).href
    worker.postMessage({ kind: 'start', model: new URL('/toy/', location.href).href, wasmUrl, force: true, ...listed })
    await ready
  }, listed)
  const [worker] = page.workers()
  const ask = await workerSession(await context.newCDPSession(page))
  const measured: WorkerMeasurement[] = []
  for (let done = 0; done < BATCHES; done += BATCHES / 10) {
    await page.evaluate(
      (count) => (window as unknown as { embed(n: number): Promise<void> }).embed(count),
      BATCHES / 10,
    )
    await ask('HeapProfiler.collectGarbage')
    const { usedSize } = await ask<{ usedSize: number }>('Runtime.getHeapUsage')
    const counted = await worker!.evaluate(() => {
      const scope = self as unknown as { tensors(): { tensors: number; bytes: number }; wasmBytes(): number }
      return { ...scope.tensors(), wasm: scope.wasmBytes() }
    })
    measured.push({ batches: done + BATCHES / 10, ...counted, heap: usedSize })
  }
  await attach('worker-soak.json', measured)
  const [start] = measured
  expect(start!.tensors).toBeGreaterThan(10)
  for (const { tensors, bytes, wasm } of measured)
    expect({ tensors, bytes, wasm }).toEqual({ tensors: start!.tensors, bytes: start!.bytes, wasm: start!.wasm })
  expect(growth(measured.map(({ heap }) => heap))).toBeLessThan(1.1)
})
