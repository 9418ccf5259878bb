import fc from 'fast-check'
import { expect, test } from 'vitest'
import { longestIncreasing } from '../../../../src/lib/longest-increasing.ts'
import { orderCases, slowLis } from '../../../cases/order.ts'

for (const [name, run] of orderCases) test(name, run)

test('The subsequence increases, and none is longer.', () => {
  const distinct = fc.uniqueArray(fc.integer({ min: -500, max: 500 }), { maxLength: 80 })
  fc.assert(
    fc.property(distinct, (values) => {
      const kept = [...longestIncreasing(values)].sort((a, b) => values.indexOf(a) - values.indexOf(b))
      expect(kept.every((value, i) => i === 0 || value > kept[i - 1]!)).toBe(true)
      expect(kept.length).toBe(slowLis(values))
    }),
  )
})

test('Nothing, one, sorted and reversed.', () => {
  expect(longestIncreasing([]).size).toBe(0)
  expect([...longestIncreasing([7])]).toEqual([7])
  expect(longestIncreasing([1, 2, 3, 4]).size).toBe(4)
  expect(longestIncreasing([4, 3, 2, 1]).size).toBe(1)
})
