// @vitest-environment node
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Arm, Posterior } from '../../../src/creatives/bandit/posterior.ts'
import { normal, normalCdf } from '../../../src/creatives/bandit/random.ts'
import { FLOOR, propensitiesOf, thompson } from '../../../src/creatives/bandit/thompson.ts'
import { seeded } from './make.ts'

const arm = (creative: string, content = 0): Arm => ({ creative, cells: [], fits: { content } })

test('Normal numbers have the mean, the deviation and the distribution that they claim.', () => {
  const random = seeded(5)
  const draws = Array.from({ length: 20_000 }, () => normal(random))
  const mean = draws.reduce((a, b) => a + b, 0) / draws.length
  expect(Math.abs(mean)).toBeLessThan(0.03)
  expect(draws.reduce((sum, z) => sum + z * z, 0) / draws.length).toBeCloseTo(1, 1)
  for (const z of [-2, -0.5, 0, 1, 1.96])
    expect(Math.abs(draws.filter((each) => each < z).length / draws.length - normalCdf(z))).toBeLessThan(0.015)
  expect(normalCdf(1.959964)).toBeCloseTo(0.975, 6)
})

test('Propensities are the shares in which samples of the beliefs are the highest.', () => {
  const posterior = new Posterior({
    a: { rate: 0.03, showings: 400, cells: {} },
    b: { rate: 0.04, showings: 200, cells: {} },
  })
  const arms = [arm('a', 0.2), arm('b', -0.5), arm('c', 0.9)]
  const random = seeded(9)
  const wins = [0, 0, 0]
  for (let n = 0; n < 20_000; n++) {
    const shared = new Map<string, number>()
    const scores = arms.map((each) =>
      posterior.terms(each).reduce((sum, { key, x, belief, shared: isShared }) => {
        const draw = () => belief.mean + Math.sqrt(belief.variance) * normal(random)
        if (!isShared) return sum + x * draw()
        if (!shared.has(key)) shared.set(key, draw())
        return sum + x * shared.get(key)!
      }, 0),
    )
    wins[scores.indexOf(Math.max(...scores))]!++
  }
  // The shared weights are drawn, so average over several choices.
  const mean = [0, 0, 0]
  for (let n = 0; n < 40; n++)
    propensitiesOf(posterior, arms, random).forEach((chance, at) => {
      mean[at]! += chance / 40
    })
  for (const at of [0, 1, 2]) expect(Math.abs(mean[at]! - wins[at]! / 20_000)).toBeLessThan(0.02)
})

test('Propensities sum to 1, none is 0, and the draw keeps to them.', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 8 }),
      fc.nat(),
      (fits, seed) => {
        const posterior = new Posterior()
        // The first arm is known so well that the others have only the floor.
        posterior.update(arm('0', fits[0]), 50_000, 25_000)
        const { at, propensities } = thompson(
          posterior,
          fits.map((fit, i) => arm(`${i}`, fit)),
          seeded(seed),
        )
        expect(propensities.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9)
        expect(Math.min(...propensities)).toBeGreaterThanOrEqual(FLOOR / (1 + fits.length * FLOOR) - 1e-12)
        expect(propensities[at]).toBeGreaterThan(0)
      },
    ),
    { numRuns: 50 },
  )
  const arms = [arm('a'), arm('b')]
  const random = seeded(2)
  const first = Array.from({ length: 4000 }, () => thompson(new Posterior(), arms, random).at).filter((at) => !at)
  expect(Math.abs(first.length / 4000 - 0.5)).toBeLessThan(0.03)
})

test('The better of two is found, and the other hardly shown any more.', () => {
  const posterior = new Posterior()
  const random = seeded(4)
  const rates = [0.05, 0.15]
  let best = 0
  for (let n = 0; n < 2000; n++) {
    const { at } = thompson(posterior, [arm('a'), arm('b')], random)
    posterior.update(arm(at ? 'b' : 'a'), 1, random() < rates[at]! ? 1 : 0)
    if (n >= 1000) best += at
  }
  expect(best / 1000).toBeGreaterThan(0.9)
})
