// @vitest-environment node
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY } from '../../../src/lib/limits.ts'
import { applyPlaceRules } from '../../../src/lib/scoring/place-rules.ts'
import { evidence, trust } from '../../../src/ranking/features/evidence.ts'
import { levelOf } from '../../../src/ranking/features/levels.ts'
import { isKnown, rank } from '../../../src/ranking/rank.ts'
import { checkRanker, DEFAULT_RANKER } from '../../../src/ranking/ranker.ts'
import { calibrationGain, targetShares } from '../../../src/ranking/rules/calibration.ts'
import { diversityGain } from '../../../src/ranking/rules/diversity.ts'
import { rerank } from '../../../src/ranking/rules/rerank.ts'
import { explore } from '../../../src/ranking/rules/rules.ts'
import type { ItemContent, RankedItem } from '../../../src/types.ts'
import { byId, content, deeds, event, eventsOf, ids, input, NOW, things, vectorsOf } from './make.ts'

/** Best first, from random places on the page. */
const orders = fc
  .array(
    fc.record({ score: fc.double({ min: -3, max: 3, noNaN: true }), topic: fc.constantFrom('a', 'b', 'c', undefined) }),
    {
      maxLength: 60,
    },
  )
  .map((all) => all.map((item, from) => ({ ...item, from })).sort((a, b) => b.score - a.score))
const diversify = <T extends { from: number; score: number }>(
  order: readonly T[],
  strength: number,
  likeness: (a: number, b: number) => number,
) => rerank(order, [diversityGain<T>(strength, likeness)])
type Placed = { readonly from: number; readonly score: number; readonly topic?: string | undefined }
/** Orders by place, best first. */
const placed = (order: readonly Placed[], rules: { strength?: number; maxRun?: number; displacement?: number }) =>
  applyPlaceRules(
    order.map((item, place) => ({ ...item, step: 0, score: -place })).sort((a, b) => a.from - b.from),
    { strength: 1, maxRun: 0, displacement: 0, ...rules },
  ).map(({ from }) => order.find((item) => item.from === from)!)
const same = (a: readonly { from: number }[], b: readonly { from: number }[]) =>
  expect(a.map(({ from }) => from).sort((x, y) => x - y)).toEqual(b.map(({ from }) => from).sort((x, y) => x - y))

test('Every rule gives back the same items, and does nothing when it is off.', () => {
  fc.assert(
    fc.property(
      orders,
      fc.integer({ min: 1, max: 8 }),
      fc.double({ min: 0.01, max: 0.5, noNaN: true }),
      (order, n, share) => {
        const alike = (a: number, b: number) => (a % 3 === b % 3 ? 1 : 0)
        const isNew = ({ from }: { from: number }) => from % 4 === 0
        same(diversify(order, n, alike), order)
        same(placed(order, { maxRun: n }), order)
        same(explore(order, share, isNew), order)
        same(placed(order, { displacement: n, strength: share }), order)
        expect(rerank(order, [])).toEqual(order)
        expect(placed(order, {})).toEqual(order)
        expect(explore(order, 0, isNew)).toEqual(order)
        expect(placed(order, { strength: 0 })).toEqual([...order].sort((a, b) => a.from - b.from))
      },
    ),
  )
})

test('Where nothing is to be held, going place by place gives the same order.', () => {
  fc.assert(
    fc.property(orders, fc.double({ min: 0, max: 1, noNaN: true }), (scored, strength) => {
      const order = scored.map((item) => ({ ...item, step: 0 }))
      const rules = { strength, maxRun: 0, displacement: 0 }
      // A bound that no item reaches.
      expect(applyPlaceRules(order, { ...rules, displacement: 1000 })).toEqual(applyPlaceRules(order, rules))
    }),
  )
})

test('Nobody moves further than the bound, and without need nobody moves at all.', () => {
  fc.assert(
    fc.property(orders, fc.integer({ min: 1, max: 20 }), (order, most) => {
      const home = new Map([...order].sort((a, b) => a.from - b.from).map((item, place) => [item.from, place]))
      placed(order, { displacement: most }).forEach(({ from }, place) => {
        expect(Math.abs(home.get(from)! - place)).toBeLessThanOrEqual(most)
      })
      expect(placed(order, { displacement: Math.max(1, order.length) })).toEqual(order)
    }),
  )
})

test('No more than the limit of one topic in a row, as long as another topic is left.', () => {
  fc.assert(
    fc.property(orders, fc.integer({ min: 1, max: 4 }), (order, most) => {
      const out = placed(order, { maxRun: most })
      out.forEach((item, i) => {
        const row = out.slice(Math.max(0, i - most), i)
        if (item.topic === undefined || row.length < most || row.some(({ topic }) => topic !== item.topic)) return
        // A longer run is allowed only if no other topic was left.
        for (const later of out.slice(i)) expect(later.topic).toBe(item.topic)
      })
    }),
  )
})

test('Diversity: the best stays first; the more it weighs, the less alike are the first places.', () => {
  const order = [3, 2.9, 2.8, 2.7, 1, 0.9].map((score, from) => ({ score, from }))
  const alike = (a: number, b: number) => (a < 4 === b < 4 ? 1 : 0)
  const from = (strength: number) => diversify(order, strength, alike).map((item) => item.from)
  expect(from(0.5)).toEqual([0, 1, 2, 3, 4, 5])
  expect(from(2)[0]).toBe(0)
  expect(from(2)[1]).toBe(4)
})

test('Reranking: items of equal value keep their order.', () => {
  const order = [0, 1, 2, 3].map((from) => ({ from, score: from < 3 ? 1 : 0 }))
  const indifferent = { of: () => 0, placed() {} }
  expect(rerank(order, [indifferent]).map(({ from }) => from)).toEqual([0, 1, 2, 3])
})

/** Topics of a list with eight topics, in turn. */
const topicsOf = (count: number) => Array.from({ length: count }, (_, i) => `topic ${i % 8}`)

test('Calibration: no topic has much more of the first ten than its share, whatever its scores.', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ score: fc.double({ min: -1, max: 1, noNaN: true }), topic: fc.nat(7) }), {
        minLength: 24,
        maxLength: 40,
      }),
      (all) => {
        const items = all.map(({ topic }, i) => content(`/${i}`, { topic: `topic ${topic}` }))
        const shares = targetShares(items, evidence([], NOW))
        const order = all.map(({ score }, from) => ({ from, score })).sort((a, b) => b.score - a.score)
        const topicOf = ({ from }: { from: number }) => items[from]!.topic
        const firstTen = rerank(order, [calibrationGain(5, shares, topicOf)])
          .slice(0, 10)
          .map(topicOf)
        // A cost of 5 per excess item outweighs any score here: shares rounded up, plus one for the slack.
        for (const [topic, share] of shares)
          expect(firstTen.filter((each) => each === topic).length).toBeLessThanOrEqual(Math.ceil(10 * share + 0.5) + 1)
      },
    ),
  )
})

test('Shares: the page alone for a stranger; one glance changes them little, ten reads much; a dismissal halves a topic.', () => {
  const items = topicsOf(24).map((topic, i) => content(`/${i}`, { topic }))
  const share = (events: Parameters<typeof evidence>[0]) => targetShares(items, evidence(events, NOW)).get('topic 0')!
  const old = Array.from({ length: 10 }, (_, i) => content(`/old/${i}`, { topic: 'topic 0' }))
  expect(share([])).toBeCloseTo(1 / 8, 9)
  expect(share([event('dwell', old[0]!, { seconds: 2 })])).toBeLessThan(0.25)
  expect(share(old.map((item) => event('read', item)))).toBeGreaterThan(0.75)
  expect(share([event('dismiss', old[0]!)])).toBeCloseTo(0.5 / 7.5, 9)
  const all = targetShares(
    items,
    evidence(
      old.map((item) => event('read', item)),
      NOW,
    ),
  )
  expect([...all.values()].reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9)
})

test('Shares, to the number: each side’s sum to one, dismissals halve a topic on both, and what the page lacks counts for nothing.', () => {
  const items = ['a', 'a', 'b', undefined].map((topic, i) => content(`/${i}`, topic === undefined ? {} : { topic }))
  const said = (topic: string | undefined, weight: number) => ({ topic, weight, item: `${topic}`, kind: 'read' })
  const history = {
    positive: [said('a', 2), said('elsewhere', 5), said('b', 1), said(undefined, 3)],
    skipped: [],
    // One dismissal halves the share, however heavy it is.
    dismissed: [said('b', 3)],
    read: new Set(),
  } as unknown as ReturnType<typeof evidence>
  const mix = trust(history)
  expect(mix).toBeGreaterThan(0)
  const shares = targetShares(items, history)
  expect(shares.get('a')).toBeCloseTo((1 - mix) * (2 / 3.5) + mix * (2 / 2.5), 12)
  expect(shares.get('b')).toBeCloseTo((1 - mix) * (0.5 / 3.5) + mix * (0.5 / 2.5), 12)
  expect(shares.get(undefined)).toBeCloseTo((1 - mix) * (1 / 3.5), 12)
  expect(shares.size).toBe(3)
})

test('Calibration costs nothing up to half an item beyond the share, then by the item, and below the first ten nothing.', () => {
  const gain = calibrationGain(
    2,
    new Map([['a', 0.2]]),
    ({ topic }: { topic: string; from: number; score: number }) => topic,
  )
  const a = { topic: 'a', from: 0, score: 0 }
  const costs = Array.from({ length: 12 }, () => {
    const cost = gain.of(a)
    gain.placed(a)
    return cost
  })
  expect(costs.map((cost) => cost || 0)).toEqual([0, 0, -1, -3, -5, -7, -9, -11, -13, -15, 0, 0])
})

test('Exploration: where a try’s places hold something new by its score, nothing is brought forward.', () => {
  const order = Array.from({ length: 15 }, (_, from) => ({ from, score: -from }))
  const tried = (...fresh: number[]) => explore(order, 0.2, ({ from }) => fresh.includes(from)).map(({ from }) => from)
  expect(tried(3, 7, 12)).toEqual(order.map(({ from }) => from))
  expect(tried(4, 9, 14)).toEqual(order.map(({ from }) => from))
  expect(tried()).toEqual(order.map(({ from }) => from))
  // The first place is never used for exploration.
  expect(tried(0, 11).slice(0, 6)).toEqual([0, 1, 2, 3, 11, 4])
})

test('Exploration: every so many places one that is new, the best of them, never the first place.', () => {
  const order = Array.from({ length: 20 }, (_, from) => ({ from, score: -from }))
  const isNew = ({ from }: { from: number }) => from >= 15
  const out = explore(order, 0.2, isNew).map(({ from }) => from)
  expect([out[0], out[4], out[9], out[14]]).toEqual([0, 15, 16, 17])
  expect(out.filter((from) => from < 15)).toEqual(Array.from({ length: 15 }, (_, i) => i))
})

test('Exploration: what stands first by its score is no try; the places for tries have one all the same.', () => {
  const order = Array.from({ length: 12 }, (_, from) => ({ from, score: -from }))
  const isNew = ({ from }: { from: number }) => from === 0 || from >= 9
  const first = (share: number) => explore(order, share, isNew).map(({ from }) => from)
  expect(first(0.2).slice(0, 5)).toEqual([0, 1, 2, 3, 9])
  expect(first(0.5).slice(0, 4)).toEqual([0, 9, 1, 10])
})

test('In a ranking: rules touch neither pinned items nor the steps of read and dismissed, and tell what they moved.', () => {
  const rules = fc.record({
    calibration: fc.double({ min: 0, max: 3, noNaN: true }),
    diversity: fc.double({ min: 0, max: 3, noNaN: true }),
    maxRun: fc.integer({ min: 0, max: 3 }),
    exploration: fc.double({ min: 0, max: 0.5, noNaN: true }),
  })
  fc.assert(
    fc.property(
      things({ minLength: 1, maxLength: 30 }),
      deeds,
      fc.boolean(),
      rules,
      (world, deeds, useVectors, rules) => {
        const items = world.map(({ item }) => item)
        const events = eventsOf(deeds, world)
        const vectors = useVectors ? vectorsOf(world) : new Map()
        const plain = rank(input(items, events, { vectors }))
        const ruled = rank(input(items, events, { vectors, rules }))
        expect(ids(ruled.items).sort()).toEqual(ids(plain.items).sort())
        const before = byId(plain.items)
        for (const { id, to, score, byScore, rule } of ruled.items) {
          const was = before.get(id)!
          expect(score).toBe(was.score)
          expect(byScore).toBe(was.byScore)
          if (was.rule) expect(rule).toBe(was.rule)
          if (was.rule === 'pinned') expect(to).toBe(was.to)
          if (rule === 'exploration') expect(to).toBeLessThan(items.length)
        }
        const stepOf = (rule?: string) => (rule === 'dismissed' ? 2 : rule === 'read' ? 1 : 0)
        const steps = ruled.items.filter(({ rule }) => rule !== 'pinned').map(({ rule }) => stepOf(rule))
        expect(steps).toEqual([...steps].sort())
      },
    ),
  )
})

test('In a ranking: the site’s floors hold among what isn’t read or hidden, and tell what they brought forward.', () => {
  const ranker = checkRanker({
    ...DEFAULT_RANKER,
    floors: { new: { share: 0.2, days: 30 }, authors: { share: 0.2, names: ['Bo'] }, discovery: { share: 0.1 } },
  })
  let moved = 0
  fc.assert(
    fc.property(things({ minLength: 12, maxLength: 30 }), deeds, (world, deeds) => {
      const items = world.map(({ item }) => item)
      const given = input(items, eventsOf(deeds, world), { rules: { calibration: 1, exploration: 0.2 } })
      fc.pre(isKnown(given))
      const { items: ranked } = rank({ ...given, ranker })
      expect(ids(ranked).sort()).toEqual(ids(items).sort())
      const free = ranked.filter(({ rule }) => rule !== 'pinned' && rule !== 'read' && rule !== 'dismissed')
      const isOld = (at: number | undefined) => at === undefined || at > NOW || NOW - at >= 30 * DAY
      const kinds = [
        [0.2, ({ published }: ItemContent) => !isOld(published)],
        [0.2, ({ author }: ItemContent) => author === 'Bo'],
      ] as const
      for (const [share, is] of kinds) {
        // Floors never bring topics forward that the reader has lowered.
        const isOf = ({ from }: RankedItem) =>
          is(items[from]!) && levelOf(given.history.levels, items[from]!.topic) >= 0
        for (let k = 1; k <= Math.min(10, free.length); k++)
          expect(free.slice(0, k).filter(isOf).length).toBeGreaterThanOrEqual(
            Math.min(free.filter(isOf).length, Math.floor(share * k)),
          )
      }
      const plain = byId(rank(given).items)
      for (const item of free.filter(({ rule }) => rule === 'floor')) {
        expect(item.to).toBeLessThan(plain.get(item.id)!.to)
        moved++
      }
    }),
  )
  expect(moved).toBeGreaterThan(0)
})

test('Who asks for the familiar is not made to discover.', () => {
  const ranker = checkRanker({ ...DEFAULT_RANKER, floors: { discovery: { share: 0.5 } } })
  const read = Array.from({ length: 6 }, (_, i) => event('read', content(`/read/${i}`, { topic: 'one', text: 'one' })))
  const items = Array.from({ length: 8 }, (_, i) =>
    content(`/${i}`, { topic: i < 6 ? 'one' : 'two', text: i < 6 ? 'one' : 'two' }),
  )
  const second = (dial?: 'familiar') => {
    const { items: ranked } = rank(
      input(items, read, { ranker, rules: { calibration: 0, exploration: 0, ...(dial && { dial }) } }),
    )
    return items[ranked[1]!.from]!.topic
  }
  expect(second()).toBe('two')
  expect(second('familiar')).toBe('one')
})

test('What the reader wants less of is brought forward for nobody.', () => {
  const ranker = checkRanker({ ...DEFAULT_RANKER, floors: { authors: { share: 0.5, names: ['Bo'] } } })
  const read = event('read', content('/read', { topic: 'one', text: 'one' }))
  const items = Array.from({ length: 8 }, (_, i) =>
    content(`/${i}`, i < 6 ? { topic: 'one', text: 'one' } : { topic: 'two', text: 'two', author: 'Bo' }),
  )
  const brought = (...events: Parameters<typeof input>[1]) =>
    rank(input(items, events, { ranker })).items.filter(({ rule }) => rule === 'floor').length
  expect(brought(read)).toBeGreaterThan(0)
  expect(brought(read, event('lower', content('inkling:interest/two', { topic: 'two' })))).toBe(0)
})

test('With nothing known of the reader, no rule touches the order of the page.', () => {
  const items = Array.from({ length: 12 }, (_, i) => content(`/${i}`, { topic: 'one' }))
  const rules = { diversity: 2, maxRun: 1, exploration: 0.5, displacement: 1 }
  expect(ids(rank(input(items, [], { rules })).items)).toEqual(ids(items))
  expect(ids(rank(input(items, [event('impression', items[3]!)], { rules })).items)).toEqual(ids(items))
})
