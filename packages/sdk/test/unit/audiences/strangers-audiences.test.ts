// @vitest-environment node
// Phrases that were written before the words that judge them: one half was tuned on, the other is measured.

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { namesSensitiveGroup } from '../../../src/audiences/names-sensitive-group.ts'
import { parseAudience } from '../../../src/audiences/parse-audience.ts'
import { isArticle9, setSensitivePatterns } from '../../../src/content/article9.ts'
import { ARTICLE9 } from '../../../src/content/languages/en.ts'
import { quantise } from '../../../src/content/quantise.ts'
import { openNodeEngine } from '../../../src/engine/node.ts'
import type { StoredVector } from '../../../src/types.ts'

const [, ...rows] = readFileSync(new URL('../../fixtures/audiences.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
const phrases = (half: string, kind: string) =>
  rows.map((row) => row.split('\t')).flatMap(([a, b, phrase = '']) => (a === half && b === kind ? [phrase] : []))

/** Without vectors, by words only: as in `inkling.check()`, and on an English page. */
const isRefused = (phrase: string, vectors: ReadonlyMap<string, StoredVector> = new Map()) => {
  try {
    parseAudience(phrase, (text) => isArticle9({ text, fingerprint: text }) || namesSensitiveGroup(vectors.get(text)))
    return false
  } catch {
    return true
  }
}

describe.each(['check', 'a page in English'])('%s', (where) => {
  beforeAll(() => setSensitivePatterns(where === 'check' ? [] : [ARTICLE9]))
  afterAll(() => setSensitivePatterns([]))

  test.each(['tune', 'report', 'second', 'third'])(
    'of the half “%s”, at least 23 of 25 groups are refused, and at most one harmless phrase of 25',
    (half) => {
      expect(phrases(half, 'sensitive')).toHaveLength(25)
      expect(phrases(half, 'harmless')).toHaveLength(25)
      const missed = phrases(half, 'sensitive').filter((phrase) => !isRefused(phrase))
      const wronged = phrases(half, 'harmless').filter((phrase) => isRefused(phrase))
      expect({ missed: missed.length, of: missed }).toMatchObject({ missed: expect.toSatisfy((n) => n <= 2) })
      expect({ wronged: wronged.length, of: wronged }).toMatchObject({ wronged: expect.toSatisfy((n) => n <= 1) })
    },
  )

  test('phrases that were missed, or refused without a reason, in an earlier release', () => {
    const groups = [
      'Ashkenazi carriers of Tay-Sachs',
      'former inmates',
      'rainbow families',
      'people with sciatica',
      'buyers of abayas',
      'people who marched for Palestine',
      'Yoruba speakers',
      'Algerians in Paris',
      'firefighters in the union',
      'people still in the closet',
      'people who carry a mutation',
      'people charged with assault',
    ]
    for (const phrase of groups) expect([phrase, isRefused(phrase)]).toEqual([phrase, true])
    const harmless = [
      'young families',
      'fans of gospel music',
      'political thriller readers',
      'kosher salt cooks',
      'patient anglers',
      'people recovering deleted photos',
      'credit union savers',
      'mafia film fans',
      'public-speaking coaches',
    ]
    for (const phrase of harmless) expect([phrase, isRefused(phrase)]).toEqual([phrase, false])
  })
})

const root = new URL('../../../../../', import.meta.url)
const bundle = new URL('models/encoder-en/', root)
const wasmFile = new URL('node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm', root)

describe.each([0, 1] as const)('with vectors of depth %i', (depth) => {
  let refused: (phrase: string) => boolean
  beforeAll(async () => {
    setSensitivePatterns([ARTICLE9])
    const engine = await openNodeEngine(fileURLToPath(bundle), fileURLToPath(wasmFile), depth)
    const all = rows.map((row) => row.split('\t')[2]!)
    const made = await engine.embed(all)
    const vectors = new Map<string, StoredVector>(all.map((phrase, i) => [phrase, quantise(made[i]!)]))
    refused = (phrase) => isRefused(phrase, vectors)
  })
  afterAll(() => setSensitivePatterns([]))

  test.each(['tune', 'report', 'second', 'third', 'fourth', 'fifth'])(
    'at most one harmless phrase of the set “%s” is refused',
    (half) => {
      expect(phrases(half, 'harmless').filter(refused).length).toBeLessThanOrEqual(1)
    },
  )

  test('of the fourth set, at least 23 of 25 groups are refused', () => {
    const groups = phrases('fourth', 'sensitive')
    expect(groups).toHaveLength(75)
    expect(groups.filter(refused).length).toBeGreaterThanOrEqual(69)
  })

  // Written after the lists and thresholds, and measured once before anything was changed: the ninth set by words, 77 of
  // 80 and 3 of 80; the tenth in every way, 49 of 50 and 1 of 50.
  test.each([
    ['ninth', 80],
    ['tenth', 50],
  ] as const)(
    'of the %s set, at least 23 of 25 groups are refused, and at most one harmless phrase of 25',
    (half, count) => {
      const [groups, harmless] = [phrases(half, 'sensitive'), phrases(half, 'harmless')]
      expect([groups.length, harmless.length]).toEqual([count, count])
      expect(groups.filter(refused).length / count).toBeGreaterThanOrEqual(23 / 25)
      expect(harmless.filter(refused).length / count).toBeLessThanOrEqual(1 / 25)
    },
  )

  test('of the fifth set, 24 of 25 groups are refused', () => {
    expect(phrases('fifth', 'sensitive').filter(refused).length).toBeGreaterThanOrEqual(24)
  })
})
