// @vitest-environment node
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import kernels from 'virtual:kernels/wasm'
import * as tf from '@tensorflow/tfjs-core'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Backend } from '../../../src/engine/backends/backend.ts'
import { wasmBackend } from '../../../src/engine/backends/wasm-backend.ts'
import { UnsupportedError } from '../../../src/engine/pack/errors.ts'
import { TONE_OUTPUTS } from '../../../src/engine/tone/tone-head.ts'
import type { FromWorker, ToWorker } from '../../../src/engine/worker/messages.ts'
import { type Scope, serve } from '../../../src/engine/worker/serve.ts'
import { prepareTexts } from '../../../src/engine/worker/text-service.ts'
import { makeBundle } from './bundle.ts'
import { makeToneBundle } from './tone-files.ts'

const wasmFile = new URL(
  '../../../../../node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm',
  import.meta.url,
)
const wasm = wasmBackend(async () => new Uint8Array(readFileSync(wasmFile)))
/** @param bundle the only one whose manifest is accepted */
const startOf = (bundle: ReturnType<typeof makeBundle>): ToWorker => ({
  kind: 'start',
  model: 'https://site.example/toy/',
  manifests: [createHash('sha256').update(bundle.get('manifest.json')!).digest('base64')],
  wasmUrl: '',
  wasmFile: [0, ''],
  force: false,
})
const start = startOf(makeBundle())

let files: ReturnType<typeof makeBundle>
beforeEach(() => {
  files = makeBundle()
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    init?.signal?.throwIfAborted()
    const bytes = files.get(url.split('/').pop() ?? '')
    return bytes ? new Response(bytes) : new Response('', { status: 404 })
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  // Each test uses a worker of its own.
  for (const kernel of kernels)
    if (tf.getKernel(kernel.kernelName, 'wasm')) tf.unregisterKernel(kernel.kernelName, 'wasm')
  if (tf.findBackendFactory('wasm')) tf.removeBackend('wasm')
})

/** The page's side of a worker that serves a backend. */
function connect(backend: Backend) {
  const messages: FromWorker[] = []
  const waiting = new Set<() => void>()
  const scope: Scope & { closed: boolean } = {
    onmessage: null,
    closed: false,
    postMessage(message) {
      messages.push(message)
      for (const check of waiting) check()
    },
    close() {
      this.closed = true
    },
  }
  serve(backend, prepareTexts, scope)
  return {
    messages,
    scope,
    send: (message: ToWorker) => scope.onmessage?.({ data: message } as MessageEvent<ToWorker>),
    async hear<Kind extends FromWorker['kind']>(kind: Kind, count = 1): Promise<Extract<FromWorker, { kind: Kind }>> {
      const heard = () =>
        messages.filter((message): message is Extract<FromWorker, { kind: Kind }> => message.kind === kind)
      await new Promise<void>((resolve) => {
        const check = () => heard().length >= count && resolve()
        waiting.add(check)
        check()
      })
      return heard()[count - 1] as Extract<FromWorker, { kind: Kind }>
    },
  }
}

test('reports progress, is ready, and embeds what came in the meantime', async () => {
  const page = connect(wasm)
  page.send(start)
  page.send({ kind: 'embed', id: 7, texts: ['the cat', 'the dog ran'] })
  page.send({ kind: 'embed', id: 8, texts: [] })
  const { vectors, id } = await page.hear('vectors')
  expect(id).toBe(7)
  expect(vectors).toHaveLength(2 * 6)
  expect((await page.hear('vectors', 2)).vectors).toHaveLength(0)
  const ready = await page.hear('ready')
  expect(ready).toMatchObject({
    backend: 'wasm',
    model: { name: 'toy', version: '1.0.0', space: 'toys', dims: [3, 6], languages: ['en'], deepest: 1 },
  })
  expect(ready.goldenCosine).toBeGreaterThan(0.9999)
  expect(page.messages[0]?.kind).toBe('progress')
  // Also between the golden texts and before the vectors, or a slow device would count as hanging.
  const kinds = page.messages.map(({ kind }) => kind)
  expect(kinds.slice(kinds.lastIndexOf('progress'), kinds.indexOf('ready'))).toContain('heartbeat')
  expect(kinds.slice(kinds.indexOf('ready'), kinds.indexOf('vectors'))).toContain('heartbeat')
  expect(page.messages.filter(({ kind }) => kind === 'failed')).toEqual([])
})

test('texts whose vectors come with the model are not computed; the others are, and all keep their places', async () => {
  const computed = connect(wasm)
  computed.send(start)
  computed.send({ kind: 'embed', id: 1, texts: ['the cat', 'the dog ran'] })
  const alone = await computed.hear('vectors')
  expect(alone.computed).toBe(2)

  files = makeBundle({ precomputed: ['the sun', 'the hill'] })
  const page = connect(wasm)
  page.send(startOf(files))
  page.send({ kind: 'embed', id: 2, texts: ['the hill', 'the cat', 'the sun', 'the dog ran', 'the hill'] })
  const mixed = await page.hear('vectors')
  expect(mixed.computed).toBe(2)
  const row = (vectors: Float32Array, n: number) => Array.from(vectors.subarray(6 * n, 6 * n + 6))
  expect(row(mixed.vectors, 0)).toEqual([0, 1, 0, 0, 0, 0])
  expect(row(mixed.vectors, 2)).toEqual([1, 0, 0, 0, 0, 0])
  expect(row(mixed.vectors, 4)).toEqual(row(mixed.vectors, 0))
  expect([row(mixed.vectors, 1), row(mixed.vectors, 3)]).toEqual([row(alone.vectors, 0), row(alone.vectors, 1)])

  page.send({ kind: 'embed', id: 3, texts: ['the sun'] })
  expect(await page.hear('vectors', 2)).toMatchObject({ id: 3, computed: 0 })
  // Sent buffers are transferred; the model's own vectors must not be.
  page.send({ kind: 'embed', id: 4, texts: ['the sun'] })
  expect(row((await page.hear('vectors', 3)).vectors, 0)).toEqual([1, 0, 0, 0, 0, 0])
})

test('where tone is asked for, it comes behind each vector, and its files are loaded only then', async () => {
  files = makeToneBundle()
  const fetched = vi.spyOn(globalThis, 'fetch')
  const asked = () => fetched.mock.calls.filter(([url]) => String(url).includes('tone'))
  const page = connect(wasm)
  page.send(startOf(files))
  page.send({ kind: 'embed', id: 1, texts: ['the cat', 'the dog ran'] })
  const { vectors: plain } = await page.hear('vectors')
  expect(asked()).toHaveLength(0)
  page.send({ kind: 'embed', id: 2, texts: ['the cat', 'the dog ran'], tone: true })
  const { vectors: toned, computed } = await page.hear('vectors', 2)
  const size = 6 + TONE_OUTPUTS
  expect([toned.length, computed, asked().length]).toEqual([2 * size, 2, 2])
  for (const i of [0, 1]) expect(toned.slice(i * size, i * size + 6)).toEqual(plain.slice(6 * i, 6 * i + 6))
  expect(toned.every(Number.isFinite)).toBe(true)

  files = makeBundle()
  const toneless = connect(wasm)
  toneless.send(startOf(files))
  toneless.send({ kind: 'embed', id: 3, texts: ['the cat'], tone: true })
  expect((await toneless.hear('vectors')).vectors).toHaveLength(6)
})

test('files of tone that are damaged cost the tone alone: the same request has its vectors', async () => {
  files = makeToneBundle((told) => Object.assign(told, { taps: 2 }))
  const page = connect(wasm)
  page.send(startOf(files))
  page.send({ kind: 'embed', id: 1, texts: ['the cat'], tone: true })
  expect((await page.hear('vectors')).vectors).toHaveLength(6)
  expect(page.messages.filter(({ kind }) => kind === 'failed')).toEqual([])
})

test('a backend that is refused loads no model and need not be tried again', async () => {
  const page = connect({
    name: 'webgpu',
    open: async () => Promise.reject(new UnsupportedError('No WebGPU.')),
  })
  page.send(start)
  expect(await page.hear('failed')).toEqual({
    kind: 'failed',
    code: 'engine-failed',
    message: 'No WebGPU.',
    retry: false,
  })
  expect(page.messages).toHaveLength(1)
})

test('a model that is not there fails with its own code', async () => {
  files.delete('weights-0.bin')
  const page = connect(wasm)
  page.send(start)
  expect(await page.hear('failed')).toMatchObject({ code: 'model-unavailable', retry: false })
})

test('a device that is lost later fails the worker', async () => {
  let lose: ((why: string) => void) | undefined
  const page = connect({
    ...wasm,
    open(options, lost, heartbeat) {
      lose = lost
      return wasm.open(options, lost, heartbeat)
    },
  })
  page.send(start)
  await page.hear('ready')
  lose?.('The device was lost.')
  expect(await page.hear('failed')).toEqual({
    kind: 'failed',
    code: 'engine-failed',
    message: 'The device was lost.',
    retry: true,
  })
})

test('what is downloaded before the model is reported too: the page must not take a slow network for a worker that hangs', async () => {
  const page = connect({
    ...wasm,
    open(options, lost, heartbeat) {
      heartbeat()
      return wasm.open(options, lost, heartbeat)
    },
  })
  page.send(start)
  await page.hear('ready')
  expect(page.messages[0]).toEqual({ kind: 'heartbeat' })
})

test('stop ends the download in silence', async () => {
  const page = connect(wasm)
  page.send(start)
  await page.hear('progress')
  page.send({ kind: 'stop' })
  expect(page.scope.closed).toBe(true)
  await new Promise((resolve) => setImmediate(resolve))
  expect(page.messages.filter(({ kind }) => kind === 'failed')).toEqual([])
})
