// @vitest-environment node
// What the reader's dial makes of an order: familiar leaves the score alone, explore brings in topics that are new to them.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wordVectors } from '../../../src/ranking/features/word-vectors.ts'
import { rank } from '../../../src/ranking/rank.ts'
import { applyDial, dialOf } from '../../../src/ranking/rules/dial.ts'
import { explain } from '../../../src/ranking/why/explain.ts'
import type { Dial, ReaderEvent } from '../../../src/types.ts'
import { content, deeds, event, eventsOf, ids, input, things } from './make.ts'

const SITE = { calibration: 0.25, diversity: 0.1, exploration: 0.1, strength: 1, demoteRead: true }
const worlds = fc.record({ world: things({ minLength: 3, maxLength: 40 }), deeds })

const ranked = (items: Parameters<typeof input>[0], events: readonly ReaderEvent[], dial?: Dial) =>
  rank(input(items, events, { rules: { ...SITE, ...(dial && { dial }) } })).items

test('Familiar: what no mark moves stands as its score says.', () => {
  fc.assert(
    fc.property(worlds, ({ world, deeds }) => {
      const items = world.map(({ item }) => item)
      const free = ranked(items, eventsOf(deeds, world), 'familiar').filter(({ rule }) => !rule)
      expect(free.map(({ byScore }) => byScore)).toEqual(free.map(({ byScore }) => byScore).sort((a, b) => a - b))
    }),
  )
})

test('Balanced is the site’s own order.', () => {
  fc.assert(
    fc.property(worlds, ({ world, deeds }) => {
      const items = world.map(({ item }) => item)
      const events = eventsOf(deeds, world)
      expect(ids(ranked(items, events, 'balanced'))).toEqual(ids(ranked(items, events)))
    }),
  )
})

test('Explore: of the first ten, three places are for topics that the reader has not met; familiar has none of them before what is liked.', () => {
  const liked = Array.from({ length: 12 }, (_, i) => content(`/liked-${i}`, { topic: 'space' }))
  const others = Array.from({ length: 6 }, (_, i) => content(`/other-${i}`, { topic: `topic-${i}` }))
  const history = liked.slice(0, 8).map((item, i) => event('read', { ...item, id: `/read-${i}` }))
  const first = (dial: Dial) => ids(ranked([...liked, ...others], history, dial)).slice(0, 10)
  const novel = (dial: Dial) => first(dial).filter((id) => id.startsWith('/other')).length
  expect(novel('explore')).toBeGreaterThanOrEqual(3)
  expect(novel('familiar')).toBe(0)
  expect(first('explore')[0]).toMatch('/liked')
})

test('A site that asks for more of the new keeps it, and what it holds in place holds.', () => {
  expect(applyDial({ dial: 'explore', exploration: 0.5, diversity: 2, displacement: 3 })).toMatchObject({
    exploration: 0.5,
    diversity: 2,
    displacement: 3,
  })
  expect(applyDial({ dial: 'familiar', strength: 0.3, maxRun: 2 })).toMatchObject({ strength: 0.3, maxRun: 2 })
})

test('Explanations take the dial into account: their steps end at the place.', () => {
  fc.assert(
    fc.property(worlds, fc.constantFrom<Dial>('familiar', 'explore'), ({ world, deeds }, dial) => {
      const items = world.map(({ item }) => item)
      const given = input(items, eventsOf(deeds, world), { rules: { ...SITE, dial } })
      for (const { id, to } of rank(given).items.slice(0, 5)) {
        const told = explain(given, id, { rank, readWords: wordVectors })!
        expect(told.to).toBe(to)
        expect(told.rules.at(-1)?.to ?? told.byScore).toBe(to)
      }
    }),
    { numRuns: 30 },
  )
})

test('The last turn counts, and what is no setting changes nothing.', () => {
  const turned = (...items: string[]) => dialOf(items.map((item) => ({ kind: 'dial', item })))
  expect(turned()).toBe('balanced')
  expect(turned('inkling:dial/familiar', 'inkling:dial/explore')).toBe('explore')
  const none = turned('inkling:dial/explore', 'somebody else’s words')
  expect(applyDial({ ...SITE, dial: none })).toEqual(applyDial(SITE))
  expect(dialOf([{ kind: 'click', item: 'inkling:dial/explore' }])).toBe('balanced')
})
