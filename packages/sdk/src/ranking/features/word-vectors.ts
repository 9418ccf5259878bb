import { words } from './words.ts'

export interface Text {
  readonly text: string
  /** Primary language subtag, e.g. `de`. Default: the page's language. */
  readonly language?: string
}

/** One text as a bag of words: distinct word numbers and their log term frequencies, 1 + log n. */
interface Terms {
  readonly words: Uint32Array
  readonly frequencies: Float32Array
}

/**
 * Limits on the size of the cache, well above one reader's history. If a limit is exceeded, the whole cache is dropped,
 * which costs one slow ranking.
 */
const MAX_TEXTS = 4000
const MAX_WORDS = 20_000

// Cached because splitting a text into words costs fifty times as much as comparing the text, and a page ranks the same
// texts repeatedly.
const numbers = new Map<string, number>()
const remembered = new Map<string, Terms>()

/** Clears the cache. Called after the history is erased and when Inkling stops. */
export function forgetWords(): void {
  remembered.clear()
  numbers.clear()
}

function numberOf(word: string): number {
  const known = numbers.get(word)
  if (known !== undefined) return known
  numbers.set(word, numbers.size)
  return numbers.size - 1
}

function termsOf({ text, language }: Text): Terms {
  const known = remembered.get(text)
  if (known) return known
  const counts = new Map<number, number>()
  for (const word of words(text, language)) {
    const number = numberOf(word)
    counts.set(number, (counts.get(number) ?? 0) + 1)
  }
  const terms = {
    words: Uint32Array.from(counts.keys()),
    frequencies: Float32Array.from(counts.values(), (n) => 1 + Math.log(n)),
  }
  remembered.set(text, terms)
  return terms
}

/** Sparse tf-idf vectors (Spärck Jones 1972), one per text, each of length 1. */
export interface WordVectors {
  /** Word numbers of each text. */
  readonly words: readonly Uint32Array[]
  /** The words' tf-idf weights, scaled to length 1. */
  readonly weights: readonly Float32Array[]
  /** Exclusive upper bound of all word numbers. */
  readonly size: number
}

/**
 * tf-idf vectors of texts. Document frequencies are those of the first `collection` texts, because the texts on the
 * page and the texts that were read are the only collection available.
 */
export function wordVectors(texts: readonly Text[], collection: number): WordVectors {
  if (remembered.size > MAX_TEXTS || numbers.size > MAX_WORDS) forgetWords()
  const terms = texts.map(termsOf)
  const documents = new Uint32Array(numbers.size)
  // Texts with no words don't count as documents.
  let count = 0
  for (const { words } of terms.slice(0, collection)) {
    if (words.length) count++
    for (const word of words) documents[word]!++
  }
  const weights = terms.map((each) => {
    const weight = new Float32Array(each.words.length)
    let square = 0
    for (let i = 0; i < weight.length; i++) {
      weight[i] = each.frequencies[i]! * Math.log((count + 1) / (documents[each.words[i]!]! || 1))
      square += weight[i]! * weight[i]!
    }
    const scale = 1 / (Math.sqrt(square) || 1)
    for (let i = 0; i < weight.length; i++) weight[i]! *= scale
    return weight
  })
  return { words: terms.map((each) => each.words), weights, size: numbers.size }
}

/** Cosines (R × C, row-major) between the texts in `rows` and those in `columns`; both are ranges of `vectors`. */
export function wordCosines(vectors: WordVectors, rows: Range, columns: Range): Float32Array {
  const width = columns.to - columns.from
  const { ends, holders, shares } = postings(vectors, columns)
  const cosines = new Float32Array((rows.to - rows.from) * width)
  for (let r = rows.from; r < rows.to; r++) {
    const word = vectors.words[r]!
    const weight = vectors.weights[r]!
    const start = (r - rows.from) * width
    for (let i = 0; i < word.length; i++) {
      const end = ends[word[i]! + 1]!
      const own = weight[i]!
      for (let k = ends[word[i]!]!; k < end; k++) cosines[start + holders[k]!]! += own * shares[k]!
    }
  }
  return cosines
}

/**
 * Inverted index of a range of texts, in compressed sparse form: the texts with word w are at `ends[w]` to `ends[w +
 * 1]`. It consists of flat arrays, because a map of lists would take twice as long.
 */
function postings({ words, weights, size }: WordVectors, { from, to }: Range) {
  const ends = new Uint32Array(size + 2)
  for (let t = from; t < to; t++) for (const word of words[t]!) ends[word + 2]!++
  for (let w = 2; w < ends.length; w++) ends[w]! += ends[w - 1]!
  const holders = new Uint32Array(ends[size + 1]!)
  const shares = new Float32Array(holders.length)
  for (let t = from; t < to; t++) {
    const weight = weights[t]!
    words[t]!.forEach((word, i) => {
      // A cursor while the index is being filled; afterwards, the end of the word's entries.
      const place = ends[word + 1]!++
      holders[place] = t - from
      shares[place] = weight[i]!
    })
  }
  return { ends, holders, shares }
}

/** A half-open range of text indices. */
export interface Range {
  readonly from: number
  readonly to: number
}
