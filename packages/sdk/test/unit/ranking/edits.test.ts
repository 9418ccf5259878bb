// @vitest-environment node
// What a reader says of a topic moves it as it says, and nothing else.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY } from '../../../src/lib/limits.ts'
import { evidence } from '../../../src/ranking/features/evidence.ts'
import { levelOf, MOST_STEPS } from '../../../src/ranking/features/levels.ts'
import { wordVectors } from '../../../src/ranking/features/word-vectors.ts'
import { rank } from '../../../src/ranking/rank.ts'
import { DEFAULT_RANKER } from '../../../src/ranking/ranker.ts'
import { explain } from '../../../src/ranking/why/explain.ts'
import type { ReaderEvent } from '../../../src/types.ts'
import { byId, content, cosine, deeds, event, eventsOf, ids, input, NOW, things, vectorsOf } from './make.ts'

const CANDIDATES = 30
const TOPICS = ['science', 'food', 'sport'] as const

const edit = (kind: 'raise' | 'lower', topic: string, more: Partial<ReaderEvent> = {}) =>
  event(kind, content(`inkling:interest/${topic}`, { topic }), more)

const worlds = fc.record({
  world: things({ minLength: 1, maxLength: 60 }),
  deeds,
  topic: fc.constantFrom(...TOPICS),
  kind: fc.constantFrom('raise', 'lower'),
  useVectors: fc.boolean(),
  coldStart: fc.constantFrom('position', 'popularity', 'prior'),
  // As old as rows can be.
  days: fc.integer({ min: 0, max: 5000 }),
})
type World = typeof worlds extends fc.Arbitrary<infer T> ? T : never

function before({ world, deeds, useVectors, coldStart }: World) {
  const items = world.slice(0, CANDIDATES).map(({ item }) => item)
  const more = { ranker: { ...DEFAULT_RANKER, coldStart }, ...(useVectors && { vectors: vectorsOf(world) }) } as const
  const events = eventsOf(deeds, world)
  return {
    items,
    events,
    ranked: (all: readonly ReaderEvent[], rules = {}) => rank(input(items, all, { ...more, rules })),
  }
}

test('A raise adds to the score of every item of its topic, a lowering takes from it, by as much for all, and no other score changes.', () => {
  fc.assert(
    fc.property(worlds, (given) => {
      const { items, events, ranked } = before(given)
      const { topic, kind, days } = given
      const [old, now] = [events, [...events, edit(kind, topic, { at: NOW - days * DAY })]].map((all) =>
        byId(ranked(all).items),
      )
      const level = (all: readonly ReaderEvent[]) => levelOf(evidence(all, NOW).levels, topic)
      const step = level([...events, edit(kind, topic)]) - level(events)
      expect(kind === 'raise' ? step : -step).toBeGreaterThanOrEqual(0)
      for (const item of items) {
        const [was, is] = [old!.get(item.id)!, now!.get(item.id)!]
        const expected = item.topic === topic ? step : 0
        expect(is.score - was.score).toBeCloseTo(expected, 9)
        expect({ ...is.parts, edits: 0 }).toEqual({ ...was.parts, edits: 0 })
        expect(is.parts.edits - was.parts.edits).toBeCloseTo(expected, 12)
        expect(Object.values(is.parts).reduce((sum, part) => sum + part, 0)).toBeCloseTo(is.score, 9)
      }
    }),
    { numRuns: 300 },
  )
})

test('By the score alone no item of a raised topic falls behind one of another; of a lowered one none comes before.', () => {
  fc.assert(
    fc.property(worlds, (given) => {
      const { items, events, ranked } = before(given)
      const { topic, kind } = given
      const none = { demoteRead: false }
      const places = (all: readonly ReaderEvent[]) =>
        new Map(ids(ranked(all, none).items).map((id, place) => [id, place]))
      const [old, now] = [places(events), places([...events, edit(kind, topic)])]
      // Pinned and dismissed items have their place for another reason.
      const hidden = new Set(evidence(events, NOW).dismissed.map(({ item }) => item))
      const free = items.filter(({ id, pinned }) => !pinned && !hidden.has(id))
      for (const own of free.filter((item) => item.topic === topic))
        for (const other of free.filter((item) => item.topic !== topic)) {
          const [wasAbove, isAbove] = [old, now].map((each) => each.get(own.id)! < each.get(other.id)!)
          if (kind === 'raise' && wasAbove) expect(isAbove).toBe(true)
          if (kind === 'lower' && !wasAbove) expect(isAbove).toBe(false)
        }
    }),
    { numRuns: 300 },
  )
})

test('With the default rules, calibration among them, a raised topic has no fewer of the first ten, and a lowered one no more.', () => {
  fc.assert(
    fc.property(worlds, (given) => {
      const { items, events, ranked } = before(given)
      const { topic, kind } = given
      const topicOf = new Map(items.map((item) => [item.id, item.topic]))
      const share = (all: readonly ReaderEvent[]) =>
        ids(ranked(all, { calibration: 1, demoteRead: false }).items)
          .slice(0, 10)
          .filter((id) => topicOf.get(id) === topic).length
      const [old, now] = [share(events), share([...events, edit(kind, topic)])]
      if (kind === 'raise') expect(now).toBeGreaterThanOrEqual(old)
      else expect(now).toBeLessThanOrEqual(old)
    }),
    { numRuns: 300 },
  )
})

test('Steps add up in whatever order, three at most either way, and no time wears them out.', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('raise', 'lower'), fc.integer({ min: 0, max: 9999 })), { maxLength: 30 }),
      (steps) => {
        const events = steps.map(([kind, days]) => edit(kind, 'food', { at: NOW - days * DAY }))
        const sum = steps.reduce((total, [kind]) => total + (kind === 'raise' ? 1 : -1), 0)
        expect(levelOf(evidence(events, NOW).levels, 'food')).toBe(Math.max(-MOST_STEPS, Math.min(MOST_STEPS, sum)))
        expect(levelOf(evidence(events, NOW).levels, 'sport')).toBe(0)
      },
    ),
  )
})

test('A name that objects have of themselves is a topic like any other.', () => {
  for (const topic of ['__proto__', 'constructor', 'toString', '<b>', '\u202e', '🦊']) {
    const items = [content('/a', { topic: 'food' }), content('/b', { topic })]
    expect(ids(rank(input(items, [edit('raise', topic)])).items)).toEqual(['/b', '/a'])
  }
})

test('Topics count before anything was opened, too, and a lowered one is not brought forward to be tried.', () => {
  const items = ['art', 'art', 'food', 'art', 'sport', 'art', 'art', 'art'].map((topic, i) =>
    content(`/${i}`, { topic }),
  )
  expect(ids(rank(input(items, [edit('raise', 'sport')])).items)[0]).toBe('/4')
  const read = [event('read', content('/x', { topic: 'art' })), event('read', content('/y', { topic: 'art' }))]
  const tried = (more: readonly ReaderEvent[]) =>
    rank(input(items, [...read, ...more], { rules: { exploration: 0.25 } }))
      .items.filter(({ rule }) => rule === 'exploration')
      .map(({ id }) => id)
  expect(tried([])).toContain('/2')
  expect(tried([edit('lower', 'food')])).not.toContain('/2')
})

test('Less like a thing lowers what is like it, raises nothing that is, and does not hide the thing.', () => {
  fc.assert(
    fc.property(worlds, fc.nat(), (given, which) => {
      const { world } = given
      const { items, events, ranked } = before({ ...given, useVectors: true })
      const target = world[which % world.length]!
      const [old, now] = [events, [...events, event('less', target.item)]].map((all) => byId(ranked(all).items))
      for (const { item, vector } of world.slice(0, CANDIDATES)) {
        if (cosine(vector, target.vector) > 0)
          expect(now!.get(item.id)!.score).toBeLessThanOrEqual(old!.get(item.id)!.score + 1e-9)
        if (old!.get(item.id)!.rule !== 'dismissed') expect(now!.get(item.id)!.rule).not.toBe('dismissed')
      }
      expect(items.length).toBe(now!.size)
    }),
    { numRuns: 200 },
  )
})

test('More like a thing is the strongest deed there is, and neither it nor less wears out.', () => {
  const of = (kind: 'more' | 'less') => evidence([event(kind, content('/a'), { at: NOW - 400 * DAY })], NOW)
  expect(of('more').positive).toMatchObject([{ item: '/a', weight: 3 }])
  expect(of('less').dismissed).toMatchObject([{ item: '/a', weight: 1 }])
  expect(of('more').read.size).toBe(0)
})

test('The reason is what was said of the topic where the item would else stand lower, or higher, and only there.', () => {
  const items = Array.from({ length: 12 }, (_, i) => content(`/${i}`, { topic: i === 6 ? 'sport' : `t${i}` }))
  const why = (id: string, all: readonly ReaderEvent[]) => {
    const given = input(items, all, { rules: { demoteRead: false } })
    return explain(given, id, { rank, readWords: wordVectors })!
  }
  const { reason, parts, score } = why('/6', [edit('raise', 'sport')])
  expect(reason).toEqual({ why: 'raised', topic: 'sport', without: 6 })
  expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBeCloseTo(score, 9)
  expect(why('/6', [edit('lower', 'sport')]).reason).toEqual({ why: 'lowered', topic: 'sport', without: 6 })
  expect(why('/0', [edit('raise', 'sport')]).reason).toEqual({ why: 'editors' })
  // It is first anyway.
  expect(why('/0', [edit('raise', 't0')]).reason).toEqual({ why: 'editors' })
})
