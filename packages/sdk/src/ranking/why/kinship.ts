import { cosine } from '../../lib/cosine.ts'
import type { ItemContent } from '../../types.ts'
import type { Evidence } from '../features/evidence.ts'
import type { FeatureInput } from '../features/feature-input.ts'

/** Cosine from which on two texts of different topics are about one thing: of the demo's stories no two of different topics come above 0.39. */
const KIN = 0.45
/** Words that two texts share, each of so many letters, and in at most so great a share of the list. */
const WORDS = { shared: 2, letters: 4, common: 0.2 }

const wordsOf = (text: string) =>
  new Set((text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter(({ length }) => length >= WORDS.letters))

/**
 * Which events may be named as a reason for an item: those that share a label with it, or, where topics differ or none are
 * known, its subject. A place can hang on an event that has nothing to do with the item, since all share the places.
 */
export class Kinship {
  readonly #input: FeatureInput
  readonly #words = new Map<string, ReadonlySet<string>>()
  readonly #having = new Map<string, number>()

  constructor(input: FeatureInput) {
    this.#input = input
  }

  #wordsOf(text: string): ReadonlySet<string> {
    const known = this.#words.get(text) ?? wordsOf(text)
    this.#words.set(text, known)
    return known
  }

  /** In how many of the list's texts a word is. */
  #count(word: string): number {
    if (!this.#having.size)
      for (const { text } of this.#input.candidates)
        for (const own of this.#wordsOf(text)) this.#having.set(own, (this.#having.get(own) ?? 0) + 1)
    return this.#having.get(word) ?? 0
  }

  isKin(item: ItemContent, event: Evidence): boolean {
    const { candidates, vectors } = this.#input
    if (item.topic && event.topic && item.topic === event.topic) return true
    if (item.author && item.author === event.author) return true
    const [a, b] = [vectors.get(item.fingerprint), vectors.get(event.fingerprint)]
    if (a && b) return cosine(a, b) >= KIN
    if (item.topic && event.topic) return false
    const most = Math.max(1, WORDS.common * candidates.length)
    const words = this.#wordsOf(event.text)
    const shared = [...this.#wordsOf(item.text)].filter((word) => words.has(word) && this.#count(word) <= most)
    return shared.length >= WORDS.shared
  }
}
