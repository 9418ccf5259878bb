// The built workers in a real browser. The server must offer packages/sdk/dist at its root, as it is.

import { engineFiles, manifests } from 'virtual:release'
import { afterEach, expect, test, vi } from 'vitest'
import { PHRASES } from '../../../src/content/article9-phrases.ts'
import { createEngine, type Engine } from '../../../src/engine/client/engine-client.ts'
import type { EngineOptions, EngineStatus } from '../../../src/engine/client/engine-options.ts'
import type { BackendName } from '../../../src/types.ts'

const MODEL = '/models/encoder-en/'
const TEXTS = ['How to bake bread at home', 'A telescope sees a distant galaxy', 'Sourdough for beginners']

let engine: Engine | undefined
afterEach(() => {
  engine?.stop()
  vi.unstubAllGlobals()
})

function open(options: Partial<EngineOptions> = {}) {
  const statuses: EngineStatus[] = []
  const errors: string[] = []
  engine = createEngine({
    base: '/engine/',
    model: MODEL,
    files: engineFiles,
    manifests,
    onStatus: (status) => statuses.push(status),
    onError: (code, message) => errors.push(`${code}: ${message}`),
    ...options,
  })
  return { engine, statuses, errors }
}

const cosine = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, x, i) => sum + x * (b[i] ?? Number.NaN), 0)

interface Golden {
  readonly texts: ReadonlyArray<{ readonly text: string; readonly vector: readonly number[] }>
}

async function givesGoldenVectors(backend: BackendName) {
  // Software renderers compile their shaders for seconds before the first answer.
  const { engine, errors } = open({ backend, timeout: 60_000 })
  const golden = (await (await fetch(`${MODEL}golden.json`)).json()) as Golden
  const vectors = await engine.embed(golden.texts.map(({ text }) => text))
  expect(errors).toEqual([])
  for (const [i, { vector }] of golden.texts.entries())
    expect(cosine(vector, vectors?.[i] ?? [])).toBeGreaterThan(0.999)
}

test.each<BackendName>(['wasm', 'cpu'])('%s gives the golden vectors', givesGoldenVectors, 120_000)
// A worker that doesn't come to them itself, by the same measure, never serves: with those that are rendered in software, which
// take a minute, `npm test` sees it serve a small page (packages/demo/e2e/reader.backend.spec.ts).
const { INKLING_FULL: full } = (import.meta as ImportMeta & { env: Record<string, string> }).env
test.runIf(full)('webgl gives the golden vectors', () => givesGoldenVectors('webgl'), 120_000)
const adapter = full && (await navigator.gpu?.requestAdapter())
test.runIf(adapter)('webgpu gives the golden vectors', () => givesGoldenVectors('webgpu'), 120_000)

test('the phrases of article 9 have their vectors from the model: none of them is computed, and none is another', async () => {
  const phrases = [...PHRASES]
  const { engine, statuses, errors } = open({ backend: 'wasm' })
  const vectors = await engine.embed([...phrases, ...TEXTS])
  expect(errors).toEqual([])
  expect(statuses.flatMap(({ embedded }) => embedded ?? []).at(-1)?.texts).toBe(TEXTS.length)
  // With a word more a phrase is a text like others, and yet nearer to what stands for the phrase than to most.
  const [more] = (await engine.embed([`${phrases[0]} again`])) ?? []
  const near = phrases.map((_, i) => cosine(more!, vectors![i]!))
  expect(near.filter((value) => value > near[0]!).length).toBeLessThan(phrases.length / 4)
  expect(statuses.flatMap(({ embedded }) => embedded ?? []).at(-1)?.texts).toBe(TEXTS.length + 1)
})

test('the second visit takes the model from the cache', async () => {
  await open({ backend: 'wasm' }).engine.embed(TEXTS)
  engine?.stop()
  performance.clearResourceTimings()
  const { engine: second, statuses } = open({ backend: 'wasm' })
  expect(await second.embed(TEXTS)).toHaveLength(TEXTS.length)
  const bytes = statuses.flatMap((status) => status.bytes ?? []).at(-1)
  expect(bytes).toMatchObject({ fromCache: true, loaded: bytes?.total })
  expect((await caches.keys()).filter((key) => key.startsWith('inkling-model:encoder-en@'))).toHaveLength(1)
})

test('with the hash of another file, nothing runs', async () => {
  const wrong = engineFiles['cpu.js']!
  const wasm = 'tfjs-backend-wasm-simd.wasm'
  for (const options of [
    { files: { ...engineFiles, 'wasm.js': [engineFiles['wasm.js']![0], wrong[1]] as const } },
    { files: { ...engineFiles, [wasm]: [engineFiles[wasm]![0], wrong[1]] as const } },
    { files: {} },
    { manifests: [wrong[1]] },
    { manifests: [] },
  ]) {
    const bad = open({ backend: 'wasm', ...options })
    expect(await bad.engine.embed(TEXTS)).toBeUndefined()
    expect(bad.errors).toHaveLength(1)
    expect(bad.errors[0]).toContain('model-damaged')
    engine?.stop()
  }
})

test('without a model there, the lexical tier serves and says why', async () => {
  const errors: string[] = []
  engine = createEngine({
    base: '/engine/',
    model: '/nowhere/',
    files: engineFiles,
    manifests,
    onError: (code) => errors.push(code),
  })
  expect(await engine.embed(TEXTS)).toBeUndefined()
  expect(errors).toEqual(['model-unavailable'])
})

test('without an engine there, too', async () => {
  const errors: string[] = []
  engine = createEngine({
    base: '/nowhere/',
    model: MODEL,
    files: engineFiles,
    manifests,
    onError: (code) => errors.push(code),
  })
  expect(await engine.embed(TEXTS)).toBeUndefined()
  expect(errors).toEqual(['engine-failed'])
})

test('software renderers are refused unless forced: wasm goes on serving', async () => {
  const ended: string[] = []
  class WatchedWorker extends Worker {
    readonly #name: string
    constructor(url: string, options: WorkerOptions) {
      super(url, options)
      this.#name = options.name ?? ''
    }
    override terminate() {
      ended.push(this.#name)
      super.terminate()
    }
  }
  vi.stubGlobal('Worker', WatchedWorker)
  const { engine, statuses } = open({ warmAfter: 0 })
  await engine.embed(TEXTS)
  // WebGL is the last that is tried, once the engine is idle.
  await vi.waitFor(() => expect(ended.some((name) => name.endsWith('webgl'))).toBe(true), { timeout: 30_000 })
  expect(await engine.embed(TEXTS)).toHaveLength(TEXTS.length)
  expect(statuses.flatMap((status) => status.backend ?? [])).toEqual(['wasm'])
}, 60_000)
