// What a ranking foresees of clicks is a probability, and where nothing is known nothing is foreseen.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EMPTY_SCORE } from '../../../../src/lib/scoring/empty-score.ts'
import { clickCounts, forecastOf, orderCounts } from '../../../../src/runtime/experiments/forecast.ts'
import type { Ranking } from '../../../../src/types.ts'

/** A ranking of these scores, of which something is known. */
function rankingOf(scores: readonly number[], interest = 1, milliseconds = 1): Ranking {
  const places = scores.map((_, i) => i).sort((a, b) => scores[b]! - scores[a]! || a - b)
  const items = scores.map((score, from) => {
    const byScore = places.indexOf(from)
    return { id: `/${from}`, score, parts: { ...EMPTY_SCORE, interest }, from, to: byScore, byScore }
  })
  return { list: 'top', tier: 'lexical', items, milliseconds }
}

test('the share of the three best is what a softmax of the scores gives them', () => {
  const { first, share } = forecastOf(rankingOf([0, Math.log(2), 0, Math.log(3), 0, Math.log(4)]))!
  expect([...first].sort()).toEqual(['/1', '/3', '/5'])
  expect(share).toBeCloseTo(9 / 12, 12)
})

test('whatever the scores, it lies between an even share and 1', () => {
  const scores = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 6, maxLength: 40 })
  fc.assert(
    fc.property(scores, (all) => {
      const { first, share } = forecastOf(rankingOf(all))!
      expect(first.size).toBe(3)
      expect(share).toBeGreaterThan(3 / all.length - 1e-9)
      expect(share).toBeLessThanOrEqual(1 + 1e-12)
    }),
  )
})

test('of a short list, and of one of which nothing is known, nothing is foreseen or judged', () => {
  expect(forecastOf(rankingOf([1, 2, 3, 4, 5]))).toBeUndefined()
  expect(forecastOf(rankingOf([1, 2, 3, 4, 5, 6], 0))).toBeUndefined()
  expect(clickCounts(undefined, '/1')).toEqual({})
})

test('a click is judged, and an order counted', () => {
  const ranking = rankingOf([6, 5, 4, 3, 2, 1])
  const forecast = forecastOf(ranking)!
  expect(clickCounts(forecast, '/0')).toEqual({ judged: 1, hit: 1, foreseen: forecast.share })
  expect(clickCounts(forecast, '/5')).toEqual({ judged: 1, hit: 0, foreseen: forecast.share })
  expect(orderCounts(ranking, 2)).toEqual({ list: 1, known: 1, item: 6, cold: 2, slow: 0 })
  expect(orderCounts(rankingOf([1], 0, 51), 0)).toEqual({ list: 1, known: 0, item: 1, cold: 0, slow: 1 })
})
