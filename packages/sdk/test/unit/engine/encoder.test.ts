// @vitest-environment node
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import kernels from 'virtual:kernels/wasm'
import * as tf from '@tensorflow/tfjs-core'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Device } from '../../../src/engine/backends/backend.ts'
import { wasmBackend } from '../../../src/engine/backends/wasm-backend.ts'
import { BATCHING } from '../../../src/engine/model/batches.ts'
import { createEncoder, type Encoder } from '../../../src/engine/model/encoder.ts'
import { loadModel, type Model } from '../../../src/engine/model/load-model.ts'
import { openNodeEngine } from '../../../src/engine/node.ts'
import { loadCheckedTexts } from '../../../src/engine/worker/load-checked.ts'
import { architecture, makeBundle } from './bundle.ts'

const root = new URL('../../../../../', import.meta.url)
const wasmFile = new URL('node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm', root)
const bundle = new URL('models/encoder-en/', root)

const ignore = () => undefined

let device: Device
let model: Model
let encoder: Encoder
/** Number of heartbeats. */
let beats = 0

beforeAll(async () => {
  const backend = wasmBackend(async () => new Uint8Array(readFileSync(wasmFile)))
  device = await backend.open({ wasmUrl: '', wasmFile: [0, ''], force: false }, ignore, ignore)
  const files = makeBundle()
  const fetch = async (url: RequestInfo | URL) => new Response(files.get(new URL(String(url)).pathname.slice(1)))
  model = await loadModel('https://models.example/', { fetch, caches: undefined })
  encoder = createEncoder(architecture, model.weights, model.addRow, BATCHING.wasm, () => beats++)
})

const row = (vectors: Float32Array, index: number) =>
  vectors.subarray(index * architecture.output, (index + 1) * architecture.output)
const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.max(...Array.from(a, (value, i) => Math.abs(value - (b[i] ?? Number.NaN))))

const texts = fc.array(
  fc.array(fc.integer({ min: 0, max: architecture.vocabulary - 1 }), { minLength: 1, maxLength: 10 }),
  {
    minLength: 1,
    maxLength: 40,
  },
)

test('gives the vectors that plain loops give', async () => {
  const vectors = await encoder.encode(model.golden.map(({ ids }) => ids))
  for (const [i, { vector }] of model.golden.entries())
    expect(largestDifference(vector, row(vectors, i))).toBeLessThan(1e-5)
})

test('a text alone has the vector that it has in a batch, in its place', async () => {
  await fc.assert(
    fc.asyncProperty(texts, async (batch) => {
      const together = await encoder.encode(batch)
      expect(together.length).toBe(batch.length * architecture.output)
      for (const [i, ids] of batch.entries()) {
        expect(largestDifference(await encoder.encode([ids]), row(together, i))).toBeLessThan(1e-4)
        expect(Math.hypot(...row(together, i))).toBeCloseTo(1, 5)
      }
    }),
    { numRuns: 20 },
  )
})

test('says after each batch that it is at work: a slow device is none that hangs', async () => {
  const before = beats
  await encoder.encode([
    [2, 3],
    [2, 5, 7, 3],
    [2, 9],
  ])
  expect(beats - before).toBe(2)
})

test('keeps no tensor, whether it succeeds or fails', async () => {
  const before = tf.memory().numTensors
  await encoder.encode(model.golden.map(({ ids }) => ids))
  await expect(encoder.encode([[2, 30, 3]])).rejects.toThrow("Token id 30 isn't in the vocabulary of 30.")
  await expect(encoder.encode([[]])).rejects.toThrow('A text must have 1 to 10 token ids, not 0.')
  const weights = new Map([...model.weights].filter(([name]) => name !== 'head.kernel'))
  const lacking = createEncoder(architecture, weights, model.addRow, BATCHING.wasm, ignore)
  await expect(lacking.encode([[2, 3]])).rejects.toThrow('The model lacks head.kernel.')
  lacking.dispose()
  expect(tf.memory().numTensors).toBe(before)
})

test('uses each kernel that the backends bring, and no other', async () => {
  const used = new Set<string>()
  const replace = (changed: readonly tf.KernelConfig[]) => {
    for (const { kernelName } of kernels) tf.unregisterKernel(kernelName, 'wasm')
    for (const kernel of changed) tf.registerKernel(kernel)
  }
  replace(
    kernels.map((kernel) => ({
      ...kernel,
      kernelFunc(given) {
        used.add(kernel.kernelName)
        return kernel.kernelFunc(given)
      },
    })),
  )
  try {
    await encoder.encode([[2, 3], [2]])
  } finally {
    replace(kernels)
  }
  expect([...used].sort()).toEqual(kernels.map(({ kernelName }) => kernelName).sort())
})

test('no text, no numbers', async () => {
  expect(await encoder.encode([])).toEqual(new Float32Array())
})

test('wrong golden vectors make a backend unusable', async () => {
  const before = tf.memory().numTensors
  const golden = model.golden.map((entry, i) => (i === 2 ? { ...entry, vector: [...entry.vector].reverse() } : entry))
  await expect(loadCheckedTexts(device, { ...model, golden })).rejects.toThrow('This backend gives wrong vectors')
  const ids = model.golden.map((entry) => ({ ...entry, ids: [2, 3] }))
  await expect(loadCheckedTexts(device, { ...model, golden: ids })).rejects.toThrow('is tokenised differently')
  expect(tf.memory().numTensors).toBe(before)
})

const packs = readdirSync(new URL('../', bundle)).filter((name) => name.startsWith('encoder-'))
const deep = packs.filter(
  (name) => 'transformer' in JSON.parse(readFileSync(new URL(`../${name}/manifest.json`, bundle), 'utf8')),
)

describe.runIf(existsSync(new URL('manifest.json', bundle)))('the bundle that ships', () => {
  test('comes in files that a page view on slow 3G gets whole: those are kept when the reader leaves', () => {
    const { files } = JSON.parse(readFileSync(new URL('manifest.json', bundle), 'utf8')) as Model['manifest']
    // 50,000 bytes a second for half a minute.
    for (const [name, { bytes }] of Object.entries(files)) expect(bytes, name).toBeLessThan(30 * 50_000)
  })

  test.each(packs)("%s gives by its table the vectors that training had, in encoder-en's space", async (name) => {
    const folder = new URL(`../${name}/`, bundle)
    const { space, table } = JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8')) as Model['manifest']
    expect((await openNodeEngine(fileURLToPath(folder), '', 0)).goldenCosine).toBeGreaterThan(0.999)
    expect([space, table.output]).toEqual(['inkling-1', 128])
  })

  test('has a transformer for five languages', () => {
    expect(deep).toEqual(['encoder-en', 'encoder-es', 'encoder-fr', 'encoder-pt', 'encoder-ru'])
  })

  test.each(deep)('%s gives the vectors that PyTorch gives', async (name) => {
    const folder = new URL(`../${name}/`, bundle)
    const table = await openNodeEngine(fileURLToPath(folder), '', 0)
    expect([table.depth, table.reads(''), table.reads('a')]).toEqual([0, false, true])
    const engine = await openNodeEngine(fileURLToPath(folder), fileURLToPath(wasmFile))
    expect(engine.goldenCosine).toBeGreaterThan(0.999)
    const golden = JSON.parse(readFileSync(new URL('golden.json', folder), 'utf8')) as { texts: Model['golden'] }
    const vectors = await engine.embed(golden.texts.map(({ text }) => text))
    console.info(`${name}: lowest cosine ${engine.goldenCosine}`)
    for (const [i, { text }] of golden.texts.entries()) {
      const [alone] = await engine.embed([text])
      expect(largestDifference(alone ?? [], vectors[i] ?? [])).toBeLessThan(1e-4)
    }
  })
})
