// @vitest-environment node
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { features } from '../../../src/ranking/features/features.ts'
import { wordVectors } from '../../../src/ranking/features/word-vectors.ts'
import { rank, tierOf } from '../../../src/ranking/rank.ts'
import { DEFAULT_RANKER } from '../../../src/ranking/ranker.ts'
import { explain } from '../../../src/ranking/why/explain.ts'
import { KnownSimilarities } from '../../../src/ranking/why/known-similarities.ts'
import { withoutEvents } from '../../cases/faithful.ts'
import { FULL } from '../../sample.ts'
import { byId, deeds, eventsOf, input, things, vectorsOf } from './make.ts'

test('Features by similarities that are known already are those of a ranking that compares texts and vectors anew, for one part of a history after the other.', () => {
  const compared = { events: 0, whole: 0, some: 0 }
  fc.assert(
    fc.property(
      things({ minLength: 1, maxLength: 14 }),
      deeds,
      fc.boolean(),
      fc.array(fc.array(fc.nat({ max: 20 }), { maxLength: 6 }), { minLength: 2, maxLength: 3 }),
      (all, deeds, withVectors, parts) => {
        // Some have labels but no words.
        const world = all.map((thing, i) => (i % 5 === 3 ? { ...thing, item: { ...thing.item, text: '' } } : thing))
        const events = eventsOf(deeds, world)
        const whole = input(
          world.slice(0, 10).map(({ item }) => item),
          events,
          withVectors ? { vectors: vectorsOf(world) } : {},
        )
        const known = new KnownSimilarities(whole, wordVectors)
        const { positive, skipped, dismissed } = whole.history
        for (const left of parts) {
          const keep = <T>(side: readonly T[]) => side.filter((_, i) => !left.includes(i))
          const history = {
            ...whole.history,
            positive: keep(positive),
            skipped: keep(skipped),
            dismissed: keep(dismissed),
          }
          const part = { ...whole, history }
          const tier = tierOf(part)
          const { columns } = features(part, tier)
          const again = features({ ...part, similar: known.of(history, tier) }, tier).columns
          for (const [name, column] of Object.entries(columns))
            column.forEach((value, c) => {
              expect(again[name as keyof typeof again][c], `${name} of ${c}`).toBeCloseTo(value, 4)
            })
          compared.events += history.positive.length
          // The first are asked for together, the others separately.
          if (history.positive.length) compared[history.skipped.length + history.dismissed.length ? 'some' : 'whole']++
        }
      },
    ),
    { numRuns: 300 },
  )
  expect(compared.events).toBeGreaterThan(600)
  expect(compared.whole).toBeGreaterThan(30)
  expect(compared.some).toBeGreaterThan(100)
})

// So that random texts, which share little, change places.
const strong = {
  interest: 9,
  contrast: 9,
  words: 3,
  skippedWords: -2,
  labels: 5,
  author: 2,
  dismissed: -5,
  position: 0.1,
}
const RUNS = FULL ? 150 : 50
const many = fc.array(
  fc.record({
    thing: fc.nat(),
    kind: fc.constantFrom(
      'read' as const,
      'click' as const,
      'finish' as const,
      'impression' as const,
      'dismiss' as const,
    ),
    days: fc.double({ min: 0, max: 60, noNaN: true }),
  }),
  { minLength: 12, maxLength: 30 },
)
const RANKER = { ...DEFAULT_RANKER, coldStart: 'prior', weights: { lexical: strong, semantic: strong } } as const

test('Each place that is told without an event, or a topic, is that of a ranking anew without it.', () => {
  const told = { events: 0, topics: 0 }
  fc.assert(
    fc.property(things({ minLength: 24, maxLength: 36 }), many, fc.boolean(), (world, deeds, withVectors) => {
      const candidates = world.slice(world.length / 2).map(({ item }) => item)
      const more = {
        ...(withVectors && { vectors: vectorsOf(world) }),
        ranker: RANKER,
        rules: { calibration: 0.2, diversity: 0.1 },
      }
      const all = input(candidates, eventsOf(deeds, world), more)
      const { positive, dismissed } = all.history
      const anew = new Map(
        [...positive, ...dismissed].map((event) => [event, byId(rank(withoutEvents(all, [event])).items)]),
      )
      const topics = [...new Set(positive.flatMap(({ topic }) => topic ?? []))]
      const ofTopics = topics.map((topic) => {
        const events = positive.filter((event) => event.topic === topic)
        return { topic, items: byId(rank(withoutEvents(all, events)).items) }
      })
      for (const { id } of candidates) {
        const { events, topics, to } = explain(all, id, { rank, readWords: wordVectors })!
        for (const [{ item, kind }, items] of anew) {
          const { without = to } = events.find((each) => each.item === item && each.kind === kind) ?? {}
          expect(without, `${kind} ${item} for ${id}`).toBe(items.get(id)!.to)
        }
        for (const { topic, items } of ofTopics)
          expect(topics.find((each) => each.topic === topic)?.without ?? to, `${topic} for ${id}`).toBe(
            items.get(id)!.to,
          )
        told.events += events.length
        told.topics += topics.length
      }
    }),
    { numRuns: RUNS },
  )
  expect(told.events).toBeGreaterThan(RUNS)
  expect(told.topics).toBeGreaterThan(RUNS / 3)
})
