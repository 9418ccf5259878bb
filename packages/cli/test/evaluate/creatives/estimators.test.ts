// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  doublyRobust,
  type Estimate,
  effectiveSampleSize,
  gain,
  ips,
  logged,
  shrunk,
  snips,
} from '../../../src/evaluate/creatives/estimators.ts'
import type { Sample } from '../../../src/evaluate/creatives/sample.ts'
import { shrunkDoublyRobust, slope } from '../../../src/evaluate/creatives/slope.ts'

interface Row {
  readonly weight: number
  readonly reward: number
  readonly predicted: number
  readonly expected: number
  readonly cluster: number
}

const sampleOf = (rows: readonly Row[]): Sample => ({
  weights: Float64Array.from(rows, ({ weight }) => weight),
  rewards: Float64Array.from(rows, ({ reward }) => reward),
  predicted: Float64Array.from(rows, ({ predicted }) => predicted),
  expected: Float64Array.from(rows, ({ expected }) => expected),
  clusters: Uint32Array.from(rows, ({ cluster }) => cluster),
})

/** Values in steps of a hundredth, which avoids irrelevant rounding differences between very different magnitudes. */
const number = (min: number, max: number) => fc.integer({ min: min * 100, max: max * 100 }).map((each) => each / 100)
const row = fc.record({
  weight: number(0, 50),
  reward: number(-2, 2),
  predicted: number(-2, 2),
  expected: number(-2, 2),
  cluster: fc.nat(9),
})
const rows = fc.array(row, { minLength: 2, maxLength: 40 })
const ALL: Readonly<Record<string, (sample: Sample) => Estimate>> = {
  ips,
  snips,
  doublyRobust,
  shrunkDoublyRobust,
  gain,
  logged,
}

interface Creative {
  readonly propensity: number
  readonly target: number
  readonly rate: number
  readonly predicted: number
}

/** A slot with few creatives: every possible outcome of one choice, with its probability. */
const problem = fc
  .array(
    fc.record({ propensity: number(0.05, 1), target: number(0, 1), rate: number(0, 1), predicted: number(-1, 2) }),
    { minLength: 1, maxLength: 5 },
  )
  .map((creatives) => {
    const sum = (of: (each: (typeof creatives)[number]) => number) =>
      creatives.reduce((total, each) => total + of(each), 0)
    const [logging, aims] = [sum(({ propensity }) => propensity), sum(({ target }) => target)]
    return creatives.map((each) => ({
      ...each,
      propensity: each.propensity / logging,
      target: aims ? each.target / aims : 1 / creatives.length,
    }))
  })

/** Expected value of an estimator over all outcomes of a single decision. */
function expectation(creatives: readonly Creative[], of: (sample: Sample) => Estimate): number {
  const expected = creatives.reduce((sum, { target, predicted }) => sum + target * predicted, 0)
  let mean = 0
  for (const { propensity, target, rate, predicted } of creatives)
    for (const reward of [0, 1]) {
      const chance = propensity * (reward ? rate : 1 - rate)
      mean += chance * of(sampleOf([{ weight: target / propensity, reward, predicted, expected, cluster: 0 }])).value
    }
  return mean
}
describe('over all that can happen', () => {
  test('IPS and DR are unbiased whatever the model predicts, and so is the gain', () => {
    fc.assert(
      fc.property(problem, (creatives) => {
        const truth = creatives.reduce((sum, { target, rate }) => sum + target * rate, 0)
        const brought = creatives.reduce((sum, { propensity, rate }) => sum + propensity * rate, 0)
        expect(expectation(creatives, ips)).toBeCloseTo(truth, 9)
        expect(expectation(creatives, doublyRobust)).toBeCloseTo(truth, 9)
        expect(expectation(creatives, logged)).toBeCloseTo(brought, 9)
        expect(expectation(creatives, gain)).toBeCloseTo(truth - brought, 9)
      }),
    )
  })

  test('Shrunk DR is correct if the model is', () => {
    fc.assert(
      fc.property(problem, number(0, 5), (creatives, limit) => {
        const known = creatives.map((each) => ({ ...each, predicted: each.rate }))
        const truth = creatives.reduce((sum, { target, rate }) => sum + target * rate, 0)
        expect(expectation(known, (sample) => doublyRobust(sample, shrunk(limit)))).toBeCloseTo(truth, 9)
      }),
    )
  })
})

describe('invariances', () => {
  test('The order of decisions and the names of users change nothing', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const turned = [...all].reverse().map((each) => ({ ...each, cluster: 100 - each.cluster }))
        for (const of of Object.values(ALL)) {
          const [one, other] = [of(sampleOf(all)), of(sampleOf(turned))]
          if (Number.isNaN(one.value + one.standardError)) continue
          expect(other.value).toBeCloseTo(one.value, 9)
          expect(other.standardError).toBeCloseTo(one.standardError, 9)
        }
      }),
    )
  })

  test('Estimates scale with the unit of the reward', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const cents = all.map((each) => ({
          ...each,
          reward: 100 * each.reward,
          predicted: 100 * each.predicted,
          expected: 100 * each.expected,
        }))
        for (const of of Object.values(ALL)) {
          const [one, other] = [of(sampleOf(all)), of(sampleOf(cents))]
          if (Number.isNaN(one.value)) continue
          expect(other.value).toBeCloseTo(100 * one.value, 6)
          if (Number.isNaN(one.standardError)) continue
          for (const end of [0, 1] as const) expect(other.interval[end]).toBeCloseTo(100 * one.interval[end], 5)
        }
      }),
    )
  })

  test('SNIPS shifts with a constant added to all rewards, and is between the smallest and the largest', () => {
    fc.assert(
      fc.property(rows, (all) => {
        fc.pre(all.some(({ weight }) => weight > 1e-6))
        const { value } = snips(sampleOf(all))
        const raised = snips(sampleOf(all.map((each) => ({ ...each, reward: each.reward + 7 }))))
        expect(raised.value).toBeCloseTo(value + 7, 6)
        const paid = all.filter(({ weight }) => weight > 0).map(({ reward }) => reward)
        expect(value).toBeGreaterThanOrEqual(Math.min(...paid) - 1e-9)
        expect(value).toBeLessThanOrEqual(Math.max(...paid) + 1e-9)
      }),
    )
  })

  test('Evaluating the log’s own choices gives the mean of its rewards', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const own = sampleOf(all.map((each) => ({ ...each, weight: 1 })))
        for (const of of [ips, snips]) expect(of(own).value).toBeCloseTo(logged(own).value, 9)
        expect(effectiveSampleSize(own)).toBeCloseTo(all.length, 9)
      }),
    )
  })

  test('Ten copies of each decision by the same users don’t narrow the interval', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const often = all.flatMap((each) => new Array<Row>(10).fill(each))
        for (const of of [ips, snips, doublyRobust]) {
          const [one, other] = [of(sampleOf(all)), of(sampleOf(often))]
          if (Number.isNaN(one.standardError)) continue
          expect(other.standardError).toBeCloseTo(one.standardError, 9)
        }
      }),
    )
  })

  test('The effective sample size never exceeds the sample size', () => {
    fc.assert(
      fc.property(rows, (all) => {
        expect(effectiveSampleSize(sampleOf(all))).toBeLessThanOrEqual(all.length + 1e-9)
      }),
    )
    expect(effectiveSampleSize(sampleOf([]))).toBe(0)
  })
})

describe('intervals', () => {
  test('contain the value, and are mirrored if rewards change their sign', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const { value, interval, standardError } = ips(sampleOf(all))
        if (Number.isNaN(standardError)) return
        expect(interval[0]).toBeLessThanOrEqual(value + 1e-9)
        expect(interval[1]).toBeGreaterThanOrEqual(value - 1e-9)
        const turned = ips(sampleOf(all.map((each) => ({ ...each, reward: -each.reward }))))
        expect(turned.interval[0]).toBeCloseTo(-interval[1], 7)
        expect(turned.interval[1]).toBeCloseTo(-interval[0], 7)
      }),
    )
  })

  test('are skewed to the side on which rare rewards with large weights may be missing', () => {
    const rare = Array.from({ length: 1000 }, (_, n) => ({
      weight: n % 100 ? 1 : 20,
      reward: Number(n % 50 === 0),
      predicted: 0,
      expected: 0,
      cluster: n,
    }))
    const { value, interval } = ips(sampleOf(rare))
    expect(interval[1] - value).toBeGreaterThan(1.2 * (value - interval[0]))
  })

  test('A single user gives no interval', () => {
    const alone = sampleOf([1, 2, 3].map((weight) => ({ weight, reward: 1, predicted: 0, expected: 0, cluster: 4 })))
    expect(ips(alone).standardError).toBeNaN()
    expect(ips(alone).value).toBe(2)
  })
})

describe('SLOPE', () => {
  const of = (value: number, standardError: number) => ({ value, standardError })

  test('selects the last estimate if all agree, and otherwise stops before the first that disagrees', () => {
    expect(slope([of(1, 0.5), of(1.1, 0.2), of(0.9, 0.01)])).toBe(2)
    expect(slope([of(1, 0.1), of(0.95, 0.05), of(0.2, 0.01), of(1, 0)])).toBe(1)
    expect(slope([of(1, 0)])).toBe(0)
    // Estimates that can't be compared count as inconsistent.
    expect(slope([of(1, Number.NaN), of(1, 0.1)])).toBe(0)
  })

  test('With heavy weights and a correct model, its estimate has a smaller error than DR', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
        const heavy = Array.from({ length: 200 }, (_, n) => ({
          weight: n === seed % 200 ? 100 : 0.5,
          reward: Number((n * 37 + seed) % 3 === 0),
          predicted: 1 / 3,
          expected: 1 / 3,
          cluster: n,
        }))
        const sample = sampleOf(heavy)
        const error = ({ value }: Estimate) => Math.abs(value - 1 / 3)
        expect(error(shrunkDoublyRobust(sample))).toBeLessThan(error(doublyRobust(sample)))
        expect(shrunkDoublyRobust(sample).standardError).toBeLessThan(doublyRobust(sample).standardError)
      }),
    )
  })

  test('Its limits never increase a weight', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        fc.double({ min: 0, max: 1e12, noNaN: true }),
        (weight, limit) => {
          expect(shrunk(limit)(weight)).toBeGreaterThanOrEqual(0)
          expect(shrunk(limit)(weight)).toBeLessThanOrEqual(weight)
          expect(shrunk(Number.POSITIVE_INFINITY)(weight)).toBe(weight)
          expect(shrunk(0)(weight)).toBe(0)
        },
      ),
    )
  })
})
