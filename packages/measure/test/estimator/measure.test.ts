// @vitest-environment node
// The claims that an experiment does and doesn't support.

import { describe, expect, test } from 'vitest'
import type { Device } from '../../src/estimator/device.ts'
import { LEAST_DEVICES, type MeasureOptions, measure } from '../../src/estimator/measure.ts'
import { unbiased } from '../../src/estimator/randomised-response.ts'
import { power } from '../../src/estimator/sample-size.ts'
import { draws, experiment } from './make.ts'

const OPTIONS: MeasureOptions = { control: 'holdout', metrics: ['click', 'click/view', 'has:subscribe'] }
const EVEN = { holdout: 1, ranked: 1 }
const without = (devices: readonly Device[], arm: string, every: number) =>
  devices.filter((device, i) => device.arm !== arm || i % every !== 0)

test('a true uplift is claimed for the metric that has it', () => {
  const { metrics, believed, arms } = measure(experiment(), { ...OPTIONS, shares: EVEN })
  expect(believed).toBe(true)
  expect(arms.map(({ arm, suppressed }) => [arm, suppressed])).toEqual([
    ['holdout', false],
    ['ranked', false],
  ])
  const [click, perView] = metrics
  expect(click!.comparison).toMatchObject({ claim: 'more', needed: expect.any(Number) })
  expect(click!.comparison!.effects.always.ratio!.low).toBeGreaterThan(1)
  expect(perView!.comparison!.claim).toBe('more')
  // CUPED reduced the noise, and moved the result by no more than that noise.
  expect(click!.comparison!.cuped!.reduction).toBeGreaterThan(0.1)
})

test('without an uplift nothing is claimed, and the number of additional devices is reported', () => {
  const { metrics } = measure(experiment(6000, { uplift: 0 }), OPTIONS)
  for (const { comparison } of metrics) expect(comparison!.claim).toBe('none')
  expect(metrics[0]!.comparison!.needed).toBeGreaterThan(6000)
})

test('the number of devices needed is consistent at any sample size', () => {
  const few = measure(experiment(4000, { uplift: 0 }), { ...OPTIONS, looks: 'once' }).metrics[0]!.comparison!
  const many = measure(experiment(40_000, { uplift: 0 }), { ...OPTIONS, looks: 'once' }).metrics[0]!.comparison!
  // Within a fifth, which is the noise of the first variance estimate.
  expect((few.needed + 4000) / (many.needed + 40_000)).toBeGreaterThan(0.8)
  expect((few.needed + 4000) / (many.needed + 40_000)).toBeLessThan(1.25)
})

test('arms and segments with fewer than 1,000 devices are not reported', () => {
  const next = draws(3)
  const devices = experiment().map((device) =>
    device.arm === 'ranked' && next() > 0.3 ? { ...device, arm: 'other' } : device,
  )
  const { arms, metrics, segments } = measure(devices, OPTIONS)
  expect(arms.find(({ arm }) => arm === 'ranked')).toMatchObject({ suppressed: true })
  expect(new Set(metrics.map(({ arm }) => arm))).toEqual(new Set(['other']))
  const told = segments.filter(({ effect }) => effect)
  expect(told.every(({ arm }) => arm === 'other')).toBe(true)
  // Without enough control devices, nothing is reported.
  const fewInControl = without(experiment(2600), 'holdout', 2)
  const nothing = measure(fewInControl, OPTIONS)
  expect(nothing.arms[0]!.devices).toBeLessThan(LEAST_DEVICES)
  expect([nothing.metrics, nothing.segments]).toEqual([[], []])
})

test('lost devices invalidate the experiment; without shares this isn’t checked', () => {
  const devices = without(experiment(), 'ranked', 6)
  expect(measure(devices, { ...OPTIONS, shares: EVEN })).toMatchObject({ believed: false })
  expect(measure(devices, OPTIONS)).toMatchObject({ believed: true, sampleRatio: {} })
  expect(measure(experiment(), { ...OPTIONS, shares: { ...EVEN, gone: 1 } }).believed).toBe(false)
})

test('an invalid experiment claims nothing, not even in the data', () => {
  const devices = without(experiment(12_000), 'ranked', 6)
  const options = { ...OPTIONS, guardrails: { click: -0.02 } }
  const [seen, lost] = [measure(devices, options), measure(devices, { ...options, shares: EVEN })]
  expect(seen.metrics[0]).toMatchObject({ comparison: { claim: 'more' }, guardrail: { verdict: 'kept' } })
  expect(lost.metrics[0]).toMatchObject({ comparison: { claim: 'none' }, guardrail: { verdict: 'undecided' } })
  expect(seen.segments.some(({ claim }) => claim === 'more')).toBe(true)
  expect(lost.segments.every(({ claim }) => claim === 'none')).toBe(true)
})

test('a forged arm doesn’t affect the others, unless it is large', () => {
  const devices = experiment(12_000)
  const asked = { ...OPTIONS, shares: EVEN }
  const forged = Array.from({ length: 500 }, (): Device => ({ arm: 'forged', counts: { click: 9 } }))
  const [wanted, given] = [measure(devices, asked), measure([...devices, ...forged], asked)]
  expect(given.metrics).toEqual(wanted.metrics)
  expect(given.sampleRatio).toEqual(wanted.sampleRatio)
  expect(() => measure([...devices, ...forged, ...forged], asked)).toThrow('shares have no forged')
})

test('lost exposures are detected among assigned devices', () => {
  const devices = experiment().map((device, i) => ({
    ...device,
    exposed: i % 50 !== 0 && !(device.arm === 'ranked' && i % 30 === 0),
  }))
  const { sampleRatio, believed, arms } = measure(devices, OPTIONS)
  expect(sampleRatio.exposed!.p).toBeLessThan(0.001)
  expect(believed).toBe(false)
  expect(arms[1]!.devices).toBeLessThan(arms[1]!.assigned)
})

test('guardrails: kept, broken, undecided, in both directions', () => {
  const verdict = (margin: number, uplift: number) =>
    measure(experiment(6000, { uplift }), { ...OPTIONS, guardrails: { click: margin } }).metrics[0]!.guardrail!.verdict
  expect(verdict(-0.02, 0.3)).toBe('kept')
  expect(verdict(0.02, 0.3)).toBe('broken')
  expect(verdict(-0.02, 0)).toBe('undecided')
  expect(verdict(-0.9, 0)).toBe('kept')
  expect(verdict(0.9, 0)).toBe('kept')
})

test('an effect in one segment is found there, corrected for the number of segments', () => {
  const next = draws(11)
  const devices = experiment(12_000, { uplift: 0 }).map((device): Device => {
    const more = device.arm === 'ranked' && device.segments!['platform'] === 'desk' ? Number(next() < 0.3) : 0
    return { ...device, counts: { ...device.counts, click: device.counts['click']! + more } }
  })
  const { segments } = measure(devices, OPTIONS)
  expect(segments.map(({ segment, claim }) => [segment, claim])).toEqual([
    ['desk', 'more'],
    ['phone', 'none'],
  ])
})

test('several arms share the false-positive rate', () => {
  const devices = experiment(9000).map((device, i) => (i % 3 === 0 ? { ...device, arm: 'third' } : device))
  const two = measure(experiment(9000), { ...OPTIONS, metrics: ['click'] }).metrics[0]!.comparison!
  const three = measure(devices, { ...OPTIONS, metrics: ['click'] }).metrics[0]!.comparison!
  expect([two.alpha, three.alpha]).toEqual([0.05, 0.025])
  expect(measure(devices, OPTIONS).metrics.map(({ comparison }) => comparison!.alpha)).toEqual([
    0.025, 0.0125, 0.0125, 0.025, 0.0125, 0.0125,
  ])
})

test('a single device that dominates the sum is reported', () => {
  const devices = experiment()
  devices[5] = { ...devices[5]!, counts: { ...devices[5]!.counts, click: 5000 } }
  expect(measure(devices, OPTIONS).metrics[0]!.loudest).toBeGreaterThan(0.5)
  expect(measure(experiment(), OPTIONS).metrics[0]!.loudest).toBeUndefined()
})

test('randomised bits: the share before noise, with an interval that includes the noise', () => {
  const next = draws(5)
  const devices = Array.from({ length: 40_000 }, (_, i): Device => {
    const bit = Number(next() < (i % 2 ? 0.3 : 0.2))
    const told = next() < 1 / (1 + Math.exp(-1)) ? bit : 1 - bit
    return { arm: i % 2 ? 'ranked' : 'holdout', counts: { bit: unbiased(told, 1) } }
  })
  const { comparison } = measure(devices, { control: 'holdout', metrics: ['bit'] }).metrics[0]!
  expect(comparison!.control).toBeCloseTo(0.2, 1)
  expect(comparison!.treatment).toBeCloseTo(0.3, 1)
  const { low, high } = comparison!.effects.once.difference
  expect(low < 0.1 && 0.1 < high).toBe(true)
  // √(2 λ(1−λ) / n) / (p − q), about .0105: five times the value without noise.
  expect((high - low) / 2 / 1.96).toBeGreaterThan(0.009)
  expect((high - low) / 2 / 1.96).toBeLessThan(0.012)
})

describe('misuse is reported at once, with what to write instead', () => {
  const device = { arm: 'holdout', counts: { click: 1 } }
  test.each<[string, Partial<MeasureOptions>, RegExp]>([
    ['no metric', { metrics: [] }, /metrics are missing/],
    ['a metric that is none', { metrics: ['clicks per view'] }, /is no metric: write clicks/],
    ['a share of a ratio', { metrics: ['has:a/b'] }, /is no metric/],
    ['a metric twice', { metrics: ['click', 'click'] }, /twice/],
    ['no such arm', { control: 'hold-out' }, /there is no arm hold-out: there are holdout/],
    ['a guardrail without a metric', { guardrails: { views: -0.1 } }, /needs a metric of that name/],
    ['a guardrail without a margin', { guardrails: { click: 0 } }, /a margin/],
    ['a share of nothing', { shares: { holdout: 0, ranked: 1 } }, /lie above 0/],
    ['one share', { shares: { holdout: 1 } }, /those of all arms/],
    ['looks', { looks: 'daily' as never }, /looks is/],
    ['planned', { planned: 0 }, /planned is a number/],
    ['detect', { detect: -1 }, /detect is a share/],
    ['alpha', { alpha: 1 }, /alpha must be/],
  ])('%s', (_, options, sentence) => {
    expect(() => measure([device], { control: 'holdout', metrics: ['click'], ...options })).toThrow(sentence)
  })

  test('too many arms, dimensions and segments', () => {
    const many = (of: (i: number) => Device) => Array.from({ length: 60 }, (_, i) => of(i))
    const ask = (of: (i: number) => Device) => () => measure(many(of), { control: 'holdout', metrics: ['click'] })
    expect(ask((i) => ({ ...device, arm: `a${i}` }))).toThrow('more than 20 arms')
    expect(ask((i) => ({ ...device, segments: { [`d${i}`]: 'a' } }))).toThrow('more than 8 dimensions')
    expect(ask((i) => ({ ...device, segments: { d: `s${i}` } }))).toThrow('more than 50 segments')
  })
})

describe('power', () => {
  test('a holdout of a tenth takes more devices than equal halves', () => {
    const total = ({ control, treatment }: { control: number; treatment: number }) => control + treatment
    const half = power({ rate: 0.05, uplift: 0.1 })
    const tenth = power({ rate: 0.05, uplift: 0.1, share: 0.1 })
    expect(total(tenth.once)).toBeGreaterThan(2 * total(half.once))
    expect(tenth.once.treatment / tenth.once.control).toBeCloseTo(9, 1)
    expect(total(half.always)).toBeGreaterThan(1.5 * total(half.once))
  })

  test('means use their standard deviation', () => {
    expect(power({ rate: 3, uplift: 0.05, deviation: 8 }).once.control).toBe(
      Math.ceil((2 * 64 * 7.848879734349086) / 0.0225),
    )
  })

  test.each([
    [{ rate: 0.05, uplift: 0 }, /uplift is a share/],
    [{ rate: 0.9, uplift: 0.2 }, /rate is a share of devices/],
    [{ rate: 5, uplift: 0.2 }, /rate is a share of devices/],
    [{ rate: 3, uplift: 0.1, deviation: 0 }, /deviation lie above 0/],
    [{ rate: 3, uplift: 0.1, deviation: 2, epsilon: 1 }, /no mean/],
    [{ rate: 0.05, uplift: 0.1, epsilon: 0 }, /ε must be above 0/],
    [{ rate: 0.05, uplift: 0.1, share: 1 }, /between 0 and 1/],
    [{ rate: 0.05, uplift: 0.1, power: 1 }, /between 0 and 1/],
  ])('%o is rejected', (options, sentence) => {
    expect(() => power(options)).toThrow(sentence)
  })
})
