// @vitest-environment node
import { appendFileSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { quantise } from '../../../src/content/quantise.ts'
import { EMOTIONS, packTone, toneOf, unpackTone } from '../../../src/content/tone.ts'
import { isRefused, suitabilityOf, suitabilityWords, toneFit } from '../../../src/creatives/suitability.ts'
import { openNodeEngine } from '../../../src/engine/node.ts'
import { cosine } from '../../../src/lib/cosine.ts'
import type { Tone } from '../../../src/types.ts'

const bundle = new URL('../../../../../models/encoder-en/', import.meta.url)
const wasmFile = new URL(
  '../../../../../node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm',
  import.meta.url,
)

interface Pair {
  readonly half: 'choose' | 'test'
  readonly verdict: 'suitable' | 'unsuitable'
  readonly page: string
  readonly creative: string
}

/**
 * Page and creative pairs written for this test. One half chose the weights and thresholds, and showed what the
 * training data lacked. The other half is held out; its author knew the rule (docs/tone.md), but neither the first half
 * nor the training data of tone.
 */
const PAIRS: Pair[] = readFileSync(new URL('../../fixtures/suitability.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [half, verdict, page, creative] = line.split('\t')
    return { half, verdict, page, creative } as Pair
  })

/** The held-out half; all of them in `npm run test:full`, and for the recipe that fits on the first half. */
const JUDGED =
  process.env.INKLING_FULL || process.env.INKLING_PAIRS ? PAIRS : PAIRS.filter(({ half }) => half === 'test')

/** As on readers' devices: tones and vectors of the shipped pack, as stored. */
async function judged(depth: 0 | 1) {
  const texts = [...new Set(JUDGED.flatMap(({ page, creative }) => [page, creative]))]
  const engine = await openNodeEngine(fileURLToPath(bundle), fileURLToPath(wasmFile), depth)
  const numbers = await engine.tones(texts)
  const vectors = await engine.embed(texts)
  const known = new Map(
    texts.map((text, i) => [
      text,
      { tone: unpackTone(packTone(toneOf(numbers[i]!, depth)!)), vector: quantise(vectors[i]!) },
    ]),
  )
  return JUDGED.map((pair) => {
    const [page, creative] = [known.get(pair.page)!, known.get(pair.creative)!]
    const given = { page: page.tone, creative: creative.tone, likeness: cosine(page.vector, creative.vector) }
    // For models/training/suitability.py, which fits the weights.
    if (process.env.INKLING_PAIRS)
      appendFileSync(
        process.env.INKLING_PAIRS,
        `${JSON.stringify({ ...given, depth, half: pair.half, verdict: pair.verdict, text: pair.page })}\n`,
      )
    return { ...pair, isRefused: isRefused(suitabilityOf({ ...given, isSponsored: true })) }
  })
}

test.each([
  [1, 0.95, 0.05],
  [0, 0.95, 0.05],
] as const)(
  'At depth %i, of pairs that chose nothing, enough unsuitable ones are refused, and few others.',
  async (depth, least, most) => {
    const all = await judged(depth)
    for (const half of new Set(JUDGED.map(({ half }) => half))) {
      const share = (verdict: Pair['verdict']) => {
        const of = all.filter((pair) => pair.half === half && pair.verdict === verdict)
        return of.filter(({ isRefused }) => isRefused).length / of.length
      }
      console.info(
        `suitability, depth ${depth}, ${half}: refused of the unsuitable ${share('unsuitable').toFixed(3)}, of the suitable ${share('suitable').toFixed(3)}`,
      )
      if (half === 'choose') continue
      expect(share('unsuitable')).toBeGreaterThanOrEqual(least)
      expect(share('suitable')).toBeLessThanOrEqual(most)
    }
  },
)

test('There are enough pairs, none twice, and no page in both halves.', () => {
  expect(PAIRS.length).toBeGreaterThanOrEqual(500)
  expect(new Set(PAIRS.map(({ page, creative }) => `${page}\t${creative}`)).size).toBe(PAIRS.length)
  const halves = new Map<string, Set<string>>()
  for (const { page, half } of PAIRS) halves.set(page, (halves.get(page) ?? new Set()).add(half))
  expect([...halves.values()].every(({ size }) => size === 1)).toBe(true)
  expect(PAIRS.filter(({ verdict }) => verdict === 'unsuitable').length).toBeGreaterThan(100)
})

const tone = (more: Partial<Tone> = {}): Tone => ({
  valence: 0,
  intensity: 0,
  spread: 0.2,
  gravity: 0,
  levity: 0,
  emotions: Object.fromEntries(EMOTIONS.map((name) => [name, 0.1])) as Tone['emotions'],
  depth: 1,
  ...more,
})
const GRAVE = tone({ gravity: 0.99, valence: -0.6 })
const MERRY = tone({ levity: 0.99, valence: 0.6 })
const PLAIN = tone({ levity: 0.01, valence: 0 })

test('A merry creative is refused beside a grave page, and stays beside a light one; a plain one stays beside both.', () => {
  const verdict = (page: Tone, creative: Tone) => suitabilityOf({ page, creative, isSponsored: true })
  expect(verdict(GRAVE, MERRY)).toMatchObject({ verdict: 'unsuitable', why: 'merry-beside-grave' })
  expect(verdict(MERRY, MERRY)).toMatchObject({ verdict: 'suitable', why: 'light-page' })
  expect(verdict(GRAVE, PLAIN)).toMatchObject({ verdict: 'suitable', why: 'sober-creative' })
})

test('What sells just what the page warns of is refused, however plain it is.', () => {
  const judge = (likeness: number) => suitabilityOf({ page: GRAVE, creative: PLAIN, likeness, isSponsored: true })
  expect(judge(1)).toMatchObject({ verdict: 'unsuitable', why: 'sells-what-is-warned-of' })
  expect(judge(0).verdict).toBe('suitable')
})

test('Nobody is sure of a tone that isn’t known; what isn’t sponsored isn’t judged; a site may switch it off.', () => {
  for (const given of [
    { page: undefined, creative: MERRY },
    { page: GRAVE, creative: undefined },
  ]) {
    const unknown = suitabilityOf({ ...given, isSponsored: true })
    expect(unknown).toMatchObject({ verdict: 'unsure', why: 'unknown-tone' })
    expect([isRefused(unknown), isRefused(unknown, 'strict')]).toEqual([false, true])
  }
  const jarring = { page: GRAVE, creative: MERRY }
  expect(suitabilityOf({ ...jarring, isSponsored: false })).toMatchObject({ verdict: 'suitable', why: 'not-judged' })
  expect(suitabilityOf({ ...jarring, isSponsored: true, rule: 'off' }).verdict).toBe('suitable')
  expect(suitabilityOf({ ...jarring, isSponsored: true, rule: 'strict' }).verdict).toBe('unsuitable')
})

const unit = fc.double({ min: 0, max: 1, noNaN: true })
const anyTone = fc
  .record({
    valence: fc.double({ min: -1, max: 1, noNaN: true }),
    gravity: unit,
    levity: unit,
    depth: fc.constantFrom(0 as const, 1 as const),
  })
  .map(tone)

test('Whatever the tones, the risk lies between 0 and 1, grows with gravity and levity, and the reason has words in both languages.', () => {
  fc.assert(
    fc.property(
      anyTone,
      anyTone,
      fc.option(fc.double({ min: -1, max: 1, noNaN: true }), { nil: undefined }),
      (page, creative, likeness) => {
        const judge = (page: Tone, creative: Tone) =>
          suitabilityOf({ page, creative, isSponsored: true, ...(likeness !== undefined && { likeness }) })
        const { risk, why } = judge(page, creative)
        expect(risk >= 0 && risk <= 1).toBe(true)
        expect(judge({ ...page, gravity: Math.min(1, page.gravity + 0.1) }, creative).risk).toBeGreaterThanOrEqual(risk)
        expect(judge(page, { ...creative, levity: Math.min(1, creative.levity + 0.1) }).risk).toBeGreaterThanOrEqual(
          risk,
        )
        expect(Math.abs(toneFit(page, creative))).toBeLessThanOrEqual(1)
        const [english, russian] = [suitabilityWords(why), suitabilityWords(why, 'ru-RU')]
        expect(english).toMatch(/^[A-Z].*\.$/)
        expect(russian).toMatch(/^[А-Я].*\.$/)
      },
    ),
  )
  expect(suitabilityWords('light-page', 'de')).toBe(suitabilityWords('light-page', 'en'))
})
