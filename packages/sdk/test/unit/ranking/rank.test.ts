// @vitest-environment node
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FEATURES, TEMPERATURE } from '../../../src/ranking/features/features.ts'
import { rank, tierOf } from '../../../src/ranking/rank.ts'
import { DEFAULT_RANKER, type Ranker } from '../../../src/ranking/ranker.ts'
import type { ItemContent, ReaderEvent } from '../../../src/types.ts'
import { byId, centredCosine, content, deeds, event, eventsOf, ids, input, NOW, things, vectorsOf } from './make.ts'

const DAY = 86_400_000
const { lexical, semantic: weightsOfVectors } = DEFAULT_RANKER.weights
const EVERYTHING = Object.fromEntries(FEATURES.map((name) => [name, name === 'dismissed' ? -0.5 : 0.5]))
/** Every feature counts, from the first view on. */
const FULL: Ranker = { ...DEFAULT_RANKER, coldStart: 'prior', weights: { lexical: EVERYTHING, semantic: EVERYTHING } }
const worlds = fc.record({
  world: things({ minLength: 1, maxLength: 30 }),
  deeds,
  useVectors: fc.boolean(),
  demoteRead: fc.boolean(),
  shown: fc.integer({ min: 1, max: 30 }),
  ranker: fc.constantFrom(DEFAULT_RANKER, FULL),
})
type World = typeof worlds extends fc.Arbitrary<infer T> ? T : never

function rankWorld({ world, deeds, useVectors, demoteRead, shown, ranker }: World) {
  const candidates = world.slice(0, shown).map(({ item }) => item)
  const vectors = useVectors ? vectorsOf(world) : new Map()
  const events = eventsOf(deeds, world)
  return { candidates, events, ranking: rank(input(candidates, events, { vectors, ranker, rules: { demoteRead } })) }
}

test('A ranking is a permutation of the candidates, numbered, with parts that sum to the score and no NaN.', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const { candidates, ranking } = rankWorld(world)
      expect(ids(ranking.items).sort()).toEqual(ids(candidates).sort())
      ranking.items.forEach((item, to) => {
        expect(item.to).toBe(to)
        expect(candidates[item.from]!.id).toBe(item.id)
        const sum = Object.values(item.parts).reduce((total, part) => total + part, 0)
        expect(sum).toBeCloseTo(item.score, 9)
        expect(Number.isFinite(item.score)).toBe(true)
        expect(item.parts.dismissed).toBeLessThanOrEqual(0)
      })
    }),
  )
})

test('Pinned items keep their place; what was dismissed stands behind what was read, and that behind the rest.', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const { candidates, events, ranking } = rankWorld(world)
      candidates.forEach((candidate, place) => {
        if (candidate.pinned) expect(ranking.items[place]).toMatchObject({ id: candidate.id, rule: 'pinned' })
      })
      // Between a dismissal and its restore, the later counts.
      const verdicts = new Map<string, ReaderEvent>()
      for (const event of events)
        if (/dismiss|restore/.test(event.kind) && event.at >= (verdicts.get(event.item)?.at ?? 0))
          verdicts.set(event.item, event)
      const last = [...verdicts.values()].filter(({ kind }) => kind === 'dismiss')
      const dismissed = new Set(last.map(({ item }) => item))
      const known = new Set(
        events.filter(({ kind }) => /click|read|purchase|finish/.test(kind)).map(({ item }) => item),
      )
      const steps = ranking.items
        .filter((item) => item.rule !== 'pinned')
        .map((item) => ({
          ...item,
          step: dismissed.has(item.id) ? 2 : known.has(item.id) && world.demoteRead ? 1 : 0,
        }))
      steps.slice(1).forEach((item, i) => {
        const above = steps[i]!
        expect(above.step).toBeLessThanOrEqual(item.step)
        if (above.step === item.step) expect(above.score).toBeGreaterThanOrEqual(item.score)
      })
    }),
  )
})

test('With an empty history and no figures of popularity the order of the page stands exactly, whatever is new.', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const candidates = rankWorld(world).candidates.map(({ popularity: _, ...item }) => item)
      const impressions = candidates.map((item) => event('impression', item))
      for (const events of [[], impressions]) {
        const { items } = rank(input(candidates, events, { vectors: vectorsOf(world.world) }))
        expect(ids(items)).toEqual(ids(candidates))
        for (const { parts } of items) {
          expect({ ...parts, position: 0 }).toEqual({
            interest: 0,
            coReading: 0,
            topics: 0,
            seen: 0,
            habits: 0,
            dismissed: 0,
            edits: 0,
            position: 0,
            freshness: 0,
            popularity: 0,
          })
        }
      }
    }),
  )
})

test('With an empty history a figure of popularity counts as the log-odds that it is, beside the order of the page.', () => {
  const [none, rare, usual] = [
    content('/none'),
    content('/rare', { popularity: 0.1 }),
    content('/usual', { popularity: 0.5 }),
  ]
  const { items } = rank(input([rare, none, usual], []))
  expect(ids(items)).toEqual(['/usual', '/none', '/rare'])
  expect(byId(items).get('/rare')!.parts.popularity).toBeCloseTo(lexical.popularity! * Math.log(1 / 9), 9)
  expect(byId(items).get('/usual')!.parts.position).toBeCloseTo(lexical.position! * -(Math.log(3) / Math.log(24)), 9)
  const stands = rank(input([rare, none, usual], [], { ranker: { ...DEFAULT_RANKER, coldStart: 'position' } }))
  expect(ids(stands.items)).toEqual(['/rare', '/none', '/usual'])
})

test('The same input gives the same ranking.', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      expect(rankWorld(world).ranking.items).toEqual(rankWorld(world).ranking.items)
    }),
    { numRuns: 50 },
  )
})

test('Nothing to rank, and one item, are rankings too.', () => {
  expect(rank(input([], [])).items).toEqual([])
  expect(rank(input([], [event('read', content('/a'))])).items).toEqual([])
  expect(ids(rank(input([content('/a')], [event('read', content('/b'))])).items)).toEqual(['/a'])
})

test('Interest lifts what is like what was read.', () => {
  const bread = content('/bread', { text: 'Bread from a cold oven', topic: 'food' })
  const moon = content('/moon', { text: 'A moon of Saturn', topic: 'science' })
  const read = content('/ring', { text: 'The rings of Saturn', topic: 'science' })
  const { items, tier } = rank(input([bread, moon], [event('read', read)]))
  expect(tier).toBe('lexical')
  expect(ids(items)).toEqual(['/moon', '/bread'])
})

test('With vectors the interest is the late fusion of centred cosines, by hand.', () => {
  const item = content('/c')
  const [h1, h2] = [content('/h1'), content('/h2')]
  const vectors = new Map([
    [item.fingerprint, Int8Array.of(100, 0)],
    [h1.fingerprint, Int8Array.of(60, 80)],
    [h2.fingerprint, Int8Array.of(0, 100)],
  ])
  const { items, tier } = rank(input([item], [event('read', h1), event('click', h2)], { vectors }))
  // With two events the temperature is four times as high as with many.
  const t = TEMPERATURE.semantic * (1 + 6 / 2)
  expect(tier).toBe('semantic')
  const all = [...vectors.values()]
  const [toRead, toClicked] = [centredCosine(all, all[0]!, all[1]!), centredCosine(all, all[0]!, all[2]!)]
  // A read weighs two clicks, and trust is one half at three clicks.
  const expected =
    weightsOfVectors.interest! * 0.5 * t * Math.log((2 * Math.exp(toRead / t) + Math.exp(toClicked / t)) / 3)
  expect(items[0]!.parts.interest).toBeCloseTo(expected, 5)
})

test('A dismissed side of weight 1 costs its similarity times its parameter.', () => {
  const [item, gone] = [content('/c', { popularity: 0.01 }), content('/gone')]
  const popular = content('/popular', { popularity: 0.99 })
  const vectors = new Map([
    [item.fingerprint, Int8Array.of(100, 0)],
    [popular.fingerprint, Int8Array.of(0, -100)],
    [gone.fingerprint, Int8Array.of(60, 80)],
  ])
  const { items } = rank(input([item, popular], [event('dismiss', gone)], { vectors }))
  // Dismissed items don't count towards the mean.
  const [own, second, other] = [...vectors.values()]
  const alike = centredCosine([own!, second!], own!, other!)
  expect(byId(items).get('/c')!.parts.dismissed).toBeCloseTo(weightsOfVectors.dismissed! * alike, 5)
})

test('Three dismissals of a topic sink none of its stories below all others: a standard deviation is the most.', () => {
  const stories = Array.from({ length: 24 }, (_, i) =>
    content(`/${i}`, { text: `story ${i}`, topic: i % 8 ? 'politics' : 'music' }),
  )
  const gone = [1, 2, 3].map((i) => event('dismiss', stories[i]!))
  const before = rank(input(stories, []))
  const after = rank(input(stories, gone))
  const mean = before.items.reduce((sum, { score }) => sum + score, 0) / 24
  const deviation = Math.sqrt(before.items.reduce((sum, { score }) => sum + (score - mean) ** 2, 0) / 24)
  for (const { parts } of after.items) expect(parts.dismissed).toBeGreaterThanOrEqual(-deviation - 1e-9)
  const others = after.items.filter(({ rule }) => !rule)
  const last = others.findLast(({ id }) => stories[+id.slice(1)]!.topic === 'music')!
  expect(others.slice(0, last.to).some(({ id }) => stories[+id.slice(1)]!.topic === 'politics')).toBe(true)
  // They still have their effect.
  expect(others[1]!.id).toBe('/8')
})

test('The own past of an item is no reason for it: that a thing is like itself says nothing.', () => {
  const item = content('/a', { text: 'the same words' })
  const { items } = rank(
    input([item, content('/b', { text: 'other' })], [event('read', item)], { rules: { demoteRead: false } }),
  )
  expect(byId(items).get('/a')!.parts.interest).toBe(0)
})

test('All else equal the order of the page decides, freshness lifts the new, popularity the popular.', () => {
  const read = [event('read', content('/else', { text: 'nothing shared' }))]
  const three = ['x', 'y', 'z'].map((id) => content(id))
  expect(ids(rank(input(three, read)).items)).toEqual(['x', 'y', 'z'])
  const old = { published: NOW - 100 * DAY }
  const fresh = [content('x', old), content('y', { published: NOW }), content('z', old)]
  expect(byId(rank(input(fresh, read)).items).get('y')!.parts.freshness).toBe(lexical.freshness)
  expect(byId(rank(input(fresh, read)).items).get('x')!.parts.freshness).toBeLessThan(1e-6)
  const popular = [content('x', { popularity: 0 }), content('y', { popularity: 1 }), content('z')]
  expect(byId(rank(input(popular, read)).items).get('y')!.parts.popularity).toBeGreaterThan(0)
  // Unknown is neither good nor bad.
  const [x, y, z] = ['x', 'y', 'z'].map((id) => byId(rank(input(popular, read)).items).get(id)!.parts.popularity)
  expect(z).toBeCloseTo((x! + y!) / 2, 9)
})

test('A date in the future is as fresh as now, no fresher.', () => {
  const items = [content('x', { published: NOW + 1000 * DAY })]
  const [item] = rank(input(items, [event('read', content('/else'))])).items
  expect(item!.parts.freshness).toBe(lexical.freshness)
})

test('The semantic tier begins with a remembered vector and four fifths of the candidates.', () => {
  const five = Array.from({ length: 5 }, (_, i) => content(`/${i}`))
  const read = content('/read')
  const vectors = (count: number, remembered: boolean) =>
    new Map([
      ...five.slice(0, count).map((item) => [item.fingerprint, Int8Array.of(1, 2)] as const),
      ...(remembered ? [[read.fingerprint, Int8Array.of(2, 1)] as const] : []),
    ])
  const tier = (count: number, remembered: boolean) =>
    tierOf(input(five, [event('read', read)], { vectors: vectors(count, remembered) }))
  expect(tier(4, true)).toBe('semantic')
  expect(tier(3, true)).toBe('lexical')
  expect(tier(5, false)).toBe('lexical')
})

test('A candidate without a vector gets the mean of its topic, else of the list.', () => {
  const topics = ['a', 'a', 'b', 'b', 'a', undefined]
  const six = topics.map((topic, i) => content(`/${i}`, topic ? { topic } : {}))
  const read = content('/read')
  const rows = [
    [100, 0],
    [60, 80],
    [0, 100],
    [0, 100],
  ] as const
  const vectors = new Map([
    ...six.slice(0, 4).map((item, i) => [item.fingerprint, Int8Array.from(rows[i]!)] as const),
    [read.fingerprint, Int8Array.of(100, 0)],
  ])
  // Four of five vectors are enough.
  const { items, tier } = rank(input(six.slice(0, 5), [event('read', read)], { vectors }))
  expect(tier).toBe('semantic')
  const part = (all: typeof items, id: string) => byId(all).get(id)!.parts.interest
  expect(part(items, '/4')).toBeCloseTo((part(items, '/0') + part(items, '/1')) / 2, 9)
  const other = rank(input([...six.slice(0, 4), six[5]!], [event('read', read)], { vectors }))
  const known = ['/0', '/1', '/2', '/3'].map((id) => part(other.items, id))
  expect(part(other.items, '/5')).toBeCloseTo(known.reduce((sum, value) => sum + value, 0) / 4, 9)
})

test('Two hundred candidates against a full history are ranked; hostile texts are texts.', () => {
  const hostile = [
    '',
    '__proto__',
    'constructor',
    '<img src=x onerror=alert(1)>',
    'x'.repeat(300),
    'שלום עולם',
    '\u0000',
    '\ud800',
  ]
  const items: ItemContent[] = Array.from({ length: 200 }, (_, i) =>
    content(hostile[i] ?? `/${i}`, {
      text: hostile[i % 8]!,
      topic: hostile[i % 7]!,
      author: hostile[i % 5]!,
      tags: hostile,
    }),
  )
  const events = items.flatMap((item) => [event('read', item), event('dismiss', item, { item: `not ${item.id}` })])
  const { items: ranked } = rank(input(items, events))
  expect(new Set(ids(ranked)).size).toBe(200)
  for (const { score } of ranked) expect(Number.isFinite(score)).toBe(true)
})

test('A vector of zeros, as a text without words may have, spoils no score.', () => {
  const two = [content('/a'), content('/b')]
  const read = [content('/zero'), content('/one')]
  const vectors = new Map([
    [two[0]!.fingerprint, Int8Array.of(0, 0)],
    [two[1]!.fingerprint, Int8Array.of(1, 0)],
    [read[0]!.fingerprint, Int8Array.of(0, 0)],
    [read[1]!.fingerprint, Int8Array.of(1, 0)],
  ])
  const { items } = rank(
    input(
      two,
      read.map((item) => event('read', item)),
      { vectors },
    ),
  )
  expect(ids(items)).toEqual(['/b', '/a'])
  expect(byId(items).get('/a')!.parts.interest).toBeCloseTo(0, 12)
})
