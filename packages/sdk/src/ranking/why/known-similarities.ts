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
  }

  /** @param history a part of the whole one */
  of({ positive, skipped }: History, tier: Tier): Similarities {
    const { candidates } = this.#input
    const H = this.#events.length
    const place = (event: Evidence) => this.#place.get(event)!
    const kept = new Set([...positive, ...skipped])
    const left: number[] = []
    for (let h = 0; h < this.#known; h++) if (!kept.has(this.#events[h]!)) left.push(h)
    this.#words ??= new KnownWords(candidates, this.#events, this.#known, this.#read)
    const words = this.#words.without(left) // (C, H)
    const all = tier === 'lexical' ? this.#withLabels(words) : this.#byVectors(left) // (C, H)
    const pick = (from: Float64Array) => (events: readonly Evidence[]) => {
      const columns = events.map(place)
      const out = new Float32Array(candidates.length * columns.length)
      for (let start = 0, i = 0; i < out.length; start += H)
        for (let k = 0; k < columns.length; k++) out[i++] = from[start + columns[k]!]!
      return out
    }
    return {
      knows: ({ fingerprint }) => tier === 'lexical' || this.#input.vectors.has(fingerprint),
      words: pick(words),
      matrix: pick(all),
      sum(events, coefficients) {
        const columns = events.map(place)
        const own = new Map(events.map(({ item }, i) => [item, i]))
        return Float64Array.from(candidates, ({ id }, c) => {
          let total = 0
          for (let i = 0; i < columns.length; i++) total += coefficients[i]! * all[c * H + columns[i]!]!
          // An item's own past doesn't count: by vectors its likeness is taken for 1, as `byVectors` does.
          const i = own.get(id)
          return i === undefined
            ? total
            : total - coefficients[i]! * (tier === 'lexical' ? all[c * H + columns[i]!]! : 1)
        })
      },
    }
  }

  #byVectors(left: readonly number[]): Float64Array {
    this.#vectors ??= new KnownVectors(this.#input, this.#events, this.#known)
    return this.#vectors.without(left)
  }

  #withLabels(words: Float64Array): Float64Array {
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
    return words.map((value, i) => base[i]! + slope[i]! * value)
  }
}
