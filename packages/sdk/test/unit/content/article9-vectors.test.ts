// @vitest-environment node
// The prototypes that come with the model in the phrases' place, against the encoder that ships.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isArticle9, PHRASE_KEYS, setSensitivePatterns } from '../../../src/content/article9.ts'
import { PHRASES } from '../../../src/content/article9-phrases.ts'
import { fingerprint } from '../../../src/content/fingerprint.ts'
import { quantise } from '../../../src/content/quantise.ts'
import { openNodeEngine } from '../../../src/engine/node.ts'
import { PRECOMPUTED_FILE, type Precomputed, parsePrecomputed } from '../../../src/engine/pack/precomputed.ts'
import { cosine } from '../../../src/lib/cosine.ts'
import type { StoredVector } from '../../../src/types.ts'
import { LANGUAGES } from './languages/all.ts'
import { BY_LIKENESS, BY_WORD, NEITHER } from './titles.ts'

beforeAll(() => setSensitivePatterns([LANGUAGES.ru.article9!]))
afterAll(() => setSensitivePatterns([]))

const root = new URL('../../../../../', import.meta.url)
const bundle = new URL('models/encoder-en/', root)
const wasmFile = new URL('node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm', root)
const AGAIN = 'copy the file again: node models/training/precompute.mjs'
const stories = new URL('packages/demo/content/', root)
const titles = [
  ...BY_WORD,
  ...BY_LIKENESS,
  // Empty texts are never embedded.
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
  // The space avoids the precomputed vectors, which the engine returns for the exact texts.
  const vectors = await engine.embed(texts.map((text) => `${text} `))
  computed = new Map(texts.map((text, i) => [text, vectors[i]!]))
})

test('Each phrase has its key.', () => {
  expect(PHRASES).toHaveLength(PHRASE_KEYS.length)
  expect(new Set(PHRASES).size).toBe(PHRASES.length)
})

test('The model brings a vector for each phrase, and for nothing else.', () => {
  expect([...shipped.keys()], AGAIN).toEqual(PHRASES)
})

test('They are those that the recipe has learned, and the manifest names their bytes.', () => {
  const learned = readFileSync(new URL('models/training/article9-prototypes.json', root))
  expect(readFileSync(new URL(PRECOMPUTED_FILE, bundle)).equals(learned), AGAIN).toBe(true)
})

test('Each has moved away from its phrase, and is still nearer to it than to most.', () => {
  const [learned, began] = [shipped, computed].map((by) => PHRASES.map((text) => quantise(by.get(text)!)))
  for (const [i, text] of PHRASES.entries()) {
    const own = cosine(learned![i], began![i])
    expect(own, text).toBeLessThan(0.9999)
    expect(learned!.filter((other) => cosine(other, began![i]) > own).length, text).toBeLessThan(PHRASES.length / 2)
  }
})

const recognisedBy = (phrases: ReadonlyMap<string, Float32Array>) => {
  const vectors = new Map<string, StoredVector>()
  PHRASES.forEach((text, i) => void vectors.set(PHRASE_KEYS[i]!, quantise(phrases.get(text)!)))
  // A new vector each time, since results are cached by vector.
  for (const title of titles) vectors.set(fingerprint(title), quantise(computed.get(title)!))
  return titles.filter((text) => isArticle9({ text, fingerprint: fingerprint(text) }, vectors))
}

test('By the phrases’ own vectors, as with a model that brings none: what shows a topic is recognised, and nothing of the rest.', () => {
  const recognised = recognisedBy(computed)
  expect(recognised).toEqual(expect.arrayContaining([...BY_WORD, ...BY_LIKENESS]))
  expect(recognised.filter((title) => NEITHER.includes(title))).toEqual([])
})

test('By the prototypes: as much of it as docs/privacy.md says, and nothing of the rest.', () => {
  const recognised = recognisedBy(shipped)
  expect(recognised).toEqual(expect.arrayContaining([...BY_WORD]))
  const found = BY_LIKENESS.filter((title) => recognised.includes(title))
  expect(found.length / BY_LIKENESS.length).toBeGreaterThan(0.7)
  expect(recognised.filter((title) => NEITHER.includes(title))).toEqual([])
})
