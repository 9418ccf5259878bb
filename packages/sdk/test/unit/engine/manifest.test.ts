// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ModelError } from '../../../src/engine/model/errors.ts'
import { assembleModel } from '../../../src/engine/model/load-model.ts'
import { parseManifest } from '../../../src/engine/model/manifest.ts'
import { makeBundle } from './bundle.ts'

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
  const { architecture, tensors, files, name } = parseManifest(text)
  expect({ architecture, tensors, files, name }).toEqual({
    architecture: valid().architecture,
    tensors: valid().tensors,
    files: valid().files,
    name: 'toy',
  })
  expect(new Set(tensors.map(({ dtype }) => dtype))).toEqual(new Set(['int4', 'int8', 'float32']))
})

describe('a hostile manifest', () => {
  // Tensor 0 is tokenEmbedding, in int4: 30 × 4 numbers in the first 60 bytes of weights-0.bin. Tensor 1 is embeddingProjection.kernel, in int8.
  test.each<[string, (manifest: Json) => void]>([
    ['format must be 2', (m) => Object.assign(m, { format: 1 })],
    ['format must be 2', (m) => Object.assign(m, { format: { toString: 1, valueOf: 1 } })],
    ['name must be', (m) => Object.assign(m, { name: '../x' })],
    ['version must be', (m) => Object.assign(m, { version: 'new' })],
    ['languages must be a list', (m) => Object.assign(m, { languages: [] })],
    ['architecture must be an object', (m) => Object.assign(m, { architecture: null })],
    ['architecture.layers must be', (m) => Object.assign(m.architecture, { layers: 1e9 })],
    ['architecture.hidden must be a multiple', (m) => Object.assign(m.architecture, { heads: 3 })],
    ['architecture.activation must be', (m) => Object.assign(m.architecture, { activation: 'relu' })],
    ['layerNormEpsilon must lie', (m) => Object.assign(m.architecture, { layerNormEpsilon: -1 })],
    ['has shape', (m) => Object.assign(m.architecture, { hidden: 16 })],
    ['tensors lacks layer.2', (m) => Object.assign(m.architecture, { layers: 3 })],
    ['dims must end', (m) => Object.assign(m, { dims: [3, 5] })],
    ['is listed twice', (m) => m.tensors.push(m.tensors[0])],
    ['is no tensor of this', (m) => m.tensors.push({ ...m.tensors[0], name: 'extra' })],
    ['tensors lacks tokenEmbedding', (m) => m.tensors.shift()],
    ['must be a multiple of 4', (m) => Object.assign(m.tensors[0], { offset: 2 })],
    ['.offset must be', (m) => Object.assign(m.tensors[0], { offset: -4 })],
    ['tokenEmbedding reaches beyond the end', (m) => Object.assign(m.tensors[0], { offset: 4000 })],
    ['tokenEmbedding.scales reaches beyond', (m) => Object.assign(m.tensors[0].scales, { offset: 1e6 })],
    ["that files doesn't list", (m) => Object.assign(m.tensors[0], { file: '__proto__' })],
    ['tokenEmbedding.dtype must be', (m) => Object.assign(m.tensors[0], { dtype: 'float64' })],
    ['tokenEmbedding.dtype must be', (m) => Object.assign(m.tensors[0], { dtype: ['int4'] })],
    ['tokenEmbedding.dtype must be', (m) => Object.assign(m.tensors[0], { dtype: 'constructor' })],
    ['tokenEmbedding.scaleAxis must be', (m) => Object.assign(m.tensors[0], { scaleAxis: 2 })],
    ['tokenEmbedding.scaleAxis must be', (m) => delete m.tensors[0].scaleAxis],
    ['tokenEmbedding.scales must be an object', (m) => delete m.tensors[0].scales],
    ['tokenEmbedding.scales.offset must be', (m) => Object.assign(m.tensors[0].scales, { offset: 6 })],
    ['.shape must be', (m) => Object.assign(m.tensors[0], { shape: [-1, 4] })],
    ['tokenEmbedding is int4, and no matrix', (m) => Object.assign(m.tensors[0], { shape: [40, 3] })],
    ['tokenEmbedding is int4, and no matrix', (m) => Object.assign(m.tensors[0], { shape: [120] })],
    ['tokenEmbedding is int4, and no matrix', (m) => Object.assign(m.tensors[0], { shape: [2, 30, 2] })],
    // Stored as int8, tokenEmbedding would take twice its bytes, and reach into embeddingProjection.kernel.
    ['embeddingProjection.kernel overlaps tokenEmbedding', (m) => Object.assign(m.tensors[0], { dtype: 'int8' })],
    ['overlaps', (m) => Object.assign(m.tensors[1], { offset: m.tensors[0].offset })],
    ['embeddingProjection.kernel overlaps tokenEmbedding', (m) => Object.assign(m.tensors[1], { offset: 56 })],
    ['overlaps tokenEmbedding.scales', (m) => Object.assign(m.tensors[1].scales, { offset: 4 })],
    ['files must be text', (m) => Object.assign(m.files, { '../../x.bin': m.files['weights-0.bin'] })],
    ['files must be text', (m) => Object.assign(m.files, { 'https://evil.example/x.bin': m.files['weights-0.bin'] })],
    ['files lacks golden.json', (m) => delete m.files['golden.json']],
    ['.sha256 must be', (m) => Object.assign(m.files['weights-0.bin'], { sha256: 'abc' })],
    ['.bytes must be', (m) => Object.assign(m.files['weights-0.bin'], { bytes: 1e12 })],
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
    for (const json of ['', '<html>', '[]', 'null', '1', '"x"', '{}', '{"format":2}', '['.repeat(200_000)]) {
      expect(() => parseManifest(json)).toThrow(ModelError)
    }
  })

  test('with any value in any place is refused with a reason, or its model can be read', () => {
    const paths = pathsOf(valid())
    const files = new Map([...bundle].map(([name, bytes]) => [name, bytes.buffer]))
    const size = (name: string) => bundle.get(name)?.length
    const values = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('int4', 'int8', 'float32', 'weights-0.bin', 'weights-1.bin', null, 0, 1, -1, 2 ** 53),
      fc.nat(300).map((n) => n * 4),
      fc.constant({ toString: 1, valueOf: 1 }),
    )
    const change = fc.tuple(fc.constantFrom(...paths), values)
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const manifest = valid()
        // A copy: a later change may reach into an earlier one's value.
        for (const [path, value] of changes) put(manifest, path, structuredClone(value))
        try {
          const read = parseManifest(JSON.stringify(manifest))
          // The loader takes files of no other length.
          if (Object.entries(read.files).some(([name, { bytes }]) => bytes !== size(name))) return
          assembleModel(read, files)
        } catch (error) {
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
      const file = m.files['weights-0.bin']
      Object.assign(m.tensors[0], { offset: file.bytes })
      file.bytes += bytes
    })
  expect(atTheEnd((30 * 4) / 2)).not.toThrow()
  expect(atTheEnd((30 * 4) / 2 - 1)).toThrow('tokenEmbedding reaches beyond the end of weights-0.bin')
})

/** Every place in a JSON value, by the keys that lead to it. */
function pathsOf(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [[key], ...pathsOf(inner).map((path) => [key, ...path])])
}

/** Sets the value at a path, if there is such a place. */
function put(root: Json, path: readonly string[], value: unknown): void {
  let at: Json | undefined = root
  for (const key of path.slice(0, -1)) at = typeof at === 'object' && at !== null ? at[key] : undefined
  if (typeof at === 'object' && at !== null) at[path.at(-1) ?? ''] = value
}
