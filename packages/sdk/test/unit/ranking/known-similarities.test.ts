// @vitest-environment node
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { features } from '../../../src/ranking/features/features.ts'
import { wordVectors } from '../../../src/ranking/features/word-vectors.ts'
import { tierOf } from '../../../src/ranking/rank.ts'
import { KnownSimilarities } from '../../../src/ranking/why/known-similarities.ts'
import { deeds, eventsOf, input, things, vectorsOf } from './make.ts'

test('Features by similarities that are known already are those of a ranking that compares texts and vectors anew.', () => {
  let compared = 0
  fc.assert(
    fc.property(
      things({ minLength: 1, maxLength: 14 }),
      deeds,
      fc.boolean(),
      fc.array(fc.nat(), { maxLength: 6 }),
      (world, deeds, withVectors, left) => {
        const events = eventsOf(deeds, world)
        const whole = input(
          world.slice(0, 10).map(({ item }) => item),
          events,
          withVectors ? { vectors: vectorsOf(world) } : {},
        )
        const known = new KnownSimilarities(whole, wordVectors)
        const { positive, skipped, dismissed } = whole.history
        const keep = <T>(side: readonly T[]) => side.filter((_, i) => !left.includes(i))
        const history = { ...whole.history, positive: keep(positive), skipped, dismissed: keep(dismissed) }
        const part = { ...whole, history }
        const tier = tierOf(part)
        const { columns } = features(part, tier)
        const again = features({ ...part, similar: known.of(history, tier) }, tier).columns
        for (const [name, column] of Object.entries(columns))
          column.forEach((value, c) => {
            expect(again[name as keyof typeof again][c], `${name} of ${c}`).toBeCloseTo(value, 4)
          })
        compared += history.positive.length
      },
    ),
    { numRuns: 300 },
  )
  expect(compared).toBeGreaterThan(300)
})
