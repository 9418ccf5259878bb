// @vitest-environment node
import { existsSync, readFileSync } from 'node:fs'
import kernels from 'virtual:kernels/image-encoder-wasm'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Device } from '../../../src/engine/backends/backend.ts'
import { imageEncoderWasmBackend } from '../../../src/engine/backends/image-encoder/wasm-backend.ts'
import { createImageEncoder } from '../../../src/engine/image-encoder/image-encoder.ts'
import { type ImageEncoderModel, loadImageEncoder } from '../../../src/engine/image-encoder/load-image-encoder.ts'
import { type Pixels, parseImageEncoderManifest } from '../../../src/engine/image-encoder/manifest.ts'
import { loadChecked } from '../../../src/engine/worker/load-checked.ts'
import { imageEncoderWeights, makeImageEncoderBundle, noise, seeInLoops, shape } from './image-encoder-bundle.ts'

const root = new URL('../../../../../', import.meta.url)
const wasmFile = new URL('node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm', root)
const shipped = new URL('models/image-encoder/', root)

const ignore = () => undefined

let device: Device<ImageEncoderModel, Pixels>
/** On the device, and checked against its golden pictures. */
const loadPictures = (model: ImageEncoderModel) =>
  loadChecked(
    device,
    model,
    model.golden.map(({ pixels, vector }) => [pixels, vector]),
  )
beforeAll(async () => {
  const backend = imageEncoderWasmBackend(async () => new Uint8Array(readFileSync(wasmFile)))
  device = await backend.open({ wasmUrl: '', wasmFile: [0, ''], force: false }, ignore, ignore)
})

const load = (files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>): Promise<ImageEncoderModel> =>
  loadImageEncoder('https://models.example/', {
    fetch: async (url) => new Response(files.get(new URL(String(url)).pathname.slice(1))),
    caches: undefined,
  })

test('gives the vectors that plain loops give, of one picture and of many', async () => {
  const weights = imageEncoderWeights()
  let beats = 0
  const encoder = createImageEncoder({ manifest: shape, weights }, () => beats++)
  const pictures = [1, 2, 3, 4, 5].map((seed) => noise(seed))
  const vectors = await encoder.embed(pictures)
  expect(vectors).toHaveLength(5 * shape.output)
  // A full batch of four, and one of one.
  expect(beats).toBe(2)
  for (const [i, picture] of pictures.entries())
    for (const [n, value] of seeInLoops(picture, weights).entries())
      expect(vectors[i * shape.output + n]).toBeCloseTo(value, 4)
  expect(Math.abs(vectors[0]! - vectors[shape.output]!)).toBeGreaterThan(1e-3)
  encoder.dispose()
})

test('keeps no tensor, whether it succeeds or fails', async () => {
  const before = tf.memory().numTensors
  const encoder = createImageEncoder({ manifest: shape, weights: imageEncoderWeights() }, ignore)
  await encoder.embed([noise(1)])
  expect(await encoder.embed([])).toEqual(new Float32Array())
  await expect(encoder.embed([new Uint8Array(4)])).rejects.toThrow('A picture must have 32 × 32 pixels.')
  encoder.dispose()
  const weights = new Map([...imageEncoderWeights()].filter(([name]) => name !== 'wide.bias'))
  const lacking = createImageEncoder({ manifest: shape, weights }, ignore)
  await expect(lacking.embed([noise(1)])).rejects.toThrow('The model lacks wide.bias.')
  lacking.dispose()
  expect(tf.memory().numTensors).toBe(before)
})

test('a bundle is loaded whole, and its golden pictures come out', async () => {
  const model = await load(makeImageEncoderBundle())
  const { goldenCosine, embedder } = await loadPictures(model)
  expect(goldenCosine).toBeGreaterThan(0.99999)
  embedder.dispose()
  const golden = model.golden.map((entry) => ({ ...entry, vector: [...entry.vector].reverse() }))
  await expect(loadPictures({ ...model, golden })).rejects.toThrow('This backend gives wrong vectors')
})

test('uses each kernel that the backends bring for pictures, and no other', async () => {
  const used = new Set<string>()
  const replace = (changed: readonly tf.KernelConfig[]) => {
    for (const { kernelName } of kernels) tf.unregisterKernel(kernelName, 'wasm')
    for (const kernel of changed) tf.registerKernel(kernel)
  }
  const watched = kernels.map((kernel) => ({
    ...kernel,
    kernelFunc(given: Parameters<typeof kernel.kernelFunc>[0]) {
      used.add(kernel.kernelName)
      return kernel.kernelFunc(given)
    },
  }))
  replace(watched)
  try {
    const encoder = createImageEncoder({ manifest: shape, weights: imageEncoderWeights() }, ignore)
    await encoder.embed([noise(1)])
    encoder.dispose()
  } finally {
    replace(kernels)
  }
  expect([...used].sort()).toEqual(kernels.map(({ kernelName }) => kernelName).sort())
})

// biome-ignore lint/suspicious/noExplicitAny: a manifest may be wrong in any way.
type Json = Record<string, any>

describe('a hostile bundle', () => {
  const text = new TextDecoder().decode(makeImageEncoderBundle().get('manifest.json'))
  test.each<[string, (manifest: Json) => void]>([
    ['format must be 2', (m) => Object.assign(m, { format: 3 })],
    ['kind "pictures"', (m) => Object.assign(m, { kind: 'texts' })],
    ['name must be', (m) => Object.assign(m, { name: '../x' })],
    ['space must be', (m) => delete m.space],
    ['side must be a whole number', (m) => Object.assign(m, { side: 1e9 })],
    ['side must be a multiple of 32', (m) => Object.assign(m, { side: 33 })],
    ['spread must be', (m) => Object.assign(m, { spread: 0 })],
    ['blocks must be a list', (m) => Object.assign(m, { blocks: [] })],
    ['blocks must be a list', (m) => Object.assign(m, { blocks: Array.from({ length: 65 }, () => m.blocks[0]) })],
    ['blocks.kernel must be', (m) => Object.assign(m.blocks[0], { kernel: 99 })],
    ['blocks.stride must be', (m) => Object.assign(m.blocks[0], { stride: 0 })],
    ['blocks.output must be', (m) => Object.assign(m.blocks[0], { output: '6' })],
    ['would take too long', (m) => Object.assign(m, { side: 512, stem: 1024, hidden: 4096 })],
    ['block.0.depthwise.kernel has shape', (m) => Object.assign(m.blocks[0], { kernel: 5 })],
    ['tensors lacks head.bias', (m) => m.tensors.pop()],
    ['stem.kernel is listed twice', (m) => m.tensors.push(m.tensors[0])],
    ['reaches beyond the end', (m) => Object.assign(m.files['weights-0.bin'], { bytes: 8 })],
    ['overlaps', (m) => Object.assign(m.tensors[1], { offset: 0 })],
    ['files lacks golden.json', (m) => delete m.files['golden.json']],
  ])('%s', (problem, change) => {
    const manifest = JSON.parse(text) as Json
    change(manifest)
    expect(() => parseImageEncoderManifest(JSON.stringify(manifest))).toThrow(problem)
  })

  test.each([
    ['no JSON', '<html>'],
    ['no picture', '{"pictures":[]}'],
    ['too few pixels', '{"pictures":[{"pixels":"AAAA","vector":[1,0,0,0,0,0]}]}'],
    ['a short vector', `{"pictures":[{"pixels":"${Buffer.alloc(768).toString('base64')}","vector":[1]}]}`],
    ['no numbers', `{"pictures":[{"pixels":"${Buffer.alloc(768).toString('base64')}","vector":["1",0,0,0,0,0]}]}`],
  ])('golden pictures: %s', async (_, json) => {
    const files = makeImageEncoderBundle()
    const golden = new TextEncoder().encode(json)
    const manifest = JSON.parse(text) as Json
    const { createHash } = await import('node:crypto')
    manifest.files['golden.json'] = {
      bytes: golden.length,
      sha256: createHash('sha256').update(golden).digest('hex'),
    }
    files.set('golden.json', golden).set('manifest.json', new TextEncoder().encode(JSON.stringify(manifest)))
    await expect(load(files)).rejects.toThrow('golden.json must list 1 to 16 pictures')
  })
})

describe.runIf(existsSync(new URL('manifest.json', shipped)))('the bundle that ships', () => {
  const read = async (name: string) => new Uint8Array(readFileSync(new URL(name, shipped)))

  test('gives the vectors that PyTorch gives, in the texts’ space', async () => {
    const names = ['manifest.json', 'golden.json', 'weights-0.bin']
    const model = await load(new Map(await Promise.all(names.map(async (name) => [name, await read(name)] as const))))
    const { goldenCosine, milliseconds, embedder } = await loadPictures(model)
    console.info(
      `image-encoder: lowest cosine ${goldenCosine}, ${(milliseconds / model.golden.length).toFixed(1)} ms a picture`,
    )
    expect(goldenCosine).toBeGreaterThan(0.999)
    expect([model.manifest.space, model.manifest.output]).toEqual(['inkling-1', 128])
    embedder.dispose()
  })

  test('weighs a megabyte at most', () => {
    const { files } = parseImageEncoderManifest(readFileSync(new URL('manifest.json', shipped), 'utf8'))
    expect(Object.values(files).reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(1_000_000)
  })
})
