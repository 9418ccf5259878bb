// @vitest-environment node
// Properties of every experiment, whatever the order of devices, the names and the numbers.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compare, compareAdjusted, differenceOf, type Pair, ratioOf, varianceOf } from '../../src/estimator/compare.ts'
import type { Device } from '../../src/estimator/device.ts'
import { holm } from '../../src/estimator/holm.ts'
import { measure } from '../../src/estimator/measure.ts'
import { Moments } from '../../src/estimator/moments.ts'
import { bitVariance, truthOf, unbiased } from '../../src/estimator/randomised-response.ts'
import { sampleRatio } from '../../src/estimator/sample-ratio.ts'
import { sequentialMultiplier, sequentialP } from '../../src/estimator/sequential.ts'

const count = fc.integer({ min: 0, max: 50 })
/** value, per, before, per before */
const numbers = fc.tuple(count, fc.integer({ min: 1, max: 50 }), count, fc.integer({ min: 0, max: 50 }))
const arm = fc.array(numbers, { minLength: 3, maxLength: 60 })

function momentsOf(devices: ReadonlyArray<readonly [number, number, number, number]>): Moments {
  const moments = new Moments()
  for (const device of devices) moments.add(...device)
  return moments
}

/** Equality within double precision. */
function expectNear(value: number, wanted: number, scale = Math.abs(wanted)) {
  expect(Math.abs(value - wanted)).toBeLessThanOrEqual(1e-9 * Math.max(1e-6, scale))
}

function expectAlike(one: Pair | undefined, two: Pair | undefined) {
  expect(one === undefined).toBe(two === undefined)
  if (!one || !two) return
  for (const part of ['control', 'treatment', 'varianceControl', 'varianceTreatment', 'covariance'] as const)
    expectNear(one[part], two[part], 1 + Math.abs(two[part]))
}

test('neither the order of devices nor their grouping changes anything', () => {
  fc.assert(
    fc.property(arm, arm, fc.integer(), (control, treatment, seed) => {
      const shuffled = [...control].sort(
        ([a, , b], [c, , d]) => ((a * 31 + b * 17 + seed) % 7) - ((c * 31 + d * 17 + seed) % 7),
      )
      const [first, second] = [momentsOf(control.slice(0, 2)), momentsOf(control.slice(2))]
      first.merge(second)
      const other = momentsOf(treatment)
      for (const way of [compare, compareAdjusted]) {
        const wanted = way(momentsOf(control), other)
        expectAlike(way(momentsOf(shuffled), other), wanted)
        expectAlike(way(first, other), wanted)
      }
    }),
  )
})

test('a device given several times counts as several devices', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(numbers, fc.integer({ min: 1, max: 5 })), { minLength: 2, maxLength: 30 }),
      arm,
      (some, others) => {
        const weighed = new Moments()
        for (const [device, times] of some) weighed.add(...device, times)
        const repeated = momentsOf(some.flatMap(([device, times]) => Array.from({ length: times }, () => device)))
        expect(weighed.n).toBe(repeated.n)
        expectAlike(compareAdjusted(weighed, momentsOf(others)), compareAdjusted(repeated, momentsOf(others)))
      },
    ),
  )
})

test('doubling all devices gives the same values with narrower intervals', () => {
  fc.assert(
    fc.property(arm, arm, (control, treatment) => {
      const once = compare(momentsOf(control), momentsOf(treatment))
      const twice = compare(momentsOf([...control, ...control]), momentsOf([...treatment, ...treatment]))
      fc.pre(once !== undefined && twice !== undefined)
      expectNear(twice!.treatment - twice!.control, once!.treatment - once!.control, 1)
      expect(varianceOf(twice!)).toBeLessThan(varianceOf(once!))
    }),
  )
})

test('swapping the arms negates the difference and inverts the ratio with its bounds', () => {
  fc.assert(
    fc.property(arm, arm, (control, treatment) => {
      for (const way of [compare, compareAdjusted]) {
        const one = way(momentsOf(control), momentsOf(treatment))
        const two = way(momentsOf(treatment), momentsOf(control))
        expect(one === undefined).toBe(two === undefined)
        if (!one || !two) continue
        const [a, b] = [differenceOf(one, 1.96), differenceOf(two, 1.96)]
        for (const [given, wanted] of [
          [a.value, -b.value],
          [a.low, -b.high],
          [a.high, -b.low],
        ] as const)
          expectNear(given, wanted, 1 + Math.abs(wanted))
        const [ratio, turned] = [ratioOf(one, 1.96), ratioOf(two, 1.96)]
        if (!ratio || !turned) continue
        expectNear(ratio.value * turned.value, 1, 100)
        expectNear(ratio.low * turned.high, 1, 100)
      }
    }),
  )
})

test('the ratio’s interval excludes 1 exactly if the difference’s excludes 0', () => {
  fc.assert(
    fc.property(arm, arm, fc.double({ min: 0.5, max: 4, noNaN: true }), (control, treatment, z) => {
      const pair = compareAdjusted(momentsOf(control), momentsOf(treatment))
      const ratio = pair && ratioOf(pair, z)
      fc.pre(pair !== undefined && ratio !== undefined)
      const difference = differenceOf(pair!, z)
      const margin = Math.min(Math.abs(difference.low), Math.abs(difference.high))
      // Rounding decides exactly at the boundary.
      fc.pre(margin > 1e-9)
      expect(ratio!.low > 1).toBe(difference.low > 0)
      expect(ratio!.high < 1).toBe(difference.high < 0)
      expect(ratio!.low).toBeLessThanOrEqual(ratio!.value)
      expect(ratio!.high).toBeGreaterThanOrEqual(ratio!.value)
    }),
  )
})

test('changing the unit of counts scales differences and leaves ratios unchanged', () => {
  fc.assert(
    fc.property(arm, arm, fc.integer({ min: 2, max: 1000 }), (control, treatment, unit) => {
      const scaled = (devices: typeof control) =>
        momentsOf(devices.map(([value, per, before, perBefore]) => [unit * value, per, unit * before, perBefore]))
      const one = compareAdjusted(momentsOf(control), momentsOf(treatment))
      const two = compareAdjusted(scaled(control), scaled(treatment))
      expect(one === undefined).toBe(two === undefined)
      if (!one || !two) return
      expectNear(differenceOf(two, 2).low, unit * differenceOf(one, 2).low, unit * (1 + one.control + one.treatment))
      const [ratio, other] = [ratioOf(one, 2), ratioOf(two, 2)]
      if (ratio && other) expectNear(other.high, ratio.high, 1 + Math.abs(ratio.high) ** 2)
    }),
  )
})

test('CUPED never widens an interval, and does nothing without pre-exposure data', () => {
  fc.assert(
    fc.property(arm, arm, (control, treatment) => {
      const adjusted = compareAdjusted(momentsOf(control), momentsOf(treatment))
      if (adjusted) expect(adjusted.reduction).toBeGreaterThanOrEqual(-1e-9)
      const unknown = (devices: typeof control) => momentsOf(devices.map(([value, per]) => [value, per, 0, 1]))
      expect(compareAdjusted(unknown(control), unknown(treatment))).toBeUndefined()
    }),
  )
})

test('constant or missing metrics are not compared', () => {
  fc.assert(
    fc.property(count, count, fc.integer({ min: 1, max: 9 }), arm, (one, two, per, others) => {
      const constant = (value: number) => momentsOf([0, 1, 2, 3].map(() => [value, per, value, per]))
      expect(compare(constant(one), constant(two))).toBeUndefined()
      expect(compareAdjusted(constant(one), constant(two))).toBeUndefined()
      // The ratio is the same for every device, so there is no variance.
      const inProportion = momentsOf(others.map(([, each]) => [3 * each, each, 0, 1]))
      expect(compare(inProportion, inProportion)).toBeUndefined()
      expect(compare(new Moments(), momentsOf(others))).toBeUndefined()
      expect(compareAdjusted(momentsOf(others), new Moments())).toBeUndefined()
    }),
  )
})

test('an always-valid interval is wider than one for a single look, and its p is the level at which it would touch 0', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000_000 }),
      fc.double({ min: 0.001, max: 0.2, noNaN: true }),
      fc.integer({ min: 1000, max: 1_000_000 }),
      (n, alpha, planned) => {
        const z = sequentialMultiplier(n, alpha, planned)
        expect(z).toBeGreaterThan(1.2)
        expectNear(sequentialP(z, n, alpha, planned), alpha, 1)
        expect(sequentialP(z * 1.1, n, alpha, planned)).toBeLessThan(alpha)
        expect(sequentialP(0, n, alpha, planned)).toBe(1)
        // Intervals are narrowest at the planned size; other plans are wider there.
        for (const other of [planned / 2, planned * 2])
          expect(sequentialMultiplier(planned, alpha, other)).toBeGreaterThan(
            sequentialMultiplier(planned, alpha, planned),
          )
      },
    ),
  )
})

test('Holm’s p-values are never smaller than the originals, at most 1, and in the same order', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 }), (raw) => {
      const adjusted = holm(raw)
      expect(adjusted.length).toBe(raw.length)
      for (const [i, value] of adjusted.entries()) {
        expect(value).toBeGreaterThanOrEqual(raw[i]!)
        expect(value).toBeLessThanOrEqual(1)
        for (const [j, other] of adjusted.entries()) if (raw[i]! < raw[j]!) expect(value).toBeLessThanOrEqual(other)
      }
    }),
  )
})

test('a randomised bit’s probabilities differ by at most e^ε, and its debiased value is unbiased with the stated variance', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.05, max: 8, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (epsilon, rate) => {
        const truth = truthOf(epsilon)
        expectNear(truth / (1 - truth), Math.exp(epsilon))
        const [zero, one] = [unbiased(0, epsilon), unbiased(1, epsilon)]
        for (const bit of [0, 1]) {
          const told = bit ? truth : 1 - truth
          expectNear(told * one + (1 - told) * zero, bit, 1 + Math.abs(one))
        }
        const share = rate * truth + (1 - rate) * (1 - truth)
        const variance = share * one * one + (1 - share) * zero * zero - rate * rate
        expectNear(bitVariance(rate, epsilon), variance, 1 + one * one)
      },
    ),
  )
})

test('the sample-ratio check doesn’t depend on the order of arms', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 1, max: 9 })), {
        minLength: 2,
        maxLength: 6,
      }),
      (arms) => {
        fc.pre(arms.some(([n]) => n > 0))
        const ask = (some: typeof arms) =>
          sampleRatio(
            some.map(([n]) => n),
            some.map(([, share]) => share),
          )!
        const [one, two] = [ask(arms), ask([...arms].reverse())]
        expectNear(one.chiSquare, two.chiSquare, 1 + two.chiSquare)
        expect(one.p).toBeGreaterThanOrEqual(0)
        expect(one.p).toBeLessThanOrEqual(1)
      },
    ),
  )
})

/** Names with a special meaning in objects or markup, and unusual ones. */
const name = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'toString', '<b>', '', 'ранжир', 'a\u0000b'),
  fc.string({ maxLength: 12 }),
)

test('arms and segments may have any names', () => {
  fc.assert(
    fc.property(name, name, name, name, (control, treatment, dimension, segment) => {
      fc.pre(control !== treatment)
      const segments: Record<string, string> = Object.create(null)
      segments[dimension] = segment
      const devices = Array.from(
        { length: 2400 },
        (_, i): Device => ({
          arm: i % 2 ? control : treatment,
          counts: { click: i % 5 },
          segments,
        }),
      )
      const measured = measure(devices, { control, metrics: ['click'] })
      expect(measured.arms.map((each) => each.arm)).toEqual([control, treatment])
      expect(measured.segments).toEqual([expect.objectContaining({ dimension, segment, arm: treatment })])
    }),
    { numRuns: 25 },
  )
})

test('invalid numbers are rejected wherever they occur', () => {
  const odd = fc.oneof(
    fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -1e300, 1e13, '7', null, {}, [1], true),
    fc.string(),
  ) as fc.Arbitrary<number>
  fc.assert(
    fc.property(odd, fc.boolean(), (value, isBefore) => {
      const device = { arm: 'a', counts: { click: 1 }, before: { click: 1 } }
      const wrong = { ...device, [isBefore ? 'before' : 'counts']: { click: value } }
      expect(() => measure([device, wrong], { control: 'a', metrics: ['click'] })).toThrow(/is a number of at most/)
    }),
  )
})
