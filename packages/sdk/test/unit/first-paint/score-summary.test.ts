// @vitest-environment node
// What the first paint makes of a ranking, beside the ranking itself.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { summary } from '../../../src/first-paint/score-summary.ts'
import { positionPrior } from '../../../src/lib/scoring/position-prior.ts'
import { FEATURES } from '../../../src/ranking/features/features.ts'
import { rank, weightsOf } from '../../../src/ranking/rank.ts'
import { DEFAULT_RANKER, type Ranker } from '../../../src/ranking/ranker.ts'
import { deeds, eventsOf, input, things, vectorsOf } from '../ranking/make.ts'

const RANKLENS: Ranker = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../../../models/ranker-ranklens/ranker.json'), 'utf8'),
)
/** Fitted to whatever, by hand or by log. */
const weights = fc
  .array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: FEATURES.length, maxLength: FEATURES.length })
  .map((all) =>
    Object.fromEntries(FEATURES.map((name, i) => [name, name === 'dismissed' ? -Math.abs(all[i]!) : all[i]!])),
  )
const rankers = fc.oneof(
  fc.constantFrom(DEFAULT_RANKER, RANKLENS),
  fc
    .record({
      lexical: weights,
      semantic: weights,
      coldStart: fc.constantFrom<'position' | 'prior'>('position', 'prior'),
    })
    .map(
      ({ lexical, semantic, coldStart }): Ranker => ({ ...DEFAULT_RANKER, coldStart, weights: { lexical, semantic } }),
    ),
)

test('By the snapshot’s scores the same items come in the same order as in the ranking: read ones below, whatever the weights.', () => {
  fc.assert(
    fc.property(
      things({ minLength: 1, maxLength: 30 }),
      deeds,
      fc.boolean(),
      rankers,
      fc.boolean(),
      (world, deeds, useVectors, ranker, demoteRead) => {
        const items = world.map(({ item: { pinned: _, ...item } }) => item)
        const given = { vectors: useVectors ? vectorsOf(world) : new Map(), ranker, rules: { demoteRead } }
        const whole = input(items, eventsOf(deeds, world), given)
        const ranking = rank(whole)
        const { position = 0 } = weightsOf(whole, ranking.tier)
        const topics = new Map(items.map(({ id, topic }) => [id, topic]))
        const known = summary(ranking.items, (id) => topics.get(id))
        const scored = items.map(({ id }, from) => known.scores[id]! + position * positionPrior(from))
        const stepOf = (from: number) => known.steps[items[from]!.id] ?? 0
        ranking.items.slice(1).forEach(({ from, score, rule }, i) => {
          const above = ranking.items[i]!
          // What differs by rounding alone has no order.
          if (above.rule === rule && above.score - score < 1e-6) return
          expect(stepOf(above.from)).toBeLessThanOrEqual(stepOf(from))
          if (stepOf(above.from) === stepOf(from)) expect(scored[above.from]!).toBeGreaterThan(scored[from]!)
        })
        // A new item has no step, so it is among the unread items, above those that were read.
        for (const { from, rule } of ranking.items)
          expect(stepOf(from)).toBe(rule === 'dismissed' ? 2 : rule === 'read' ? 1 : 0)
      },
    ),
  )
})

test('A topic has the mean of its items’ scores, without the page’s own order and without the steps of read and dismissed.', () => {
  fc.assert(
    fc.property(things({ minLength: 1, maxLength: 20 }), deeds, (world, deeds) => {
      const items = world.map(({ item: { pinned: _, ...item } }) => item)
      const ranking = rank(input(items, eventsOf(deeds, world), { rules: { demoteRead: true } }))
      const topicOf = (id: string) => items.find((item) => item.id === id)?.topic
      const { scores, topics, mean } = summary(ranking.items, topicOf)
      const own = (of: (id: string) => boolean) => {
        const some = ranking.items.filter(({ id }) => of(id)).map(({ score, parts }) => score - parts.position)
        return some.reduce((sum, score) => sum + score, 0) / some.length
      }
      const named = new Set(items.flatMap(({ topic }) => topic ?? []))
      expect(new Set(Object.keys(topics))).toEqual(named)
      for (const topic of named)
        expect(topics[topic]).toBeCloseTo(
          own((id) => topicOf(id) === topic),
          9,
        )
      expect(mean).toBeCloseTo(
        own(() => true),
        9,
      )
      // Least recently seen last: what doesn't fit goes from there.
      expect(Object.keys(scores)).toEqual(items.map(({ id }) => id))
      for (const { id, score, parts } of ranking.items) expect(scores[id]).toBe(score - parts.position)
    }),
  )
})

test('Of nothing there is nothing, and its mean is 0.', () => {
  expect(summary([], () => undefined)).toEqual({ scores: {}, steps: {}, topics: {}, mean: 0 })
})
