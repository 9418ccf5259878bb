// @vitest-environment node
// What a ranking doesn't work out where it changes nothing: the long way gives the same.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY } from '../../../src/lib/limits.ts'
import { FEATURES, features } from '../../../src/ranking/features/features.ts'
import { rank } from '../../../src/ranking/rank.ts'
import type { ItemContent } from '../../../src/types.ts'
import { byId, deeds, event, eventsOf, ids, input, NOW, type Thing, things, vectorsOf } from './make.ts'

/** Events on items that aren't on the page any more. */
const some = fc.array(
  fc.record({
    thing: fc.nat(),
    kind: fc.constantFrom('read' as const, 'click' as const, 'impression' as const),
    days: fc.double({ min: 0, max: 60, noNaN: true }),
  }),
  { minLength: 2, maxLength: 8 },
)

/** Movable items. */
const free = ({ item: { pinned: _, ...item } }: Thing): ItemContent => item

test('A feature that is asked for alone is the same as among all: only what weighs nothing is left out.', () => {
  let left = 0
  fc.assert(
    fc.property(
      things({ minLength: 1, maxLength: 20 }),
      deeds,
      fc.constantFrom('lexical' as const, 'semantic' as const),
      (world, deeds, tier) => {
        const all = input(
          world.map(({ item }) => item),
          eventsOf(deeds, world),
          { vectors: vectorsOf(world) },
        )
        const whole = features(all, tier).columns
        for (const name of FEATURES) {
          const part = features(all, tier, { [name]: 0.5 }).columns
          expect(part[name], name).toEqual(whole[name])
          if (FEATURES.some((other) => part[other].some((value, c) => value !== whole[other][c]))) left++
        }
      },
    ),
  )
  expect(left).toBeGreaterThan(100)
})

test('Where no rule looks at places, the order is that of a rule that holds for none, whatever is breaking and however far the reader’s order counts.', () => {
  const seen = { breaking: 0, halfway: 0 }
  fc.assert(
    fc.property(
      things({ minLength: 20, maxLength: 20 }),
      some,
      fc.array(fc.nat({ max: 11 }), { maxLength: 6 }),
      fc.constantFrom(0, 0.5, 1),
      (world, deeds, marks, strength) => {
        const candidates = world
          .slice(8)
          .map((thing, i) => ({ ...free(thing), ...(marks.includes(i) && { breaking: true }) }))
        const events = eventsOf(deeds, world.slice(0, 8))
        const by = (displacement: number, strength: number) =>
          rank(input(candidates, events, { rules: { calibration: 0.3, strength, displacement } })).items
        const items = by(0, strength)
        expect(items).toEqual(by(candidates.length, strength))
        // Breaking items are in page order, whatever their score.
        const breaking = items.filter(({ rule }) => rule === 'breaking')
        if (breaking.some(({ byScore }, i) => i && breaking[i - 1]!.byScore > byScore)) seen.breaking++
        if (ids(items).join() !== ids(by(0, 1)).join()) seen.halfway++
      },
    ),
    { unbiased: true },
  )
  expect(seen.breaking).toBeGreaterThan(5)
  expect(seen.halfway).toBeGreaterThan(5)
})

test('What is brought forward to be tried bears the rule’s name, and stands higher than without it; what made room doesn’t.', () => {
  let tried = 0
  fc.assert(
    fc.property(things({ minLength: 20, maxLength: 20 }), fc.nat({ max: 4 }), (world, many) => {
      const [past, candidates] = [0, 8].map((from, k) =>
        world
          .slice(from, k ? 20 : 8)
          .map((thing, i) => ({ ...free(thing), topic: k && i > 10 - many ? 'new' : 'known' })),
      ) as [ItemContent[], ItemContent[]]
      const events = past.map((item, i) => event('read', item, { at: NOW - i * DAY }))
      const by = (exploration: number) => rank(input(candidates, events, { rules: { exploration } }))
      const without = byId(by(0).items)
      for (const { id, to, rule } of by(0.3).items) {
        const before = without.get(id)!
        expect(rule === 'exploration', id).toBe(to < before.to)
        if (rule === 'exploration') tried++
      }
    }),
    { unbiased: true },
  )
  expect(tried).toBeGreaterThan(20)
})

test('An item’s place by score is its place among all scores, those of the page’s own order where they are the same.', () => {
  fc.assert(
    fc.property(things({ minLength: 1, maxLength: 30 }), deeds, (world, deeds) => {
      const { items } = rank(
        input(
          world.map(({ item }) => item),
          eventsOf(deeds, world),
          { rules: { calibration: 0.3, diversity: 0.2, exploration: 0.3 } },
        ),
      )
      const order = [...items].sort((a, b) => b.score - a.score || a.from - b.from)
      expect(order.map(({ byScore }) => byScore)).toEqual(order.map((_, place) => place))
    }),
  )
})
