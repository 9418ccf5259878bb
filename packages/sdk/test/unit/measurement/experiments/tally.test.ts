// @vitest-environment node
// What a device did, by arm.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY } from '../../../../src/lib/limits.ts'
import { added, exposed, tallied, viewed } from '../../../../src/measurement/experiments/tally.ts'
import type { Tally } from '../../../../src/types.ts'

const ARMS = { holdout: 'ranked', front: 'close' }
const begun = tallied([], ARMS, 1000)

test('Each arm has one tally, begun once; nothing is begun again.', () => {
  expect(begun).toEqual([
    { experiment: 'holdout', arm: 'ranked', since: 1000, counts: {}, before: {} },
    { experiment: 'front', arm: 'close', since: 1000, counts: {}, before: {} },
  ])
  expect(tallied(begun, ARMS, 2000)).toBe(begun)
  expect(tallied(begun, { holdout: 'holdout' }, 2000).map(({ arm }) => arm)).toEqual(['ranked', 'close', 'holdout'])
})

test('What came before the first exposure is kept apart, for each experiment by itself.', () => {
  let tallies = added(begun, ARMS, { click: 1 })
  tallies = exposed(tallies, 'front', 'close', 5000)
  tallies = added(tallies, ARMS, { click: 2, dwell: 7 })
  tallies = exposed(tallies, 'front', 'close', 6000)
  expect(tallies).toEqual([
    { experiment: 'holdout', arm: 'ranked', since: 1000, counts: {}, before: { click: 3, dwell: 7 } },
    {
      experiment: 'front',
      arm: 'close',
      since: 1000,
      exposed: 5000,
      counts: { exposures: 2, click: 2, dwell: 7 },
      before: { click: 1 },
    },
  ])
})

test('An arm that the device is no longer in stands still.', () => {
  const moved = tallied(begun, { holdout: 'holdout' }, 2000)
  const after = added(moved, { holdout: 'holdout' }, { click: 1 })
  expect(after.map(({ before }) => before)).toEqual([{}, {}, { click: 1 }])
})

test('A visit ends with half an hour without anything; returns are told by the days since.', () => {
  expect(viewed(undefined, 0)).toEqual({ view: 1, visit: 1 })
  expect(viewed(0, 29 * 60_000)).toEqual({ view: 1 })
  expect(viewed(0, DAY)).toEqual({ view: 1, visit: 1, return_1: 1, return_7: 1, return_28: 1 })
  expect(viewed(0, 7 * DAY)).toEqual({ view: 1, visit: 1, return_7: 1, return_28: 1 })
  expect(viewed(0, 28 * DAY)).toEqual({ view: 1, visit: 1, return_28: 1 })
  expect(viewed(0, 29 * DAY)).toEqual({ view: 1, visit: 1 })
  // The clock was set back.
  expect(viewed(DAY, 0)).toEqual({ view: 1 })
})

test('Sums are of what was added, in whatever order; tallies and figures are bounded.', () => {
  const counts = fc.record({ click: fc.integer({ min: 0, max: 9 }), value: fc.integer({ min: -99, max: 99 }) })
  fc.assert(
    fc.property(fc.array(counts, { maxLength: 20 }), (all) => {
      const sum = (of: typeof all) => of.reduce<readonly Tally[]>((tallies, each) => added(tallies, ARMS, each), begun)
      expect(sum(all)).toEqual(sum([...all].reverse()))
      expect(sum(all)[0]!.before.click ?? 0).toBe(all.reduce((total, { click }) => total + click, 0))
    }),
  )
  expect(added(begun, ARMS, { value: 1e300 })[0]!.before.value).toBe(1e9)
  let many: readonly Tally[] = []
  for (let n = 0; n < 100; n++) many = tallied(many, { [`e${n}`]: 'a' }, n)
  expect(many).toHaveLength(40)
  expect(many.at(-1)!.experiment).toBe('e99')
})
