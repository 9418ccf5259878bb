import type { Evidence } from '../features/evidence.ts'
import type { FeatureInput } from '../features/feature-input.ts'
import { cosines, MEAN_PRIOR, unitRows } from '../features/similarity.ts'

/**
 * Cosines between the centred text vectors of C candidates and of events, as in `byVectors`. They are reused for
 * histories from which a few events are missing. With the mean m, the cosine of two unit rows a and b is (a·b − a·m −
 * b·m + m·m) / (|a − m|·|b − m|), where |a − m|² = 1 − 2·a·m + m·m. The products a·b never change.
 */
export class KnownVectors {
  readonly #C: number
  readonly #H: number
  /** Dot products of all rows with the events' rows ((C + H) × H). */
  readonly #products: Float32Array
  /** Dot products of each row with itself, and with the sum of all known rows (C + H). */
  readonly #squares: Float64Array
  readonly #along: Float64Array
  /** Squared length of the sum of all known rows, and the number of these rows. */
  readonly #square: number
  readonly #count: number
  /** Result buffer (C × H), overwritten by the next call. */
  readonly #found: Float32Array

  /**
   * @param events all events that may be requested (H)
   * @param known number of leading events that count towards the mean, in addition to the candidates
   */
  constructor({ candidates, vectors }: FeatureInput, events: readonly Evidence[], known: number) {
    const [C, H] = [candidates.length, events.length]
    const width = vectors.values().next().value?.length ?? 0
    const found = [...candidates, ...events].map(({ fingerprint }) => vectors.get(fingerprint))
    const rows = unitRows(found, width) // (C + H, width)
    const some = (from: number, to: number) => ({ rows: rows.rows.subarray(from * width, to * width), width })
    this.#products = cosines(rows, some(C, C + H))
    const sum = new Float32Array(width)
    for (let n = 0; n < C + known; n++)
      if (found[n]) for (let d = 0; d < width; d++) sum[d]! += rows.rows[n * width + d]!
    this.#along = Float64Array.from(cosines(rows, { rows: sum, width }))
    this.#squares = Float64Array.from(found, (_, n) => cosines(some(n, n + 1), some(n, n + 1))[0]!)
    this.#square = cosines({ rows: sum, width }, { rows: sum, width })[0]!
    this.#count = found.slice(0, C + known).filter(Boolean).length
    this.#found = new Float32Array(C * H)
    ;[this.#C, this.#H] = [C, H]
  }

  /**
   * @param left indices of events to leave out, including from the mean
   * @param kept indices of the requested events (K)
   * @returns cosines (C × K), −1..1; NaN if there is no vector
   */
  without(left: readonly number[], kept: readonly number[]): Float32Array {
    const [C, H, products] = [this.#C, this.#H, this.#products]
    const gone = left.filter((h) => this.#squares[C + h]! >= 0)
    const all = this.#count - gone.length + MEAN_PRIOR
    let square = this.#square
    for (const h of gone) {
      square -= 2 * this.#along[C + h]!
      for (const other of gone) square += products[(C + h) * H + other]!
    }
    square /= all * all
    const along = new Float64Array(C + H) // a·m
    const scales = new Float64Array(C + H) // 1 / |a − m|
    for (let n = 0; n < C + H; n++) {
      let sum = this.#along[n]!
      for (const h of gone) sum -= products[n * H + h]!
      along[n] = sum / all
      const own = this.#squares[n]!
      // A zero row (a text without words) stays zero.
      scales[n] = own === 0 ? 0 : 1 / (Math.sqrt(Math.max(0, own - 2 * along[n]! + square)) || 1)
    }
    const found = this.#found
    for (let c = 0, i = 0; c < C; c++)
      for (let k = 0; k < kept.length; k++) {
        const h = kept[k]!
        found[i++] = (products[c * H + h]! - along[c]! - along[C + h]! + square) * scales[c]! * scales[C + h]!
      }
    return found
  }
}
