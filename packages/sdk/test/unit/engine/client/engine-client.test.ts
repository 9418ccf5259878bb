// @vitest-environment happy-dom
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createEngine } from '../../../../src/engine/client/engine-client.ts'
import type { EngineOptions, EngineStatus } from '../../../../src/engine/client/engine-options.ts'
import type { FromWorker, ToWorker } from '../../../../src/engine/worker/messages.ts'
import type { ReleaseFile } from '../../../../src/lib/load/release-file.ts'
import type { BackendName } from '../../../../src/types.ts'

/** A worker that the test controls. */
class ScriptedWorker extends EventTarget {
  static all: ScriptedWorker[] = []
  static live = () => ScriptedWorker.all.filter((worker) => !worker.terminated)
  onmessage: ((event: { data: FromWorker }) => void) | null = null
  onerror: ((event: { message: string }) => void) | null = null
  onmessageerror: (() => void) | null = null
  readonly received: ToWorker[] = []
  readonly url: string
  readonly backend: BackendName
  terminated = false

  constructor(url: string, { name }: WorkerOptions) {
    super()
    this.url = url
    this.backend = name?.replace('inkling-', '') as BackendName
    ScriptedWorker.all.push(this)
  }

  get embeds() {
    return this.received.filter((message) => message.kind === 'embed')
  }

  postMessage(message: ToWorker) {
    this.received.push(structuredClone(message))
  }

  terminate() {
    this.terminated = true
  }

  say(data: FromWorker) {
    this.onmessage?.({ data })
  }

  ready(milliseconds = 10, version = '1.0.0') {
    const model = { name: 'toy', version, space: 'toys', dims: [2], languages: ['en'], deepest: 1 } as const
    this.say({ kind: 'ready', backend: this.backend, model, goldenCosine: 1, milliseconds })
  }

  /**
   * Answers the newest request; a text's vector is its length, and 1.
   *
   * @param computed number of texts whose vectors weren't in the model's files. Default: all
   */
  answer(computed?: number) {
    const request = this.embeds.at(-1)
    if (!request) throw new Error('Nothing was asked.')
    const vectors = Float32Array.from(request.texts.flatMap((text) => [text.length, 1]))
    this.say({ kind: 'vectors', id: request.id, vectors, computed: computed ?? request.texts.length, milliseconds: 5 })
  }

  fail(code: Extract<FromWorker, { kind: 'failed' }>['code'], retry: boolean) {
    this.say({ kind: 'failed', code, message: 'told to', retry })
  }
}

const worker = (index: number) => {
  const found = ScriptedWorker.all[index]
  if (!found) throw new Error(`Worker ${index} was never started.`)
  return found
}
const backends = () => ScriptedWorker.all.map(({ backend }) => backend)
/**
 * Verifying a script takes turns of the event loop that fake timers don't count, before and after the awaited event.
 */
const settle = async () => {
  const turns = async () => {
    for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve))
  }
  await turns()
  await vi.advanceTimersByTimeAsync(5)
  await turns()
}

/** The server's response for a URL of the engine. */
const sourceOf = (url: string) => `/* ${new URL(url).pathname.split('/').at(-1)} */`
const listedAs = (text: string): ReleaseFile => [text.length, createHash('sha256').update(text).digest('base64')]
const FILES = Object.fromEntries(
  ['wasm', 'webgpu', 'webgl', 'cpu'].map((name) => [`${name}.js`, listedAs(`/* ${name}.js */`)]),
)
/** The WebAssembly file, which the worker loads. */
const WASM = 'tfjs-backend-wasm-simd.wasm'
/** URLs of the scripts from which workers were started. */
const blobs = new Map<string, Blob>()

function engineOf(options: Partial<EngineOptions> = {}) {
  const statuses: EngineStatus[] = []
  const errors: string[] = []
  const engine = createEngine({
    base: '/inkling/engine',
    model: '/inkling/toy/',
    files: FILES,
    manifests: ['AAAA'],
    warmAfter: 0,
    onStatus: (status) => statuses.push(status),
    onError: (code) => errors.push(code),
    ...options,
  })
  return { engine, statuses, errors, states: () => statuses.flatMap(({ engine: state }) => state ?? []) }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] })
  ScriptedWorker.all = []
  blobs.clear()
  vi.stubGlobal('Worker', ScriptedWorker)
  vi.stubGlobal('fetch', async (url: string) => new Response(sourceOf(url)))
  // The browser's own implementation uses a thread and takes an unknown time.
  const digest = async (_: string, bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
  vi.stubGlobal('crypto', { subtle: { digest } })
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    const address = `blob:${blobs.size}`
    blobs.set(address, blob as Blob)
    return address
  })
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

test('starts nothing before the first text, then wasm, and gives each text its vector', async () => {
  const { engine, statuses } = engineOf()
  await settle()
  expect(ScriptedWorker.all).toHaveLength(0)
  const vectors = engine.embed(['one', 'three'])
  await settle()
  expect(backends()).toEqual(['wasm'])
  expect(worker(0).received).toEqual([
    {
      kind: 'start',
      model: new URL('/inkling/toy/', document.baseURI).href,
      manifests: ['AAAA'],
      wasmUrl: new URL(`/inkling/engine/${WASM}`, document.baseURI).href,
      wasmFile: [0, ''],
      force: false,
    },
  ])
  worker(0).say({ kind: 'progress', loaded: 5, total: 10, fromCache: false })
  worker(0).ready()
  worker(0).answer()
  expect(await vectors).toEqual([Float32Array.of(3, 1), Float32Array.of(5, 1)])
  expect(engine.model?.name).toBe('toy')
  expect(statuses).toEqual([
    { engine: 'loading' },
    { bytes: { loaded: 5, total: 10, fromCache: false } },
    { engine: 'ready', backend: 'wasm', worker: 'checked', model: 'toy@1.0.0' },
    { embedded: { texts: 2, milliseconds: 5 } },
  ])
})

test.each([
  ['stands', true, [{ kind: 'keep' }]],
  ['has been withdrawn', false, []],
])('a worker that asks whether it may store is answered when the choice %s', async (_, stands, answers) => {
  const mayKeep = vi.fn(() => stands)
  const { engine } = engineOf({ mayKeep })
  void engine.embed(['abc'])
  await settle()
  worker(0).say({ kind: 'may-keep' })
  expect(mayKeep).toHaveBeenCalledOnce()
  expect(worker(0).received.slice(1)).toEqual(answers)
})

test.each([
  [true, undefined],
  [false, false],
])('cached: %s is said to the worker as %s', async (cached, said) => {
  const { engine } = engineOf({ cached })
  void engine.embed(['abc'])
  await settle()
  expect((worker(0).received[0] as { cached?: false }).cached).toBe(said)
})

test('sends at most 16 texts at a time and keeps their order', async () => {
  const { engine } = engineOf()
  const texts = Array.from({ length: 40 }, (_, i) => 'x'.repeat(i))
  const vectors = engine.embed(texts)
  await settle()
  worker(0).ready()
  for (const size of [16, 16, 8]) {
    expect(worker(0).embeds.at(-1)?.texts).toHaveLength(size)
    worker(0).answer()
  }
  expect((await vectors)?.map(([length]) => length)).toEqual(texts.map(({ length }) => length))
})

test('whether tone is wanted goes to the worker, chunk by chunk, and rows come back whole', async () => {
  const { engine } = engineOf()
  const toned = engine.embed(
    Array.from({ length: 17 }, (_, i) => 'x'.repeat(i + 1)),
    undefined,
    true,
  )
  const plain = engine.embed(['y'])
  await settle()
  worker(0).ready()
  for (let i = 0; i < 3; i++) worker(0).answer()
  expect(worker(0).embeds.map(({ texts, tone }) => [texts.length, tone])).toEqual([
    [16, true],
    [1, true],
    [1, undefined],
  ])
  expect((await toned)?.map(([length]) => length)).toEqual(Array.from({ length: 17 }, (_, i) => i + 1))
  expect(await plain).toHaveLength(1)
  engine.stop()
})

test('a crash in mid-embedding restarts the backend once, then the next takes over; the request is sent again each time', async () => {
  const { engine, errors, states } = engineOf()
  const vectors = engine.embed(['one'])
  await settle()
  worker(0).ready()
  worker(0).onerror?.({ message: 'out of memory' })
  await settle()
  expect(backends()).toEqual(['wasm', 'wasm'])
  worker(1).ready()
  expect(worker(1).embeds).toEqual(worker(0).embeds)
  worker(1).onmessageerror?.()
  await settle()
  expect(backends()).toEqual(['wasm', 'wasm', 'webgpu'])
  worker(2).ready()
  worker(2).answer()
  expect(await vectors).toEqual([Float32Array.of(3, 1)])
  expect(ScriptedWorker.live()).toEqual([worker(2)])
  expect(errors).toEqual([])
  expect(states()).toEqual(['loading', 'ready', 'loading', 'ready', 'loading', 'ready'])
})

test('what is not supported here is not tried twice; with no backend left the lexical tier serves', async () => {
  const { engine, errors, states } = engineOf()
  const vectors = engine.embed(['one'])
  for (let i = 0; i < 4; i++) {
    await settle()
    worker(i).fail('engine-failed', false)
  }
  expect(await vectors).toBeUndefined()
  expect(backends()).toEqual(['wasm', 'webgpu', 'webgl', 'cpu'])
  expect(await engine.embed(['two'])).toBeUndefined()
  expect(ScriptedWorker.live()).toEqual([])
  expect(errors).toEqual(['engine-failed'])
  expect(states().at(-1)).toBe('failed')
})

test.each(['model-unavailable', 'model-damaged'] as const)(
  '%s is final: no backend changes the model',
  async (code) => {
    const { engine, errors } = engineOf()
    const vectors = engine.embed(['one'])
    await settle()
    worker(0).fail(code, false)
    expect(await vectors).toBeUndefined()
    await settle()
    expect(backends()).toEqual(['wasm'])
    expect(errors).toEqual([code])
  },
)

test('silence counts as a fault: while starting, but not while bytes come in, and while embedding', async () => {
  const { engine, errors } = engineOf({ backend: 'wasm' })
  const vectors = engine.embed(['one'])
  await settle()
  for (let loaded = 1; loaded <= 5; loaded++) {
    await vi.advanceTimersByTimeAsync(19_000)
    worker(0).say({ kind: 'progress', loaded, total: 5, fromCache: false })
  }
  expect(backends()).toEqual(['wasm'])
  await vi.advanceTimersByTimeAsync(20_010)
  expect(backends()).toEqual(['wasm', 'wasm'])
  expect(worker(0).terminated).toBe(true)
  worker(1).ready()
  await vi.advanceTimersByTimeAsync(9_900)
  expect(worker(1).terminated).toBe(false)
  await vi.advanceTimersByTimeAsync(200)
  expect(await vectors).toBeUndefined()
  expect(errors).toEqual(['engine-slow'])
})

test('a slow network is no silence before the model either', async () => {
  const { engine } = engineOf({ backend: 'wasm' })
  void engine.embed(['one'])
  await settle()
  for (let times = 0; times < 3; times++) {
    await vi.advanceTimersByTimeAsync(19_000)
    worker(0).say({ kind: 'heartbeat' })
  }
  expect(worker(0).terminated).toBe(false)
  await vi.advanceTimersByTimeAsync(20_010)
  expect(worker(0).terminated).toBe(true)
})

test('a slow device that says it is at work is given its time, and no more once it falls silent', async () => {
  const { engine, errors } = engineOf({ backend: 'wasm' })
  const vectors = engine.embed(['one'])
  await settle()
  worker(0).ready()
  for (let times = 0; times < 3; times++) {
    await vi.advanceTimersByTimeAsync(9_900)
    worker(0).say({ kind: 'heartbeat' })
  }
  worker(0).answer()
  expect(await vectors).toEqual([Float32Array.of(3, 1)])
  void engine.embed(['two'])
  await vi.advanceTimersByTimeAsync(9_900)
  worker(0).say({ kind: 'heartbeat' })
  await vi.advanceTimersByTimeAsync(20_010)
  expect(worker(0).terminated).toBe(true)
  expect(errors).toEqual([])
})

test('a page that slept gives the worker, which slept too, its time again', async () => {
  const { engine, errors } = engineOf({ backend: 'wasm' })
  const vectors = engine.embed(['one'])
  await settle()
  worker(0).ready()
  // The laptop is closed for an hour: the timer fires far too late.
  const now = performance.now()
  const asleep = vi.spyOn(performance, 'now').mockReturnValue(now + 3_600_000)
  await vi.advanceTimersByTimeAsync(10_010)
  asleep.mockRestore()
  expect(worker(0).terminated).toBe(false)
  worker(0).answer()
  expect(await vectors).toEqual([Float32Array.of(3, 1)])

  const silent = engine.embed(['two'])
  await vi.advanceTimersByTimeAsync(10_010)
  expect(worker(0).terminated).toBe(true)
  engine.stop()
  expect(await silent).toBeUndefined()
  expect(errors).toEqual([])
})

test('a forced backend is the only one, and may be drawn in software', async () => {
  const { engine } = engineOf({ backend: 'webgl' })
  void engine.embed(['one'])
  await settle()
  expect(backends()).toEqual(['webgl'])
  expect(worker(0).received[0]).toMatchObject({ kind: 'start', force: true })
  worker(0).ready()
  worker(0).answer()
  await settle()
  expect(backends()).toEqual(['webgl'])
})

test('when idle, faster backends are tried in a second worker, and the first that is faster takes over', async () => {
  vi.stubGlobal('navigator', { gpu: {} })
  const { engine, statuses } = engineOf()
  const first = engine.embed(['one'])
  await settle()
  worker(0).ready(10)
  worker(0).answer()
  await first
  await settle()
  expect(backends()).toEqual(['wasm', 'webgpu'])
  // Requests are still served in the meantime.
  const second = engine.embed(['four'])
  worker(0).answer()
  expect(await second).toEqual([Float32Array.of(4, 1)])
  worker(1).ready(12)
  await settle()
  expect(backends()).toEqual(['wasm', 'webgpu', 'webgl'])
  expect(ScriptedWorker.live()).toEqual([worker(0), worker(2)])
  worker(2).ready(4)
  await settle()
  expect(ScriptedWorker.live()).toEqual([worker(2)])
  expect(statuses.at(-1)).toEqual({ engine: 'ready', backend: 'webgl', worker: 'checked', model: 'toy@1.0.0' })
  const third = engine.embed(['sixsix'])
  worker(2).answer()
  expect(await third).toEqual([Float32Array.of(6, 1)])
  // If it fails, it is restarted once, and then the backend that it replaced.
  worker(2).fail('engine-failed', true)
  await settle()
  worker(3).fail('engine-failed', true)
  await settle()
  expect(backends()).toEqual(['wasm', 'webgpu', 'webgl', 'webgl', 'wasm'])
})

test('a request under way when a faster worker takes over is sent to it', async () => {
  vi.stubGlobal('navigator', {})
  const { engine } = engineOf()
  const first = engine.embed(['one'])
  await settle()
  worker(0).ready(10)
  worker(0).answer()
  await first
  await settle()
  expect(backends()).toEqual(['wasm', 'webgl'])
  const second = engine.embed(['four'])
  worker(1).ready(4)
  expect(worker(1).embeds).toEqual([worker(0).embeds.at(-1)])
  worker(1).answer()
  expect(await second).toEqual([Float32Array.of(4, 1)])
})

test('a worker that found another version of the model says so when it takes over, and not before', async () => {
  vi.stubGlobal('navigator', {})
  const { engine, statuses } = engineOf()
  const first = engine.embed(['one'])
  await settle()
  worker(0).ready(10)
  worker(0).answer()
  await first
  await settle()
  expect(engine.model?.version).toBe('1.0.0')
  worker(1).ready(4, '2.0.0')
  expect(engine.model?.version).toBe('2.0.0')
  expect(statuses.at(-1)).toMatchObject({ backend: 'webgl', model: 'toy@2.0.0' })
})

test('a candidate that fails leaves the serving worker alone', async () => {
  vi.stubGlobal('navigator', {})
  const { engine, errors, states } = engineOf()
  const first = engine.embed(['one'])
  await settle()
  worker(0).ready(10)
  worker(0).answer()
  await first
  await settle()
  worker(1).fail('model-damaged', false)
  await settle()
  expect(ScriptedWorker.live()).toEqual([worker(0)])
  expect(errors).toEqual([])
  expect(states()).toEqual(['loading', 'ready'])
})

test('an aborted request gives undefined, and what was not begun is not sent', async () => {
  const { engine } = engineOf()
  const stopping = new AbortController()
  const vectors = engine.embed(Array.from({ length: 32 }, String), stopping.signal)
  await settle()
  worker(0).ready()
  stopping.abort()
  expect(await vectors).toBeUndefined()
  worker(0).answer()
  await settle()
  expect(worker(0).embeds).toHaveLength(1)
  expect(await engine.embed(['one'], stopping.signal)).toBeUndefined()
  const next = engine.embed(['one'])
  worker(0).answer()
  expect(await next).toEqual([Float32Array.of(3, 1)])
})

test('stop ends workers and requests, for good', async () => {
  const { engine, states, errors } = engineOf()
  const vectors = engine.embed(['one'])
  await settle()
  engine.stop()
  expect(await vectors).toBeUndefined()
  expect(await engine.embed(['one'])).toBeUndefined()
  expect(ScriptedWorker.live()).toEqual([])
  expect(states()).toEqual(['loading', 'off'])
  expect(errors).toEqual([])
})

test('stop ends what is being fetched, and nothing more is asked for', async () => {
  const requests: Array<RequestCache | undefined> = []
  let lose: (cause: unknown) => void = () => undefined
  vi.stubGlobal('fetch', (_: string, { cache, signal }: RequestInit = {}) => {
    if (signal?.aborted) return Promise.reject(signal.reason)
    requests.push(cache)
    return new Promise((_, reject) => {
      lose = reject
    })
  })
  const { engine, errors } = engineOf()
  const vectors = engine.embed(['one'])
  await settle()
  engine.stop()
  lose(new TypeError('Failed to fetch'))
  expect(await vectors).toBeUndefined()
  await settle()
  expect(requests).toEqual(['default'])
  expect(ScriptedWorker.all).toEqual([])
  expect(errors).toEqual([])
})

test('where workers are forbidden, nothing throws', async () => {
  vi.stubGlobal('Worker', function forbidden() {
    throw new DOMException('refused', 'SecurityError')
  })
  const { engine, errors } = engineOf()
  const vectors = engine.embed(['one'])
  await settle()
  expect(await vectors).toBeUndefined()
  expect(errors).toEqual(['engine-failed'])
})

test('a worker runs the very bytes that were checked, from another origin too', async () => {
  for (const [at, base] of ['/inkling/engine/', 'https://cdn.example/inkling/engine/'].entries()) {
    void engineOf({ base }).engine.embed(['one'])
    await settle()
    expect(worker(at).url).toBe(`blob:${at}`)
    expect(await blobs.get(worker(at).url)?.text()).toBe('/* wasm.js */')
  }
})

test('where a policy forbids blob:, the worker starts by its address, and the next one at once', async () => {
  const { engine, statuses, errors } = engineOf()
  const vectors = engine.embed(['one'])
  await settle()
  // Chromium and Firefox report it this way, without a reason.
  worker(0).onerror?.({ message: '' })
  expect(worker(0).terminated).toBe(true)
  const address = new URL('/inkling/engine/wasm.js', document.baseURI).href
  expect(worker(1).url).toBe(address)
  expect(worker(1).received[0]).toMatchObject({ kind: 'start' })
  worker(1).ready()
  expect(statuses.at(-1)).toMatchObject({ engine: 'ready', worker: 'address' })
  // It fails later, for another reason.
  worker(1).onerror?.({ message: 'out of memory' })
  await settle()
  expect(worker(2).url).toBe(address)
  worker(2).ready()
  worker(2).answer()
  expect(await vectors).toHaveLength(1)
  expect(errors).toEqual([])
})

test('where a policy forbids blob: by throwing, the same', async () => {
  vi.stubGlobal(
    'Worker',
    class extends ScriptedWorker {
      constructor(url: string, options: WorkerOptions) {
        if (url.startsWith('blob:')) throw new DOMException('refused', 'SecurityError')
        super(url, options)
      }
    },
  )
  const { engine, statuses } = engineOf()
  void engine.embed(['one'])
  await settle()
  worker(0).ready()
  expect(statuses.at(-1)).toMatchObject({ worker: 'address' })
})

test('a page that knows of such a policy tries no other way', async () => {
  void engineOf({ byAddress: true }).engine.embed(['one'])
  await settle()
  expect(worker(0).url).toMatch(/wasm\.js$/)
  expect(blobs.size).toBe(0)
})

test('from another origin there is no way by the address: nothing unchecked is run', async () => {
  const { engine, errors } = engineOf({ base: 'https://cdn.example/inkling/engine/', backend: 'wasm', byAddress: true })
  const vectors = engine.embed(['one'])
  for (const at of [0, 1]) {
    await settle()
    expect(worker(at).url).toMatch(/^blob:/)
    worker(at).onerror?.({ message: '' })
  }
  expect(await vectors).toBeUndefined()
  expect(errors).toEqual(['engine-failed'])
})

test.each([
  ['changed', '/* wasm_js */'],
  ['longer', '/* wasm.js */ '],
  ['shorter', '/* wasm.js *'],
  ['not listed', undefined],
])('a script that is %s is never run, and asked for twice, the second time past all caches', async (_, body) => {
  const requests: Array<[string, RequestCache | undefined]> = []
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    requests.push([new URL(url).pathname, init?.cache])
    return new Response(body ?? sourceOf(url))
  })
  const { engine, errors } = engineOf(body === undefined ? { files: {}, backend: 'wasm' } : { backend: 'wasm' })
  expect(await engine.embed(['one'])).toBeUndefined()
  expect(errors).toEqual(['model-damaged'])
  expect(ScriptedWorker.all).toHaveLength(0)
  expect(requests).toEqual([
    ['/inkling/engine/wasm.js', 'default'],
    ['/inkling/engine/wasm.js', 'reload'],
  ])
})

test('over plain http, where browsers hide hashing, the browser itself checks the bytes that run', async () => {
  vi.stubGlobal('crypto', {})
  const asked: Array<string | undefined> = []
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    asked.push(init?.integrity)
    return new Response(sourceOf(url))
  })
  void engineOf().engine.embed(['one'])
  await settle()
  expect(asked).toEqual([undefined, `sha256-${FILES['wasm.js']?.[1]}`])
  expect(await blobs.get(worker(0).url)?.text()).toBe('/* wasm.js */')
})

test('what the WebAssembly file and the manifest must be goes to the worker', async () => {
  void engineOf({ files: { ...FILES, [WASM]: [7, 'BBBB'] }, manifests: ['CCCC'] }).engine.embed(['one'])
  await settle()
  expect(worker(0).received[0]).toMatchObject({ wasmFile: [7, 'BBBB'], manifests: ['CCCC'] })
})

test('vectors that came with the model are no work: they are not counted, and earn no faster backend', async () => {
  const { engine, statuses } = engineOf({ warmAfter: 2 })
  const vectors = engine.embed(['one', 'two', 'three'])
  await settle()
  worker(0).ready()
  await settle()
  worker(0).answer(1)
  expect(await vectors).toHaveLength(3)
  await settle()
  expect(statuses.at(-1)).toEqual({ embedded: { texts: 1, milliseconds: 5 } })
  expect(backends()).toEqual(['wasm'])
})

test('a handful of texts starts no faster backend', async () => {
  const { engine } = engineOf({ warmAfter: 2 })
  const first = engine.embed(['one'])
  await settle()
  worker(0).ready()
  await settle()
  worker(0).answer()
  await first
  await settle()
  expect(backends()).toEqual(['wasm'])
  const second = engine.embed(['two'])
  await settle()
  worker(0).answer()
  await second
  await settle()
  expect(backends()).toEqual(['wasm', 'webgl'])
})
