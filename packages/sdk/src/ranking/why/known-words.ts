import type { ItemContent } from '../../types.ts'
import type { Evidence } from '../features/evidence.ts'
import type { wordVectors } from '../features/word-vectors.ts'

/** Handed in, since the words that it has read are the ranking's own, and are forgotten with it. */
export type ReadWords = typeof wordVectors

/**
 * Cosines of tf-idf words of C candidates to events, as `wordSimilarities` gives them, for one history after another that lacks
 * a few events: which words two texts share never changes, only how rare these are.
 */
export class KnownWords {
  readonly #C: number
  readonly #H: number
  /** By text, candidates first: its words, numbered from 0, and their frequencies, times any number. */
  readonly #words: readonly Uint32Array[]
  readonly #frequencies: readonly Float64Array[]
  /** By candidate and event (C × H, and one more): where its shared words begin below. */
  readonly #starts: Uint32Array
  readonly #shared: Uint32Array
  /** Of the shared words the products of their frequencies. */
  readonly #products: Float64Array
  /** How many of the known texts have words at all, and by word how many have it. */
  readonly #all: Documents

  /**
   * @param events (H) all that may be asked for
   * @param known how many of them, from the first, tell common words from rare ones, beside the candidates
   */
  constructor(candidates: readonly ItemContent[], events: readonly Evidence[], known: number, read: ReadWords) {
    const [C, H] = [candidates.length, events.length]
    const { words: global, weights } = read([...candidates, ...events], C + H)
    // A page that has been open for long knows many words: these few are numbered anew.
    const numbers = new Map<number, number>()
    const words = global.map((own) =>
      own.map((word) => {
        const number = numbers.get(word) ?? numbers.size
        numbers.set(word, number)
        return number
      }),
    )
    const count = numbers.size
    const { all, having } = documentsOf(words, count)
    this.#all = documentsOf(words.slice(0, C + known), count)
    // A weight is a frequency times the word's rarity, over the text's length, which no cosine minds.
    this.#frequencies = words.map((own, text) =>
      Float64Array.from(own, (word, i) => weights[text]![i]! / Math.log((all + 1) / having[word]!)),
    )
    ;[this.#C, this.#H, this.#words] = [C, H, words]
    const shared: number[] = []
    const products: number[] = []
    const starts = [0]
    const frequency = new Float64Array(count)
    for (let c = 0; c < C; c++) {
      words[c]!.forEach((word, i) => {
        frequency[word] = this.#frequencies[c]![i]!
      })
      for (let h = C; h < C + H; h++) {
        words[h]!.forEach((word, i) => {
          if (!frequency[word]) return
          shared.push(word)
          products.push(frequency[word]! * this.#frequencies[h]![i]!)
        })
        starts.push(shared.length)
      }
      for (const word of words[c]!) frequency[word] = 0
    }
    this.#starts = Uint32Array.from(starts)
    this.#shared = Uint32Array.from(shared)
    this.#products = Float64Array.from(products)
  }

  /**
   * @param left (numbers of) events that are left out, and tell no common words from rare ones
   * @param kept (numbers of K) events that are asked for
   * @returns (C × K) cosines, 0..1
   */
  without(left: readonly number[], kept: readonly number[]): Float32Array {
    const [C, H, words] = [this.#C, this.#H, this.#words]
    const having = this.#all.having.slice()
    let { all } = this.#all
    for (const h of left) {
      const own = words[C + h]!
      if (own.length) all--
      for (let i = 0; i < own.length; i++) having[own[i]!]!--
    }
    const squared = new Float64Array(all + 1)
    for (let n = 0; n <= all; n++) squared[n] = Math.log((all + 1) / (n || 1)) ** 2
    const squares = new Float64Array(having.length)
    for (let word = 0; word < having.length; word++) squares[word] = squared[having[word]!]!
    const scales = new Float64Array(C + H)
    for (let text = 0; text < C + H; text++) {
      const [own, frequencies] = [words[text]!, this.#frequencies[text]!]
      let square = 0
      for (let i = 0; i < own.length; i++) square += frequencies[i]! * frequencies[i]! * squares[own[i]!]!
      scales[text] = 1 / (Math.sqrt(square) || 1)
    }
    const [starts, shared, products] = [this.#starts, this.#shared, this.#products]
    const cosines = new Float32Array(C * kept.length)
    for (let c = 0, i = 0; c < C; c++)
      for (let k = 0; k < kept.length; k++) {
        const pair = c * H + kept[k]!
        let sum = 0
        for (let w = starts[pair]!; w < starts[pair + 1]!; w++) sum += products[w]! * squares[shared[w]!]!
        cosines[i++] = sum * scales[c]! * scales[C + kept[k]!]!
      }
    return cosines
  }
}

interface Documents {
  readonly all: number
  readonly having: Uint32Array
}

function documentsOf(texts: readonly Uint32Array[], count: number): Documents {
  const having = new Uint32Array(count)
  let all = 0
  for (const words of texts) {
    if (words.length) all++
    for (let i = 0; i < words.length; i++) having[words[i]!]!++
  }
  return { all, having }
}
