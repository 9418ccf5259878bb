import { cosine } from '../../lib/cosine.ts'
import type { ItemContent } from '../../types.ts'
import type { Evidence } from '../features/evidence.ts'
import type { FeatureInput } from '../features/feature-input.ts'

/**
 * Minimum cosine at which two texts with different topics count as being about the same subject. In the demo, the
 * cosine of two such texts never exceeds 0.39.
 */
const RELATED = 0.45
/**
 * Related texts share at least `shared` words, each with at least `letters` letters. Each of these words occurs in no
 * more than the share `common` of the list's texts.
 */
const WORDS = { shared: 2, letters: 4, common: 0.2 }

const wordsOf = (text: string) =>
  new Set((text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter(({ length }) => length >= WORDS.letters))

/**
 * Decides which events may be named as a reason for an item's place. These are events with the same topic or author or,
 * if topics differ or are unknown, events about the same subject. The check is needed because an unrelated event can
 * also affect an item's place, as all items compete for the same places.
 */
export class Relatedness {
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

  /** Number of texts in the list that contain each word. */
  #count(word: string): number {
    if (!this.#having.size)
      for (const { text } of this.#input.candidates)
        for (const own of this.#wordsOf(text)) this.#having.set(own, (this.#having.get(own) ?? 0) + 1)
    return this.#having.get(word) ?? 0
  }

  isRelated(item: ItemContent, event: Evidence): boolean {
    const { candidates, vectors } = this.#input
    if (item.topic && event.topic && item.topic === event.topic) return true
    if (item.author && item.author === event.author) return true
    const [a, b] = [vectors.get(item.fingerprint), vectors.get(event.fingerprint)]
    if (a && b) return cosine(a, b) >= RELATED
    if (item.topic && event.topic) return false
    const most = Math.max(1, WORDS.common * candidates.length)
    const words = this.#wordsOf(event.text)
    const shared = [...this.#wordsOf(item.text)].filter((word) => words.has(word) && this.#count(word) <= most)
    return shared.length >= WORDS.shared
  }
}
