import type { Tier } from '../../types.ts'
import type { Evidence, History } from '../features/evidence.ts'
import type { FeatureInput, Similarities } from '../features/feature-input.ts'
import { lexicalSimilarity } from '../features/similarity.ts'
import { KnownVectors } from './known-vectors.ts'
import { KnownWords, type ReadWords } from './known-words.ts'

/**
 * What a list's candidates and a history's events have in common, for the same history without some of its events: ranking
 * again and again is what an explanation costs, and most of it is comparing texts.
 */
export class KnownSimilarities {
  readonly #input: FeatureInput
  readonly #read: ReadWords
  readonly #events: readonly Evidence[]
  /** How many of the events, from the first, tell what texts have in common: what was hidden doesn't. */
  readonly #known: number
  readonly #place: ReadonlyMap<Evidence, number>
  /** Of each event the candidate that it was of, if it still is one. */
  readonly #selves: ReadonlyArray<number | undefined>
  #words: KnownWords | undefined
  #vectors: KnownVectors | undefined
  /** What labels say beside words (C × H): a similarity is the one, and the other times what the words say. */
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

  /** @param history a part of the whole one */
  of({ positive, skipped, dismissed }: History, tier: Tier): Similarities {
    const [C, isLexical] = [this.#input.candidates.length, tier === 'lexical']
    const asked = [...positive, ...skipped, ...dismissed]
    const columns = asked.map((event) => this.#place.get(event)!)
    const kept = new Set(columns)
    const left: number[] = []
    for (let h = 0; h < this.#known; h++) if (!kept.has(h)) left.push(h)
    // Of who has done nothing nothing is asked.
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
      // Without what was skipped and hidden it is all of them, in their order.
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
        // An item's own past doesn't count: by vectors its likeness is taken for 1, as `byVectors` does.
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

/** Made when it is first asked for. */
function lazily<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}
