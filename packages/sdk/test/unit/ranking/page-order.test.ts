// @vitest-environment node
// What the page's order means decides whether places or dates count.

import { expect, test } from 'vitest'
import { DAY } from '../../../src/lib/limits.ts'
import { rank } from '../../../src/ranking/rank.ts'
import { DEFAULT_RANKER } from '../../../src/ranking/ranker.ts'
import type { PageOrder } from '../../../src/types.ts'
import { content, event, input, NOW } from './make.ts'

/** The older an item, the further up it is. */
const PAGE = [9, 6, 4, 2, 1, 0.5, 0].map((days, i) =>
  content(`/${i}`, { text: `word${i}`, published: NOW - days * DAY }),
)
const READER = [event('read', content('/elsewhere', { text: 'elsewhere' }))]

function partsOf(order: PageOrder | undefined, events = READER, ranker = DEFAULT_RANKER) {
  const { items } = rank(input(PAGE, events, { ranker, rules: { ...(order && { order }) } }))
  const parts = [...items].sort((a, b) => a.from - b.from).map((item) => item.parts)
  return { position: parts.map(({ position }) => position), freshness: parts.map(({ freshness }) => freshness), items }
}
const isZero = (values: readonly number[]) => values.every((value) => value === 0)

test.each([undefined, 'auto', 'editors', 'number'] as const)('%s: places count, as ever.', (order) => {
  const { position, freshness } = partsOf(order)
  expect([position, freshness]).toEqual([partsOf('editors').position, partsOf('editors').freshness])
  expect(isZero(position)).toBe(false)
})

test.each(['oldest', 'price', 'name', 'none'] as const)('%s: places don’t count, and dates count as ever.', (order) => {
  const { position, freshness } = partsOf(order)
  expect(isZero(position)).toBe(true)
  expect(freshness).toEqual(partsOf('editors').freshness)
})

test('newest: dates count instead of places, also for new readers.', () => {
  for (const events of [READER, []]) {
    const { position, freshness, items } = partsOf('newest', events)
    expect(isZero(position)).toBe(true)
    expect(Math.max(...freshness)).toBeGreaterThan(3 * Math.max(...partsOf('editors').freshness))
    expect(items.map(({ id }) => id)).toEqual(['/6', '/5', '/4', '/3', '/2', '/1', '/0'])
  }
})

test('A ranker that gives places no weight gets none for dates either.', () => {
  const fitted = { ...DEFAULT_RANKER, weights: { lexical: { interest: 1 }, semantic: { interest: 1 } } }
  const { position, freshness } = partsOf('newest', READER, fitted)
  expect(isZero([...position, ...freshness])).toBe(true)
})

test('A new reader sees a list in the order of the page if places don’t count and nothing else is known.', () => {
  const { items } = partsOf('price', [])
  expect(items.map(({ id }) => id)).toEqual(PAGE.map(({ id }) => id))
})
