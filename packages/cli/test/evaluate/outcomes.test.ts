// @vitest-environment node
// Interactions are merged as they are read, with the same result as if all of them were kept and sorted.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Outcomes } from '../../src/evaluate/log/outcomes.ts'

const interactions = fc.array(
  fc.record({
    ranking: fc.constantFrom('one', 'two', 'unknown', undefined),
    item: fc.constantFrom('a', 'b', 'c', 'elsewhere'),
    timestamp: fc.integer({ min: 0, max: 9 }),
    type: fc.constantFrom('click', 'read', 'purchase', 'dismiss', 'hide'),
    seconds: fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined }),
  }),
  { maxLength: 40 },
)

const SHOWN = new Map(['one', 'two'].map((list) => [list, new Set(['a', 'b', 'c'])]))

test('Any sequence of interactions gives the first click, the last type, the longest visit and the last refusal.', () => {
  fc.assert(
    fc.property(interactions, (all) => {
      const outcomes = new Outcomes()
      for (const { seconds, ...event } of all)
        outcomes.take({ ...event, ...(seconds !== undefined && { fields: [{ name: 'seconds', value: seconds }] }) })
      const joined = outcomes.join((list) => SHOWN.get(list))
      const sorted = [...all].sort((a, b) => a.timestamp - b.timestamp)
      for (const list of SHOWN.keys()) {
        const here = sorted.filter(({ ranking, item }) => ranking === list && item !== 'elsewhere')
        const opened = here.filter(({ type }) => type !== 'dismiss' && type !== 'hide')
        const dismissed = here.filter((event) => !opened.includes(event))
        const { kinds, clickedAt, seconds, dismissedAt } = joined.of(list)
        expect(Object.fromEntries(kinds)).toEqual(Object.fromEntries(opened.map(({ item, type }) => [item, type])))
        const first = [...opened].reverse().map(({ item, timestamp }) => [item, timestamp] as const)
        expect(Object.fromEntries(clickedAt)).toEqual(Object.fromEntries(first))
        expect([...clickedAt.values()]).toEqual([...clickedAt.values()].sort((a, b) => a - b))
        expect([...kinds.keys()]).toEqual([...clickedAt.keys()])
        for (const item of ['a', 'b', 'c']) {
          const visits = opened.flatMap((event) => (event.item === item ? (event.seconds ?? []) : []))
          expect(seconds.get(item)).toBe(visits.length ? Math.max(...visits) : undefined)
          expect(dismissedAt.get(item)).toBe(dismissed.findLast((event) => event.item === item)?.timestamp)
        }
      }
      const unknown = all.filter(({ ranking }) => ranking === 'unknown' || ranking === undefined).length
      const notInList = all.filter(({ ranking, item }) => SHOWN.has(ranking ?? '') && item === 'elsewhere').length
      expect([joined.unknownList, joined.notInList, outcomes.count]).toEqual([unknown, notInList, all.length])
    }),
    { numRuns: 200 },
  )
})
