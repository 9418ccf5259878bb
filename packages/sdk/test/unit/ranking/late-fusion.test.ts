// @vitest-environment node
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dismissal, lateFusion } from '../../../src/ranking/features/late-fusion.ts'

const pairs = fc
  .array(fc.tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: 0.001, max: 3, noNaN: true })), {
    minLength: 1,
    maxLength: 60,
  })
  .map((all) => ({ similarities: all.map(([s]) => s), weights: all.map(([, w]) => w) }))
const temperatures = fc.double({ min: 0.01, max: 10, noNaN: true })
const mean = (values: readonly number[], weights: readonly number[]) =>
  values.reduce((sum, value, i) => sum + value * weights[i]!, 0) / weights.reduce((a, b) => a + b, 0)

test('The formula, by hand: two events, one twice as heavy.', () => {
  const expected = 0.1 * Math.log((2 * Math.exp(0.5 / 0.1) + 1 * Math.exp(0.2 / 0.1)) / 3)
  expect(lateFusion([0.5, 0.2], [2, 1], 0.1)).toBeCloseTo(expected, 12)
})

test('An empty history, and one without weight, give 0.', () => {
  expect(lateFusion([], [], 0.1)).toBe(0)
  expect(lateFusion([0.9, 0.8], [0, 0], 0.1)).toBe(0)
  expect(dismissal([], [], 0.1)).toBe(0)
  expect(dismissal([0.9, 0.8], [0, 0], 0.1)).toBe(0)
})

test('Fusion lies between the least and the greatest similarity, and not below the weighted mean.', () => {
  fc.assert(
    fc.property(pairs, temperatures, ({ similarities, weights }, temperature) => {
      const fused = lateFusion(similarities, weights, temperature)
      expect(fused).toBeGreaterThanOrEqual(Math.min(...similarities) - 1e-9)
      expect(fused).toBeLessThanOrEqual(Math.max(...similarities) + 1e-9)
      expect(fused).toBeGreaterThanOrEqual(mean(similarities, weights) - 1e-9)
    }),
  )
})

test('Cold, fusion is the greatest similarity; hot, it is the weighted mean.', () => {
  fc.assert(
    fc.property(pairs, ({ similarities, weights }) => {
      expect(lateFusion(similarities, weights, 1e-6)).toBeCloseTo(Math.max(...similarities), 4)
      expect(lateFusion(similarities, weights, 1e5)).toBeCloseTo(mean(similarities, weights), 4)
    }),
  )
})

test('Similarities far from 0 and a tiny temperature overflow nothing.', () => {
  expect(lateFusion([1, -1], [1, 1], 1e-9)).toBeCloseTo(1, 6)
  expect(lateFusion([-1, -1], [1, 1], 1e-9)).toBeCloseTo(-1, 6)
})

test('What weighs nothing says nothing, however similar.', () => {
  fc.assert(
    fc.property(pairs, temperatures, fc.double({ min: -1, max: 1, noNaN: true }), ({ similarities, weights }, t, s) => {
      expect(lateFusion([...similarities, s], [...weights, 0], t)).toBeCloseTo(lateFusion(similarities, weights, t), 9)
      expect(dismissal([...similarities, s], [...weights, 0], t)).toBeCloseTo(dismissal(similarities, weights, t), 9)
    }),
  )
})

test('The order in which events are given does not matter, nor does the scale of their weights.', () => {
  fc.assert(
    fc.property(pairs, temperatures, ({ similarities, weights }, t) => {
      const fused = lateFusion(similarities, weights, t)
      expect(lateFusion([...similarities].reverse(), [...weights].reverse(), t)).toBeCloseTo(fused, 9)
      expect(
        lateFusion(
          similarities,
          weights.map((w) => w * 7),
          t,
        ),
      ).toBeCloseTo(fused, 9)
    }),
  )
})

test('More similar to any event is never worth less.', () => {
  fc.assert(
    fc.property(pairs, temperatures, fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (all, t, which, more) => {
      const i = which % all.similarities.length
      const nearer = all.similarities.map((s, h) => (h === i ? s + more : s))
      expect(lateFusion(nearer, all.weights, t)).toBeGreaterThanOrEqual(
        lateFusion(all.similarities, all.weights, t) - 1e-12,
      )
    }),
  )
})

test('A single dismissal of weight 1 costs its similarity; opposites cost nothing.', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0.05, max: 10, noNaN: true }), (s, t) => {
      expect(dismissal([s], [1], t)).toBeCloseTo(s, 9)
      expect(dismissal([-s], [1], t)).toBe(0)
    }),
  )
})

test('One more dismissal never costs less.', () => {
  fc.assert(
    fc.property(
      pairs,
      fc.double({ min: 0.05, max: 10, noNaN: true }),
      fc.double({ min: -1, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 3, noNaN: true }),
      ({ similarities, weights }, t, s, w) => {
        expect(dismissal([...similarities, s], [...weights, w], t)).toBeGreaterThanOrEqual(
          dismissal(similarities, weights, t),
        )
      },
    ),
  )
})
