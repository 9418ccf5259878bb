import type { ItemContent } from '../../types.ts'
import type { Evidence } from '../features/evidence.ts'
import type { wordVectors } from '../features/word-vectors.ts'

/**
 * The ranking's `wordVectors` function, passed in so that the word cache is shared and is cleared along with the
 * ranking's.
 */
export type ReadWords = typeof wordVectors

/**
 * tf-idf cosines between C candidates and events, as in `wordSimilarities`. They are reused for histories from which a
 * few events are missing. The words that two texts share don't change; only the document frequencies do.
 */
export class KnownWords {
  readonly #C: number
  readonly #H: number
  /**
   * For each text, candidates first: the 0-based numbers of the words that also occur in another text, and the
   * frequencies of these words, up to a factor.
   */
  readonly #words: ReadonlyArray<readonly number[]>
  readonly #frequencies: ReadonlyArray<readonly number[]>
  /**
   * For each text, the sum of the squared frequencies of words that occur in no other text. The document frequency of
   * these words is 1, whichever events are left out.
   */
  readonly #alone: readonly number[]
  /** For each candidate–event pair (C × H + 1), where the pair's shared words begin in the two arrays below. */
  readonly #starts: Uint32Array
  readonly #shared: Uint32Array
  /** For each shared word, the product of its frequencies in the two texts. */
  readonly #products: Float64Array
  /** Number of known texts that have words, and, for each word, the number of known texts that contain it. */
  readonly #all: number
  readonly #having: Uint32Array
  /** log n for n texts; log 1 is used instead of log 0. */
  readonly #logs: Float64Array
  /** Result buffer (C × H), overwritten by the next call. */
  readonly #found: Float32Array

  /**
   * @param events all events that may be requested (H)
   * @param known number of leading events that count towards document frequency, in addition to the candidates
   */
  constructor(candidates: readonly ItemContent[], events: readonly Evidence[], known: number, read: ReadWords) {
    const [C, H] = [candidates.length, events.length]
    const { words: global, weights } = read([...candidates, ...events], C + H)
    const texts = new Map<number, number>()
    for (const own of global) for (const word of own) texts.set(word, (texts.get(word) ?? 0) + 1)
    const logOf = (having: number) => Math.log((all + 1) / having)
    const all = global.filter(({ length }) => length).length
    // Renumber the words, because the word cache of a page that has been open for a long time contains many more.
    const numbers = new Map<number, number>()
    const words: number[][] = []
    const frequencies: number[][] = []
    this.#alone = global.map((own, text) => {
      const ownWords: number[] = []
      const ownFrequencies: number[] = []
      let alone = 0
      own.forEach((word, i) => {
        const having = texts.get(word)!
        // weight = frequency × idf / length. The length doesn't affect the cosine.
        const frequency = weights[text]![i]! / logOf(having)
        if (having === 1) alone += frequency * frequency
        else {
          const number = numbers.get(word) ?? numbers.size
          numbers.set(word, number)
          ownWords.push(number)
          ownFrequencies.push(frequency)
        }
      })
      words.push(ownWords)
      frequencies.push(ownFrequencies)
      return alone
    })
    ;[this.#C, this.#H, this.#words, this.#frequencies] = [C, H, words, frequencies]
    this.#logs = Float64Array.from({ length: C + H + 1 }, (_, n) => Math.log(n || 1))
    this.#having = new Uint32Array(numbers.size)
    this.#all = 0
    for (let text = 0; text < C + known; text++) {
      if (this.#isSaid(text)) this.#all++
      for (const word of words[text]!) this.#having[word]!++
    }
    this.#found = new Float32Array(C * H)
    const shared: number[] = []
    const products: number[] = []
    const starts = [0]
    const frequency = new Float64Array(numbers.size)
    for (let c = 0; c < C; c++) {
      words[c]!.forEach((word, i) => {
        frequency[word] = frequencies[c]![i]!
      })
      for (let h = C; h < C + H; h++) {
        words[h]!.forEach((word, i) => {
          if (!frequency[word]) return
          shared.push(word)
          products.push(frequency[word]! * frequencies[h]![i]!)
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
   * @param left indices of events to leave out, including from document frequencies
   * @param kept indices of the requested events (K)
   * @returns cosines (C × K), 0..1
   */
  without(left: readonly number[], kept: readonly number[]): Float32Array {
    const [C, H, words, logs] = [this.#C, this.#H, this.#words, this.#logs]
    const having = this.#having.slice()
    let all = this.#all
    for (const h of left) {
      if (this.#isSaid(C + h)) all--
      for (const word of words[C + h]!) having[word]!--
    }
    const most = Math.log(all + 1)
    const squares = new Float64Array(having.length)
    for (let word = 0; word < having.length; word++) squares[word] = (most - logs[having[word]!]!) ** 2
    const scales = new Float64Array(C + H)
    for (let text = 0; text < C + H; text++) {
      const [own, frequencies] = [words[text]!, this.#frequencies[text]!]
      let square = this.#alone[text]! * most * most
      for (let i = 0; i < own.length; i++) square += frequencies[i]! * frequencies[i]! * squares[own[i]!]!
      scales[text] = 1 / (Math.sqrt(square) || 1)
    }
    const [starts, shared, products] = [this.#starts, this.#shared, this.#products]
    const cosines = this.#found
    for (let c = 0, i = 0; c < C; c++)
      for (let k = 0; k < kept.length; k++) {
        const pair = c * H + kept[k]!
        let sum = 0
        for (let w = starts[pair]!, end = starts[pair + 1]!; w < end; w++) sum += products[w]! * squares[shared[w]!]!
        cosines[i++] = sum * scales[c]! * scales[C + kept[k]!]!
      }
    return cosines
  }
  /** Whether a text has any words. */
  #isSaid(text: number): boolean {
    return this.#words[text]!.length > 0 || this.#alone[text]! > 0
  }
}
