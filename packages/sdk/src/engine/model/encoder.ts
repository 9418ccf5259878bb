/**
 * The text encoder's forward pass: token ids → vectors of length 1.
 *
 * A BERT with post-layer normalisation (Devlin et al. 2018, arXiv:1810.04805); token embeddings narrower than the
 * hidden layers, with a projection (Lan et al. 2019, arXiv:1909.11942); quick-GELU (Hendrycks & Gimpel 2016,
 * arXiv:1606.08415); mean pooling; a linear head.
 *
 * In shapes, B is the number of texts in a batch, T the number of tokens in the longest of them, H the number of heads,
 * and D the size of each head; widths are those of `encoder-en`.
 */

import * as tf from '@tensorflow/tfjs-core'
import type { Architecture } from '../pack/shape.ts'
import type { AddRow } from '../pack/tensors/row-reader.ts'
import type { Weight } from '../pack/tensors/tensors.ts'
import { unitLength } from '../pack/unit-length.ts'
import { type Batching, batchesByLength } from './batches.ts'

/** Receives a text's states from the last layer: a row of `hidden` numbers per token, including [CLS] and [SEP]. */
export type OnStates = (text: number, states: Float32Array) => void

export interface Encoder {
  /**
   * Embeds texts given as token ids ([CLS] … [SEP]).
   *
   * @param onStates receives each text's token states from the same pass
   * @returns one row of `architecture.output` numbers per text, in order, normalised to length 1; empty if there are no
   * texts
   * @throws RangeError if a text has no ids, more than `maxTokens`, or an id outside the vocabulary; also rethrows the
   * backend's errors
   */
  encode(texts: ReadonlyArray<readonly number[]>, onStates?: OnStates): Promise<Float32Array>
  /** Frees the weights' memory; `encode` must not be called afterwards. */
  dispose(): void
}

/** Added to the attention scores of padding: large enough to give a softmax of 0, small enough for float16. */
const MASKED = -1e4

/**
 * Uploads the weights to tfjs's current backend.
 *
 * @param weights the layers' weights, named as in `expectedShapes`
 * @param addRow reads token embeddings; only the rows that a batch needs are uploaded, so the other 16,000 take no
 * memory on the device
 * @param batching how batches are formed on this device
 * @param heartbeat called after each batch
 */
export function createEncoder(
  architecture: Architecture,
  weights: ReadonlyMap<string, Weight>,
  addRow: AddRow,
  batching: Batching,
  heartbeat: () => void,
): Encoder {
  const tensors = new Map<string, tf.Tensor>()
  for (const [name, { shape, values }] of weights) tensors.set(name, tf.tensor(values, [...shape], 'float32'))
  const dispose = () => {
    for (const tensor of tensors.values()) tensor.dispose()
  }

  const encode: Encoder['encode'] = async (texts, onStates) => {
    for (const ids of texts) checkIds(ids, architecture)
    const rows = new Float32Array(texts.length * architecture.output)
    for (const batch of batchesByLength(texts, batching)) {
      const ids = batch.map((index) => texts[index] ?? [])
      const [output, tokens] = tf.tidy(() => forward(ids, architecture, tensors, addRow)) // (B, 128), (B, T, 384)
      try {
        const values = await output.data<'float32'>()
        const states = onStates && (await tokens.data<'float32'>())
        for (const [row, index] of batch.entries()) {
          const vector = values.subarray(row * architecture.output, (row + 1) * architecture.output)
          rows.set(unitLength(vector), index * architecture.output)
          const [, length, hidden] = tokens.shape
          const from = row * length * hidden
          if (states) onStates?.(index, states.slice(from, from + ids[row]!.length * hidden))
        }
      } finally {
        output.dispose()
        tokens.dispose()
      }
      heartbeat()
    }
    return rows
  }
  return { encode, dispose }
}

/** What each step of the network needs in addition to its input. */
interface Pass {
  readonly architecture: Architecture
  /** B and T. */
  readonly batch: number
  readonly length: number
  /** @throws RangeError if the model lacks the weight */
  weight<T extends tf.Tensor = tf.Tensor1D>(name: string): T
}

/** The whole network except the final normalisation; also returns the last layer's states. */
function forward(
  texts: ReadonlyArray<readonly number[]>,
  architecture: Architecture,
  tensors: ReadonlyMap<string, tf.Tensor>,
  addRow: AddRow,
): [tf.Tensor2D, tf.Tensor3D] {
  const batch = texts.length
  const length = Math.max(...texts.map((ids) => ids.length))
  const weight = <T extends tf.Tensor = tf.Tensor1D>(name: string): T => {
    const tensor = tensors.get(name)
    if (!tensor) throw new RangeError(`The model lacks ${name}.`)
    return tensor as T
  }
  const pass: Pass = { architecture, batch, length, weight }

  const embeddings = new Float32Array(batch * length * architecture.embeddingWidth)
  const mask = new Float32Array(batch * length).fill(MASKED)
  const share = new Float32Array(batch * length)
  for (const [row, text] of texts.entries()) {
    for (const [at, id] of text.entries()) addRow(id, embeddings, (row * length + at) * architecture.embeddingWidth, 1)
    mask.fill(0, row * length, row * length + text.length)
    share.fill(1 / text.length, row * length, row * length + text.length)
  }
  const padding = tf.tensor4d(mask, [batch, 1, 1, length]) // (B, 1, 1, T): 0, or MASKED
  const shares = tf.tensor3d(share, [batch, 1, length]) // (B, 1, T): 1 / the text's length, 0 for padding

  let x = project(embeddings, pass) // (B·T, 384)
  // Tidy after each step: freeing intermediates early halves peak memory.
  for (let i = 0; i < architecture.layers; i++) {
    const layer = `layer.${i}`
    const input = x
    const attended = tf.tidy(() => {
      const sum = tf.add<tf.Tensor2D>(input, attention(input, padding, layer, pass)) // (B·T, 384)
      return layerNorm(sum, `${layer}.attentionNorm`, pass) // (B·T, 384)
    })
    x = tf.tidy(() => {
      const sum = tf.add<tf.Tensor2D>(attended, feedForward(attended, layer, pass)) // (B·T, 384)
      return layerNorm(sum, `${layer}.outputNorm`, pass) // (B·T, 384)
    })
  }

  const tokens = tf.reshape<tf.Rank.R3>(x, [batch, length, architecture.hidden]) // (B, T, 384)
  const mean = tf.reshape<tf.Rank.R2>(tf.matMul(shares, tokens), [batch, architecture.hidden]) // (B, 384)
  return [tf.matMul(mean, weight<tf.Tensor2D>('head.kernel')), tokens] // (B, 128), (B, T, 384)
}

/** Token embeddings (B·T·128), zero for padding → the first layer's input (B·T, 384). */
function project(embeddings: Float32Array, pass: Pass): tf.Tensor2D {
  const { batch, length, weight } = pass
  const { hidden, embeddingWidth } = pass.architecture
  const rows = tf.tensor2d(embeddings, [batch * length, embeddingWidth]) // (B·T, 128)
  const wide = tf.matMul(rows, weight<tf.Tensor2D>('embeddingProjection.kernel')) // (B·T, 384)
  const projected = tf.reshape(wide, [batch, length, hidden]) // (B, T, 384)
  const positions = tf.slice(weight<tf.Tensor2D>('positions'), [0, 0], [length, hidden]) // (T, 384)
  const embedded = layerNorm(tf.add(projected, positions), 'embeddingNorm', pass) // (B, T, 384)
  return tf.reshape<tf.Rank.R2>(embedded, [batch * length, hidden]) // (B·T, 384)
}

function attention(x: tf.Tensor2D, padding: tf.Tensor4D, layer: string, pass: Pass): tf.Tensor2D {
  const { batch, length } = pass
  const { hidden, heads } = pass.architecture
  const headWidth = hidden / heads
  const splitHeads = (x: tf.Tensor3D): tf.Tensor4D => {
    const split = tf.reshape<tf.Rank.R4>(x, [batch, length, heads, headWidth]) // (B, T, H, D)
    return tf.transpose(split, [0, 2, 1, 3]) // (B, H, T, D)
  }
  const qkv = tf.reshape<tf.Rank.R3>(linear(x, `${layer}.qkv`, pass), [batch, length, 3 * hidden]) // (B, T, 3·384)
  // Slice before transposing: q, k and v together would need five dimensions, which is slow.
  const part = (index: number) => tf.slice(qkv, [0, 0, index * hidden], [batch, length, hidden]) // (B, T, 384)
  const query = splitHeads(tf.mul(part(0), 1 / Math.sqrt(headWidth))) // (B, H, T, D)
  const key = splitHeads(part(1)) // (B, H, T, D)
  const value = splitHeads(part(2)) // (B, H, T, D)
  const scores = tf.add(tf.matMul(query, key, false, true), padding) // (B, H, T, T)
  const context = tf.matMul(tf.softmax(scores), value) // (B, H, T, D)
  const merged = tf.reshape<tf.Rank.R2>(tf.transpose(context, [0, 2, 1, 3]), [batch * length, hidden]) // (B·T, 384)
  return linear(merged, `${layer}.output`, pass) // (B·T, 384)
}

function feedForward(x: tf.Tensor2D, layer: string, pass: Pass): tf.Tensor2D {
  const wide = linear(x, `${layer}.expand`, pass) // (B·T, 704)
  const active = tf.mul<tf.Tensor2D>(wide, tf.sigmoid(tf.mul(wide, 1.702))) // (B·T, 704): quick-GELU
  return linear(active, `${layer}.contract`, pass) // (B·T, 384)
}

/** One large product over all tokens, (B·T, …), is used instead of B small ones. */
function linear(x: tf.Tensor2D, name: string, { weight }: Pass): tf.Tensor2D {
  const product = tf.fused.matMul({ a: x, b: weight<tf.Tensor2D>(`${name}.kernel`), bias: weight(`${name}.bias`) })
  return product as tf.Tensor2D // (B·T, the bias's width)
}

function layerNorm<T extends tf.Tensor>(x: T, name: string, { architecture, weight }: Pass): T {
  const centred = tf.sub(x, tf.mean(x, -1, true)) // (…, 384)
  const variance = tf.mean(tf.square(centred), -1, true) // (…, 1)
  const normal = tf.mul(centred, tf.rsqrt(tf.add(variance, architecture.layerNormEpsilon))) // (…, 384)
  return tf.add(tf.mul(normal, weight(`${name}.scale`)), weight(`${name}.shift`)) // (…, 384)
}

function checkIds(ids: readonly number[], { vocabulary, maxTokens }: Architecture): void {
  if (ids.length === 0 || ids.length > maxTokens) {
    throw new RangeError(`A text must have 1 to ${maxTokens} token ids, not ${ids.length}.`)
  }
  const wrong = ids.find((id) => !Number.isInteger(id) || id < 0 || id >= vocabulary)
  if (wrong !== undefined) throw new RangeError(`Token id ${wrong} isn't in the vocabulary of ${vocabulary}.`)
}
