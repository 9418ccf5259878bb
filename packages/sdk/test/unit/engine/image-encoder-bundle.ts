/** An image encoder small enough to make here, with golden vectors from a forward pass in plain loops. */

import { createHash } from 'node:crypto'
import { type ImageEncoderShape, type Pixels, shapesOf } from '../../../src/engine/image-encoder/manifest.ts'
import { sizeOf } from '../../../src/engine/pack/tensors/tensor-entry.ts'
import type { Weight } from '../../../src/engine/pack/tensors/tensors.ts'
import { numbers } from './bundle.ts'

/**
 * One block of each kind: without expansion, with stride 2, with a residual connection; and an odd number of rows
 * inside.
 */
export const shape: ImageEncoderShape = {
  side: 32,
  mean: 127,
  spread: 128,
  stem: 4,
  blocks: [
    { kernel: 3, stride: 1, expansion: 1, output: 6 },
    { kernel: 5, stride: 2, expansion: 2, output: 6 },
    { kernel: 3, stride: 1, expansion: 3, output: 6 },
  ],
  hidden: 8,
  output: 6,
}

export function imageEncoderWeights(seed = 1): Map<string, Weight> {
  const random = numbers(seed)
  const scale = (name: string, size: number, outputs: number) =>
    name.endsWith('bias') ? 0.2 : 1.5 / Math.sqrt(size / outputs)
  return new Map(
    [...shapesOf(shape)].map(([name, shape]) => {
      const size = sizeOf(shape)
      const outputs = name.includes('depthwise') ? shape[2]! : shape.at(-1)!
      return [name, { shape, values: Float32Array.from({ length: size }, () => random() * scale(name, size, outputs)) }]
    }),
  )
}

/** A picture of noise. */
export function noise(seed: number, side = shape.side): Pixels {
  const random = numbers(seed)
  return Uint8Array.from({ length: side * side * 4 }, (_, i) => (i % 4 === 3 ? 255 : Math.round(127 + 127 * random())))
}

/** Rows, columns, channels. */
type Map3 = readonly (readonly (readonly number[])[])[]

/** A second implementation of image-encoder.ts without tensors, for one picture. */
export function seeInLoops(pixels: Pixels, weights: ReadonlyMap<string, Weight>): number[] {
  const { side, mean, spread, blocks } = shape
  const at = (name: string, i: number) => weights.get(name)?.values[i] ?? Number.NaN
  const clip = (value: number) => Math.min(6, Math.max(0, value))
  /** @param sum computes one output channel from the pixels under the kernel */
  const slide = (
    x: Map3,
    kernel: number,
    stride: number,
    outputs: number,
    sum: (take: (dy: number, dx: number, c: number) => number, o: number) => number,
  ): Map3 => {
    const size = x.length
    const out = Math.ceil(size / stride)
    const before = Math.floor(Math.max(0, (out - 1) * stride + kernel - size) / 2)
    return Array.from({ length: out }, (_, y) =>
      Array.from({ length: out }, (_, column) =>
        Array.from({ length: outputs }, (_, o) =>
          sum((dy, dx, c) => x[y * stride + dy - before]?.[column * stride + dx - before]?.[c] ?? 0, o),
        ),
      ),
    )
  }
  const cells = (kernel: number) =>
    Array.from({ length: kernel * kernel }, (_, i) => [Math.floor(i / kernel), i % kernel])
  const mix = (x: Map3, name: string, relu: boolean): Map3 => {
    const outputs = weights.get(`${name}.bias`)!.shape[0]!
    const activate = relu ? clip : (value: number) => value
    return x.map((row) =>
      row.map((pixel) =>
        Array.from({ length: outputs }, (_, o) =>
          activate(
            pixel.reduce((sum, value, i) => sum + value * at(`${name}.kernel`, i * outputs + o), at(`${name}.bias`, o)),
          ),
        ),
      ),
    )
  }
  const image: Map3 = Array.from({ length: side }, (_, y) =>
    Array.from({ length: side }, (_, x) => [0, 1, 2].map((c) => (pixels[(y * side + x) * 4 + c]! - mean) / spread)),
  )
  let x = slide(image, 3, 2, shape.stem, (take, o) =>
    clip(
      cells(3).reduce(
        (sum, [dy, dx], cell) =>
          sum +
          [0, 1, 2].reduce((all, c) => all + take(dy!, dx!, c) * at('stem.kernel', (cell * 3 + c) * shape.stem + o), 0),
        at('stem.bias', o),
      ),
    ),
  )
  for (const [i, { kernel, stride, expansion }] of blocks.entries()) {
    const wide = expansion > 1 ? mix(x, `block.${i}.expand`, true) : x
    const width = wide[0]![0]!.length
    const each = slide(wide, kernel, stride, width, (take, c) =>
      clip(
        cells(kernel).reduce(
          (sum, [dy, dx], cell) => sum + take(dy!, dx!, c) * at(`block.${i}.depthwise.kernel`, cell * width + c),
          at(`block.${i}.depthwise.bias`, c),
        ),
      ),
    )
    const narrow = mix(each, `block.${i}.project`, false)
    const isAdded = stride === 1 && narrow[0]![0]!.length === x[0]![0]!.length
    const before = x
    x = isAdded ? narrow.map((row, y) => row.map((cell, z) => cell.map((v, c) => v + before[y]![z]![c]!))) : narrow
  }
  const wide = mix(x, 'wide', true).flat()
  const pooled = Array.from(
    { length: shape.hidden },
    (_, c) => wide.reduce((sum, cell) => sum + cell[c]!, 0) / wide.length,
  )
  const [[vector]] = mix([[pooled]], 'head', false) as [[number[]]]
  const length = Math.hypot(...vector)
  return vector.map((value) => value / length)
}

/** A golden picture as stored, and enlarged. */
function goldenOf(seed: number): { readonly pixels: string; readonly seen: Pixels } {
  const small = noise(seed, 16)
  const bytes = Buffer.from(small.filter((_, i) => i % 4 < 3))
  const times = shape.side / 16
  const seen = Uint8Array.from({ length: shape.side ** 2 * 4 }, (_, i) => {
    const [y, x] = [Math.floor(i / 4 / shape.side), Math.floor(i / 4) % shape.side]
    return small[(Math.floor(y / times) * 16 + Math.floor(x / times)) * 4 + (i % 4)]!
  })
  return { pixels: bytes.toString('base64'), seen }
}

/**
 * The bundle's files by name, including `manifest.json`. All weights are float32; tensors.test.ts covers the other
 * types.
 */
export function makeImageEncoderBundle(): Map<string, Uint8Array<ArrayBuffer>> {
  const weights = imageEncoderWeights()
  const tensors: Record<string, unknown>[] = []
  const bytes: number[] = []
  for (const [name, { shape, values }] of weights) {
    tensors.push({ name, shape, dtype: 'float32', file: 'weights-0.bin', offset: bytes.length })
    bytes.push(...new Uint8Array(values.buffer))
  }
  const golden = [11, 12].map((seed) => {
    const { pixels, seen } = goldenOf(seed)
    return { pixels, vector: seeInLoops(seen, weights) }
  })
  const encode = (text: string) => new TextEncoder().encode(text)
  const files = new Map<string, Uint8Array<ArrayBuffer>>([
    ['weights-0.bin', Uint8Array.from(bytes)],
    ['golden.json', encode(JSON.stringify({ pictures: golden }))],
  ])
  const listed = [...files].map(([name, bytes]) => [
    name,
    { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') },
  ])
  const manifest = {
    format: 2,
    kind: 'pictures',
    name: 'toy-image-encoder',
    version: '1.0.0',
    licence: 'CC0',
    space: 'toys',
    ...shape,
    tensors,
    files: Object.fromEntries(listed),
  }
  return files.set('manifest.json', encode(JSON.stringify(manifest)))
}
