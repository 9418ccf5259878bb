// @vitest-environment node
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Examples, fitLogistic, type NormalPrior } from '../../../src/ranking/logistic-regression.ts'

const normal = (mean: number[], precision: number): NormalPrior => ({
  mean: Float64Array.from(mean),
  precision: new Float64Array(mean.length).fill(precision),
})

const examples = fc
  .record({ K: fc.integer({ min: 1, max: 5 }), N: fc.integer({ min: 0, max: 60 }) })
  .chain(({ K, N }) =>
    fc.record({
      K: fc.constant(K),
      rows: fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: N * K, maxLength: N * K }),
      outcomes: fc.array(fc.constantFrom(0, 1), { minLength: N, maxLength: N }),
      offsets: fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: N, maxLength: N }),
      mean: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: K, maxLength: K }),
      precision: fc.double({ min: 0.1, max: 100, noNaN: true }),
    }),
  )

test('At the answer the gradient of the posterior is zero.', () => {
  fc.assert(
    fc.property(examples, ({ K, rows, outcomes, offsets, mean, precision }) => {
      const weights = fitLogistic(
        { rows: Float64Array.from(rows), outcomes: Float64Array.from(outcomes), offsets: Float64Array.from(offsets) },
        normal(mean, precision),
      )
      for (let k = 0; k < K; k++) {
        let gradient = precision * (weights[k]! - mean[k]!)
        outcomes.forEach((outcome, n) => {
          let logit = offsets[n]!
          for (let j = 0; j < K; j++) logit += weights[j]! * rows[n * K + j]!
          gradient += (1 / (1 + Math.exp(-logit)) - outcome) * rows[n * K + k]!
        })
        expect(Math.abs(gradient)).toBeLessThan(1e-4)
      }
    }),
  )
})

test('Without examples the prior stands; with many, the truth is found.', () => {
  const none: Examples = { rows: new Float64Array(0), outcomes: new Float64Array(0), offsets: new Float64Array(0) }
  expect([...fitLogistic(none, normal([0.3, -2], 5))]).toEqual([0.3, -2])
  // Two of three at feature 1, one of three at −1: log-odds ± log 2.
  const rows = Float64Array.from({ length: 6000 }, (_, n) => (n % 2 ? 1 : -1))
  const outcomes = Float64Array.from({ length: 6000 }, (_, n) => Number(n % 2 ? n % 3 > 0 : n % 3 === 0))
  const [weight] = fitLogistic({ rows, outcomes, offsets: new Float64Array(6000) }, normal([0], 0.01))
  expect(weight).toBeCloseTo(Math.log(2), 2)
})

test('What separates perfectly gets a finite weight.', () => {
  const rows = Float64Array.of(1, 2, -1, -2)
  const [weight] = fitLogistic(
    { rows, outcomes: Float64Array.of(1, 1, 0, 0), offsets: new Float64Array(4) },
    normal([0], 0.01),
  )
  expect(Number.isFinite(weight)).toBe(true)
  expect(weight).toBeGreaterThan(1)
})

test('Features that say nearly the same are told apart: three that differ by a tenth, and the gradient is zero to a millionth.', () => {
  const number = fc.double({ min: -1, max: 1, noNaN: true })
  const like = fc.record({ x: number, y: number, z: number, outcome: fc.constantFrom(0, 1) })
  fc.assert(
    fc.property(fc.array(like, { minLength: 30, maxLength: 60 }), (all) => {
      const rows = all.flatMap(({ x, y, z }) => [x + 1, x + 1 + y / 10, x + 1 + z / 10])
      const outcomes = all.map(({ outcome }) => outcome)
      const weights = fitLogistic(
        {
          rows: Float64Array.from(rows),
          outcomes: Float64Array.from(outcomes),
          offsets: new Float64Array(all.length),
        },
        normal([0, 0, 0], 0.01),
      )
      for (let k = 0; k < 3; k++) {
        let gradient = 0.01 * weights[k]!
        outcomes.forEach((outcome, n) => {
          const logit = [0, 1, 2].reduce((sum, j) => sum + weights[j]! * rows[n * 3 + j]!, 0)
          gradient += (1 / (1 + Math.exp(-logit)) - outcome) * rows[n * 3 + k]!
        })
        expect(Math.abs(gradient)).toBeLessThan(1e-6)
      }
    }),
  )
})
