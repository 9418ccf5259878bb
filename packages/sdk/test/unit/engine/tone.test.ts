// @vitest-environment node
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toneOf } from '../../../src/content/tone.ts'
import type { OnTokenStates } from '../../../src/engine/backends/backend.ts'
import { loadModel } from '../../../src/engine/model/load-model.ts'
import { openNodeEngine } from '../../../src/engine/node.ts'
import { createTokenizer } from '../../../src/engine/pack/tokenizer.ts'
import { loadDeepTone, loadTableTone } from '../../../src/engine/tone/tone-embedder.ts'
import { TONE_OUTPUTS } from '../../../src/engine/tone/tone-head.ts'
import { makeBundle, table, transformer, vocabulary } from './bundle.ts'
import { makeToneBundle } from './tone-files.ts'

const BASE = 'https://site.example/toy/'
const from = (files: ReturnType<typeof makeBundle>, asked: string[] = []) => ({
  caches: undefined,
  fetch: async (url: RequestInfo | URL) => {
    const name = String(url).slice(BASE.length)
    asked.push(name)
    return new Response(files.get(name))
  },
})

test('A pack without tone is asked for nothing but its manifest, and one with tone is embedded without it.', async () => {
  const asked: string[] = []
  expect(await loadTableTone(BASE, from(makeBundle(), asked))).toBeUndefined()
  expect(asked).toEqual(['manifest.json'])
  const loaded: string[] = []
  await loadModel(BASE, from(makeToneBundle(), loaded))
  expect(loaded.filter((name) => name.startsWith('tone'))).toEqual([])
})

test('Depth 0 gives the numbers that plain loops give: loading checks them.', async () => {
  const { tone, model } = (await loadTableTone(BASE, from(makeToneBundle())))!
  expect(model.name).toBe('toy')
  expect(tone('the cat sat')).toHaveLength(TONE_OUTPUTS)
  expect(tone('the cat sat')).not.toEqual(tone('sat cat the'))
  for (const text of ['', ' ', '\u200b']) expect(tone(text)).toBeUndefined()
})

test('Any text has finite numbers, or none, and however long it is.', async () => {
  const { tone } = (await loadTableTone(BASE, from(makeToneBundle())))!
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'grapheme' })), (text) => {
      const numbers = tone(text)
      if (numbers) expect([...numbers].every(Number.isFinite)).toBe(true)
    }),
  )
  expect(tone('cat '.repeat(5000))).toEqual(tone('cat cat cat cat cat cat cat cat'))
})

const { encode } = createTokenizer(vocabulary, table.maxTokens)

/** Zero vectors and arbitrary states. */
const embedder = {
  async embed(texts: readonly string[], onStates: OnTokenStates) {
    for (const [i, text] of texts.entries())
      onStates(i, encode(text), new Float32Array(encode(text).length * transformer.hidden).fill(0.5))
    return new Float32Array(texts.length * table.output)
  },
}

test('Depth 1 puts each tone behind its vector, and nothing behind that of a text without tokens.', async () => {
  const embed = (await loadDeepTone(BASE, from(makeToneBundle()), embedder, table.output))!
  const rows = await embed(['the cat', '', 'dogs'])
  const size = table.output + TONE_OUTPUTS
  expect(rows).toHaveLength(3 * size)
  expect([...rows.subarray(0, table.output)]).toEqual(new Array(table.output).fill(0))
  expect(toneOf(rows.subarray(table.output, size), 1)).toBeDefined()
  expect(toneOf(rows.subarray(size + table.output, 2 * size), 1)).toBeUndefined()
  expect(await loadDeepTone(BASE, from(makeBundle()), embedder, table.output)).toBeUndefined()
})

type Told = { tensors: Array<Record<string, unknown>>; golden: Array<{ tones: number[][] }> } & Record<string, unknown>

test.each<[string, (told: Told) => void]>([
  ['another number for a golden text', ({ golden }) => golden[1]!.tones[0]!.splice(3, 1, 9)],
  ['a golden text without numbers', ({ golden }) => golden[1]!.tones[0]!.pop()],
  ['no tensors', (told) => (told.tensors = [])],
  ['a tensor that is missing', ({ tensors }) => tensors.splice(2, 1)],
  ['a tensor of another shape', ({ tensors }) => (tensors[1]!.shape = [3, 4])],
  ['a tensor in another file', ({ tensors }) => (tensors[0]!.file = 'table.bin')],
  ['a tensor beyond the end', ({ tensors }) => (tensors[0]!.offset = 4_000_000)],
  ['an even number of taps', (told) => (told.taps = 4)],
  ['a width that would fill the memory', (told) => (told.hidden = 1e9)],
  ['a type that nobody knows', ({ tensors }) => (tensors[0]!.dtype = 'float64')],
  ['a prototype for a shape', (told) => (told.lexicon = '__proto__')],
])('%s: refused.', async (_, change) => {
  const files = makeToneBundle((told) => void change(told as Told))
  await expect(loadTableTone(BASE, from(files))).rejects.toMatchObject({ code: 'model-damaged' })
})

const bundle = new URL('../../../../../models/encoder-en/', import.meta.url)
const wasmFile = new URL(
  '../../../../../node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm',
  import.meta.url,
)

describe('the tone that ships', () => {
  test.each([0, 1] as const)('at depth %i has the numbers that PyTorch has', async (depth) => {
    const { golden } = JSON.parse(readFileSync(new URL('tone.json', bundle), 'utf8')) as {
      golden: Array<{ text: string; tones: number[][] }>
    }
    const engine = await openNodeEngine(fileURLToPath(bundle), fileURLToPath(wasmFile), depth)
    const own = await engine.tones(golden.map(({ text }) => text))
    const differences = golden.flatMap(({ tones }, i) => tones[depth]!.map((value, k) => Math.abs(value - own[i]![k]!)))
    console.info(`tone, depth ${depth}: largest difference to PyTorch ${Math.max(...differences)}`)
    expect(Math.max(...differences)).toBeLessThan(0.005)
  })

  test('is small: a page with sponsored slots loads at most 100 KB more', () => {
    const { files } = JSON.parse(readFileSync(new URL('manifest.json', bundle), 'utf8'))
    expect(files['tone.bin'].gzip + files['tone.json'].bytes).toBeLessThanOrEqual(100_000)
  })
})
