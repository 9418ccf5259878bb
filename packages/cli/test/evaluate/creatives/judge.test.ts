// @vitest-environment node
// From the lines of a log to the report.

import { beforeAll, describe, expect, test, vi } from 'vitest'
import { ESTIMATORS, judge } from '../../../src/evaluate/creatives/judge.ts'
import { parseDecisions } from '../../../src/evaluate/creatives/read-decisions.ts'
import { judgementReport } from '../../../src/evaluate/creatives/report.ts'
import { rewardModel } from '../../../src/evaluate/creatives/reward-model.ts'
import { foldOf, sampleOf } from '../../../src/evaluate/creatives/sample.ts'
import { MAX_LINE_BYTES } from '../../../src/evaluate/log/lines.ts'
import { toText } from '../../../src/report/to-text.ts'
import { simulatedLog } from './simulated-log.ts'

vi.setConfig({ testTimeout: 600_000, hookTimeout: 1_200_000 })

const GOOD = { slot: 'hero', candidates: ['a', 'b'], chosen: 'a', propensity: 0.5, reward: 1 }
const parse = (text: string, told: string[] = []) =>
  parseDecisions([new TextEncoder().encode(text)], 'made.jsonl', {
    onMalformed: (line, why) => told.push(`${line}: ${why}`),
  })
const parseAll = (lines: readonly unknown[], told: string[] = []) =>
  parse(lines.map((line) => JSON.stringify(line)).join('\n'), told)
const judged = async (lines: readonly unknown[]) => judge(await parseAll(lines))
const policy = ({ policies }: Awaited<ReturnType<typeof judged>>, name: string) =>
  policies.find((each) => each.name === name)!
const many = (count: number, of: (n: number) => object = () => ({})) =>
  Array.from({ length: count }, (_, n) => ({ ...GOOD, user: `u${n}`, ...of(n) }))

describe('hostile lines are skipped with a reason', () => {
  test.each([
    [{ propensity: 0 }, '"propensity" is not a probability'],
    [{ propensity: -0.5 }, '"propensity" is not a probability'],
    [{ propensity: 1.5 }, '"propensity" is not a probability'],
    [{ propensity: 'NaN' }, '"propensity" is not a probability'],
    [{ propensity: undefined }, '"propensity" is missing'],
    [{ reward: null }, '"reward" is not a number'],
    [{ reward: '1' }, '"reward" is not a number'],
    [{ reward: 1e300 }, '"reward" is not a number'],
    [{ chosen: 'c' }, 'not among the candidates'],
    [{ candidates: [] }, 'not a list of ids'],
    [{ candidates: ['a', 'a'] }, 'listed twice'],
    [{ candidates: ['a', { id: 'b' }] }, 'is not an id'],
    [{ candidates: Array.from({ length: 1001 }, (_, n) => `c${n}`) }, 'more than 1000'],
    [{ candidates: ['a', 'b'.repeat(201)] }, 'longer than 200'],
    [{ propensities: [0.5, 0.7] }, '"propensities" sums to 1.200 instead of 1'],
    [{ propensities: [0.5] }, 'not a list of 2 numbers'],
    [{ propensities: [0.1, 0.9] }, 'differs from the value for the chosen one in "propensities"'],
    [{ policies: { new: [0.5, -0.5] } }, 'not a probability'],
    [{ policies: { new: [0.4, 0.4] } }, 'sums to 0.8000'],
    [{ policies: 'new' }, '"policies" is not an object'],
    [{ context: [] }, '"context" is not an object'],
    [{ context: { topic: { deep: 1 } } }, 'not a string, number or boolean'],
    [{ time: 'yesterday' }, '"time" is not a time'],
  ])('%j', async (change, why) => {
    const told: string[] = []
    const log = await parseAll([{ ...GOOD, ...change }, GOOD], told)
    expect(told).toHaveLength(1)
    expect(told[0]).toContain(`1: `)
    expect(told[0]).toContain(why)
    expect(log).toMatchObject({ malformed: 1, decisions: [{ reward: 1 }] })
  })

  test('no JSON, NaN, prototypes, a line of ten megabytes', async () => {
    const told: string[] = []
    const log = await parse(
      [
        'hello',
        '{"propensity": NaN}',
        '{"__proto__": {"slot": "hero"}}',
        '[]',
        '"x"'.padEnd(MAX_LINE_BYTES + 1),
        '',
        JSON.stringify(GOOD),
      ].join('\n'),
      told,
    )
    expect(told.map((each) => each.slice(0, 2))).toEqual(['1:', '2:', '3:', '4:', '5:'])
    expect(log.decisions).toHaveLength(1)
    expect(log.malformed).toBe(5)
  })

  test('A log with only such lines is an error that shows a valid line', async () => {
    await expect(parse('hello\n')).rejects.toThrow('"propensity": 0.5')
  })
})

describe('figures', () => {
  test('With a fair coin between two creatives, uniform earns the log’s mean, and the default that of the first creative', async () => {
    const result = await judged(
      many(400, (n) => (n % 2 ? { chosen: 'b', reward: 0 } : { chosen: 'a', reward: Number(n % 8 === 0) })),
    )
    expect(result.logged.value).toBeCloseTo(0.125, 9)
    expect(policy(result, 'uniform').estimates['ips']!.value).toBeCloseTo(0.125, 9)
    expect(policy(result, 'uniform').effectiveSampleSize).toBeCloseTo(400, 6)
    expect(policy(result, 'default').estimates['snips']!.value).toBeCloseTo(0.25, 9)
    expect(policy(result, 'default').effectiveSampleSize).toBeCloseTo(200, 6)
    expect(policy(result, 'default').gain.value).toBeCloseTo(0.125, 2)
    expect(policy(result, 'default').gain.interval[0]).toBeGreaterThan(0)
    expect(policy(result, 'default').warnings).toEqual([])
  })

  test('A policy that only some lines name is evaluated on those', async () => {
    const result = await judged(many(400, (n) => (n % 4 ? {} : { policies: { new: [1, 0] } })))
    expect(policy(result, 'new')).toMatchObject({ decisions: 100, estimates: { snips: { value: 1 } } })
    expect(policy(result, 'new').warnings[0]).toContain('300 decisions are left out')
  })

  test('The order of lines changes only the rounding', async () => {
    const lines = many(300, (n) => ({ chosen: n % 3 ? 'a' : 'b', reward: Number(n % 7 === 0), user: `u${n % 50}` }))
    const [one, other] = [await judged(lines), await judged([...lines].reverse())]
    for (const [n, { estimates }] of one.policies.entries())
      for (const [name, { value }] of Object.entries(estimates))
        if (/ips/.test(name)) expect(other.policies[n]!.estimates[name]!.value).toBeCloseTo(value, 9)
  })

  test('The text names the things that it counts', async () => {
    const text = toText(judgementReport(await judged(many(50, () => ({ time: '2026-11-24T08:00Z' }))), 'made.jsonl'))
    expect(text).toContain('made.jsonl: 50 decisions in 1 slot among 2 creatives; 50 users; 2026-11-24 to 2026-11-24')
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(140)
  })
})

describe('warnings', () => {
  const warned = async (lines: readonly unknown[], name = 'uniform') =>
    policy(await judged(lines), name).warnings.join('\n')

  test('creatives that are never shown', async () => {
    expect(await warned(many(200))).toContain('50 % of its choices are creatives that the log never shows')
  })

  test('propensities that don’t match the choices', async () => {
    const wrong = many(1000, (n) => ({ chosen: n % 10 ? 'a' : 'b', reward: n % 2 }))
    expect(await warned(wrong)).toBe('')
    const skewed = many(1000, (n) => ({ chosen: n % 10 ? 'a' : 'b', propensity: n % 10 ? 0.5 : 0.1, reward: n % 2 }))
    expect(await warned(skewed)).toContain('instead of 1')
  })

  test('a few decisions with all the weight, few rewards, few users', async () => {
    const heavy = many(1000, (n) => ({
      chosen: n ? 'a' : 'b',
      propensity: n ? 0.999 : 0.001,
      reward: 0,
      user: `u${n % 9}`,
    }))
    const text = await warned(heavy)
    expect(text).toContain('effective decisions of 1000: too few to trust')
    expect(text).toContain('of all weight')
    expect(text).toContain('only 0 of its decisions were rewarded')
    expect(text).toContain('there are 9 users')
  })
})

describe('coverage', () => {
  const FULL = Boolean(process.env['INKLING_FULL'])
  const REPLICATIONS = FULL ? 1000 : 40
  /** 93 to 97 %; for a sample, three standard errors more lenient. */
  const [LEAST, MOST] = FULL ? [0.93, 0.97] : [0.93 - 0.103, 1]

  describe.each([
    ['clicks of 15 in 100, 2,000 decisions', 1, 2000, 0.15],
    ['clicks of 3 in 100, 4,000 decisions', 2, 4000, 0.03],
  ] as const)('%s', (_, world, decisions, rate) => {
    const held: Record<string, number> = {}
    /** Mean relative error of each. */
    const bias: Record<string, number> = {}
    beforeAll(async () => {
      for (let n = 0; n < REPLICATIONS; n++) {
        const { text, truth } = simulatedLog(world, n, decisions, rate)
        const log = await parse(text)
        const sample = sampleOf(log, ({ policies }) => policies.get('new'), rewardModel(log, foldOf))
        for (const [name, estimate] of Object.entries(ESTIMATORS)) {
          const { value, interval } = estimate(sample)
          const [low, high] = interval
          bias[name] = (bias[name] ?? 0) + (value / truth - 1) / REPLICATIONS
          held[name] = (held[name] ?? 0) + Number(low <= truth && truth <= high)
        }
      }
      if (FULL) console.log(REPLICATIONS, JSON.stringify(held), JSON.stringify(bias))
    })

    test.each(Object.keys(ESTIMATORS))('%s is off by no more than 10 %% in the mean', (name) => {
      expect(Math.abs(bias[name]!)).toBeLessThan(0.1)
    })

    test.each(Object.keys(ESTIMATORS))('the true value lies in the interval of %s as often as is promised', (name) => {
      expect(held[name]! / REPLICATIONS).toBeGreaterThanOrEqual(LEAST)
      expect(held[name]! / REPLICATIONS).toBeLessThanOrEqual(MOST)
    })
  })
})
