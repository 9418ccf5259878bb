import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { holdFloors, isDiscovery, isNew, smallProviders } from '../../../src/ranking/rules/floors.ts'

/** Items are numbers in order of place; the floors' members are listed. */
const orders = fc.array(fc.boolean(), { maxLength: 40 }).map((named) => ({
  order: [...named.keys()],
  isOf: (item: number) => named[item]!,
}))
const holdFloor = <T>(order: readonly T[], share: number, isOf: (item: T) => boolean) =>
  holdFloors(order, [{ share, isOf }])
const shares = fc.double({ min: 0, max: 1, noNaN: true })

test('Of the first k places, for each k up to ten, at least ⌊share·k⌋ hold what the floor is for, as far as there is any.', () => {
  fc.assert(
    fc.property(orders, shares, ({ order, isOf }, share) => {
      const mended = holdFloor(order, share, isOf)
      expect([...mended].sort((a, b) => a - b)).toEqual(order)
      for (let k = 1; k <= Math.min(10, order.length); k++)
        expect(mended.slice(0, k).filter(isOf).length).toBeGreaterThanOrEqual(
          Math.min(order.filter(isOf).length, Math.floor(share * k)),
        )
    }),
  )
})

test('Both kinds keep their order among themselves, and a second time changes nothing.', () => {
  fc.assert(
    fc.property(orders, shares, ({ order, isOf }, share) => {
      const mended = holdFloor(order, share, isOf)
      expect(mended.filter(isOf)).toEqual(order.filter(isOf))
      expect(mended.filter((item) => !isOf(item))).toEqual(order.filter((item) => !isOf(item)))
      expect(holdFloor(mended, share, isOf)).toEqual(mended)
    }),
  )
})

test('A higher floor brings no less forward; without one, nothing moves.', () => {
  fc.assert(
    fc.property(orders, shares, shares, ({ order, isOf }, a, b) => {
      const held = (share: number) => holdFloor(order, share, isOf).slice(0, 10).filter(isOf).length
      expect(held(Math.max(a, b))).toBeGreaterThanOrEqual(held(Math.min(a, b)))
      expect(holdFloor(order, 0, isOf)).toEqual(order)
    }),
  )
})

test('Several floors hold together, also where they are due at the same place, as long as their shares come to a whole.', () => {
  const kinds = fc.array(fc.nat({ max: 7 }), { maxLength: 40 })
  const parts = fc.tuple(shares, shares, shares).map((all) => all.map((share) => share / 3))
  fc.assert(
    fc.property(kinds, parts, (kinds, parts) => {
      const order = [...kinds.keys()]
      // An item may belong to none, one or all three.
      const floors = parts.map((share, bit) => ({ share, isOf: (item: number) => !!(kinds[item]! & (1 << bit)) }))
      const mended = holdFloors(order, floors)
      expect([...mended].sort((a, b) => a - b)).toEqual(order)
      expect(holdFloors(mended, floors)).toEqual(mended)
      for (const { share, isOf } of floors)
        for (let k = 1; k <= Math.min(10, order.length); k++)
          expect(mended.slice(0, k).filter(isOf).length).toBeGreaterThanOrEqual(
            Math.min(order.filter(isOf).length, Math.floor(share * k)),
          )
    }),
  )
})

test('An order that holds several floors already isn’t touched, however late one of them is due.', () => {
  const order = Array.from({ length: 12 }, (_, i) => i)
  const floors = [
    { share: 0.1, isOf: (item: number) => item === 9 },
    { share: 0.5, isOf: (item: number) => item % 2 === 1 && item !== 9 },
  ]
  expect(holdFloors(order, floors.slice(0, 1))).toEqual(order)
  const both = holdFloors(order, floors)
  expect(both.slice(0, 8)).toEqual(order.slice(0, 8))
  expect(both.slice(8, 10).sort((a, b) => a - b)).toEqual([9, 11])
})

test('New is what was published within the time, and has a date.', () => {
  const isOf = isNew(1000, 100)
  expect([1000, 901, 900, 1001, undefined].map((published) => isOf({ published }))).toEqual([
    true,
    true,
    false,
    false,
    false,
  ])
})

test('A discovery is of a topic that makes less than a twentieth of what was opened, once five items were.', () => {
  expect(isDiscovery(new Map([['a', 4]]))({ topic: 'b' })).toBe(false)
  const isOf = isDiscovery(
    new Map([
      ['a', 30],
      ['b', 2],
      ['c', 1],
    ]),
  )
  expect(['a', 'b', 'c', 'd', undefined].map((topic) => isOf({ topic }))).toEqual([false, false, true, true, false])
})

test('Small providers are the smallest that have at most the share together.', () => {
  const counts = new Map([
    ['large', 80],
    ['b', 12],
    ['a', 5],
    ['c', 5],
  ])
  expect([...smallProviders(counts, 0.2)]).toEqual(['a', 'c'])
  expect(smallProviders(counts, 0.22)).toEqual(new Set(['a', 'c', 'b']))
  expect(smallProviders(new Map(), 0.2).size).toBe(0)
})
