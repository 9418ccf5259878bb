// @vitest-environment node
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { listMetrics } from '../../../cli/src/evaluate/metrics/metrics.ts'
import { uniform } from '../../../cli/src/evaluate/random.ts'
import { plainOrder } from '../../../sdk/test/cases/fair-order.ts'
import { audit } from '../../src/fairness/audit.ts'
import { Blocks } from '../../src/fairness/blocks.ts'
import { ndcg10 } from '../../src/fairness/exposure.ts'
import { type Finding, LIMITS } from '../../src/fairness/finding.ts'
import { divergence, entropy, sharesOf } from '../../src/fairness/shares.ts'
import { simulate } from '../../src/fairness/simulation.ts'
import type { Visit } from '../../src/fairness/visit.ts'

const kinds = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', undefined), fc.double({ min: 0, max: 9, noNaN: true })))

test('The divergence is 0 for identical shares, 1 for disjoint ones, and symmetric.', () => {
  expect(divergence(sharesOf([['a', 1]]), sharesOf([['b', 3]]))).toBeCloseTo(1)
  fc.assert(
    fc.property(kinds, kinds, (one, other) => {
      const [a, b] = [sharesOf(one), sharesOf(other)]
      fc.pre(a.size > 0 && b.size > 0)
      expect(divergence(a, a)).toBeCloseTo(0)
      expect(divergence(a, b)).toBeCloseTo(divergence(b, a))
      expect(divergence(a, b)).toBeLessThanOrEqual(1 + 1e-9)
    }),
  )
})

test('The entropy of n equal shares is log₂ n; entries without a kind or weight don’t count.', () => {
  expect(entropy(sharesOf(['a', 'b', 'c', 'd'].map((kind) => [kind, 2])))).toBeCloseTo(2)
  expect(
    sharesOf([
      [undefined, 1],
      ['a', 0],
    ]).size,
  ).toBe(0)
})

test('nDCG@10 is the same as in offline evaluation.', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 30 }).chain((n) =>
        fc.record({
          order: fc.shuffledSubarray([...Array(n).keys()], { minLength: n }),
          clicked: fc.subarray([...Array(n).keys()]),
        }),
      ),
      ({ order, clicked }) => {
        const visit = { order, page: order.map((place) => ({ id: `${place}` })), clicked: new Set(clicked) }
        const scores = order.map((_, place) => -order.indexOf(place))
        const relevance = order.map((_, place) => Number(visit.clicked.has(place)))
        const known = listMetrics(scores, relevance, scores)?.ndcg10
        if (known === undefined) expect(ndcg10(visit, 'order')).toBeUndefined()
        else expect(ndcg10(visit, 'order')).toBeCloseTo(known, 12)
      },
    ),
  )
})

test('The jackknife error of a mean is its standard error.', () => {
  const values = [3, 1, 4, 1, 5, 9, 2, 6]
  const blocks = new Blocks(values.length, 2)
  values.forEach((value, block) => {
    blocks.add(block, 0, value)
    blocks.add(block, 1, 1)
  })
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
  const estimate = blocks.estimate((sums) => sums[0]! / sums[1]!)!
  expect(estimate.value).toBeCloseTo(mean)
  expect(estimate.error).toBeCloseTo(Math.sqrt(variance / values.length))
  expect(blocks.estimate((sums) => sums[0]! / 0)).toBeUndefined()
})

test('The interval of a ratio of sums contains the truth in 95 % of draws, however much readers differ.', () => {
  const random = uniform(11)
  const [draws, readers, count] = [800, 400, 200]
  let held = 0
  for (let draw = 0; draw < draws; draw++) {
    const blocks = new Blocks(count, 2)
    for (let reader = 0; reader < readers; reader++) {
      // Few visit often; each has a click rate of their own, .3 on average.
      const visits = 1 + Math.floor(3 * -Math.log(random() + 1e-9))
      const rate = 0.6 * random()
      blocks.add(reader % count, 1, visits)
      for (let n = 0; n < visits; n++) blocks.add(reader % count, 0, Number(random() < rate))
    }
    const { low, high } = blocks.estimate((sums) => sums[0]! / sums[1]!)!.estimate()
    held += Number(low <= 0.3 && 0.3 <= high)
  }
  expect(held / draws).toBeGreaterThan(0.93)
  expect(held / draws).toBeLessThan(0.975)
})

const visitsOf = (readers: number) => simulate({ readers, visits: 8, order: plainOrder, random: uniform(readers) })
const keyOf = ({ measure, subject }: Finding) => `${measure} ${subject?.dimension} ${subject?.name}`

test('The editors’ order doesn’t differ from itself.', () => {
  const { findings } = audit(visitsOf(120).map((visit) => ({ ...visit, order: [...visit.page.keys()] })))
  // Measures that compare subjects or groups use the audited order only.
  const compared = findings.filter(({ measure }) => !['exposure', 'wanted', 'quality'].includes(measure))
  expect(compared.length).toBeGreaterThan(10)
  for (const { measure, effect } of compared) expect(effect.value).toBeCloseTo(LIMITS[measure].by === 'ratio' ? 1 : 0)
  expect(compared.every(({ alarm }) => alarm === 'none')).toBe(true)
})

test('Reader names and the order of the log don’t change any figure.', () => {
  const visits = visitsOf(110)
  const before = audit(visits)
  const renamed = visits.map((visit) => ({ ...visit, reader: `r ${visit.reader}` }))
  expect(audit(renamed)).toEqual(before)
  const other = new Map(audit([...visits].reverse()).findings.map((each) => [keyOf(each), each]))
  for (const each of before.findings) expect(other.get(keyOf(each))!.value, keyOf(each)).toBeCloseTo(each.value, 9)
})

test('Fewer than 100 readers are reported, without alarms.', () => {
  const worst: Visit[] = visitsOf(60).map((visit) => ({ ...visit, order: [...visit.page.keys()].reverse() }))
  const { enough, findings } = audit(worst)
  expect(enough).toBe(false)
  expect(findings.length).toBeGreaterThan(10)
  expect(findings.every(({ alarm }) => alarm === 'none')).toBe(true)
})

test('One reader, one item, no topic or no click never give NaN.', () => {
  const visit: Visit = {
    reader: 'r',
    at: 1,
    groups: new Map(),
    page: [{ id: 'a' }],
    order: [0],
    clicked: new Set(),
    clickedIn: 'order',
    opened: new Map(),
  }
  for (const visits of [
    [],
    [visit],
    [visit, { ...visit, reader: 's' }, { ...visit, reader: 't' }, { ...visit, reader: 'u' }],
  ])
    for (const { value, reference, effect, p } of audit(visits).findings)
      for (const figure of [value, reference, effect.low, effect.high, p ?? 0]) expect(figure).not.toBeNaN()
})
