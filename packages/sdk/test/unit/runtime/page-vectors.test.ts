// Vectors that a site made beforehand: what a page requests for them, and what becomes of the answers.

import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { resolveOptions } from '../../../src/client/option-table.ts'
import { PHRASE_KEYS } from '../../../src/content/article9.ts'
import { itemContent } from '../../../src/content/content.ts'
import { fingerprint } from '../../../src/content/fingerprint.ts'
import {
  fileNumberOf,
  type VectorFileHeader,
  writeVectorFile,
  writeVectorIndex,
} from '../../../src/content/vector-file.ts'
import { memoryHistory } from '../../../src/developers/preview/memory-history.ts'
import { Replica } from '../../../src/history/replica.ts'
import type { InklingOptions } from '../../../src/options.ts'
import type { Grant } from '../../../src/runtime/interfaces/session.ts'
import { loadPageVectors } from '../../../src/runtime/page-vectors/load-page-vectors.ts'
import type { StoredVector, VectorOrigin } from '../../../src/types.ts'

const BASE = 'https://site.example/vectors/'
const SET = '0123456789abcdef'
const hashOf = (name: string) => createHash('sha256').update(name).digest('base64')
/** Manifests of the release, one for each language. */
const MANIFESTS = { en: hashOf('en'), ru: hashOf('ru') }
vi.mock('virtual:release', async (original) => ({
  ...(await original<object>()),
  manifests: ['en', 'ru'].map((name) => createHash('sha256').update(name).digest('base64')),
}))

const TITLES = ['A moon of Saturn', 'Soup for ten', 'Running at night', 'Bread from an oven']
const keyOf = (title: string, language = 'en') => itemContent({ id: title, title, language }).fingerprint
const vectorOf = (seed: string): StoredVector =>
  Int8Array.from({ length: 8 }, (_, i) => (i ? Number.parseInt(fingerprint(seed + i), 36) % 100 : 127))

const headerOf = (language: 'en' | 'ru', bits: number, number: number): VectorFileHeader => ({
  by: `inkling-1/encoder-${language}@1.0.0`,
  depth: 1,
  deepest: 1,
  dimensions: 8,
  manifest: MANIFESTS[language],
  bits,
  number,
})

/** What a server has. */
let answers: Map<string, Uint8Array | string>
let asked: string[]
let errors: Array<{ code: string; cause: string }>
const onError = (event: Event) => {
  const { code, cause } = (event as CustomEvent).detail
  errors.push({ code, cause: String(cause) })
}

function publish(language: 'en' | 'ru', keys: readonly string[], bits = 2): void {
  const folder = `${BASE}${language}/`
  answers.set(`${folder}index.json`, writeVectorIndex(SET, headerOf(language, bits, 0), keys.length))
  for (let number = 0; number < 2 ** bits; number++) {
    const own = new Map(keys.filter((key) => fileNumberOf(key, bits) === number).map((key) => [key, vectorOf(key)]))
    answers.set(`${folder}${SET}/${number}.inkvec`, writeVectorFile(headerOf(language, bits, number), own))
  }
}

const list = (titles: readonly string[], lang = '') =>
  `<ol data-inkling-list="top"${lang}>${titles.map((title) => `<li><a href="/${encodeURIComponent(title)}">${title}</a></li>`).join('')}</ol>`

beforeEach(() => {
  answers = new Map()
  asked = []
  errors = []
  document.documentElement.lang = 'en'
  document.body.innerHTML = list(TITLES)
  document.addEventListener('inkling:error', onError)
  vi.stubGlobal('fetch', async (url: string, { signal }: RequestInit = {}) => {
    asked.push(url)
    const answer = answers.get(url)
    if (answer === 'never')
      return new Promise((_, reject) => signal!.addEventListener('abort', () => reject(signal!.reason), { once: true }))
    return new Response((answer as BodyInit) ?? '', { status: answer === undefined ? 404 : 200 })
  })
})
afterEach(() => {
  document.removeEventListener('inkling:error', onError)
  document.documentElement.removeAttribute('lang')
  document.body.innerHTML = ''
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

async function load({
  replica = new Replica(),
  ...more
}: { replica?: Replica; consented?: boolean } & InklingOptions = {}): Promise<Replica> {
  const { consented = true, ...options } = more
  const grant = {
    options: resolveOptions({ model: 'https://site.example/encoder-en/', vectors: BASE, ...options }),
    consent: { content: consented, creatives: true, measurement: false },
    signal: new AbortController().signal,
  } as unknown as Grant
  await loadPageVectors(grant, Promise.resolve({ ...memoryHistory, replica }), Promise.resolve())
  return replica
}

const ALL = [...PHRASE_KEYS, ...TITLES.map((title) => keyOf(title))]

test('Vectors of the page’s texts and of the phrases are put into the history, as if this device had made them.', async () => {
  publish('en', [...ALL, keyOf('On another page')])
  const { vectors, origins } = await load()
  expect(new Map(vectors)).toEqual(new Map(ALL.map((key) => [key, vectorOf(key)])))
  for (const origin of origins.values())
    expect(origin).toEqual({ by: 'inkling-1/encoder-en@1.0.0', depth: 1, deepest: 1 })
  expect(errors).toEqual([])
})

test('The requests are the same whatever the history has, and in whatever order the items are.', async () => {
  publish('en', ALL, 4)
  await load()
  const first = asked
  expect(first.slice(1)).toEqual(
    [...new Set(ALL.map((key) => fileNumberOf(key, 4)))]
      .sort((a, b) => a - b)
      .map((number) => `${BASE}en/${SET}/${number}.inkvec`),
  )
  const replica = new Replica()
  for (const key of [...ALL, keyOf('Read elsewhere')])
    replica.setVector(key, vectorOf(key), { by: 'inkling-1/encoder-en@1.0.0', depth: 1, deepest: 1 })
  asked = []
  await load({ replica })
  expect(asked).toEqual(first)
  document.body.innerHTML = list([...TITLES].reverse())
  asked = []
  await load()
  expect(asked).toEqual(first)
})

test('Without consent to content, or when data is to be saved, nothing is requested.', async () => {
  await load({ consented: false })
  vi.stubGlobal('navigator', { connection: { saveData: true } })
  await load()
  expect(asked).toEqual([])
  expect(errors).toEqual([])
})

test('If the site allows special categories, no phrases are needed.', async () => {
  publish('en', ALL)
  const { vectors } = await load({ specialCategories: true })
  expect([...vectors.keys()].sort()).toEqual(TITLES.map((title) => keyOf(title)).sort())
})

test('Each language has a folder of its own, and its texts are looked for there alone.', async () => {
  document.body.innerHTML = list(TITLES) + list(['Луна Сатурна'], ' lang="ru"')
  const russian = keyOf('Луна Сатурна', 'ru')
  publish('en', ALL)
  publish('ru', [...PHRASE_KEYS, russian])
  const { origins } = await load({ languages: 'en,ru' })
  expect(origins.get(russian)?.by).toBe('inkling-1/encoder-ru@1.0.0')
  expect(origins.get(keyOf(TITLES[0]!))?.by).toBe('inkling-1/encoder-en@1.0.0')
  expect(errors).toEqual([])
  // A language without a pack is not asked for.
  asked = []
  await load()
  expect(asked.filter((url) => url.includes('/ru/'))).toEqual([])
})

const DEEP: VectorOrigin = { by: 'inkling-1/encoder-en@1.0.0', depth: 1, deepest: 1 }

test('A vector of depth 0 gives way, and one of depth 1 stays.', async () => {
  publish('en', ALL)
  const [moon, soup] = TITLES.map((title) => keyOf(title)) as [string, string]
  const replica = new Replica()
  const other = Int8Array.of(127, 0, 0, 0, 0, 0, 0, 0)
  replica.setVector(moon, other, { ...DEEP, depth: 0 })
  replica.setVector(soup, other, DEEP)
  await load({ replica })
  expect(replica.vectors.get(moon)).toEqual(vectorOf(moon))
  expect(replica.vectors.get(soup)).toBe(other)
  expect(replica.origins.get(moon)).toEqual(DEEP)
})

test('Vectors of another release are refused, even if they are of a manifest that another site might accept.', async () => {
  publish('en', ALL)
  const replica = await load({ modelIntegrity: `sha256-${hashOf('mine')}` })
  expect(replica.vectors.size).toBe(0)
  expect(errors).toEqual([{ code: 'vectors-unavailable', cause: expect.stringContaining('another release') }])
})

test('Vectors of another length than those of the history are refused.', async () => {
  publish('en', ALL)
  const replica = new Replica()
  replica.setVector('x', Int8Array.of(127, 1, 2), DEEP)
  await load({ replica })
  expect(replica.vectors.size).toBe(1)
  expect(errors[0]?.cause).toContain('different lengths')
})

test('One file that is wrong is enough: none is used.', async () => {
  publish('en', ALL)
  const last = asLast()
  answers.set(last, (answers.get(last) as Uint8Array).slice(1))
  expect((await load()).vectors.size).toBe(0)
  // Another file of the same set, which is right in itself.
  answers.set(last, answers.get(`${BASE}en/${SET}/0.inkvec`)!)
  expect((await load()).vectors.size).toBe(0)
  expect(errors.map(({ code }) => code)).toEqual(['vectors-unavailable', 'vectors-unavailable'])
})

const asLast = () => `${BASE}en/${SET}/${Math.max(...ALL.map((key) => fileNumberOf(key, 2)))}.inkvec`

test('All files together are waited for no longer than two seconds.', async () => {
  publish('en', ALL)
  answers.set(asLast(), 'never')
  vi.useFakeTimers()
  const loading = load()
  await vi.advanceTimersByTimeAsync(2000)
  expect((await loading).vectors.size).toBe(0)
  expect(errors.map(({ code }) => code)).toEqual(['vectors-unavailable'])
})

test('A page that would need more than 128 files uses none, and says what to write.', async () => {
  document.body.innerHTML = list(Array.from({ length: 180 }, (_, i) => `Story ${fingerprint(`${i}`)}`))
  answers.set(`${BASE}en/index.json`, writeVectorIndex(SET, headerOf('en', 16, 0), 0))
  await load()
  expect(asked).toEqual([`${BASE}en/index.json`])
  expect(errors[0]?.cause).toContain('--files')
})
