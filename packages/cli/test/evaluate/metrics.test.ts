// @vitest-environment node
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { listMetrics, METRICS, skippedFor, tieKeys } from '../../src/evaluate/metrics/metrics.ts'

const metrics = (scores: readonly number[], relevance: readonly number[]) =>
  listMetrics(
    scores,
    relevance,
    tieKeys(
      'list',
      scores.map((_, c) => `item ${c}`),
    ),
  )
/** Lists with at least one clicked and one unclicked item; scores have ties. */
const lists = fc
  .array(fc.record({ score: fc.integer({ min: -4, max: 4 }), clicked: fc.boolean() }), { minLength: 2, maxLength: 40 })
  .map((all) => all.map(({ score, clicked }, c) => ({ id: `item ${c}`, score, relevance: clicked ? 1 : 0 })))
  .filter((all) => new Set(all.map(({ relevance }) => relevance)).size === 2)
type Entry = { readonly id: string; readonly score: number; readonly relevance: number }
const of = (all: readonly Entry[]) =>
  listMetrics(
    all.map(({ score }) => score),
    all.map(({ relevance }) => relevance),
    tieKeys(
      'list',
      all.map(({ id }) => id),
    ),
  )!

test('Computed by hand: five items, the second and the fourth clicked.', () => {
  const found = metrics([5, 4, 3, 2, 1], [0, 1, 0, 1, 0])!
  const ideal = 1 + 1 / Math.log2(3)
  const dcg = 1 / Math.log2(3) + 1 / Math.log2(5)
  expect(found.auc).toBeCloseTo(3 / 6, 12)
  expect(found.mrr).toBe(1 / 2)
  expect(found.ndcg5).toBeCloseTo(dcg / ideal, 12)
  expect(found.ndcg10).toBeCloseTo(dcg / ideal, 12)
})

test('Computed by hand: items beyond k add nothing, and the ideal order contains at most k clicks.', () => {
  const scores = Array.from({ length: 12 }, (_, c) => -c)
  const relevance = [0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1]
  const found = metrics(scores, relevance)!
  const gains = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, n) => 1 / Math.log2(1 + from + n)).reduce((a, b) => a + b)
  expect(found).toMatchObject({ auc: 0, mrr: 1 / 6, ndcg5: 0 })
  expect(found.ndcg10).toBeCloseTo(gains(6, 10) / gains(1, 7), 12)
})

test('Computed by hand: pairs with equal scores count half.', () => {
  expect(metrics([1, 1, 0], [1, 0, 0])!.auc).toBeCloseTo(0.75, 12)
  expect(metrics([0, 0, 0, 0], [1, 0, 1, 0])!.auc).toBe(0.5)
})

test('A list without a click, with only clicks, or with one item has no metric.', () => {
  expect(metrics([2, 1], [0, 0])).toBeUndefined()
  expect(metrics([2, 1], [1, 1])).toBeUndefined()
  expect(metrics([2], [1])).toBeUndefined()
  expect(metrics([], [])).toBeUndefined()
  expect([[0, 0], [1, 1], [1], [], [1, 0]].map(skippedFor)).toEqual([
    'noClick',
    'allClicked',
    'oneCandidate',
    'noClick',
    undefined,
  ])
})

test('A perfect order scores 1 in every metric; the reverse has AUC 0.', () => {
  fc.assert(
    fc.property(lists, (all) => {
      const perfect = all.map((each, c) => ({ ...each, score: each.relevance * 100 + c / 100 }))
      for (const metric of METRICS) expect(of(perfect)[metric]).toBeCloseTo(1, 12)
      expect(of(perfect.map((each) => ({ ...each, score: -each.score }))).auc).toBe(0)
    }),
  )
})

test('Negating the scores, or inverting the clicks, turns AUC into 1 − AUC.', () => {
  fc.assert(
    fc.property(lists, (all) => {
      expect(of(all.map((each) => ({ ...each, score: -each.score }))).auc).toBeCloseTo(1 - of(all).auc, 12)
      expect(of(all.map((each) => ({ ...each, relevance: 1 - each.relevance }))).auc).toBeCloseTo(1 - of(all).auc, 12)
    }),
  )
})

test('All metrics are in 0..1 and don’t depend on the input order or the scale of the scores.', () => {
  const shuffled = lists.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
  )
  fc.assert(
    fc.property(shuffled, ([all, mixed]) => {
      const found = of(all)
      for (const metric of METRICS) {
        expect(found[metric]).toBeGreaterThanOrEqual(0)
        expect(found[metric]).toBeLessThanOrEqual(1 + 1e-12)
      }
      expect(of(mixed)).toEqual(found)
      expect(of(all.map((each) => ({ ...each, score: Math.exp(each.score) - 3 })))).toEqual(found)
    }),
  )
})

test('AUC is the share of pairs in the right order.', () => {
  fc.assert(
    fc.property(lists, (all) => {
      const [clicked, others] = [1, 0].map((kind) => all.filter(({ relevance }) => relevance === kind)) as [
        Entry[],
        Entry[],
      ]
      const pairs = clicked.flatMap((a) => others.map((b) => (a.score > b.score ? 1 : a.score === b.score ? 0.5 : 0)))
      expect(of(all).auc).toBeCloseTo(pairs.reduce((sum: number, pair) => sum + pair, 0) / pairs.length, 12)
    }),
  )
})

test('With equal scores, the order shown leaks nothing: clicked items shown first are found only by chance.', () => {
  const items = Array.from({ length: 10 }, (_, c) => `item ${c}`)
  const found = Array.from({ length: 2000 }, (_, n) =>
    listMetrics(new Float64Array(10), [1, 0, 0, 0, 0, 0, 0, 0, 0, 0], tieKeys(`list ${n}`, items)),
  )
  const mrr = found.reduce((sum, each) => sum + each!.mrr, 0) / found.length
  const chance = items.reduce((sum, _, rank) => sum + 1 / (rank + 1), 0) / items.length
  expect(mrr).toBeGreaterThan(chance - 0.03)
  expect(mrr).toBeLessThan(chance + 0.03)
  expect(tieKeys('one', items)).not.toEqual(tieKeys('two', items))
})

test('Infinite scores are valid.', () => {
  const { POSITIVE_INFINITY: up, NEGATIVE_INFINITY: down } = Number
  expect(metrics([up, up, down, down], [1, 0, 1, 0])!.auc).toBe(0.5)
})
