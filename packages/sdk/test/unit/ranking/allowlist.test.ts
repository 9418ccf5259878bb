// No feature is a protected attribute or a known proxy of one: the allowed features and the fields they may read are
// listed here. Additions must be justified in docs/features.md.

import { describe, expect, test } from 'vitest'
import { type OfItem, READS } from '../../../../cli/src/parameters/reads.ts'
import { evidence } from '../../../src/ranking/features/evidence.ts'
import { FEATURES, type Feature, features } from '../../../src/ranking/features/features.ts'
import type { ItemContent, ReaderEvent, StoredVector } from '../../../src/types.ts'
import { content, event, NOW } from './make.ts'

const ALLOWED_FEATURES = [
  'popularity',
  'freshness',
  'position',
  'interest',
  'contrast',
  'words',
  'skippedWords',
  'coReading',
  'labels',
  'author',
  'opened',
  'skipped',
  'popularityAffinity',
  'eraAffinity',
  'era',
  'dismissed',
]
const OF_ITEMS = ['id', 'text', 'fingerprint', 'topic', 'tags', 'author', 'published', 'popularity']
/** `pinned`: items that keep their place. `language`: how words are split. */
const ALLOWED_OF_ITEMS = [...OF_ITEMS, 'pinned', 'language']
/** `kind`: what the reader did. */
const ALLOWED_OF_EVENTS = [...OF_ITEMS, 'item', 'kind', 'language', 'weight', 'showings']

const DAY = 86_400_000
const vector = (n: number): StoredVector => Int8Array.from({ length: 8 }, (_, d) => ((n * 37 + d * 53) % 200) - 100)
const items = Array.from({ length: 12 }, (_, i) =>
  content(`item ${i}`, {
    text: `word${i % 4} word${i % 5} thing${i}`,
    topic: `topic ${i % 3}`,
    tags: [`tag ${i % 2}`],
    author: `author ${i % 4}`,
    published: NOW - (i + 1) * DAY,
    popularity: 0.05 + i / 20,
  }),
)
const past: ReaderEvent[] = [
  ...items.slice(6, 12).map((item) => event('impression', item)),
  ...items.slice(9, 12).map((item) => event('click', item)),
  event('dismiss', items[8]!),
]
const vectors = new Map(items.map(({ fingerprint }, n) => [fingerprint, vector(n)]))

const columnsOf = (
  tier: 'lexical' | 'semantic',
  candidates: readonly ItemContent[] = items.slice(0, 10),
  events: readonly ReaderEvent[] = past,
  known: ReadonlyMap<string, StoredVector> = vectors,
) => features({ candidates, history: evidence(events, NOW), vectors: known, now: NOW }, tier).columns

test('The features are those of the list.', () => {
  expect([...FEATURES].sort()).toEqual([...ALLOWED_FEATURES].sort())
})

/** Records which fields are read; unknown ones are undefined. */
function watched<T extends object>(object: T, read: Set<string>): T {
  return new Proxy(object, {
    get: (target, key, receiver) => {
      read.add(String(key))
      return Reflect.get(target, key, receiver)
    },
    ownKeys: () => {
      throw new Error('all fields are read at once')
    },
  })
}

test.each(['lexical', 'semantic'] as const)('Of items and events nothing else is read: %s', (tier) => {
  const [ofItems, ofEvents] = [new Set<string>(), new Set<string>()]
  const history = evidence(past, NOW)
  const watch = (side: typeof history.positive) => side.map((each) => watched(each, ofEvents))
  features(
    {
      candidates: items.map((item) => watched(item, ofItems)),
      history: {
        ...history,
        positive: watch(history.positive),
        skipped: watch(history.skipped),
        dismissed: watch(history.dismissed),
      },
      vectors,
      now: NOW,
    },
    tier,
  )
  expect([...ofItems].filter((key) => !ALLOWED_OF_ITEMS.includes(key))).toEqual([])
  expect([...ofEvents].filter((key) => !ALLOWED_OF_EVENTS.includes(key))).toEqual([])
  // The recorder works.
  expect(ofItems.size).toBeGreaterThan(5)
  expect(ofEvents.size).toBeGreaterThan(4)
})

const OTHERS: Partial<Record<OfItem, (item: ItemContent, n: number) => Partial<ItemContent>>> = {
  text: (_, n) => ({ text: `other${n % 3} another${n % 4}` }),
  topic: (_, n) => ({ topic: `other ${n % 2}` }),
  tags: (_, n) => ({ tags: [`other ${n % 4}`] }),
  author: (_, n) => ({ author: `other ${n % 3}` }),
  published: (_, n) => ({ published: NOW - ((n * 7) % 12) * DAY }),
  popularity: (_, n) => ({ popularity: 0.9 - ((n * 5) % 12) / 15 }),
}

describe('A feature moves with what docs/features.md says that it reads, and with nothing else', () => {
  test.each(Object.keys(OTHERS) as OfItem[])('%s', (field) => {
    const change = <T extends ItemContent | ReaderEvent>(item: T) => {
      const id = 'item' in item ? item.item : item.id
      const n = Number(id.split(' ')[1])
      return { ...item, ...OTHERS[field]!(items[n]!, n) }
    }
    const moved = new Set<Feature>()
    for (const tier of ['lexical', 'semantic'] as const) {
      const [before, after] = [columnsOf(tier), columnsOf(tier, items.slice(0, 10).map(change), past.map(change))]
      for (const name of FEATURES)
        if (before[name].some((value, c) => Math.abs(value - after[name][c]!) > 1e-9)) moved.add(name)
    }
    expect([...moved].filter((name) => !READS[name].item.includes(field))).toEqual([])
    expect(moved.size).toBeGreaterThan(0)
  })

  test.each([
    ['opened', 'positive'],
    ['passed over', 'skipped'],
    ['hidden', 'dismissed'],
  ] as const)('what was %s', (what, side) => {
    const history = evidence(past, NOW)
    const moved = new Set<Feature>()
    for (const tier of ['lexical', 'semantic'] as const) {
      const input = { candidates: items.slice(0, 10), history, vectors, now: NOW }
      const [before, after] = [input, { ...input, history: { ...history, [side]: [] } }].map(
        (each) => features(each, tier).columns,
      )
      for (const name of FEATURES)
        if (before![name].some((value, c) => Math.abs(value - after![name][c]!) > 1e-9)) moved.add(name)
    }
    expect([...moved].filter((name) => !READS[name].reader.includes(what))).toEqual([])
    expect(moved.size).toBeGreaterThan(0)
  })

  test('vector', () => {
    const others = new Map(items.map(({ fingerprint }, n) => [fingerprint, vector(n * n + 3)]))
    const [before, after] = [columnsOf('semantic'), columnsOf('semantic', undefined, undefined, others)]
    const moved = FEATURES.filter((name) => before[name].some((value, c) => Math.abs(value - after[name][c]!) > 1e-9))
    expect(moved.filter((name) => !READS[name].item.includes('vector'))).toEqual([])
    expect(moved).toContain('interest')
  })

  test('What is none of them moves none: age, sex, country, device, hour.', () => {
    const more = { age: 70, sex: 'f', country: 'RU', device: 'phone', hour: 23, name: 'Anna', postcode: '10115' }
    for (const tier of ['lexical', 'semantic'] as const)
      expect(
        columnsOf(
          tier,
          items.slice(0, 10).map((item) => ({ ...item, ...more })),
          past.map((each) => ({ ...each, ...more })),
        ),
      ).toEqual(columnsOf(tier))
  })
})
