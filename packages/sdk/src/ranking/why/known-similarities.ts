import type { Tier } from '../../types.ts'
import type { Evidence, History } from '../features/evidence.ts'
import type { FeatureInput, Similarities } from '../features/feature-input.ts'
import { lexicalSimilarity } from '../features/similarity.ts'
import { KnownVectors } from './known-vectors.ts'
import { KnownWords, type ReadWords } from './known-words.ts'

/**
 * Similarities between a list's candidates and a history's events. They are reused for rankings without some of the
 * events. An explanation ranks many times, and comparing texts accounts for most of the cost.
 */
export class KnownSimilarities {
  readonly #input: FeatureInput
  readonly #read: ReadWords
  readonly #events: readonly Evidence[]
  /**
   * Number of leading events that count towards common words and the mean vector. Dismissed events, which come last,
   * are excluded.
   */
  readonly #known: number
  readonly #place: ReadonlyMap<Evidence, number>
  /** For each event, the index of the candidate that the event is about, if any. */
  readonly #selves: ReadonlyArray<number | undefined>
  #words: KnownWords | undefined
  #vectors: KnownVectors | undefined
  /** Lexical similarity as a linear function of the word cosine (C × H): `base + slope × cosine`. */
  #labels: { readonly base: Float64Array; readonly slope: Float64Array } | undefined

  constructor(input: FeatureInput, read: ReadWords) {
    ;[this.#input, this.#read] = [input, read]
    const { positive, skipped, dismissed } = input.history
    this.#events = [...positive, ...skipped, ...dismissed]
    this.#known = positive.length + skipped.length
    this.#place = new Map(this.#events.map((event, h) => [event, h]))
    const index = new Map(input.candidates.map(({ id }, c) => [id, c]))
    this.#selves = this.#events.map(({ item }) => index.get(item))
  }

  /** @param history a subset of the full history */
  of({ positive, skipped, dismissed }: History, tier: Tier): Similarities {
    const [C, isLexical] = [this.#input.candidates.length, tier === 'lexical']
    const asked = [...positive, ...skipped, ...dismissed]
    const columns = asked.map((event) => this.#place.get(event)!)
    const kept = new Set(columns)
    const left: number[] = []
    for (let h = 0; h < this.#known; h++) if (!kept.has(h)) left.push(h)
    // Computed only on demand, because an empty history needs no similarities.
    const words = lazily(() => {
      this.#words ??= new KnownWords(this.#input.candidates, this.#events, this.#known, this.#read)
      return this.#words.without(left, columns)
    })
    const all = lazily(() => {
      if (isLexical) return this.#withLabels(words(), columns)
      this.#vectors ??= new KnownVectors(this.#input, this.#events, this.#known)
      return this.#vectors.without(left, columns)
    })
    const places = lazily(() => new Map(asked.map((event, k) => [event, k])))
    const pick = (of: () => Float32Array) => (events: readonly Evidence[]) => {
      // All events were requested, in order, so no copy is needed.
      if (events.length === asked.length) return of()
      const [from, some] = [of(), events.map((event) => places().get(event)!)]
      const out = new Float32Array(C * some.length)
      for (let start = 0, i = 0; i < out.length; start += columns.length)
        for (let k = 0; k < some.length; k++) out[i++] = from[start + some[k]!]!
      return out
    }
    return {
      knows: ({ fingerprint }) => isLexical || this.#input.vectors.has(fingerprint),
      words: pick(words),
      matrix: pick(all),
      sum: (events, coefficients) => {
        const similar = pick(all)(events)
        const H = events.length
        const totals = this.#input.candidates.map((_, c) => {
          let total = 0
          for (let h = 0; h < H; h++) total += coefficients[h]! * similar[c * H + h]!
          return total
        })
        // Leave out an item's own events. If there are vectors, an item's similarity to itself is assumed to be 1, as
        // in `byVectors`.
        events.forEach((event, h) => {
          const c = this.#selves[this.#place.get(event)!]
          if (c !== undefined) totals[c]! -= coefficients[h]! * (isLexical ? similar[c * H + h]! : 1)
        })
        return totals
      },
    }
  }

  #withLabels(words: Float32Array, columns: readonly number[]): Float32Array {
    const [C, H] = [this.#input.candidates.length, this.#events.length]
    if (!this.#labels) {
      const tags = this.#events.map((event) => new Set(event.tags))
      const at = (words: number) =>
        Float64Array.from(
          this.#input.candidates.flatMap((item) =>
            this.#events.map((event, h) => lexicalSimilarity(words, item, event, tags[h]!)),
          ),
        )
      const base = at(0)
      this.#labels = { base, slope: at(1).map((value, i) => value - base[i]!) }
    }
    const { base, slope } = this.#labels
    const found = new Float32Array(C * columns.length)
    for (let c = 0, i = 0; c < C; c++)
      for (const h of columns) {
        found[i] = base[c * H + h]! + slope[c * H + h]! * words[i]!
        i++
      }
    return found
  }
}

/** Computes a value on first use. */
function lazily<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}
