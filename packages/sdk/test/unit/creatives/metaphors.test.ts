// @vitest-environment node
// Pages whose words sound like violence and tell of none, and tragedies: written before the rule, which was made by one half of them.

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { literally } from '../../../src/content/literal.ts'
import { quantise } from '../../../src/content/quantise.ts'
import { packTone, toneOf, unpackTone } from '../../../src/content/tone.ts'
import { isRefused, suitabilityOf } from '../../../src/creatives/suitability.ts'
import { openNodeEngine } from '../../../src/engine/node.ts'
import { cosine } from '../../../src/lib/cosine.ts'

const root = new URL('../../../../../', import.meta.url)
const bundle = new URL('models/encoder-en/', root)
const wasmFile = new URL('node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm', root)
const rowsOf = (name: string) =>
  readFileSync(new URL(`../../fixtures/${name}.tsv`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => row.split('\t') as [string, string, string, string])
const PAIRS = rowsOf('metaphors')

async function refusals(depth: 0 | 1) {
  const engine = await openNodeEngine(fileURLToPath(bundle), fileURLToPath(wasmFile), depth)
  const texts = [...new Set(PAIRS.flatMap(([, , page, creative]) => [page, creative]))]
  const [numbers, vectors] = [await engine.tones(texts.map(literally)), await engine.embed(texts)]
  const tones = new Map(texts.map((text, i) => [text, unpackTone(packTone(toneOf(numbers[i]!, depth)!))]))
  const vectorOf = new Map(texts.map((text, i) => [text, quantise(vectors[i]!)]))
  return (half: string, verdict: string) =>
    PAIRS.filter(([a, b]) => a === half && b === verdict).filter(([, , page, creative]) =>
      isRefused(
        suitabilityOf({
          page: tones.get(page),
          creative: tones.get(creative),
          likeness: cosine(vectorOf.get(page)!, vectorOf.get(creative)!),
          isSponsored: true,
        }),
      ),
    )
}

test.each([0, 1] as const)(
  'At depth %i, at most 2 of 12 are refused where only a figure of speech is grave, and every tragedy’s.',
  async (depth) => {
    const of = await refusals(depth)
    for (const half of ['tune', 'report', 'fresh']) {
      expect(
        of(half, 'suitable')
          .map(([, , page]) => page)
          .slice(2),
        half,
      ).toEqual([])
      if (half !== 'fresh') expect(of(half, 'unsuitable'), half).toHaveLength(12)
    }
  },
)

test('No tragedy is told in other words: whatever speaks of harm stays as it is.', () => {
  const grave = [...PAIRS, ...rowsOf('suitability')].filter(([, verdict]) => verdict === 'unsuitable')
  const changed = new Set(grave.map(([, , page]) => page).filter((page) => literally(page) !== page))
  expect([...changed]).toEqual([])
})

test.each([
  ['United slaughter City 6-0', 'United beat City 6-0'],
  ['Killer heels for spring', 'great heels for spring'],
  ['Killer of two jailed', 'Killer of two jailed'],
  ['Fans slaughtered after 2-1 match, 40 dead', 'Fans slaughtered after 2-1 match, 40 dead'],
])('%s: %s', (text, plain) => {
  expect(literally(text)).toBe(plain)
})
