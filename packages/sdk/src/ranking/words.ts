/** Sparse unit vector over words. Words stay strings: with lists of at most 200 short texts, hashing would save nothing. */
export type WordVector = ReadonlyMap<string, number>

const WORD = /[\p{L}\p{N}]+/gu

/** Words in lower case; an English plural's s is cut so that "planets" meets "planet". */
export function words(text: string): string[] {
  return (text.toLowerCase().match(WORD) ?? []).map((word) =>
    word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word,
  )
}

/**
 * tf-idf (Spärck Jones 1972) with log term frequency; document frequencies come from the first `collection` texts: what
 * is on the page and what was read is the only collection that a page has.
 */
export function wordVectors(texts: readonly string[], collection: number): WordVector[] {
  const counts = texts.map((text) => {
    const count = new Map<string, number>()
    for (const word of words(text)) count.set(word, (count.get(word) ?? 0) + 1)
    return count
  })
  const documents = new Map<string, number>()
  for (const count of counts.slice(0, collection))
    for (const word of count.keys()) documents.set(word, (documents.get(word) ?? 0) + 1)
  return counts.map((count) => {
    const vector = new Map<string, number>()
    let square = 0
    for (const [word, n] of count) {
      const weight = (1 + Math.log(n)) * Math.log((collection + 1) / (documents.get(word) ?? 1))
      vector.set(word, weight)
      square += weight * weight
    }
    const norm = Math.sqrt(square) || 1
    for (const [word, weight] of vector) vector.set(word, weight / norm)
    return vector
  })
}

export function wordCosine(a: WordVector, b: WordVector): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  let sum = 0
  for (const [word, weight] of small) sum += weight * (large.get(word) ?? 0)
  return sum
}
