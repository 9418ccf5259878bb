// @vitest-environment node
// What a ranking doesn't work out where it changes nothing: the long way gives the same.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FEATURES, features } from '../../../src/ranking/features/features.ts'
import { rank } from '../../../src/ranking/rank.ts'
import { deeds, eventsOf, input, things, vectorsOf } from './make.ts'

test('A feature that is asked for is the same, whatever else is: only what weighs nothing is left out.', () => {
  let left = 0
  fc.assert(
    fc.property(
      things({ minLength: 1, maxLength: 30 }),
      deeds,
      fc.constantFrom('lexical' as const, 'semantic' as const),
      fc.subarray([...FEATURES]),
      (world, deeds, tier, names) => {
        const all = input(
          world.map(({ item }) => item),
          eventsOf(deeds, world),
          { vectors: vectorsOf(world) },
        )
        const whole = features(all, tier).columns
        const part = features(all, tier, Object.fromEntries(names.map((name) => [name, 0.5]))).columns
        for (const name of names) expect(part[name], name).toEqual(whole[name])
        for (const name of FEATURES) if (part[name].some((value, c) => value !== whole[name][c])) left++
      },
    ),
  )
  expect(left).toBeGreaterThan(0)
})

test('Where no rule looks at places, the order is that of a rule that holds for none, whatever is breaking.', () => {
  let breaking = 0
  fc.assert(
    fc.property(
      things({ minLength: 1, maxLength: 30 }),
      deeds,
      fc.array(fc.nat(), { maxLength: 3 }),
      fc.constantFrom(0, 0.3),
      (world, deeds, marks, calibration) => {
        const isBreaking = (i: number) => marks.some((mark) => mark % world.length === i)
        const candidates = world.map(({ item }, i) => ({ ...item, ...(isBreaking(i) && { breaking: true }) }))
        const by = (displacement: number) =>
          rank(input(candidates, eventsOf(deeds, world), { rules: { calibration, exploration: 0.2, displacement } }))
        const { items } = by(0)
        expect(items).toEqual(by(candidates.length).items)
        if (items.findIndex(({ rule }) => rule === 'breaking') >= 0 && items.length > 2) breaking++
      },
    ),
  )
  expect(breaking).toBeGreaterThan(10)
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
