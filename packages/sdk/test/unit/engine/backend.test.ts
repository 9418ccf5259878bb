// @vitest-environment happy-dom
// A backend that is none of tfjs's, from the page's request through the worker to the vectors, and to its replacement.
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Backend, Embedder } from '../../../src/engine/backends/backend.ts'
import { createEngine, type Engine } from '../../../src/engine/client/engine-client.ts'
import type { EngineStatus } from '../../../src/engine/client/engine-options.ts'
import type { Model } from '../../../src/engine/model/load-model.ts'
import { UnsupportedError } from '../../../src/engine/pack/errors.ts'
import { createTokenizer } from '../../../src/engine/pack/tokenizer.ts'
import type { FromWorker, ToWorker } from '../../../src/engine/worker/messages.ts'
import { type Scope, serve } from '../../../src/engine/worker/serve.ts'
import { prepareTexts } from '../../../src/engine/worker/text-service.ts'
import type { BackendName } from '../../../src/types.ts'
import { architecture, base64, forwardInLoops, makeBundle, vocabulary } from './bundle.ts'

vi.mock('@tensorflow/tfjs-core', () => {
  throw new Error('This backend needs no tfjs.')
})

const TEXTS = ['the cat', 'snow and rain']
const NAMES: readonly BackendName[] = ['wasm', 'webgpu', 'webgl', 'cpu']
const bundle = makeBundle()
const tokenizer = createTokenizer(vocabulary, architecture.maxTokens)

/** What a worker's backend does, by name. Default: computes in plain loops. */
type Twist = (backend: Backend) => Backend
let twists: Partial<Record<BackendName, Twist>>
/** Calls, in order. */
let log: string[]
let loaded: Model['weights']
let engine: Engine | undefined

/** Weights of the layers and token embeddings, for the plain loops. */
function allWeights({ weights, addRow }: Model): Model['weights'] {
  const { vocabulary, embeddingWidth } = architecture
  const values = new Float32Array(vocabulary * embeddingWidth)
  for (let id = 0; id < vocabulary; id++) addRow(id, values, id * embeddingWidth, 1)
  return new Map([...weights, ['tokenEmbedding', { shape: [vocabulary, embeddingWidth], values }]])
}

const loops = (name: BackendName): Backend => ({
  name,
  async open() {
    log.push(`${name} opens`)
    return {
      async load(model) {
        log.push(`${name} loads`)
        const weights = allWeights(model)
        loaded = weights
        return {
          embed: async (texts) =>
            Float32Array.from(texts.flatMap((text) => forwardInLoops(tokenizer.encode(text), weights))),
          dispose: () => log.push(`${name} disposes`),
        }
      },
    }
  },
})

/** Replaces how the backend embeds after the golden texts, which are embedded twice. */
const embeddingBy =
  (change: (lost: (why: string) => void, embedder: Embedder) => Embedder['embed']): Twist =>
  (backend) => ({
    ...backend,
    async open(options, lost, heartbeat) {
      const device = await backend.open(options, lost, heartbeat)
      return {
        async load(model) {
          const embedder = await device.load(model)
          const embed = change(lost, embedder)
          let calls = 0
          return { ...embedder, embed: (texts) => (calls++ < 2 ? embedder.embed(texts) : embed(texts)) }
        },
      }
    },
  })

/** A worker in this thread, served by the backend of its name. */
class OwnThreadWorker extends EventTarget {
  onmessage: ((event: { data: FromWorker }) => void) | null = null
  readonly #scope: Scope

  constructor(_: string, { name }: WorkerOptions) {
    super()
    const backend = name!.replace('inkling-', '') as BackendName
    this.#scope = {
      onmessage: null,
      postMessage: (message) => queueMicrotask(() => this.onmessage?.({ data: message })),
      close: () => undefined,
    }
    serve((twists[backend] ?? ((own) => own))(loops(backend)), prepareTexts, this.#scope)
  }

  postMessage(data: ToWorker) {
    queueMicrotask(() => this.#scope.onmessage?.({ data } as MessageEvent<ToWorker>))
  }

  terminate() {
    log.push('ends')
  }
}

function open() {
  const statuses: EngineStatus[] = []
  const errors: string[] = []
  const script = Buffer.from('a script')
  const hash = createHash('sha256').update(script).digest('base64')
  engine = createEngine({
    base: '/engine/',
    model: '/toy/',
    files: Object.fromEntries(NAMES.map((name) => [`${name}.js`, [script.length, hash]])),
    manifests: [base64(bundle.get('manifest.json')!)],
    onStatus: (status) => statuses.push(status),
    onError: (code) => errors.push(code),
  })
  return { engine, errors, served: () => statuses.flatMap(({ backend }) => backend ?? []) }
}

beforeEach(() => {
  twists = {}
  log = []
  vi.stubGlobal('Worker', OwnThreadWorker)
  vi.stubGlobal('caches', undefined)
  vi.stubGlobal('fetch', async (url: string | URL) => {
    const name = new URL(url).pathname.split('/').at(-1)!
    return new Response(bundle.get(name) ?? 'a script')
  })
  vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:')
})
afterEach(() => {
  engine?.stop()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** The vectors are the network's, in the texts' order. */
async function expectRight(vectors: Promise<Float32Array[] | undefined>) {
  const found = await vectors
  expect(found).toEqual(TEXTS.map((text) => Float32Array.from(forwardInLoops(tokenizer.encode(text), loaded))))
}

test('it opens its device, loads the model, reproduces the golden vectors, and embeds', async () => {
  const { engine, errors, served } = open()
  await expectRight(engine.embed(TEXTS))
  expect(log).toEqual(['wasm opens', 'wasm loads'])
  expect(served()).toEqual(['wasm'])
  expect(engine.model).toEqual({
    name: 'toy',
    version: '1.0.0',
    space: 'toys',
    dims: [3, 6],
    languages: ['en'],
    deepest: 1,
  })
  expect(errors).toEqual([])
})

test('where it gives other vectors than the golden ones, the model is disposed of, and the next backend embeds', async () => {
  twists.wasm = (backend) => ({
    ...backend,
    async open(...given) {
      const device = await backend.open(...given)
      return {
        async load(model) {
          const embedder = await device.load(model)
          return { ...embedder, embed: async (texts) => (await embedder.embed(texts)).reverse() }
        },
      }
    },
  })
  const { engine, served } = open()
  await expectRight(engine.embed(TEXTS))
  expect(log).toEqual(['wasm opens', 'wasm loads', 'wasm disposes', 'ends', 'webgpu opens', 'webgpu loads'])
  expect(served()).toEqual(['webgpu'])
})

test.each([
  ['can', new UnsupportedError('no such device'), ['ends', 'webgpu opens', 'webgpu loads']],
  ['may yet', new Error('busy'), ['ends', 'ends', 'webgpu opens', 'webgpu loads']],
])('where no device %s be had, no model is loaded', async (_, error, expected) => {
  twists.wasm = (backend) => ({ ...backend, open: () => Promise.reject(error) })
  const { engine } = open()
  await expectRight(engine.embed(TEXTS))
  expect(log).toEqual(expected)
})

test('a device that is lost while it embeds is opened again, then replaced; the texts are embedded by what comes after', async () => {
  twists.wasm = embeddingBy((lost) => () => {
    lost('The device was lost.')
    return new Promise(() => undefined)
  })
  const { engine, errors, served } = open()
  await expectRight(engine.embed(TEXTS))
  expect(log).toEqual([
    ...['wasm opens', 'wasm loads', 'ends'],
    ...['wasm opens', 'wasm loads', 'ends'],
    ...['webgpu opens', 'webgpu loads'],
  ])
  expect(served()).toEqual(['wasm', 'wasm', 'webgpu'])
  expect(errors).toEqual([])
})

test('what it throws while it embeds counts as its loss', async () => {
  let failures = 0
  twists.wasm = embeddingBy((_, embedder) => async (texts) => {
    if (failures++ === 0) throw new Error('out of memory')
    return embedder.embed(texts)
  })
  const { engine, served } = open()
  await expectRight(engine.embed(TEXTS))
  expect(served()).toEqual(['wasm', 'wasm'])
})

test('where none is left, there is no engine, and the page is told why', async () => {
  for (const name of NAMES)
    twists[name] = (backend) => ({ ...backend, open: () => Promise.reject(new UnsupportedError('no')) })
  const { engine, errors } = open()
  expect(await engine.embed(TEXTS)).toBeUndefined()
  expect(errors).toEqual(['engine-failed'])
})
