/** A model bundle small enough to write by hand, with golden vectors from a forward pass in plain loops. */

import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { Architecture, TableShape, TransformerShape } from '../../../src/engine/pack/shape.ts'
import { expectedShapes, TABLE_FILE } from '../../../src/engine/pack/tensors/check-tensors.ts'
import { sizeOf } from '../../../src/engine/pack/tensors/tensor-entry.ts'
import type { Weight } from '../../../src/engine/pack/tensors/tensors.ts'
import { createTokenizer } from '../../../src/engine/pack/tokenizer.ts'

export const table: TableShape = { vocabulary: 30, width: 4, maxTokens: 10, output: 6 }

export const transformer: TransformerShape = {
  hidden: 8,
  layers: 2,
  heads: 2,
  feedForward: 12,
  maxTokens: 10,
  activation: 'quick-gelu',
  layerNormEpsilon: 1e-12,
}

export const architecture: Architecture = { ...transformer, vocabulary: 30, embeddingWidth: 4, output: 6 }

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

/** Pseudo-random numbers from −1 to 1, the same in every run. */
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
  readonly name?: string
  readonly version?: string
  readonly space?: string
  readonly languages?: readonly string[]
  readonly seed?: number
  /** 0: the table only. */
  readonly deepest?: 0 | 1
  /**
   * Texts with vectors in `precomputed.json`. The vectors differ from the network's, so tests can tell where an answer
   * comes from.
   */
  readonly precomputed?: readonly string[]
}

/** Kernel rows that share their scales; few enough that the small kernels have several blocks. */
export const BLOCK = 8

/** A file under construction; offsets are multiples of 4. */
class Shard {
  readonly bytes: number[] = []
  constructor(readonly file: string) {}

  add(bytes: Iterable<number>): { readonly file: string; readonly offset: number } {
    while (this.bytes.length % 4 > 0) this.bytes.push(0)
    const offset = this.bytes.length
    this.bytes.push(...bytes)
    return { file: this.file, offset }
  }
}

const raw = (values: Float32Array | Uint16Array) => new Uint8Array(values.buffer, 0, values.byteLength)

/** The bits of the nearest half float, by exhaustive search. */
export function float16(value: number): number {
  if (value === 0) return 0
  const magnitude = Math.abs(value)
  const exponent = Math.max(-14, Math.floor(Math.log2(magnitude)))
  const steps = Math.round(magnitude / 2 ** (exponent - 10))
  const bits = exponent === -14 && steps < 1024 ? steps : ((exponent + 15) << 10) + (steps - 1024)
  return bits | (value < 0 ? 0x8000 : 0)
}

/** Rounds a number to a half float. */
const half = (value: number): number => {
  const exponent = Math.max(-14, Math.floor(Math.log2(Math.abs(value) || 1)))
  const step = 2 ** (exponent - 10)
  return Math.round(value / step) * step
}

/** The file that is stored gzipped; the others are stored as they are. */
export const PACKED = 'weights-0.bin'

/** A file of the bundle, uncompressed; the manifest has its length and hash. */
export const contentOf = (files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>, name: string) =>
  name === PACKED ? Uint8Array.from(gunzipSync(files.get(name)!)) : files.get(name)!

/** The bundle's files by name, as stored, including `manifest.json`. */
export function makeBundle(options: BundleOptions = {}): Map<string, Uint8Array<ArrayBuffer>> {
  const { name = 'toy', version = '1.0.0', space = 'toys', languages = ['en'], seed = 1, deepest = 1 } = options
  const random = numbers(seed)
  const tensors: Record<string, unknown>[] = []
  const weights = new Map<string, Weight>()
  const [inTable, integers, floats] = [TABLE_FILE, 'weights-0.bin', 'weights-1.bin'].map((file) => new Shard(file))
  const depths = { table, ...(deepest && { transformer }) }
  for (const [name, shape] of expectedShapes(depths)) {
    const size = sizeOf(shape)
    const ofTable = name.startsWith('token') || name.startsWith('tableHead')
    const [shard, scaleShard] = ofTable ? [inTable!, inTable!] : [integers!, floats!]
    if (shape.length === 2) {
      // Every storage type: a scale per row, blocks of rows, and, for positions, int8 with a scale per column.
      const [rows = 0, columns = 0] = shape
      const dtype = name === 'positions' ? 'int8' : 'int4'
      const by =
        name === 'tokenEmbedding' ? { scaleAxis: 0 } : name === 'positions' ? { scaleAxis: 1 } : { blockSize: BLOCK }
      const most = dtype === 'int4' ? 7 : 127
      const count =
        name === 'tokenEmbedding' ? rows : name === 'positions' ? columns : Math.ceil(rows / BLOCK) * columns
      const scales = Array.from({ length: count }, () => half((0.5 + 0.25 * random()) / most))
      const quantised = Array.from({ length: size }, () => Math.round(most * random()))
      const scaleOf = (i: number) => {
        const [row, column] = [Math.floor(i / columns), i % columns]
        if (name === 'tokenEmbedding') return scales[row]!
        return scales[name === 'positions' ? column : Math.floor(row / BLOCK) * columns + column]!
      }
      weights.set(name, { shape, values: Float32Array.from(quantised, (q, i) => q * scaleOf(i)) })
      const place = shard.add(dtype === 'int4' ? packed(quantised) : quantised.map((q) => q & 255))
      const halves = Uint16Array.from(scales, float16)
      tensors.push({
        name,
        shape,
        dtype,
        ...by,
        ...place,
        scales: { ...scaleShard.add(raw(halves)), dtype: 'float16' },
      })
    } else if (ofTable) {
      const values = Float32Array.from({ length: size }, () => half(1 + 0.5 * random()))
      weights.set(name, { shape, values })
      tensors.push({ name, shape, dtype: 'float16', ...shard.add(raw(Uint16Array.from(values, float16))) })
    } else {
      const values = Float32Array.from({ length: size }, () => (name.endsWith('scale') ? 1 : 0) + 0.1 * random())
      weights.set(name, { shape, values })
      tensors.push({ name, shape, dtype: 'float32', ...scaleShard.add(raw(values)) })
    }
  }
  const tokenizer = createTokenizer(vocabulary, table.maxTokens)
  const golden = TEXTS.map((text) => {
    const ids = tokenizer.encode(text)
    const vectors = { table: tableInLoops(ids, weights), ...(deepest && { vector: forwardInLoops(ids, weights) }) }
    return { text, ids, ...vectors }
  })
  const encode = (text: string) => new TextEncoder().encode(text)
  const shards = [inTable!, ...(deepest ? [integers!, floats!] : [])]
  const files = new Map<string, Uint8Array<ArrayBuffer>>([
    ...shards.map(({ file, bytes }) => [file, Uint8Array.from(bytes)] as const),
    ['vocabulary.txt', encode(`${vocabulary.join('\n')}\n`)],
    ['golden.json', encode(JSON.stringify({ texts: golden }))],
  ])
  if (options.precomputed)
    files.set('precomputed.json', encode(JSON.stringify({ texts: options.precomputed.map(axisOf) })))
  const listed = [...files].map(([name, bytes]) => [name, { bytes: bytes.length, sha256: hex(bytes) }] as const)
  const packedFile = files.get(PACKED) && Uint8Array.from(gzipSync(files.get(PACKED)!))
  const manifest = {
    format: 4,
    name,
    version,
    licence: 'CC0',
    languages,
    space,
    dims: [3, table.output],
    tokenizer: { kind: 'wordpiece', lowercase: true, stripAccents: true },
    ...depths,
    quantisation: 'for tests',
    tensors,
    files: Object.fromEntries(
      listed.map(([name, file]) => [name, name === PACKED ? { ...file, gzip: packedFile!.length } : file]),
    ),
  }
  if (packedFile) files.set(PACKED, packedFile)
  return files.set('manifest.json', encode(JSON.stringify(manifest)))
}

/** A second implementation of table.ts, for one text. */
export function tableInLoops(ids: readonly number[], weights: ReadonlyMap<string, Weight>): number[] {
  const at = (name: string, i: number) => weights.get(name)?.values[i] ?? Number.NaN
  const { width, output } = table
  const known = ids.slice(1, -1).filter((id) => vocabulary[id] !== '[UNK]')
  const sum = Array.from({ length: width }, (_, i) =>
    known.reduce((total, id) => total + at('tokenWeight', id) * at('tokenEmbedding', id * width + i), 0),
  )
  const vector = Array.from({ length: output }, (_, o) =>
    sum.reduce((total, value, i) => total + value * at('tableHead.kernel', i * output + o), 0),
  )
  const length = Math.hypot(...vector)
  return vector.map((value) => value / length)
}

/** A text whose vector in such bundles is a coordinate axis: the n-th text's is the n-th. */
const axisOf = (text: string, n: number) => ({
  text,
  vector: int8(Array.from({ length: table.output }, (_, i) => (i === n ? 127 : 0))),
})

/** A vector as in `precomputed.json`. */
export const int8 = (values: readonly number[]) => Buffer.from(Int8Array.from(values).buffer).toString('base64')

/** Numbers from −8 to 7, two per byte, the first in the low half. */
export function packed(values: readonly number[]): number[] {
  const half = (value = 0) => (value < 0 ? value + 16 : value)
  return Array.from({ length: values.length / 2 }, (_, i) => half(values[2 * i]) + 16 * half(values[2 * i + 1]))
}

/** Numbers from 0 to 7, two per byte, the first in the lowest bits. */
export function packedThrees(values: readonly number[]): number[] {
  return Array.from({ length: values.length / 2 }, (_, i) => values[2 * i]! + 8 * values[2 * i + 1]!)
}

/** A second implementation of encoder.ts without tensors, for one text. */
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
