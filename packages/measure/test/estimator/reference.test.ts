// @vitest-environment node
// The estimator agrees with NumPy, SciPy and statsmodels (reference.py) to nine digits.

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Comparison, Effect } from '../../src/estimator/effect.ts'
import { chiSquareTail } from '../../src/estimator/gamma.ts'
import { holm } from '../../src/estimator/holm.ts'
import { measure } from '../../src/estimator/measure.ts'
import { twoSided, zOf } from '../../src/estimator/normal.ts'
import { exposedRatio } from '../../src/estimator/sample-ratio.ts'
import { power } from '../../src/estimator/sample-size.ts'
import { experiment } from './make.ts'

const golden = JSON.parse(readFileSync(new URL('reference-golden.json', import.meta.url), 'utf8'))
const METRICS = ['click', 'click/view', 'has:subscribe']
const measured = measure(experiment(), { control: 'holdout', metrics: METRICS, shares: { holdout: 1, ranked: 1 } })

/** Relative tolerance, since p-values go down to 10⁻²². */
function expectNear(value: number, wanted: number, what: string) {
  expect(Math.abs(value - wanted), `${what}: ${value}, and not ${wanted}`).toBeLessThanOrEqual(1e-9 * Math.abs(wanted))
}

function expectEffect(
  effect: Effect,
  wanted: Record<string, number> & { ratio: number[] },
  difference: number,
  what: string,
) {
  expectNear(effect.difference.value, difference, `${what}, difference`)
  expectNear(effect.difference.low, wanted['low']!, `${what}, low`)
  expectNear(effect.difference.high, wanted['high']!, `${what}, high`)
  for (const [i, part] of (['value', 'low', 'high'] as const).entries())
    expectNear(effect.ratio![part], wanted.ratio[i]!, `${what}, ratio's ${part}`)
  if (wanted['p'] !== undefined) expectNear(effect.p, wanted['p'], `${what}, p`)
}

test.each(METRICS)(
  '%s: values, differences, ratios and p, with and without CUPED, looked at once and always',
  (metric) => {
    const { comparison } = measured.metrics.find((each) => each.metric === metric) as { comparison: Comparison }
    const { values, plain, cuped } = golden.metrics[metric]
    expectNear(comparison.control, values[0], 'control')
    expectNear(comparison.treatment, values[1], 'treatment')
    expectNear(comparison.cuped!.theta, cuped.theta, 'theta')
    expectNear(1 - comparison.cuped!.reduction, (cuped.se / plain.se) ** 2, 'what CUPED leaves of the variance')
    for (const looks of ['once', 'always'] as const) {
      expectEffect(comparison.unadjusted[looks], plain[looks], plain.difference, `${looks}, plain`)
      expectEffect(comparison.effects[looks], cuped[looks], cuped.difference, `${looks}, CUPED`)
    }
  },
)

test("for means, Welch's statistic is the difference divided by its standard error", () => {
  const { unadjusted } = measured.metrics[0]!.comparison!
  const { value, low } = unadjusted.once.difference
  expectNear(value / ((value - low) / zOf(0.05)), golden.metrics.click.plain.welch, "Welch's statistic")
})

test('segments, with Holm’s correction', () => {
  const once = measure(experiment(), { control: 'holdout', metrics: METRICS, looks: 'once' }).segments
  expect(once.map(({ segment }) => segment)).toEqual(['desk', 'phone'])
  for (const [i, { segment, effect, p }] of once.entries()) {
    const { once: wanted, difference } = golden.segments[segment].cuped
    expectEffect(effect!, wanted, difference, segment)
    expectNear(p!, golden.segmentP[i], `p of ${segment}`)
  }
})

test('the sample-ratio check for devices and exposures', () => {
  expect(measured.arms.map(({ devices }) => devices)).toEqual(golden.counts)
  expectNear(measured.sampleRatio.devices!.chiSquare, golden.sampleRatio[0], 'χ²')
  expectNear(measured.sampleRatio.devices!.p, golden.sampleRatio[1], 'p')
  const { exposed, assigned, told } = golden.exposedRatio
  expectNear(exposedRatio(exposed, assigned)!.chiSquare, told[0], 'χ² of exposures')
  expectNear(exposedRatio(exposed, assigned)!.p, told[1], 'p of exposures')
})

test('Holm', () => {
  for (const [i, value] of holm(golden.holm.raw).entries()) expectNear(value, golden.holm.adjusted[i], `value ${i}`)
})

test('required devices, with and without noise', () => {
  for (const [epsilon, wanted] of golden.size)
    expect(power({ rate: 0.05, uplift: 0.1, epsilon: epsilon ?? undefined }).once).toEqual({
      control: Math.ceil(wanted),
      treatment: Math.ceil(wanted),
    })
})

test('the normal distribution and χ²', () => {
  for (const [z, p] of golden.normal) expectNear(twoSided(z), p, `beyond ${z}`)
  for (const [alpha, z] of golden.quantile) expectNear(zOf(alpha), z, `z of ${alpha}`)
  for (const [x, k, p] of golden.chiSquare) expectNear(chiSquareTail(x, k), p, `χ² of ${x} with ${k}`)
})

test('the figures name the versions that computed them', () => {
  expect(Object.keys(golden.versions)).toEqual(['numpy', 'scipy', 'statsmodels'])
})
