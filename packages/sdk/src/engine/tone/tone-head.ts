/**
 * Predicts a text's tone from token states. Plain arithmetic, about .1 ms per text, the same for both depths.
 *
 * It applies a convolution over five neighbours and attention pooling (Kim 2014, arXiv:1408.5882; Yang et al. 2016,
 * "Hierarchical attention networks for document classification") to the encoder's token states and the head's own
 * lexicon. models/training/tone.py implements the same head in PyTorch.
 *
 * In shapes, T is the number of tokens without [CLS] and [SEP], S the size of a state, L the size of a lexicon entry, H
 * the hidden size, and K the number of taps.
 */

/** Outputs per text: valence, intensity, log spread, logits of gravity and levity, and logits of the emotions. */
export const TONE_OUTPUTS = 12

export interface ToneWeights {
  /** (V, L) */
  readonly lexicon: Float32Array
  /** (S, H) */
  readonly input: Float32Array
  /** (L, H) */
  readonly words: Float32Array
  /** (H) */
  readonly bias: Float32Array
  /** (K·H, H) */
  readonly taps: Float32Array
  /** (H) */
  readonly tapsBias: Float32Array
  /** (H) */
  readonly query: Float32Array
  /** (3·H, TONE_OUTPUTS) */
  readonly output: Float32Array
  /** (TONE_OUTPUTS) */
  readonly outputBias: Float32Array
}

/**
 * @param ids token ids (T)
 * @param states token states (T·S)
 * @returns the outputs (TONE_OUTPUTS); undefined for a text without tokens
 */
export type ToneHead = (ids: readonly number[], states: Float32Array) => Float32Array | undefined

export function createToneHead(weights: ToneWeights): ToneHead {
  const { lexicon, input, words, bias, taps, tapsBias, query, output, outputBias } = weights
  const hidden = bias.length
  const width = words.length / hidden
  const size = input.length / hidden
  const reach = (taps.length / hidden / hidden - 1) / 2
  return (ids, states) => {
    if (!ids.length) return undefined
    const first = ids.map((id, t) => {
      const row = bias.slice() // (H)
      addProduct(row, states.subarray(t * size, (t + 1) * size), input)
      addProduct(row, lexicon.subarray(id * width, (id + 1) * width), words)
      return row.map(Math.tanh)
    }) // T × (H)
    const second = first.map((own, t) => {
      const row = tapsBias.slice() // (H)
      for (let k = -reach; k <= reach; k++) {
        const near = first[t + k]
        if (near) addProduct(row, near, taps, (k + reach) * hidden * hidden)
      }
      return row.map((value, h) => Math.tanh(value) + own[h]!)
    }) // T × (H)
    const pooled = pool(second, query) // (3·H)
    const values = outputBias.slice() // (TONE_OUTPUTS)
    addProduct(values, pooled, output)
    return values
  }
}

/** Pools rows (T × H) into their attention-weighted mean, mean, and maximum (3·H). */
function pool(rows: readonly Float32Array[], query: Float32Array): Float32Array {
  const hidden = query.length
  const scores = rows.map((row) => row.reduce((sum, value, h) => sum + value * query[h]!, 0)) // (T)
  const most = Math.max(...scores)
  const weights = scores.map((score) => Math.exp(score - most)) // (T)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const pooled = new Float32Array(3 * hidden).fill(Number.NEGATIVE_INFINITY, 2 * hidden)
  for (const [t, row] of rows.entries())
    for (let h = 0; h < hidden; h++) {
      pooled[h]! += (row[h]! * weights[t]!) / total
      pooled[hidden + h]! += row[h]! / rows.length
      pooled[2 * hidden + h] = Math.max(pooled[2 * hidden + h]!, row[h]!)
    }
  return pooled
}

/** Adds row (I) × kernel (I, O) to sum (O). The kernel's numbers start at index `from`. */
function addProduct(sum: Float32Array, row: Float32Array, kernel: Float32Array, from = 0): void {
  const outputs = sum.length
  for (let i = 0, at = from; i < row.length; i++) {
    const factor = row[i]!
    for (let o = 0; o < outputs; o++) sum[o]! += factor * kernel[at++]!
  }
}
