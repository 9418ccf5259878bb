/**
 * The image encoder's forward pass: pixels → vectors of length 1 in the texts' space.
 *
 * A truncated EfficientNet-Lite (Tan & Le 2019, arXiv:1905.11946): a stem, inverted bottlenecks (Sandler et al. 2018,
 * arXiv:1801.04381) with ReLU6, a final 1 × 1 convolution, global average pooling, and a linear head. The 1 × 1
 * convolutions are computed as matrix products, and so is the stem, after gathering patches (im2col). Depthwise
 * convolution is therefore the only kernel that the text encoder doesn't use too.
 *
 * Shapes in comments: B pictures, S side length, C channels; widths are those of `models/image-encoder`.
 */

import * as tf from '@tensorflow/tfjs-core'
import type { Weight } from '../pack/tensors/tensors.ts'
import { unitLength } from '../pack/unit-length.ts'
import type { BlockShape, ImageEncoderShape, Pixels } from './manifest.ts'

export interface ImageEncoder {
  /**
   * Embeds pictures.
   *
   * @param pictures pictures of `side` × `side` pixels
   * @returns one row of `output` numbers per picture, in order, normalised to length 1; empty if there are no pictures
   * @throws RangeError if a picture has a different size; also rethrows the backend's errors
   */
  embed(pictures: readonly Pixels[]): Promise<Float32Array>
  /** Frees the weights' memory; `embed` must not be called afterwards. */
  dispose(): void
}

/** Number of pictures per batch, kept low enough to fit in any device's memory. */
const BATCH = 4

/**
 * Uploads the weights, named as in `shapesOf`, to tfjs's current backend.
 *
 * @param heartbeat called after each batch
 */
export function createImageEncoder(
  {
    manifest: shape,
    weights,
  }: {
    readonly manifest: ImageEncoderShape
    readonly weights: ReadonlyMap<string, Weight>
  },
  heartbeat: () => void,
): ImageEncoder {
  const tensors = new Map<string, tf.Tensor>()
  for (const [name, { shape, values }] of weights) tensors.set(name, tf.tensor(values, [...shape], 'float32'))
  const dispose = () => {
    for (const tensor of tensors.values()) tensor.dispose()
  }
  const { side, output } = shape

  const embed = async (pictures: readonly Pixels[]): Promise<Float32Array> => {
    if (pictures.some(({ length }) => length !== side * side * 4))
      throw new RangeError(`A picture must have ${side} × ${side} pixels.`)
    const rows = new Float32Array(pictures.length * output)
    for (let start = 0; start < pictures.length; start += BATCH) {
      const vectors = tf.tidy(() => forward(pictures.slice(start, start + BATCH), shape, tensors)) // (B, 128)
      try {
        const values = await vectors.data<'float32'>()
        for (let row = 0; row * output < values.length; row++)
          rows.set(unitLength(values.subarray(row * output, (row + 1) * output)), (start + row) * output)
      } finally {
        vectors.dispose()
      }
      heartbeat()
    }
    return rows
  }
  return { embed, dispose }
}

type Layers = (name: string) => { readonly kernel: tf.Tensor; readonly bias: tf.Tensor1D }

/** The whole network, except the final normalisation. */
function forward(
  pictures: readonly Pixels[],
  shape: ImageEncoderShape,
  tensors: ReadonlyMap<string, tf.Tensor>,
): tf.Tensor2D {
  const tensor = (name: string) => {
    const found = tensors.get(name)
    if (!found) throw new RangeError(`The model lacks ${name}.`)
    return found
  }
  const layers: Layers = (name) => ({
    kernel: tensor(`${name}.kernel`),
    bias: tensor(`${name}.bias`) as tf.Tensor1D,
  })
  const half = shape.side / 2
  const patches = tf.tensor2d(im2col(pictures, shape), [pictures.length * half * half, 27]) // (B·64·64, 27)
  const stem = dense(patches, layers('stem'), 'relu6') // (B·64·64, 32)
  let x: tf.Tensor4D = tf.reshape(stem, [pictures.length, half, half, shape.stem]) // (B, 64, 64, 32)
  for (const [i, block] of shape.blocks.entries()) x = bottleneck(x, block, (part) => layers(`block.${i}.${part}`))
  const wide = pointwise(x, layers('wide'), 'relu6') // (B, 4, 4, 512)
  return dense(averagePool(wide), layers('head')) // (B, 128)
}

/**
 * An inverted bottleneck, (B, S, S, C) → (B, S / stride, S / stride, C'), with a residual connection if the size
 * doesn't change.
 */
function bottleneck(x: tf.Tensor4D, { stride, expansion, output }: BlockShape, layers: Layers): tf.Tensor4D {
  const wide = expansion > 1 ? pointwise(x, layers('expand'), 'relu6') : x // (B, S, S, C · expansion)
  const { kernel, bias } = layers('depthwise')
  const each = tf.fused.depthwiseConv2d({
    x: wide,
    filter: kernel as tf.Tensor4D,
    strides: stride,
    pad: 'same',
    bias,
    activation: 'relu6',
  }) // (B, S / stride, S / stride, C · expansion)
  const narrow = pointwise(each, layers('project')) // (B, S / stride, S / stride, C')
  return stride === 1 && output === x.shape[3] ? tf.add(x, narrow) : narrow
}

/** Average pooling, (B, S, S, C) → (B, C), computed as a matrix product to avoid another kernel. */
function averagePool(x: tf.Tensor4D): tf.Tensor2D {
  const [batch, rows, columns, channels] = x.shape
  const area = rows * columns
  const pixels = tf.reshape<tf.Rank.R3>(x, [batch, area, channels]) // (B, S·S, C)
  const share = new Float32Array(batch * area).fill(1 / area)
  const shares = tf.tensor3d(share, [batch, 1, area]) // (B, 1, S·S)
  return tf.reshape(tf.fused.matMul({ a: shares, b: pixels }), [batch, channels])
}

/** A 1 × 1 convolution, (B, S, S, C) → (B, S, S, C'), as one matrix product over all pixels. */
function pointwise(x: tf.Tensor4D, layer: ReturnType<Layers>, activation?: 'relu6'): tf.Tensor4D {
  const [batch, rows, columns, channels] = x.shape
  const pixels = tf.reshape<tf.Rank.R2>(x, [batch * rows * columns, channels]) // (B·S·S, C)
  return tf.reshape(dense(pixels, layer, activation), [batch, rows, columns, layer.bias.shape[0]])
}

/** (N, C) → (N, C') */
function dense(x: tf.Tensor2D, { kernel, bias }: ReturnType<Layers>, activation?: 'relu6'): tf.Tensor2D {
  const fused = tf.fused.matMul({ a: x, b: kernel as tf.Tensor2D, bias, ...(activation && { activation }) })
  return fused as tf.Tensor2D
}

/**
 * Patches (B · S/2 · S/2, 27) of the stem's 3 × 3 convolution with stride 2: three colours per pixel, starting at the
 * top left pixel, zero-padded at the right and bottom.
 */
function im2col(pictures: readonly Pixels[], { side, mean, spread }: ImageEncoderShape): Float32Array {
  const half = side / 2
  const values = new Float32Array(pictures.length * half * half * 27)
  let at = 0
  for (const pixels of pictures)
    for (let y = 0; y < side; y += 2)
      for (let x = 0; x < side; x += 2)
        for (let cell = 0; cell < 9; cell++, at += 3) {
          const row = y + Math.floor(cell / 3)
          const column = x + (cell % 3)
          if (row >= side || column >= side) continue
          const first = (row * side + column) * 4
          for (let colour = 0; colour < 3; colour++) values[at + colour] = (pixels[first + colour]! - mean) / spread
        }
  return values
}
