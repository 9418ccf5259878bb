// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assembleModel } from '../../../../src/engine/model/load-model.ts'
import { checkedTokenizer } from '../../../../src/engine/pack/checked-tokenizer.ts'
import { ModelError, UnsupportedError } from '../../../../src/engine/pack/errors.ts'
import { packOf } from '../../../../src/engine/pack/files/load-files.ts'
import { parseManifest } from '../../../../src/engine/pack/manifest.ts'
import { createTable } from '../../../../src/engine/table/table.ts'
import { contentOf, makeBundle } from '../bundle.ts'

// biome-ignore lint/suspicious/noExplicitAny: a manifest may be wrong in any way.
type Json = Record<string, any>
const bundle = makeBundle()
const text = new TextDecoder().decode(bundle.get('manifest.json'))
const valid = (): Json => JSON.parse(text)
const changed = (change: (manifest: Json) => void) => {
  const manifest = valid()
  change(manifest)
  return () => parseManifest(JSON.stringify(manifest))
}

test('a valid manifest is read whole', () => {
  const { quantisation, ...whole } = valid()
  expect(parseManifest(text)).toEqual(whole)
  expect(new Set(whole.tensors.map(({ dtype }: Json) => dtype))).toEqual(
    new Set(['int4', 'int8', 'float16', 'float32']),
  )
})

test('a pack without a transformer has the table alone', () => {
  const small = parseManifest(new TextDecoder().decode(makeBundle({ deepest: 0 }).get('manifest.json')))
  expect(small.transformer).toBeUndefined()
  expect(small.tensors.map(({ name }) => name)).toEqual(['tokenEmbedding', 'tokenWeight', 'tableHead.kernel'])
})

test('rows may have their weights in their lengths', () => {
  const manifest = JSON.parse(new TextDecoder().decode(makeBundle({ deepest: 0 }).get('manifest.json')))
  manifest.tensors.splice(1, 1)
  expect(parseManifest(JSON.stringify(manifest)).tensors.map(({ name }) => name)).not.toContain('tokenWeight')
})

describe('a hostile manifest', () => {
  // Tensor 0 is tokenEmbedding, in int4: 30 × 4 numbers in the first 60 bytes of table.bin, and 30 scales in the next 60. Tensor 1 is
  // tokenWeight, tensor 2 tableHead.kernel, tensor 3 embeddingProjection.kernel, tensor 4 positions in int8.
  test.each<[string, (manifest: Json) => void]>([
    ['format must be 4', (m) => Object.assign(m, { format: 3 })],
    ['format must be 4', (m) => Object.assign(m, { format: { toString: 1, valueOf: 1 } })],
    ['name must be', (m) => Object.assign(m, { name: '../x' })],
    ['version must be', (m) => Object.assign(m, { version: 'new' })],
    ['languages must be a list', (m) => Object.assign(m, { languages: [] })],
    ['space must be', (m) => delete m.space],
    ['space must be', (m) => Object.assign(m, { space: 'a/b' })],
    ['space must be', (m) => Object.assign(m, { space: 'x'.repeat(65) })],
    ['tokenizer must be an object', (m) => delete m.tokenizer],
    ['tokenizer.kind must be', (m) => Object.assign(m.tokenizer, { kind: 'unigram' })],
    ['tokenizer.lowercase must be', (m) => Object.assign(m.tokenizer, { lowercase: false })],
    ['tokenizer.stripAccents must be', (m) => Object.assign(m.tokenizer, { stripAccents: 0 })],
    ['table must be an object', (m) => Object.assign(m, { table: null })],
    ['table.vocabulary must be', (m) => Object.assign(m.table, { vocabulary: 1e9 })],
    ['table.maxTokens must be', (m) => Object.assign(m.table, { maxTokens: 1 })],
    ['table.maxTokens must not exceed', (m) => Object.assign(m.table, { maxTokens: 11 })],
    ['transformer must be an object', (m) => Object.assign(m, { transformer: null })],
    ['transformer.layers must be', (m) => Object.assign(m.transformer, { layers: 1e9 })],
    ['transformer.hidden must be a multiple', (m) => Object.assign(m.transformer, { heads: 3 })],
    ['transformer.activation must be', (m) => Object.assign(m.transformer, { activation: 'relu' })],
    ['layerNormEpsilon must lie', (m) => Object.assign(m.transformer, { layerNormEpsilon: -1 })],
    ['has shape', (m) => Object.assign(m.transformer, { hidden: 16 })],
    ['tensors lacks layer.2', (m) => Object.assign(m.transformer, { layers: 3 })],
    ["isn't a tensor of this pack", (m) => delete m.transformer],
    ['dims must end', (m) => Object.assign(m, { dims: [3, 5] })],
    ['is listed twice', (m) => m.tensors.push(m.tensors[0])],
    ["isn't a tensor of this", (m) => m.tensors.push({ ...m.tensors[0], name: 'extra' })],
    ['tensors lacks tokenEmbedding', (m) => m.tensors.shift()],
    ['tensors lacks tableHead.kernel', (m) => m.tensors.splice(2, 1)],
    ['must be a multiple of 4', (m) => Object.assign(m.tensors[0], { offset: 2 })],
    ['.offset must be', (m) => Object.assign(m.tensors[0], { offset: -4 })],
    ['tokenEmbedding reaches beyond the end', (m) => Object.assign(m.tensors[0], { offset: 4000 })],
    ['tokenEmbedding.scales reaches beyond', (m) => Object.assign(m.tensors[0].scales, { offset: 1e6 })],
    ['tableHead.kernel.scales reaches beyond', (m) => Object.assign(m.tensors[2].scales, { dtype: 'float32' })],
    // Blocks of one row need eight times the scales.
    ['overlaps embeddingProjection.kernel.scales', (m) => Object.assign(m.tensors[3], { blockSize: 1 })],
    ['embeddingProjection.kernel.blockSize must be', (m) => Object.assign(m.tensors[3], { blockSize: 0 })],
    ['embeddingProjection.kernel.blockSize must be', (m) => Object.assign(m.tensors[3], { blockSize: 2.5 })],
    ["has a blockSize but isn't a matrix", (m) => Object.assign(m.tensors[4], { blockSize: 8, shape: [80] })],
    ["that files doesn't list", (m) => Object.assign(m.tensors[0], { file: '__proto__' })],
    ['table.bin holds the table and nothing else', (m) => Object.assign(m.tensors[0], { file: 'weights-0.bin' })],
    [
      'table.bin holds the table and nothing else',
      (m) => Object.assign(m.tensors[0].scales, { file: 'weights-1.bin' }),
    ],
    ['table.bin holds the table and nothing else', (m) => Object.assign(m.tensors[3], { file: 'table.bin' })],
    [
      'tokenEmbedding must be int3 or int4 with one scale per row',
      (m) => Object.assign(m.tensors[0], { dtype: 'int8' }),
    ],
    [
      'tokenEmbedding must be int3 or int4 with one scale per row',
      (m) => Object.assign(m.tensors[0], { scaleAxis: 1 }),
    ],
    [
      'tokenEmbedding must be int3 or int4 with one scale per row',
      (m) => Object.assign(m.tensors[0], { blockSize: 64 }),
    ],
    [
      'tokenEmbedding must be int3 or int4 with one scale per row',
      (m) => Object.assign(m.tensors[0], { dtype: 'float16' }),
    ],
    ['tokenEmbedding.dtype must be', (m) => Object.assign(m.tensors[0], { dtype: 'float64' })],
    ['tokenEmbedding.dtype must be', (m) => Object.assign(m.tensors[0], { dtype: ['int4'] })],
    ['tokenEmbedding.dtype must be', (m) => Object.assign(m.tensors[0], { dtype: 'constructor' })],
    ['tokenEmbedding.scaleAxis must be', (m) => Object.assign(m.tensors[0], { scaleAxis: 2 })],
    ['tokenEmbedding.scaleAxis must be', (m) => delete m.tensors[0].scaleAxis],
    ['tokenEmbedding.scales must be an object', (m) => delete m.tensors[0].scales],
    ['tokenEmbedding.scales.dtype must be', (m) => delete m.tensors[0].scales.dtype],
    ['tokenEmbedding.scales.dtype must be', (m) => Object.assign(m.tensors[0].scales, { dtype: 'int8' })],
    ['tokenEmbedding.scales.offset must be', (m) => Object.assign(m.tensors[0].scales, { offset: 6 })],
    ['.shape must be', (m) => Object.assign(m.tensors[0], { shape: [-1, 4] })],
    ['tokenEmbedding is int4, but not a matrix', (m) => Object.assign(m.tensors[0], { shape: [40, 3] })],
    ['tokenEmbedding is int4, but not a matrix', (m) => Object.assign(m.tensors[0], { shape: [120] })],
    ['tokenEmbedding is int4, but not a matrix', (m) => Object.assign(m.tensors[0], { shape: [2, 30, 2] })],
    [
      'tokenEmbedding is int3, but not a matrix with a multiple of 2 columns',
      (m) => Object.assign(m.tensors[0], { dtype: 'int3', shape: [40, 3] }),
    ],
    // As int8, a kernel would take twice the bytes and overlap the next tensor.
    ['positions overlaps embeddingProjection.kernel', (m) => Object.assign(m.tensors[3], { dtype: 'int8' })],
    ['overlaps', (m) => Object.assign(m.tensors[4], { offset: m.tensors[3].offset })],
    ['tokenEmbedding.scales overlaps tokenEmbedding', (m) => Object.assign(m.tensors[0].scales, { offset: 56 })],
    ['tokenWeight overlaps tokenEmbedding.scales', (m) => Object.assign(m.tensors[1], { offset: 116 })],
    ['files lacks table.bin', (m) => delete m.files['table.bin']],
    ['files must be text', (m) => Object.assign(m.files, { '../../x.bin': m.files['weights-0.bin'] })],
    ['files must be text', (m) => Object.assign(m.files, { 'https://evil.example/x.bin': m.files['weights-0.bin'] })],
    ['files lacks golden.json', (m) => delete m.files['golden.json']],
    ['.sha256 must be', (m) => Object.assign(m.files['weights-0.bin'], { sha256: 'abc' })],
    ['.bytes must be', (m) => Object.assign(m.files['weights-0.bin'], { bytes: 1e12 })],
    ['.gzip must be', (m) => Object.assign(m.files['weights-0.bin'], { gzip: 1e12 })],
    ['.gzip must be', (m) => Object.assign(m.files['table.bin'], { gzip: '120' })],
    [
      'files add up to',
      (m) => {
        for (const name of Object.keys(m.files)) m.files[name].bytes = 60e6
      },
    ],
  ])('%s', (problem, change) => {
    expect(changed(change)).toThrow(problem)
    expect(changed(change)).toThrow(ModelError)
  })

  test('of any JSON at all is refused with a reason', () => {
    for (const json of ['', '<html>', '[]', 'null', '1', '"x"', '{}', '{"format":4}', '['.repeat(200_000)]) {
      expect(() => parseManifest(json)).toThrow(ModelError)
    }
  })

  test('with any value in any place is refused with a reason, or its model can be read', () => {
    const paths = pathsOf(valid())
    const files = new Map([...bundle.keys()].map((name) => [name, contentOf(bundle, name).buffer]))
    const size = (name: string) => files.get(name)?.byteLength
    const values = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(
        'int3',
        'int4',
        'int8',
        'float16',
        'float32',
        'table.bin',
        'weights-0.bin',
        'weights-1.bin',
        null,
        0,
        1,
        -1,
        2 ** 53,
      ),
      fc.nat(300).map((n) => n * 4),
      fc.constant({ toString: 1, valueOf: 1 }),
    )
    const change = fc.tuple(fc.constantFrom(...paths), values)
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const manifest = valid()
        // A copy, since a later change may modify a value nested in an earlier one.
        for (const [path, value] of changes) put(manifest, path, structuredClone(value))
        try {
          const read = parseManifest(JSON.stringify(manifest))
          // The loader accepts files of no other length.
          if (Object.entries(read.files).some(([name, { bytes }]) => bytes !== size(name))) return
          const pack = packOf(read, files)
          const { vocabulary, golden } = assembleModel(pack)
          const tokenizer = checkedTokenizer({ manifest: read, vocabulary, golden })
          createTable(pack, tokenizer, vocabulary.indexOf('[UNK]'))('the cat')
        } catch (error) {
          if (error instanceof UnsupportedError) return
          expect(error).toBeInstanceOf(ModelError)
        }
      }),
      { numRuns: 1000 },
    )
  })
})

test('an int4 tensor takes half a byte a number: it may end with its file, not beyond', () => {
  const atTheEnd = (bytes: number) =>
    changed((m) => {
      const file = m.files['table.bin']
      Object.assign(m.tensors[0], { offset: 4 * Math.ceil(file.bytes / 4) })
      file.bytes = m.tensors[0].offset + bytes
    })
  expect(atTheEnd((30 * 4) / 2)).not.toThrow()
  expect(atTheEnd((30 * 4) / 2 - 1)).toThrow('tokenEmbedding reaches beyond the end of table.bin')
})

/** Every path in a JSON value. */
function pathsOf(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [[key], ...pathsOf(inner).map((path) => [key, ...path])])
}

/** Sets the value at a path, if it exists. */
function put(root: Json, path: readonly string[], value: unknown): void {
  let at: Json | undefined = root
  for (const key of path.slice(0, -1)) at = typeof at === 'object' && at !== null ? at[key] : undefined
  if (typeof at === 'object' && at !== null) at[path.at(-1) ?? ''] = value
}
