// @vitest-environment node
// Popularity as it was known when a list was shown.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromEarlierLists, POPULARITY_SMOOTHING } from '../../src/evaluate/popularity.ts'
import { listsByUser, replay } from '../../src/evaluate/replay.ts'
import { click, parse, ranking } from './make.ts'

const ITEMS = ['a', 'b', 'c', 'd']
const lists = fc.array(
  fc.record({
    reader: fc.constantFrom('ann', 'bob', 'cleo'),
    minute: fc.integer({ min: 0, max: 12 }),
    items: fc.subarray(ITEMS, { minLength: 1 }),
    opened: fc.subarray(ITEMS),
    delay: fc.integer({ min: 0, max: 6 }),
  }),
  { minLength: 1, maxLength: 12 },
)

test('Only showings and clicks before a list count, and none of its own reader.', async () => {
  await fc.assert(
    fc.asyncProperty(lists, async (all) => {
      const events = all.flatMap(({ reader, minute, items, opened, delay }, n) => [
        ranking(`${n}`, reader, items, minute),
        ...opened.filter((item) => items.includes(item)).map((item) => click(`${n}`, item, minute + delay)),
      ])
      const log = await parse([...events, ranking('z', 'zoe', ['a'], 99), click('z', 'a', 99)])
      const popularityFor = fromEarlierLists(log.lists)
      for (const own of listsByUser(log.lists).values())
        for (const { list, past } of replay({ lists: own })) {
          const before = log.lists.filter(({ user, at }) => user !== list.user && at < list.at)
          const shown = before.flatMap(({ items }) => items)
          const clicked = before.flatMap(({ clickedAt }) =>
            [...clickedAt].flatMap(([item, at]) => (at < list.at ? [item] : [])),
          )
          for (const item of ITEMS) {
            const count = (items: readonly string[]) => items.filter((each) => each === item).length
            const rate = clicked.length / shown.length
            const expected = (count(clicked) + POPULARITY_SMOOTHING * rate) / (count(shown) + POPULARITY_SMOOTHING)
            const found = popularityFor(list, past, own).of(item)
            if (shown.length) expect(found).toBeCloseTo(expected, 10)
            else expect(found).toBeUndefined()
          }
        }
    }),
    { numRuns: 60 },
  )
})
