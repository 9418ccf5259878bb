// @vitest-environment node
// The examination of places is recovered from simulated logs in which it is known.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { positionPrior } from '../../../sdk/src/lib/scoring/position-prior.ts'
import { FEATURES } from '../../../sdk/src/ranking/features/features.ts'
import { estimateExamination, logExamination } from '../../src/evaluate/fitting/examination.ts'
import { fitWeights } from '../../src/evaluate/fitting/fit.ts'
import type { List } from '../../src/evaluate/log/read-log.ts'
import { uniform } from '../../src/evaluate/random.ts'

const [ITEMS, SHOWN, LISTS] = [60, 12, 3000]
const NONE = new Map<string, never>()

interface Simulation {
  readonly seed: number
  readonly exponent: number
  /** Standard deviation of the noise in the editors' order. 0: items hardly change places. */
  readonly noise: number
  readonly shuffled?: number
}

/** Editors place attractive items first, so that click rates by place fall for two reasons. */
function simulated({ seed, exponent, noise, shuffled = 0 }: Simulation): List[] {
  const random = uniform(seed)
  const appeal = Array.from({ length: ITEMS }, () => Math.exp(1.5 * (random() - 0.5)))
  return Array.from({ length: LISTS }, (_, n): List => {
    const atRandom = random() < shuffled
    const pool = new Set<number>()
    // Neighbours, so that without noise the same items always take the same places.
    const start = noise || shuffled ? Math.floor(random() * ITEMS) : SHOWN * Math.floor((random() * ITEMS) / SHOWN)
    for (let i = 0; i < SHOWN; i++) pool.add((start + i) % ITEMS)
    const items = [...pool]
      .map((i) => ({ i, key: atRandom ? random() : -Math.log(appeal[i]!) + noise * (random() - 0.5) }))
      .sort((a, b) => a.key - b.key)
      .map(({ i }) => i)
    const opened = items.filter((i, place) => random() < 0.3 * appeal[i]! * (1 + place) ** -exponent)
    const clicked = opened.map(String)
    return {
      id: `${n}`,
      user: `reader ${n % 700}`,
      at: n * 60_000,
      items: items.map(String),
      clicked: new Set(clicked),
      kinds: NONE,
      clickedAt: NONE,
      seconds: NONE,
      dismissedAt: NONE,
      ...(atRandom && { shuffled: true }),
    }
  })
}

test('The exponent is found from items that change places, and the interval covers it, whatever editors prefer.', () => {
  const found = [0, 0.3, 0.6, 1].flatMap((exponent) =>
    [1, 2, 3, 4].map((seed) => ({ exponent, found: estimateExamination(simulated({ seed, exponent, noise: 1.5 }))! })),
  )
  for (const { exponent, found: each } of found) {
    expect(each.source).toBe('swaps')
    expect(Math.abs(each.exponent - exponent)).toBeLessThan(0.2)
  }
  const covered = found.filter(
    ({ exponent, found: { interval } }) => interval[0] <= exponent && exponent <= interval[1],
  )
  expect(covered.length).toBeGreaterThanOrEqual(13)
  const mean = found.reduce((sum, { exponent, found: each }) => sum + each.exponent - exponent, 0) / found.length
  expect(Math.abs(mean)).toBeLessThan(0.04)
})

test('If no item changes its place, nothing is estimated, although click rates fall with the place.', () => {
  expect(estimateExamination(simulated({ seed: 5, exponent: 0.8, noise: 0 }))).toBeUndefined()
})

test('If a share of the lists is shuffled, the estimate comes from these.', () => {
  const { exponent, source, interval } = estimateExamination(
    simulated({ seed: 6, exponent: 0.7, noise: 0, shuffled: 0.5 }),
  )!
  expect(source).toBe('shuffled')
  expect(Math.abs(exponent - 0.7)).toBeLessThan(0.2)
  expect(interval[1] - interval[0]).toBeLessThan(0.5)
})

test('Chances fall with the place and their mean is 1, for any length and exponent.', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0, max: 2, noNaN: true }), (length, exponent) => {
      const chances = [...logExamination(length, exponent)].map(Math.exp)
      expect(chances.reduce((sum, chance) => sum + chance, 0) / length).toBeCloseTo(1, 9)
      chances.slice(1).forEach((chance, place) => {
        expect(chance).toBeLessThanOrEqual(chances[place]!)
      })
    }),
  )
})

test('With the examination known, the weight of position is the worth of the page’s order, without its visibility.', () => {
  const [exponent, worth] = [0.7, 0.8]
  const random = uniform(9)
  const lists = Array.from({ length: 6000 }, () => {
    const rows = new Float64Array(SHOWN * FEATURES.length)
    const clicked = Float64Array.from({ length: SHOWN }, (_, place) => {
      const position = positionPrior(place)
      rows[place * FEATURES.length + FEATURES.indexOf('position')] = position
      return random() < 0.1 * Math.exp(worth * position) * (1 + place) ** -exponent ? 1 : 0
    })
    return { rows, clicked, examination: logExamination(SHOWN, exponent) }
  }).filter(({ clicked }) => clicked.some(Boolean))
  expect(Math.abs(fitWeights(lists).position! - worth)).toBeLessThan(0.35)
  const blind = lists.map(({ examination: _, ...list }) => list)
  expect(fitWeights(blind).position!).toBeGreaterThan(2)
})
