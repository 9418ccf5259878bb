// @vitest-environment node
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chooseCreative } from '../../../src/ranking/creative.ts'
import { explain } from '../../../src/ranking/explain.ts'
import { profile } from '../../../src/ranking/profile.ts'
import { rank } from '../../../src/ranking/rank.ts'
import { byId, content, deeds, event, eventsOf, input, NOW, things, vectorsOf } from './make.ts'

test('An explanation shows the very score and place of the ranking, and only events that change the place.', () => {
  fc.assert(
    fc.property(
      things({ minLength: 1, maxLength: 15 }),
      deeds,
      fc.nat(),
      fc.boolean(),
      (world, deeds, which, vectors) => {
        const events = eventsOf(deeds, world)
        const all = input(
          world.map(({ item }) => item),
          events,
          vectors ? { vectors: vectorsOf(world) } : {},
        )
        const { id } = world[which % world.length]!.item
        const item = byId(rank(all).items).get(id)!
        const explained = explain(all, id)!
        expect(explained).toMatchObject({ id, score: item.score, parts: item.parts, from: item.from, to: item.to })
        let least = Number.POSITIVE_INFINITY
        for (const { without } of explained.events) {
          const change = Math.abs(without - item.to)
          expect(change).toBeGreaterThan(0)
          expect(change).toBeLessThanOrEqual(least)
          least = change
        }
      },
    ),
    { numRuns: 40 },
  )
})

test('Leave one out: without the reading that lifted it, an item stands where it stood.', () => {
  const items = [content('/bread', { text: 'bread' }), content('/moon', { text: 'moon landing, in colour' })]
  const read = event('read', content('/past', { text: 'moon landing' }))
  const other = event('read', content('/other', { text: 'unlike either' }))
  const { from, to, events } = explain(input(items, [read, other]), '/moon')!
  expect([from, to]).toEqual([1, 0])
  expect(events).toEqual([{ item: '/past', text: 'moon landing', kind: 'read', without: 1 }])
})

test('What was never listed has no explanation.', () => {
  expect(explain(input([content('/a')], []), '/b')).toBeUndefined()
  expect(explain(input([], []), '__proto__')).toBeUndefined()
})

test('The profile: shares of topics, most first, from what counts as interest.', () => {
  const events = [
    event('read', content('/1', { topic: 'science' }), { at: NOW - 5000 }),
    event('click', content('/2', { topic: 'food' }), { at: NOW - 4000 }),
    event('dismiss', content('/3', { topic: 'sport' })),
    event('impression', content('/4', { topic: 'tax' })),
    event('read', content('/5')),
  ]
  const { topics, events: count, since } = profile(events, NOW)
  expect(topics.map(({ topic }) => topic)).toEqual(['science', 'food'])
  expect(topics[0]!.share).toBeCloseTo(2 / 3, 5)
  expect(topics.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12)
  expect([count, since]).toEqual([5, NOW - 5000])
})

test('Of nobody nothing is known.', () => {
  expect(profile([], NOW)).toEqual({ topics: [], events: 0 })
})

test('A topic may be called anything.', () => {
  expect(profile([event('read', content('/1', { topic: '__proto__' }))], NOW).topics).toEqual([
    { topic: '__proto__', share: 1 },
  ])
})

const choose = (creatives: Parameters<typeof input>[0], events: Parameters<typeof input>[1]) =>
  chooseCreative(rank(input(creatives, events, { rules: { demoteRead: false } })))

test('A slot gets the creative that fits what was read, and scores for each.', () => {
  const creatives = [content('/chess', { text: 'chess club' }), content('/trail', { text: 'people who hike' })]
  const choice = choose(creatives, [event('read', content('/a', { text: 'people hike' }))])!
  expect(choice.creative).toBe('/trail')
  expect(choice.scores['/trail']).toBeGreaterThan(choice.scores['/chess']!)
})

test('Where the history says nothing for any creative, or there is none, the default of the editor stays.', () => {
  const creatives = [content('/chess', { text: 'chess club', popularity: 1 })]
  expect(choose(creatives, [])).toBeUndefined()
  expect(choose([], [event('read', content('/a'))])).toBeUndefined()
  expect(choose(creatives, [event('read', content('/a', { text: 'hiking' }))])).toBeUndefined()
  expect(choose(creatives, [event('dismiss', content('/a', { text: 'chess' }))])).toBeUndefined()
})

test('A creative called __proto__ is only a name.', () => {
  const read = event('read', content('/a', { text: 'chess' }))
  const choice = choose([content('__proto__', { text: 'chess' })], [read])!
  expect(choice.creative).toBe('__proto__')
  expect(Object.keys(choice.scores)).toEqual(['__proto__'])
})
