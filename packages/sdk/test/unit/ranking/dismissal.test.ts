// @vitest-environment node
// A dismissal must never raise a similar item: the promise that readers test first.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evidence } from '../../../src/ranking/features/evidence.ts'
import { lightSimilarities } from '../../../src/ranking/features/similarity.ts'
import { rank } from '../../../src/ranking/rank.ts'
import { byId, content, cosine, deeds, event, eventsOf, ids, input, NOW, things, vectorsOf } from './make.ts'

const CANDIDATES = 6

/** A page of items, and events on other items, so that there is something to rank by. */
const worlds = fc.record({
  world: things({ minLength: CANDIDATES + 1, maxLength: 90 }),
  deeds,
  reason: fc.nat(),
  dismissed: fc.nat(),
  days: fc.double({ min: 0, max: 59, noNaN: true }),
})

test('Vectors: no candidate whose cosine to the dismissed item is above 0 scores higher than before.', () => {
  fc.assert(
    fc.property(worlds, ({ world, deeds, reason, dismissed, days }) => {
      const vectors = vectorsOf(world)
      const candidates = world.slice(0, CANDIDATES)
      const target = world[dismissed % world.length]!
      const events = [...eventsOf(deeds, world), event('read', world[reason % world.length]!.item)]
      const items = candidates.map(({ item }) => item)
      const before = byId(rank(input(items, events, { vectors })).items)
      const more = event('dismiss', target.item, { at: NOW - days * 86_400_000 })
      const after = rank(input(items, [...events, more], { vectors }))
      expect(after.tier).toBe('semantic')
      for (const { id, score } of after.items) {
        const { vector } = candidates.find(({ item }) => item.id === id)!
        if (cosine(vector, target.vector) > 0) expect(score).toBeLessThanOrEqual(before.get(id)!.score)
      }
    }),
    { numRuns: 400 },
  )
})

test('Vectors: however many were dismissed before, one more adds to what they say.', () => {
  const similar = content('/similar', { popularity: 0.01 })
  // Far enough above that no bound applies.
  const popular = content('/popular', { popularity: 0.99 })
  const others = Array.from({ length: 60 }, (_, i) => content(`/gone/${i}`))
  const last = content('/last')
  const vectors = new Map([
    [similar.fingerprint, Int8Array.of(100, 0)],
    [popular.fingerprint, Int8Array.of(0, -100)],
    ...others.map((each) => [each.fingerprint, Int8Array.of(100, 1)] as const),
    [last.fingerprint, Int8Array.of(60, 80)],
  ])
  const events = others.map((each, i) => event('dismiss', each, { at: NOW - (i + 1) * 3_600_000 }))
  const score = (more: typeof events) =>
    byId(rank(input([similar, popular], [...events, ...more], { vectors })).items).get('/similar')!.score
  expect(score([event('dismiss', last)])).toBeLessThan(score([]))
})

test('Light: no candidate that shares anything with the dismissed item scores higher than before.', () => {
  fc.assert(
    fc.property(worlds, ({ world, deeds, reason, dismissed, days }) => {
      const items = world.slice(0, CANDIDATES).map(({ item }) => item)
      const target = world[dismissed % world.length]!.item
      const events = [...eventsOf(deeds, world), event('read', world[reason % world.length]!.item)]
      const before = byId(rank(input(items, events)).items)
      const more = event('dismiss', target, { at: NOW - days * 86_400_000 })
      const after = rank(input(items, [...events, more]))
      expect(after.tier).toBe('lexical')
      const alike = lightSimilarities(items, evidence([more], NOW).dismissed, 0)
      for (const { id, score, from } of after.items) {
        if (alike[from]! > 0) expect(score).toBeLessThanOrEqual(before.get(id)!.score + 1e-6)
      }
    }),
    { numRuns: 400 },
  )
})

test('Light: a dismissal costs a similar item something, and an unlike one nothing.', () => {
  const [space, moon, bread] = ['planet moon rocket', 'moon landing', 'bread oven'].map((text) =>
    content(`/${text}`, { text }),
  )
  const read = event('read', content('/else', { text: 'something else entirely' }))
  // A dismissal costs at most a standard deviation of the scores, so the page's order must count for something.
  const rules = { order: 'editors' } as const
  const before = byId(rank(input([moon!, bread!], [read], { rules })).items)
  const after = byId(rank(input([moon!, bread!], [read, event('dismiss', space!)], { rules })).items)
  expect(after.get(moon!.id)!.score).toBeLessThan(before.get(moon!.id)!.score - 0.01)
  expect(after.get(bread!.id)!.score).toBe(before.get(bread!.id)!.score)
})

test('A dismissed item stands last, below what was read, whatever else speaks for it.', () => {
  const items = ['a', 'b', 'c', 'd'].map((id) => content(id, { topic: 'science', popularity: 1 }))
  const events = [event('read', items[0]!), event('read', items[1]!), event('dismiss', items[1]!)]
  expect(ids(rank(input(items, events)).items)).toEqual(['c', 'd', 'a', 'b'])
  expect(ids(rank(input(items, events, { rules: { demoteRead: false } })).items).at(-1)).toBe('b')
})

test('Something read and later dismissed stays dismissed; its reading still speaks for its kin.', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((id) => content(id, { text: `${id} same words here`, topic: 'food' }))
  const read = event('read', a!)
  const with1 = rank(input([a!, b!, c!], [read, event('dismiss', a!)])).items
  expect(with1.at(-1)).toMatchObject({ id: 'a', rule: 'dismissed' })
  expect(byId(with1).get('b')!.parts.interest).toBeGreaterThan(0)
  expect(byId(with1).get('b')!.parts.dismissed).toBeLessThan(0)
})
