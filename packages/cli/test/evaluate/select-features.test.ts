// @vitest-environment node
// Features that help on held-out readers are kept, and the others are dropped.

import { expect, test } from 'vitest'
import { FEATURES, type Feature } from '../../../sdk/src/ranking/features/features.ts'
import { selectFeatures } from '../../src/evaluate/fitting/select-features.ts'
import { uniform } from '../../src/evaluate/random.ts'

const [READERS, LISTS, SHOWN] = [150, 3, 12]

/** Lists of items with random features; the log-odds of a click are a weighted sum of some of them. */
function simulated(seed: number, truth: Partial<Record<Feature, number>>, constant: readonly Feature[] = []) {
  const random = uniform(seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return Array.from({ length: READERS * LISTS }, (_, l) => {
    const rows = Float64Array.from({ length: SHOWN * FEATURES.length }, (_, i) =>
      constant.includes(FEATURES[i % FEATURES.length]!) ? 1 : normal(),
    )
    const clicked = Float64Array.from({ length: SHOWN }, (_, c) => {
      const logit = FEATURES.reduce((sum, name, k) => sum + (truth[name] ?? 0) * rows[c * FEATURES.length + k]!, -1)
      return random() < 1 / (1 + Math.exp(-logit)) ? 1 : 0
    })
    return { rows, clicked, list: { user: `reader ${l % READERS}` } }
  })
}

test('Features that decide clicks are kept, and nearly all others are dropped.', () => {
  const noise: number[] = []
  for (let seed = 0; seed < 5; seed++) {
    const { kept, dropped, rise } = selectFeatures(simulated(seed, { interest: 0.8, popularity: 0.5, author: 0.3 }))
    expect(kept).toEqual(expect.arrayContaining(['interest', 'popularity', 'author', 'position', 'dismissed']))
    expect([...kept, ...dropped].sort()).toEqual([...FEATURES].sort())
    expect(rise.value).toBeLessThanOrEqual(rise.error)
    noise.push(kept.length - 5)
  }
  // Of 50 features without an effect.
  expect(noise.reduce((sum, count) => sum + count)).toBeLessThan(6)
})

test('If clicks are random, all features are dropped in most logs.', () => {
  const kept = Array.from({ length: 6 }, (_, seed) => selectFeatures(simulated(100 + seed, {})).kept)
  expect(kept.filter((names) => names.length === 2).length).toBeGreaterThanOrEqual(4)
})

test('Features that are constant throughout the log are neither kept nor dropped.', () => {
  const { kept, dropped } = selectFeatures(simulated(7, { interest: 1 }, ['era', 'words']))
  for (const name of ['era', 'words'] as const) expect([...kept, ...dropped]).not.toContain(name)
  expect(kept).toContain('interest')
})
