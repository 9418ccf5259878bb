// Where the table comes from that vectors are made by, and what is counted of their texts: pieces, and unknown words among them, and no
// word itself.

import { createHash } from 'node:crypto'
import { afterEach, expect, test, vi } from 'vitest'
import { resolveOptions } from '../../../../src/client/option-table.ts'
import { memoryHistory } from '../../../../src/developers/preview/memory-history.ts'
import { Replica } from '../../../../src/history/replica.ts'
import { VectorMaker } from '../../../../src/runtime/vectors/vector-maker.ts'
import { makeBundle } from '../../engine/bundle.ts'

const FOLDER = 'https://site.example/toy/'

afterEach(() => vi.unstubAllGlobals())

/** A page in English with a model of its own, of which `answers` says what comes for a file. */
function setUp(answers: (name: string, cache: RequestCache | undefined) => Response | undefined = () => undefined) {
  const bundle = makeBundle({ deepest: 0 })
  const asked: string[] = []
  const counted: object[] = []
  const replica = new Replica()
  vi.stubGlobal('fetch', async (url: RequestInfo | URL, { cache, signal }: RequestInit = {}) => {
    signal?.throwIfAborted()
    const name = String(url).slice(FOLDER.length)
    asked.push(`${name} ${cache}`)
    return answers(name, cache) ?? new Response(bundle.get(name))
  })
  const hash = createHash('sha256').update(bundle.get('manifest.json')!).digest('base64')
  const context = {
    grant: {
      options: resolveOptions({ model: FOLDER, modelIntegrity: `sha256-${hash}` }),
      signal: new AbortController().signal,
      onChoice() {},
    },
    scorer: { languages: new Set(['en']) },
    store: { ...memoryHistory, replica, vectors: replica.vectors },
    experiments: { add: (counts: object) => void counted.push(counts) },
    onStatus() {},
  } as unknown as ConstructorParameters<typeof VectorMaker>[0]
  const texts = new Map([['a', { fingerprint: 'a', text: 'the cat', language: 'en' }]])
  const make = (answer: Promise<Response | undefined>) =>
    new VectorMaker(context, {}, { folder: FOLDER, answer }, false).make(texts, [true, false], new Map())
  const tables = () => asked.filter((each) => each.startsWith('table.bin'))
  return { bundle, context, vectors: replica.vectors, counted, asked: tables, make }
}

test('A table that was asked for ahead is not asked for again.', async () => {
  const { bundle, asked, make } = setUp()
  expect(await make(Promise.resolve(new Response(bundle.get('table.bin'))))).toBe(true)
  expect(asked()).toEqual([])
})

test('Where the answer has not come, or is not the file, the table is asked for once more.', async () => {
  const failed = setUp()
  expect(await failed.make(Promise.resolve(undefined))).toBe(true)
  expect(failed.asked()).toEqual(['table.bin default'])
  const wrong = setUp()
  expect(await wrong.make(Promise.resolve(new Response('what a proxy says instead')))).toBe(true)
  expect(wrong.asked()).toEqual(['table.bin reload'])
  const endless = setUp()
  const zeros = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1 << 16)) })
  expect(await endless.make(Promise.resolve(new Response(zeros)))).toBe(true)
  expect(endless.asked()).toEqual(['table.bin reload'])
})

test('An answer that nobody needs is read no further.', async () => {
  // Nothing of the model can be had: it isn't known how long the table may be.
  const { make } = setUp((name) => (name === 'manifest.json' ? new Response('', { status: 404 }) : undefined))
  let cancelled = false
  const body = new ReadableStream({
    pull: (controller) => controller.enqueue(new Uint8Array(1)),
    cancel: () => void (cancelled = true),
  })
  expect(await make(Promise.resolve(new Response(body)))).toBe(false)
  await vi.waitFor(() => expect(cancelled).toBe(true))
})

test('An answer that never comes, or stops half way, is waited for no longer than any other.', async () => {
  const errors: string[] = []
  const heard = (event: Event) => errors.push((event as CustomEvent).detail.code)
  document.addEventListener('inkling:error', heard)
  const half = new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(1)) })
  for (const ahead of [new Promise<never>(() => {}), Promise.resolve(new Response(half))]) {
    const { asked, make } = setUp()
    vi.useFakeTimers()
    const making = make(ahead)
    await vi.advanceTimersByTimeAsync(120_000)
    vi.useRealTimers()
    expect(await making).toBe(false)
    expect(asked()).toEqual([])
  }
  document.removeEventListener('inkling:error', heard)
  expect(errors).toEqual(['engine-slow', 'engine-slow'])
})

test('Of texts that get a vector pieces are counted, once for each; of one that has none nothing is, however often it is read.', async () => {
  const { context, counted, vectors } = setUp()
  const maker = new VectorMaker(context, {}, undefined, false)
  const texts = new Map(
    Object.entries({ a: 'the zebra cat', b: 'mat', c: 'zebra quagga' }).map(([key, text]) => [
      key,
      { fingerprint: key, text, language: 'en' },
    ]),
  )
  expect(await maker.make(texts, [true, false], new Map())).toBe(true)
  expect([...vectors.keys()]).toEqual(['a', 'b'])
  expect(counted).toEqual([{ piece: 4, unknown: 1 }])
  // The next view.
  expect(await maker.make(texts, [true, false], new Map())).toBe(false)
  expect(counted.slice(1)).toEqual([{ piece: 0, unknown: 0 }])
})
