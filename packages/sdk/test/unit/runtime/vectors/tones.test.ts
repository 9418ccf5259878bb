// Tones on a page: where they come from, where they lie, and what happens when they can't be had.

import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { resolveOptions } from '../../../../src/client/option-table.ts'
import { TONE_OUTPUTS } from '../../../../src/engine/tone/tone-head.ts'
import { putVectors } from '../../../../src/history/vectors/put-vectors.ts'
import { profile } from '../../../../src/runtime/audiences/profile.ts'
import { Tones } from '../../../../src/runtime/vectors/tones.ts'
import type { AudienceContext, ToneContext } from '../../../../src/types/bundles.ts'
import type { ErrorCode } from '../../../../src/types.ts'
import { NOW, onDisk, open, originOf, reset } from '../../../cases/history.ts'
import { base64, makeBundle } from '../../engine/bundle.ts'
import { makeToneBundle } from '../../engine/tone-files.ts'
import { content } from '../../ranking/make.ts'

let files: ReturnType<typeof makeBundle>
const asked: string[] = []
const errors: ErrorCode[] = []
const note = ({ detail }: CustomEvent<{ code: ErrorCode }>) => errors.push(detail.code)

beforeEach(async () => {
  await reset()
  files = makeToneBundle()
  asked.length = errors.length = 0
  vi.stubGlobal('fetch', async (url: string) => {
    const name = String(url).split('/').pop()!
    asked.push(name)
    const bytes = files.get(name)
    return bytes ? new Response(bytes) : new Response('', { status: 404 })
  })
  document.addEventListener('inkling:error', note)
})
afterEach(() => {
  vi.unstubAllGlobals()
  document.removeEventListener('inkling:error', note)
})

const CAT = content('/cat', { text: 'the cat sat on the mat', fingerprint: 'cat' })
const DOG = content('/dog', { text: 'the dog ran home', fingerprint: 'dog' })
const texts = new Map([CAT, DOG].map((each) => [each.fingerprint, each]))

async function page(options: Parameters<typeof resolveOptions>[0] = {}) {
  const { store } = await open()
  for (const each of texts.keys())
    await putVectors(store, new Map([[each, Int8Array.of(1)]]), NOW, originOf('toys/toy@1.0.0', 0))
  const context = {
    grant: {
      signal: new AbortController().signal,
      options: resolveOptions({
        model: 'https://site.example/toy/',
        modelIntegrity: `sha256-${base64(files.get('manifest.json')!)}`,
        table: 'now',
        ...options,
      }),
      onChoice: () => {},
      importFile: async () => ({ segments: () => [] }),
    },
    store,
    embedder: { deepTones: async () => undefined },
    views: 1,
  } as unknown as ToneContext & AudienceContext
  return Object.assign(context, { tones: new Tones(context) })
}

test('A text’s tone is made by its words, and lies beside its vector; the next page reads it, and loads nothing.', async () => {
  const first = await page()
  const made = await first.tones.of(texts)
  expect([...made.keys()]).toEqual(['cat', 'dog'])
  expect(made.get('cat')).toMatchObject({ depth: 0 })
  expect(made.get('cat')).not.toEqual(made.get('dog'))
  first.store!.close()
  asked.length = 0
  const second = await page()
  const read = await second.tones.of(texts)
  expect(asked).toEqual([])
  expect(read.get('cat')!.valence).toBeCloseTo(made.get('cat')!.valence, 1.9)
  second.store!.close()
})

test('Where a worker runs nobody waits for it: its tones take the place of the table’s the next time, and are not made again.', async () => {
  const context = await page()
  const deep = Float32Array.from({ length: TONE_OUTPUTS }, (_, i) => (i ? 0 : 0.5))
  const deepTones = vi.fn(async (_: string, some: readonly string[]) => some.map(() => deep))
  Object.assign(context, { embedder: { deepTones } })
  expect((await context.tones.of(texts)).get('cat')).toMatchObject({ depth: 0 })
  await vi.waitFor(async () =>
    expect((await onDisk<{ tone?: Int8Array }>('vectors')).map(({ tone }) => tone?.at(-1))).toEqual([1, 1]),
  )
  const again = (await context.tones.of(texts)).get('cat')!
  expect(again.depth).toBe(1)
  expect(again.valence).toBeCloseTo(0.5, 1.9)
  expect(deepTones).toHaveBeenCalledTimes(1)
  context.store!.close()
})

test('A worker that tells no tone leaves the table’s.', async () => {
  const context = await page()
  Object.assign(context, { embedder: { deepTones: async () => undefined } })
  expect((await context.tones.of(texts)).get('dog')).toMatchObject({ depth: 0 })
  context.store!.close()
})

test('Where no table may be downloaded nothing is asked for, and there is no tone.', async () => {
  const context = await page({ table: 'never' })
  expect([(await context.tones.of(texts)).size, asked]).toEqual([0, []])
  context.store!.close()
})

test.each([
  ['a pack that tells none', () => makeBundle(), []],
  ['files that are damaged', () => makeToneBundle((told) => Object.assign(told, { taps: 2 })), ['model-damaged']],
] as const)('Of %s there is none, and what is wrong is told once.', async (_, make, expected) => {
  files = make()
  const context = await page()
  expect((await context.tones.of(texts)).size).toBe(0)
  expect((await context.tones.of(texts)).size).toBe(0)
  expect(errors).toEqual(expected)
  context.store!.close()
})

test('What somebody else has written into the storage as a tone is none.', async () => {
  const context = await page()
  await onDisk('vectors', (store) => {
    const all = store.getAll()
    all.onsuccess = () => {
      for (const row of all.result) store.put({ ...row, tone: { valence: 'high' } })
    }
  })
  expect((await context.tones.of(texts)).get('cat')).toMatchObject({ depth: 0 })
  context.store!.close()
})

test('The profile tells how what was opened sounds, of those items whose tone is known.', async () => {
  const context = await page()
  const positive = [
    { ...CAT, kind: 'read', at: NOW, item: '/cat', weight: 2 },
    { ...DOG, kind: 'read', at: NOW, item: '/dog', weight: 1 },
    { ...DOG, fingerprint: 'unknown', kind: 'read', at: NOW, item: '/x', weight: 5 },
  ]
  Object.assign(context, { scorer: { base: () => ({ history: { positive } }), counted: () => [] } })
  expect(await profile(context)).not.toHaveProperty('tone')
  const made = await context.tones.of(texts)
  const { tone } = await profile(context)
  expect(tone!.items).toBe(2)
  expect(tone!.valence).toBeCloseTo((2 * made.get('cat')!.valence + made.get('dog')!.valence) / 3, 1.9)
  context.store!.close()
})
