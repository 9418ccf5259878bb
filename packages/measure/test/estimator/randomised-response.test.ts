// @vitest-environment node
// A randomised bit is ε-differentially private (likelihoods differ by at most e^ε), and means are unbiased.

import { expect, test } from 'vitest'
import { uniform } from '../../../cli/src/evaluate/random.ts'
import { randomised, truthOf, unbiased } from '../../src/estimator/randomised-response.ts'

const DRAWS = 1_000_000

/** The share of ones among randomised copies of a bit. */
function onesOf(bit: 0 | 1, epsilon: number, seed: number): number {
  const next = uniform(seed)
  let ones = 0
  for (let n = 0; n < DRAWS; n++) ones += randomised(bit, epsilon, next())
  return ones / DRAWS
}

/**
 * Logarithm of the largest probability ratio of an answer under both bits, and its standard error by the delta method:
 * the quantity that ε bounds (Dwork & Roth 2014, definition 2.4).
 */
function lossOf(epsilon: number): { loss: number; error: number } {
  const [one, zero] = [onesOf(1, epsilon, 5), onesOf(0, epsilon, 6)]
  const logs = [Math.log(one / zero), Math.log((1 - zero) / (1 - one))]
  const error = (p: number, q: number) => Math.sqrt((1 - p) / (p * DRAWS) + (1 - q) / (q * DRAWS))
  return { loss: Math.max(...logs), error: Math.max(error(one, zero), error(1 - zero, 1 - one)) }
}

test.each([0.5, 1, 2])('in 10⁶ draws, a bit with ε = %d reveals exactly as much as ε allows', (epsilon) => {
  const { loss, error } = lossOf(epsilon)
  expect(loss).toBeLessThan(epsilon + 4 * error)
  expect(loss).toBeGreaterThan(epsilon - 4 * error)
  // The test would detect an ε that is two per cent larger.
  expect(4 * error).toBeLessThan(epsilon / 50)
})

test('the mean of the debiased bits is the share of ones before the noise', () => {
  const next = uniform(7)
  const share = 0.2
  let sum = 0
  for (let n = 0; n < DRAWS; n++) sum += unbiased(randomised(next() < share ? 1 : 0, 1, next()), 1)
  expect(Math.abs(sum / DRAWS - share)).toBeLessThan(0.006)
})

test('draws at the boundaries are assigned to one side each', () => {
  expect([randomised(1, 1, 0), randomised(0, 1, 0)]).toEqual([1, 0])
  expect([randomised(1, 1, truthOf(1)), randomised(0, 1, 1 - 2 ** -32)]).toEqual([0, 1])
})
