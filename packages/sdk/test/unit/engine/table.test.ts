// @vitest-environment node
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { UnsupportedError } from '../../../src/engine/pack/errors.ts'
import type { TensorEntry } from '../../../src/engine/pack/tensors/tensor-entry.ts'
import { readTensor } from '../../../src/engine/pack/tensors/tensors.ts'
import { readFloat16 } from '../../../src/engine/pack/tensors/unpack.ts'
import { loadTable } from '../../../src/engine/table/load-table.ts'
import { float16, hex, makeBundle, packed } from './bundle.ts'

const BASE = 'https://site.example/toy/'
const from = (files: ReturnType<typeof makeBundle>, asked: string[] = []) => ({
  caches: undefined,
  fetch: async (url: RequestInfo | URL) => {
    const name = String(url).slice(BASE.length)
    asked.push(name)
    return new Response(files.get(name))
  },
})
const table = await loadTable(BASE, from(makeBundle()))
const length = (vector: Float32Array | undefined) => vector && Math.hypot(...vector)

test('Of a pack with a transformer no more is loaded than the table needs.', async () => {
  const asked: string[] = []
  const { model, precomputed } = await loadTable(BASE, from(makeBundle({ precomputed: ['a prayer'] }), asked))
  expect(asked).toEqual(['manifest.json', 'vocabulary.txt', 'table.bin', 'golden.json', 'precomputed.json'])
  expect(model).toEqual({
    name: 'toy',
    version: '1.0.0',
    space: 'toys',
    languages: ['en'],
    dims: [3, 6],
    deepest: 1,
  })
  expect([...precomputed.keys()]).toEqual(['a prayer'])
  expect((await loadTable(BASE, from(makeBundle({ deepest: 0 })))).model.deepest).toBe(0)
})

test('What is small is read while the table itself is on its way.', async () => {
  const { fetch } = from(makeBundle())
  let arrive = () => {}
  const arrived = new Promise<void>((resolve) => (arrive = resolve))
  const late: typeof globalThis.fetch = async (url) => {
    if (String(url).endsWith('/table.bin')) await arrived
    return fetch(url as string)
  }
  let yields = 0
  // Two long steps don't need the table, which arrives after them.
  const yieldToMain = async () => {
    if (++yields === 2) arrive()
  }
  expect((await loadTable(BASE, { caches: undefined, fetch: late }, yieldToMain)).goldenCosine).toBeGreaterThan(0.999)
  expect(yields).toBeGreaterThan(2)
})

test('A vector has length 1, and says nothing of the order of words.', () => {
  expect(length(table.embed('the cat sat'))).toBeCloseTo(1, 6)
  const [one, other] = [table.embed('the cat sat on the mat')!, table.embed('mat the on sat cat the')!]
  for (const [i, value] of one.entries()) expect(value).toBeCloseTo(other[i]!, 5)
})

test('What is unknown counts for nothing: with nothing else there is no vector.', () => {
  expect(table.embed('the zebra cat')).toEqual(table.embed('the cat'))
  for (const text of ['', ' ', 'zebra', 'zebra quagga', '\u0000', '🦓']) expect(table.embed(text)).toBeUndefined()
})

test('Pieces are counted as far as they are read, unknown words among them.', () => {
  const pieces = { piece: 0, unknown: 0 }
  table.embed('the zebra cat', pieces)
  expect(pieces).toEqual({ piece: 3, unknown: 1 })
  table.embed('the cat sat on mat dog ran far zebra quagga', pieces)
  expect(pieces).toEqual({ piece: 11, unknown: 1 })
})

test('More than eight pieces are cut off: the table reads as far as the transformer.', () => {
  const eight = 'the cat sat on mat dog ran far'
  expect(table.embed(`${eight} away home`)).toEqual(table.embed(eight))
})

test('Any text has a finite vector of length 1, or none.', () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'grapheme' }))
  fc.assert(
    fc.property(text, (sample) => {
      const vector = table.embed(sample)
      if (vector) expect(length(vector)).toBeCloseTo(1, 5)
    }),
  )
})

test('A table that gives other vectors than in training is refused, and so are other tokens.', async () => {
  const with2 = (change: (golden: { texts: Array<{ table: number[]; ids: number[] }> }) => void) => {
    const files = makeBundle()
    const read = (name: string) => JSON.parse(new TextDecoder().decode(files.get(name)))
    const write = (name: string, value: unknown) =>
      new TextEncoder().encode(JSON.stringify(value, undefined, name ? 1 : 0))
    const golden = read('golden.json')
    change(golden)
    const bytes = write('golden.json', golden)
    const manifest = read('manifest.json')
    manifest.files['golden.json'] = { bytes: bytes.length, sha256: hex(bytes) }
    return loadTable(BASE, from(files.set('golden.json', bytes).set('manifest.json', write('manifest.json', manifest))))
  }
  await expect(with2(({ texts }) => texts[0]!.table.reverse())).rejects.toThrow(UnsupportedError)
  await expect(with2(({ texts }) => texts[0]!.ids.splice(1, 1))).rejects.toThrow('is tokenised differently')
  await expect(with2(({ texts }) => texts[0]!.table.pop())).rejects.toThrow('golden.json must list')
})

test('Every half float is what the standard says.', () => {
  const bits = Uint16Array.from({ length: 1 << 16 }, (_, i) => i)
  const values = readFloat16(bits.buffer, 0, bits.length)
  const at = (pattern: number) => values[pattern]
  expect([at(0), at(0x3c00), at(0xc000), at(0x3555), at(0x7bff), at(1), at(0x0400), at(0x8001)]).toEqual([
    0,
    1,
    -2,
    0.333251953125,
    65504,
    2 ** -24,
    2 ** -14,
    -(2 ** -24),
  ])
  expect([at(0x7c00), at(0xfc00)]).toEqual([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
  expect(at(0x7c01)).toBeNaN()
  // And back, by the encoder of the small bundles.
  for (const [pattern, value] of values.entries())
    if (Number.isFinite(value) && pattern !== 0x8000) expect(float16(value)).toBe(pattern)
})

test('A matrix with a scale for every few rows comes back as each integer times its scale.', () => {
  const matrices = fc
    .record({
      rows: fc.integer({ min: 1, max: 40 }),
      half: fc.integer({ min: 1, max: 10 }),
      block: fc.integer({ min: 1, max: 50 }),
    })
    .chain(({ rows, half, block }) => {
      const count = Math.ceil(rows / block) * 2 * half
      const list = <T>(item: fc.Arbitrary<T>, length: number) =>
        fc.array(item, { minLength: length, maxLength: length })
      const integers = list(fc.integer({ min: -8, max: 7 }), rows * 2 * half)
      return fc.record({
        rows: fc.constant(rows),
        columns: fc.constant(2 * half),
        block: fc.constant(block),
        integers,
        bits: list(fc.nat(0x57ff), count),
      })
    })
  fc.assert(
    fc.property(matrices, ({ rows, columns, block, integers, bits }) => {
      const halves = Uint16Array.from(bits)
      const files = new Map([
        ['a.bin', Int8Array.from(packed(integers)).buffer],
        ['b.bin', halves.buffer],
      ])
      const entry: TensorEntry = {
        name: 'head.kernel',
        shape: [rows, columns],
        dtype: 'int4',
        blockSize: block,
        file: 'a.bin',
        offset: 0,
        scales: { file: 'b.bin', offset: 0, dtype: 'float16' },
      }
      const scales = readFloat16(halves.buffer, 0, halves.length)
      const expected = integers.map((q, i) => {
        const [row, column] = [Math.floor(i / columns), i % columns]
        return q * scales[Math.floor(row / block) * columns + column]!
      })
      expect(readTensor(entry, (file) => files.get(file)!)).toEqual(Float32Array.from(expected))
    }),
  )
})
