// @vitest-environment node
// The phrases' vectors that come with the model, against the encoder that ships.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isArticle9, PHRASE_KEYS, recogniseAlso } from '../../../src/content/article9.ts'
import { PHRASES } from '../../../src/content/article9-phrases.ts'
import { fingerprint } from '../../../src/content/fingerprint.ts'
import { quantise } from '../../../src/content/quantise.ts'
import { openNodeEngine } from '../../../src/engine/node.ts'
import { PRECOMPUTED_FILE, type Precomputed, parsePrecomputed } from '../../../src/engine/pack/precomputed.ts'
import { cosine } from '../../../src/lib/cosine.ts'
import type { StoredVector } from '../../../src/types.ts'
import { LANGUAGES } from '../languages/all.ts'
import { BY_LIKENESS, BY_WORD, NEITHER } from './titles.ts'

beforeAll(() => recogniseAlso([LANGUAGES.ru.article9!]))
afterAll(() => recogniseAlso([]))

const root = new URL('../../../../../', import.meta.url)
const bundle = new URL('models/encoder-en/', root)
const wasmFile = new URL('node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm', root)
const AGAIN = 'make the file again: node models/training/precompute.mjs'
const stories = new URL('packages/demo/content/', root)
const titles = [
  ...BY_WORD,
  ...BY_LIKENESS,
  // What says nothing is never embedded.
  ...NEITHER.filter(Boolean),
  ...readdirSync(stories, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) => /^title: *(.+)$/m.exec(readFileSync(new URL(file, stories), 'utf8'))?.[1] ?? []),
]

let shipped: Precomputed
let computed: Map<string, Float32Array>
beforeAll(async () => {
  const { table } = JSON.parse(readFileSync(new URL('manifest.json', bundle), 'utf8'))
  shipped = parsePrecomputed(readFileSync(new URL(PRECOMPUTED_FILE, bundle), 'utf8'), table.output)
  const engine = await openNodeEngine(fileURLToPath(bundle), fileURLToPath(wasmFile))
  const texts = [...PHRASES, ...titles]
  const vectors = await engine.embed(texts)
  computed = new Map(texts.map((text, i) => [text, vectors[i]!]))
})

test('Each phrase has its key.', () => {
  expect(PHRASES).toHaveLength(PHRASE_KEYS.length)
  expect(new Set(PHRASES).size).toBe(PHRASES.length)
})

test('The model brings a vector for each phrase, and for nothing else.', () => {
  expect([...shipped.keys()], AGAIN).toEqual(PHRASES)
})

test('Each is the one that the encoder computes, but for the rounding.', () => {
  for (const text of PHRASES) {
    const [brought, made] = [quantise(shipped.get(text)!), quantise(computed.get(text)!)]
    expect(cosine(brought, made), `${text}: ${AGAIN}`).toBeGreaterThan(0.999)
    // A number that lies between two may be rounded either way on another machine.
    const largest = Math.max(...brought.map((value, i) => Math.abs(value - made[i]!)))
    expect(largest, `${text}: ${AGAIN}`).toBeLessThanOrEqual(1)
  }
})

test('By them and by computed ones the same is recognised.', () => {
  const withPhrases = (phrases: ReadonlyMap<string, Float32Array>) => {
    const vectors = new Map<string, StoredVector>()
    PHRASES.forEach((text, i) => void vectors.set(PHRASE_KEYS[i]!, quantise(phrases.get(text)!)))
    // Made anew each time: what is concluded of a vector is remembered.
    for (const title of titles) vectors.set(fingerprint(title), quantise(computed.get(title)!))
    return titles.filter((text) => isArticle9({ text, fingerprint: fingerprint(text) }, vectors))
  }
  const recognised = withPhrases(shipped)
  expect(recognised).toEqual(withPhrases(computed))
  expect(recognised).toEqual(expect.arrayContaining([...BY_WORD, ...BY_LIKENESS]))
  expect(recognised.filter((title) => NEITHER.includes(title))).toEqual([])
})
