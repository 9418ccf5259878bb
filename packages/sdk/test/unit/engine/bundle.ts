/** A model bundle small enough to write by hand, with golden vectors from a forward pass in plain loops. */

import { createHash } from 'node:crypto'
import type { Weight } from '../../../src/engine/model/load-model.ts'
import { type Architecture, expectedShapes, sizeOf } from '../../../src/engine/model/manifest.ts'
import { createTokenizer } from '../../../src/engine/model/tokenizer.ts'

export const architecture: Architecture = {
  vocabulary: 30,
  embeddingWidth: 4,
  hidden: 8,
  layers: 2,
  heads: 2,
  feedForward: 12,
  maxTokens: 10,
  output: 6,
  activation: 'quick-gelu',
  layerNormEpsilon: 1e-12,
}

export const vocabulary = [
  ...['[PAD]', '[UNK]', '[CLS]', '[SEP]', '.', ','],
  ...'the cat sat on mat dog ran far away home sun rose over hill and set again'.split(' '),
  ...['##s', '##ing', 'walk', 'talk', 'rain', 'snow', 'wind'],
]

const TEXTS = [
  'The cat sat on the mat.',
  'dogs',
  'Walking home, talking',
  'snow and rain and wind and sun over the hill',
]

/** Numbers from -1 to 1 that are the same in every run. */
export function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 31 - 1
  }
}

export const hex = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
export const base64 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64')

interface BundleOptions {
  readonly version?: string
  readonly seed?: number
  /** Type of the token embeddings: as bundles have it now, or as the first ones had it. All other matrices are int8. */
  readonly embeddings?: 'int4' | 'int8'
  /** Texts whose vectors come along, in `precomputed.json`. They are others than the network's: it shows who has answered. */
  readonly precomputed?: readonly string[]
}

/** The bundle's files by name; `manifest.json` is among them. */
export function makeBundle(options: BundleOptions = {}): Map<string, Uint8Array<ArrayBuffer>> {
  const { version = '1.0.0', seed = 1, embeddings = 'int4', precomputed } = options
  const random = numbers(seed)
  const tensors: Record<string, unknown>[] = []
  const weights = new Map<string, Weight>()
  const integers: number[] = []
  const floats: number[] = []
  for (const [name, shape] of expectedShapes(architecture)) {
    const size = sizeOf(shape)
    if (shape.length === 2) {
      // Token embeddings have a scale for each row, kernels for each column: both axes are read.
      const scaleAxis = name === 'tokenEmbedding' ? 0 : 1
      const dtype = name === 'tokenEmbedding' ? embeddings : 'int8'
      const most = dtype === 'int4' ? 7 : 127
      const scales = Array.from({ length: shape[scaleAxis] ?? 0 }, () => Math.fround((0.5 + 0.25 * random()) / most))
      const quantised = Array.from({ length: size }, () => Math.round(most * random()))
      const columns = shape[1] ?? 1
      const scaleOf = (i: number) => scales[scaleAxis === 0 ? Math.floor(i / columns) : i % columns] ?? 0
      weights.set(name, { shape, values: Float32Array.from(quantised, (q, i) => q * scaleOf(i)) })
      while (integers.length % 4 > 0) integers.push(0)
      const place = { file: 'weights-0.bin', offset: integers.length }
      tensors.push({
        name,
        shape,
        dtype,
        scaleAxis,
        ...place,
        scales: { file: 'weights-1.bin', offset: floats.length * 4 },
      })
      integers.push(...(dtype === 'int4' ? packed(quantised) : quantised))
      floats.push(...scales)
    } else {
      const values = Float32Array.from({ length: size }, () => (name.endsWith('scale') ? 1 : 0) + 0.1 * random())
      weights.set(name, { shape, values })
      tensors.push({ name, shape, dtype: 'float32', file: 'weights-1.bin', offset: floats.length * 4 })
      floats.push(...values)
    }
  }
  const tokenizer = createTokenizer(vocabulary, architecture.maxTokens)
  const golden = TEXTS.map((text) => {
    const ids = tokenizer.encode(text)
    return { text, ids, vector: forwardInLoops(ids, weights) }
  })
  const encode = (text: string) => new TextEncoder().encode(text)
  const files = new Map<string, Uint8Array<ArrayBuffer>>([
    ['weights-0.bin', new Uint8Array(Int8Array.from(integers).buffer)],
    ['weights-1.bin', new Uint8Array(Float32Array.from(floats).buffer)],
    ['vocabulary.txt', encode(`${vocabulary.join('\n')}\n`)],
    ['golden.json', encode(JSON.stringify({ texts: golden }))],
  ])
  if (precomputed) files.set('precomputed.json', encode(JSON.stringify({ texts: precomputed.map(axisOf) })))
  const manifest = {
    format: 2,
    name: 'toy',
    version,
    licence: 'CC0',
    languages: ['en'],
    architecture,
    dims: [3, architecture.output],
    quantisation: 'for tests',
    tensors,
    files: Object.fromEntries([...files].map(([name, bytes]) => [name, { bytes: bytes.length, sha256: hex(bytes) }])),
  }
  return files.set('manifest.json', encode(JSON.stringify(manifest)))
}

/** A text whose vector, as bundles have it, is an axis: the n-th text's is the n-th. */
const axisOf = (text: string, n: number) => ({
  text,
  vector: int8(Array.from({ length: architecture.output }, (_, i) => (i === n ? 127 : 0))),
})

/** As `precomputed.json` has vectors. */
export const int8 = (values: readonly number[]) => Buffer.from(Int8Array.from(values).buffer).toString('base64')

/** Numbers from −8 to 7, two a byte: the first of each two in the low half. */
export function packed(values: readonly number[]): number[] {
  const half = (value = 0) => (value < 0 ? value + 16 : value)
  return Array.from({ length: values.length / 2 }, (_, i) => half(values[2 * i]) + 16 * half(values[2 * i + 1]))
}

/** The network of encoder.ts for one text, written a second time without tensors. */
export function forwardInLoops(ids: readonly number[], weights: ReadonlyMap<string, Weight>): number[] {
  const { hidden, heads, layers, embeddingWidth, layerNormEpsilon } = architecture
  const at = (name: string, i: number) => weights.get(name)?.values[i] ?? Number.NaN
  const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0)
  const product = (row: readonly number[], kernel: string): number[] => {
    const columns = weights.get(kernel)?.shape[1] ?? 0
    return Array.from({ length: columns }, (_, j) =>
      row.reduce((sum, x, i) => sum + x * at(kernel, i * columns + j), 0),
    )
  }
  const linear = (row: readonly number[], name: string) =>
    product(row, `${name}.kernel`).map((x, i) => x + at(`${name}.bias`, i))
  const norm = (row: readonly number[], name: string) => {
    const mean = row.reduce((a, b) => a + b) / row.length
    const variance = row.reduce((sum, x) => sum + (x - mean) ** 2, 0) / row.length
    return row.map(
      (x, i) => ((x - mean) / Math.sqrt(variance + layerNormEpsilon)) * at(`${name}.scale`, i) + at(`${name}.shift`, i),
    )
  }
  const add = (a: readonly number[], b: readonly number[]) => a.map((x, i) => x + (b[i] ?? 0))

  let x = ids.map((id, position) => {
    const row = Array.from({ length: embeddingWidth }, (_, i) => at('tokenEmbedding', id * embeddingWidth + i))
    return norm(
      product(row, 'embeddingProjection.kernel').map((value, i) => value + at('positions', position * hidden + i)),
      'embeddingNorm',
    )
  })
  for (let layer = 0; layer < layers; layer++) {
    const qkv = x.map((row) => linear(row, `layer.${layer}.qkv`))
    const width = hidden / heads
    const attended = qkv.map((own) => {
      const context: number[] = []
      for (let head = 0; head < heads; head++) {
        const part = (row: readonly number[], which: number) =>
          row.slice(which * hidden + head * width, which * hidden + (head + 1) * width)
        const scores = qkv.map((other) => Math.exp(dot(part(own, 0), part(other, 1)) / Math.sqrt(width)))
        const total = scores.reduce((a, b) => a + b)
        for (let i = 0; i < width; i++)
          context.push(
            dot(
              scores,
              qkv.map((other) => part(other, 2)[i] ?? 0),
            ) / total,
          )
      }
      return linear(context, `layer.${layer}.output`)
    })
    x = x.map((row, t) => norm(add(row, attended[t] ?? []), `layer.${layer}.attentionNorm`))
    x = x.map((row) => {
      const wide = linear(row, `layer.${layer}.expand`).map((value) => value / (1 + Math.exp(-1.702 * value)))
      return norm(add(row, linear(wide, `layer.${layer}.contract`)), `layer.${layer}.outputNorm`)
    })
  }
  const mean = Array.from({ length: hidden }, (_, i) => x.reduce((sum, row) => sum + (row[i] ?? 0), 0) / x.length)
  const head = product(mean, 'head.kernel')
  const length = Math.sqrt(dot(head, head))
  return head.map((value) => value / length)
}
