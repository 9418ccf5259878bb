// @vitest-environment node
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { likeness } from '../../../src/ranking/rules/diversity.ts'
import { content, things, vectorsOf } from './make.ts'

test('Between 0 and 1, and the same both ways.', () => {
  fc.assert(
    fc.property(things({ minLength: 2, maxLength: 20 }), (world) => {
      const alike = likeness(
        world.map(({ item }) => item),
        vectorsOf(world),
      )
      for (let b = 1; b < world.length; b++) {
        expect(alike(0, b)).toBeCloseTo(alike(b, 0), 9)
        expect(alike(0, b)).toBeGreaterThanOrEqual(0)
        expect(alike(0, b)).toBeLessThanOrEqual(1 + 1e-9)
      }
    }),
  )
})

test('What many have makes a kind more than what few have.', () => {
  const tags = (...all: string[]) => ({ tags: all })
  const items = [
    content('/a', { topic: 'crime', ...tags('oslo') }),
    content('/b', { topic: 'crime', ...tags('paris') }),
    content('/c', { topic: 'crime' }),
    content('/d', { topic: 'romance', ...tags('crime') }),
    content('/e', { topic: 'romance' }),
  ]
  const alike = likeness(items, new Map())
  // crime: 4 of 5 have it, romance 2, each town 1.
  expect(alike(0, 1)).toBeCloseTo(2 / (2 + 1 + 1), 9)
  expect(alike(0, 4)).toBe(0)
  expect(alike(0, 3)).toBeCloseTo(2 / (2 + 1 + Math.SQRT2), 9)
  expect(alike(3, 4)).toBeCloseTo(Math.SQRT2 / (2 + Math.SQRT2), 9)
})

test('Without labels in common use, vectors say how alike two items are, and nothing does without vectors.', () => {
  const items = ['/a', '/b', '/c'].map((id) => content(id))
  const vectors = new Map([
    [items[0]!.fingerprint, Int8Array.of(100, 0)],
    [items[1]!.fingerprint, Int8Array.of(100, 0)],
  ])
  const alike = likeness(items, vectors)
  expect(alike(0, 1)).toBeCloseTo(1, 9)
  expect(alike(0, 2)).toBe(0)
})
