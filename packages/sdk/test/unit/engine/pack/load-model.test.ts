// @vitest-environment node
import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { loadModel } from '../../../../src/engine/model/load-model.ts'
import { ModelError } from '../../../../src/engine/pack/errors.ts'
import { sha256, sha256InScript } from '../../../../src/engine/pack/files/digest.ts'
import { type LoadOptions, loadListed, type Progress } from '../../../../src/engine/pack/files/load-files.ts'
import { architectureOf } from '../../../../src/engine/pack/manifest.ts'
import { architecture, base64, contentOf, hex, makeBundle } from '../bundle.ts'

const BASE = 'https://site.example/models/toy/'

/** A server with a bundle, whose responses a test may change. */
class Server {
  readonly requests: Array<[name: string, cache: RequestCache | undefined]> = []
  files = makeBundle()
  online = true
  /** Replaces the file's response if it returns one. */
  answer: (name: string, cache: RequestCache | undefined) => Response | undefined = () => undefined

  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    init?.signal?.throwIfAborted()
    const name = String(input).slice(BASE.length)
    this.requests.push([name, init?.cache])
    if (!this.online) throw new TypeError('Failed to fetch')
    const answer = this.answer(name, init?.cache)
    if (answer) return answer
    const bytes = this.files.get(name)
    return bytes ? new Response(inChunks(bytes)) : new Response('Not found', { status: 404 })
  }

  names() {
    return this.requests.map(([name]) => name).sort()
  }
}

function inChunks(bytes: Uint8Array<ArrayBuffer>, size = 100): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close()
      controller.enqueue(bytes.slice(at, at + size))
      at += size
    },
  })
}

/** The parts of Cache Storage that the loader uses, in memory. */
class MemoryCaches {
  readonly stores = new Map<string, Map<string, Uint8Array<ArrayBuffer>>>()
  /** In bytes. */
  quota = Number.POSITIVE_INFINITY

  used() {
    const bodies = [...this.stores.values()].flatMap((store) => [...store.values()])
    return bodies.reduce((sum, { length }) => sum + length, 0)
  }

  async open(name: string) {
    const store = this.stores.get(name) ?? new Map<string, Uint8Array<ArrayBuffer>>()
    this.stores.set(name, store)
    return {
      match: async (url: string) => {
        const bytes = store.get(url)
        return bytes && new Response(bytes.slice())
      },
      put: async (url: string, response: Response) => {
        const body = new Uint8Array(await response.arrayBuffer())
        if (this.used() + body.length > this.quota) throw new DOMException('full', 'QuotaExceededError')
        store.set(url, body)
      },
      delete: async (url: string) => store.delete(url),
      keys: async () => [...store.keys()].map((url) => ({ url })),
    }
  }

  async keys() {
    return [...this.stores.keys()]
  }

  async delete(name: string) {
    return this.stores.delete(name)
  }

  async match(url: string, { cacheName }: { cacheName: string }) {
    const bytes = this.stores.get(cacheName)?.get(url)
    return bytes && new Response(bytes.slice())
  }
}

let server: Server
let caches: MemoryCaches
const load = (options: LoadOptions = {}) =>
  loadModel(BASE, { fetch: server.fetch, caches: caches as unknown as CacheStorage, ...options })
/** The same server's files in another folder. */
const loadFrom = (folder: string) => {
  const moved: typeof fetch = (input, init) => server.fetch(String(input).replace(folder, BASE), init)
  return loadModel(folder, { fetch: moved, caches: caches as unknown as CacheStorage })
}
const FILES = ['golden.json', 'table.bin', 'vocabulary.txt', 'weights-0.bin', 'weights-1.bin']

beforeEach(() => {
  server = new Server()
  caches = new MemoryCaches()
})

/** The file with one bit changed. */
function flipped(name: string): Response {
  const bytes = server.files.get(name)?.slice() ?? new Uint8Array()
  const at = bytes.length >> 1
  bytes[at] = bytes[at]! ^ 1
  return new Response(bytes)
}

async function refusal(work: Promise<unknown>): Promise<ModelError> {
  const error = await work.then(
    () => new Error('It was accepted.'),
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(ModelError)
  return error as ModelError
}

test('loads every weight in its shape, with progress up to the whole', async () => {
  const progress: Progress[] = []
  const model = await load({ onProgress: (step) => progress.push(step) })
  expect(model.weights.get('layer.1.qkv.kernel')?.shape).toEqual([8, 24])
  expect(model.vocabulary).toHaveLength(architecture.vocabulary)
  expect(model.golden).toHaveLength(4)
  const total = FILES.reduce((sum, name) => sum + (server.files.get(name)?.length ?? 0), 0)
  expect(progress.length).toBeGreaterThan(20)
  expect(progress.at(-1)).toEqual({ loaded: total, total, fromCache: false })
  for (const [i, step] of progress.entries()) expect(step.loaded).toBeGreaterThan(progress[i - 1]?.loaded ?? 0)
})

test('makes no cache before it may: withdrawn in the meantime, none comes back', async () => {
  let allow = () => {}
  const allowed = new Promise<void>((resolve) => (allow = resolve))
  const mayKeep = vi.fn(() => allowed)
  const model = load({ mayKeep })
  await vi.waitFor(() => expect(mayKeep).toHaveBeenCalledOnce())
  expect(await caches.keys()).toEqual([])
  allow()
  expect((await model).weights.size).toBeGreaterThan(0)
  expect(await caches.keys()).toEqual(['inkling-model:toy@1.0.0'])
})

test('offline, a manifest is looked for in what is there, and nothing is made', async () => {
  await load()
  const opened = vi.spyOn(caches, 'open')
  server.online = false
  // Deleted just after it was listed.
  vi.spyOn(caches, 'keys').mockImplementation(async () => {
    const names = [...caches.stores.keys()]
    caches.stores.clear()
    return names
  })
  expect((await refusal(load())).code).toBe('model-unavailable')
  expect(opened).not.toHaveBeenCalled()
  expect([...caches.stores.keys()]).toEqual([])
})

test('a pack without a transformer is no model for a worker to compute', async () => {
  server.files = makeBundle({ deepest: 0 })
  const { manifest } = await load()
  expect(() => architectureOf(manifest)).toThrow('toy has no transformer, only depth 0.')
})

test('a second visit asks for the manifest alone; offline it asks in vain and works', async () => {
  const first = await load()
  server.requests.length = 0
  const progress: Progress[] = []
  const second = await load({ onProgress: (step) => progress.push(step) })
  expect(second.weights).toEqual(first.weights)
  expect(server.names()).toEqual(['manifest.json'])
  expect(progress.at(-1)).toMatchObject({ fromCache: true, loaded: progress.at(-1)?.total })

  server.online = false
  expect((await load()).weights).toEqual(first.weights)
})

test('a new version replaces the old one once it is whole; other models stay', async () => {
  await load()
  await caches.open('inkling-model:other@1.0.0')
  await caches.open('toy')
  server.files = makeBundle({ version: '1.1.0', seed: 2 })
  server.answer = (name) => (name === 'weights-1.bin' ? flipped(name) : undefined)
  expect((await refusal(load())).code).toBe('model-damaged')
  expect([...caches.stores.keys()]).toContain('inkling-model:toy@1.0.0')

  server.answer = () => undefined
  await load()
  expect([...caches.stores.keys()].sort()).toEqual(['inkling-model:other@1.0.0', 'inkling-model:toy@1.1.0', 'toy'])
})

test('the next release has the same model in another folder: nothing is downloaded again, and nothing lies there twice', async () => {
  const first = await load()
  const kept = caches.used()
  server.requests.length = 0
  const second = await loadFrom('https://site.example/inkling/2.0.0/toy/')
  expect(second.weights).toEqual(first.weights)
  expect(server.names()).toEqual(['manifest.json'])
  expect(caches.used()).toBe(kept)
})

test('the same version with a file more: that one comes, and the weights are not downloaded again', async () => {
  await load()
  server.requests.length = 0
  server.files = makeBundle({ precomputed: ['the sun'] })
  const { precomputed } = await load()
  expect([...precomputed.keys()]).toEqual(['the sun'])
  expect(server.names()).toEqual(['manifest.json', 'precomputed.json'])
  server.files = makeBundle()
  server.requests.length = 0
  expect((await load()).precomputed.size).toBe(0)
  expect(server.names()).toEqual(['manifest.json'])
})

describe('two models with the same files', () => {
  const loadOther = () => loadFrom('https://site.example/models/other/')

  test('share them: they are downloaded once, and lie there once; offline, too', async () => {
    const first = await load()
    const kept = caches.used()
    server.requests.length = 0
    server.files = makeBundle({ name: 'other' })
    expect((await loadOther()).weights).toEqual(first.weights)
    expect(server.names()).toEqual(['manifest.json'])
    expect(caches.used() - kept).toBe(server.files.get('manifest.json')!.length)
    server.online = false
    expect((await loadOther()).weights).toEqual(first.weights)
  })

  test('damaged where it lies: that one file comes by the network', async () => {
    await load()
    const [first] = caches.stores.values()
    const place = [...first!.keys()].find(
      (url) => first!.get(url)!.length === contentOf(server.files, 'weights-0.bin').length,
    )!
    first!.get(place)![7]! ^= 1
    server.requests.length = 0
    server.files = makeBundle({ name: 'other' })
    await loadOther()
    expect(server.names()).toEqual(['manifest.json', 'weights-0.bin'])
  })

  test('the first has a new version: what the other had of it comes again, once', async () => {
    await load()
    server.files = makeBundle({ name: 'other' })
    await loadOther()
    server.files = makeBundle({ version: '1.1.0', seed: 2 })
    await load()
    server.files = makeBundle({ name: 'other' })
    server.requests.length = 0
    await loadOther()
    expect(server.names()).toEqual([...FILES, 'manifest.json'].sort().filter((name) => !unchanged(name)))
    server.requests.length = 0
    await loadOther()
    expect(server.names()).toEqual(['manifest.json'])
  })

  /** The next version: another seed, same size. */
  const unchanged = (name: string) => {
    const [before, after] = [makeBundle(), makeBundle({ version: '1.1.0', seed: 2 })].map((files) => files.get(name)!)
    return name !== 'manifest.json' && hex(before!) === hex(after!)
  }
})

test('what lies in the cache of a version and is none of its files goes', async () => {
  const cache = await caches.open('inkling-model:toy@1.0.0')
  await cache.put(`${BASE}weights-0.bin`, new Response('as an earlier release kept it'))
  await load()
  expect(caches.stores.get('inkling-model:toy@1.0.0')?.size).toBe(FILES.length + 1)
  expect(caches.stores.get('inkling-model:toy@1.0.0')?.has(`${BASE}weights-0.bin`)).toBe(false)
})

test('room for one version only: the old one makes room, and the new one is kept', async () => {
  await load()
  caches.quota = caches.used() + 100
  server.files = makeBundle({ version: '1.1.0', seed: 2 })
  await load()
  expect([...caches.stores.keys()]).toEqual(['inkling-model:toy@1.1.0'])
  server.requests.length = 0
  await load()
  expect(server.names()).toEqual(['manifest.json'])
})

describe('files of a megabyte', () => {
  const NAMES = ['a', 'b', 'c', 'small']
  const kept = () => caches.stores.get('inkling-model:large@1.0.0')?.size
  const loadThem = () =>
    loadListed(BASE, { fetch: server.fetch, caches: caches as unknown as CacheStorage }, JSON.parse, () => NAMES)

  beforeEach(() => {
    const bytesOf = (name: string) => new Uint8Array(name === 'small' ? 1000 : 300_000).fill(name.charCodeAt(0))
    const listed = NAMES.map((name) => {
      const bytes = bytesOf(name)
      server.files.set(name, bytes)
      return [name, { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }]
    })
    const manifest = { name: 'large', version: '1.0.0', files: Object.fromEntries(listed) }
    server.files.set('manifest.json', new TextEncoder().encode(JSON.stringify(manifest)))
  })

  test('come one after the other, each kept before the next is asked for; a small one comes beside them', async () => {
    const before: Record<string, number | undefined> = {}
    server.answer = (name) => {
      before[name] = kept()
      return undefined
    }
    const pack = await loadThem()
    expect(pack.names).toEqual(NAMES)
    expect(server.requests.map(([name]) => name)).toEqual(['manifest.json', 'small', 'a', 'b', 'c'])
    expect(before).toMatchObject({ a: 0, small: 0, b: 2, c: 3 })
  })

  test('that are broken off again and again get further each time', async () => {
    for (const broken of ['a', 'b', 'c']) {
      server.answer = (name) => (name === broken ? Response.error() : undefined)
      expect((await refusal(loadThem())).code).toBe('model-unavailable')
    }
    server.answer = () => undefined
    await loadThem()
    const fetched = server.names().filter((name) => name !== 'manifest.json')
    // Each once without success; those that had arrived aren't requested again.
    expect(fetched).toEqual(['a', 'a', 'b', 'b', 'c', 'c', 'small'])
  })
})

test('a storage that never answers is as good as none', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const never = () => new Promise<never>(() => {})
    const silent = { match: never, put: never, delete: never, keys: never }
    for (const storage of [
      { open: never, keys: never, delete: never },
      { open: async () => silent, keys: never, delete: never },
    ]) {
      let weights = 0
      void load({ caches: storage as unknown as CacheStorage }).then((model) => (weights = model.weights.size))
      for (let seconds = 0; seconds < 120 && weights === 0; seconds++) {
        await vi.advanceTimersByTimeAsync(1000)
        // Hashes are computed in another thread.
        await sha256(new Uint8Array())
      }
      expect(weights).toBeGreaterThan(0)
    }
  } finally {
    vi.useRealTimers()
  }
})

test.each([
  ['no Cache Storage', () => undefined],
  [
    'full storage',
    () => {
      caches.quota = 0
      return caches
    },
  ],
  [
    'blocked storage',
    () => ({
      open: async () => Promise.reject(new Error('blocked')),
      keys: async () => Promise.reject(new Error('blocked')),
    }),
  ],
])('%s: the network serves', async (_, storage) => {
  const model = await load({ caches: storage() as CacheStorage | undefined })
  expect(model.weights.size).toBeGreaterThan(0)
  expect(server.names()).toEqual([...FILES, 'manifest.json'].sort())
})

describe('a wrong byte', () => {
  test('from the network is asked for once more, past the caches', async () => {
    server.answer = (name, cache) => (name === 'weights-0.bin' && cache !== 'reload' ? flipped(name) : undefined)
    const progress: Progress[] = []
    await load({ onProgress: (step) => progress.push(step) })
    expect(server.requests.filter(([name]) => name === 'weights-0.bin')).toEqual([
      ['weights-0.bin', 'default'],
      ['weights-0.bin', 'reload'],
    ])
    expect(progress.at(-1)?.loaded).toBe(progress.at(-1)?.total)
  })

  test.each(FILES)('twice in %s: the model is damaged, and nothing wrong is kept', async (file) => {
    server.answer = (name) => (name === file ? flipped(name) : undefined)
    const error = await refusal(load())
    expect(error.code).toBe('model-damaged')
    expect(error.message).toContain(file)
    const kept = caches.stores.get('inkling-model:toy@1.0.0') ?? new Map<string, Uint8Array>()
    for (const [address, body] of kept) expect(address.endsWith(hex(body)), address).toBe(true)
    expect(kept.size).toBeLessThan(FILES.length)
  })

  test('in the cache: that file alone comes anew', async () => {
    await load()
    server.requests.length = 0
    const address = `https://site.example/inkling-model/${hex(contentOf(server.files, 'weights-0.bin'))}`
    const stored = caches.stores.get('inkling-model:toy@1.0.0')?.get(address)
    expect(stored).toBeDefined()
    if (stored) stored[3] = (stored[3] ?? 0) ^ 1
    await load()
    expect(server.names()).toEqual(['manifest.json', 'weights-0.bin'])
  })

  test('in a manifest whose hash is known: damaged; with the right hash it loads', async () => {
    const manifest = server.files.get('manifest.json') ?? new Uint8Array()
    await load({ manifests: [base64(new Uint8Array(3)), base64(manifest)] })
    const error = await refusal(load({ manifests: [base64(new Uint8Array(3))] }))
    expect(error.code).toBe('model-damaged')
    expect(server.requests.at(-1)).toEqual(['manifest.json', 'reload'])
  })
})

test.each([
  ['cut short', (bytes: Uint8Array<ArrayBuffer>) => bytes.slice(0, -1)],
  ['empty', () => new Uint8Array()],
  ['too long', (bytes: Uint8Array<ArrayBuffer>) => new Uint8Array(bytes.length + 1)],
])('a file that is %s is damaged', async (_, change) => {
  server.answer = (name) =>
    name === 'weights-0.bin' ? new Response(change(server.files.get(name) ?? new Uint8Array())) : undefined
  expect((await refusal(load())).code).toBe('model-damaged')
})

const page = () =>
  new Response('<!doctype html><title>Home</title>', { headers: { 'content-type': 'text/html; charset=utf-8' } })
test.each([
  ['404', () => new Response('', { status: 404 })],
  ['500', () => new Response('', { status: 500 })],
  ['a page instead', page],
  ['no network', () => Response.error()],
])('%s: the model is unavailable', async (_, response) => {
  for (const file of ['manifest.json', 'weights-1.bin']) {
    server.answer = (name) => (name === file ? response() : undefined)
    const error = await refusal(load())
    expect(error.code).toBe('model-unavailable')
    expect(error.message).toContain(BASE + file)
  }
})

test('a download that breaks off is unavailable', async () => {
  const broken = () =>
    new ReadableStream({
      pull(controller) {
        controller.enqueue(new Uint8Array(10))
        controller.error(new TypeError('network error'))
      },
    })
  server.answer = (name) => (name === 'weights-0.bin' ? new Response(broken()) : undefined)
  expect((await refusal(load())).code).toBe('model-unavailable')
})

test('aborts at once, before and in the middle', async () => {
  const early = new AbortController()
  early.abort()
  await expect(load({ signal: early.signal })).rejects.toThrow('aborted')
  expect(server.requests).toEqual([])

  const late = new AbortController()
  const work = load({ signal: late.signal, onProgress: () => late.abort() })
  await expect(work).rejects.toMatchObject({ name: 'AbortError' })
})

test('numbers that are no numbers, behind right hashes, are refused', async () => {
  const put = (name: string, bytes: Uint8Array<ArrayBuffer>) => {
    const manifest = JSON.parse(new TextDecoder().decode(server.files.get('manifest.json')))
    manifest.files[name] = { bytes: bytes.length, sha256: hex(bytes) }
    server.files.set(name, bytes).set('manifest.json', new TextEncoder().encode(JSON.stringify(manifest)))
  }
  const floats = server.files.get('weights-1.bin')?.slice() ?? new Uint8Array()
  new Float32Array(floats.buffer)[5] = Number.NaN
  put('weights-1.bin', floats)
  expect((await refusal(load())).message).toContain("isn't a finite number")

  server.files = makeBundle()
  put('golden.json', new TextEncoder().encode('{"texts":[{"text":"x","ids":[99],"vector":[1]}]}'))
  expect((await refusal(load())).message).toContain('golden.json must list')

  server.files = makeBundle()
  put('precomputed.json', new TextEncoder().encode('{"texts":[{"text":"x","vector":"AAAA"}]}'))
  expect((await refusal(load())).message).toContain('precomputed.json must list')

  server.files = makeBundle()
  put('vocabulary.txt', new TextEncoder().encode('[CLS]\n[SEP]\n'))
  expect((await refusal(load())).message).toContain('The vocabulary has 2 tokens instead of 30.')
})

test('SHA-256 in script equals the platform’s', async () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 1000]) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 37) & 255)
    expect(hex(bytes)).toBe(await sha256(bytes))
    expect(Buffer.from(sha256InScript(bytes)).toString('hex')).toBe(hex(bytes))
  }
})
