// @vitest-environment node
// What the page's order means decides whether places or dates count.

import { expect, test } from 'vitest'
import { DAY } from '../../../src/lib/limits.ts'
import { rank } from '../../../src/ranking/rank.ts'
import { DEFAULT_RANKER } from '../../../src/ranking/ranker.ts'
import type { PageOrder, ReaderEvent } from '../../../src/types.ts'
import { byId, content, event, input, NOW } from './make.ts'

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

test.each(['editors', 'number'] as const)('%s: places count.', (order) => {
  const { position, freshness } = partsOf(order)
  expect(position[0]).toBe(0)
  expect(position[6]).toBeCloseTo((-0.75 * Math.log(7)) / Math.log(24))
  expect(freshness).toEqual(partsOf('none').freshness)
})

test.each([undefined, 'auto'] as const)('%s: places count for new readers and after a bounce.', (order) => {
  const bounce = [event('click', content('/elsewhere', { text: 'elsewhere' }), { seconds: 2 })]
  const last = (events: ReaderEvent[]) => partsOf(order, events).position[6]! / partsOf('editors').position[6]!
  expect(last([])).toBe(1)
  expect(last(bounce)).toBeGreaterThan(0.5)
  expect(last(bounce)).toBeLessThan(1)
  expect(last(READER)).toBeLessThan(0.001)
})

test('In an order of unknown meaning, places count as far as items have popularity figures.', () => {
  const share = (figures: number) => {
    const items = PAGE.map((item, i) => ({ ...item, ...(i < figures && { popularity: 0.1 }) }))
    // Neither an item nor a figure.
    const heading = content('heading', { text: '', pinned: true })
    const weight = (order: PageOrder) =>
      byId(rank(input([heading, ...items], READER, { rules: { order } })).items).get('/6')!.parts.position
    return weight('auto') / weight('editors')
  }
  expect(share(7)).toBeCloseTo(1)
  expect(share(3)).toBeCloseTo(3 / 7)
  expect(share(0)).toBeCloseTo(0)
})

test('none: places don’t count, and dates count as ever.', () => {
  for (const events of [READER, []]) {
    const { position, freshness } = partsOf('none', events)
    expect(isZero(position)).toBe(true)
    expect(freshness).toEqual(partsOf('editors', events).freshness)
  }
})

test.each(['oldest', 'price', 'name'] as const)('%s: places count for new readers only.', (order) => {
  const { position, freshness } = partsOf(order)
  for (const part of position) expect(part).toBeCloseTo(0, 3)
  expect(freshness).toEqual(partsOf('editors').freshness)
  expect(partsOf(order, []).position).toEqual(partsOf('editors', []).position)
})

test('newest: dates count instead of places once something is known about the reader.', () => {
  const { position, freshness, items } = partsOf('newest')
  for (const part of position) expect(part).toBeCloseTo(0, 3)
  expect(Math.max(...freshness)).toBeGreaterThan(3 * Math.max(...partsOf('editors').freshness))
  expect(items.map(({ id }) => id)).toEqual(['/6', '/5', '/4', '/3', '/2', '/1', '/0'])
})

test.each(['newest', 'price', 'auto'] as const)('%s: a new reader sees the list as it is.', (order) => {
  expect(partsOf(order, []).items.map(({ id }) => id)).toEqual(PAGE.map(({ id }) => id))
})

test('A ranker that gives places no weight gets none for dates either.', () => {
  const fitted = { ...DEFAULT_RANKER, weights: { lexical: { interest: 1 }, semantic: { interest: 1 } } }
  const { position, freshness } = partsOf('newest', READER, fitted)
  expect(isZero([...position, ...freshness])).toBe(true)
})
