/** Words of at least three letters, with the English plural s removed. */
const wordsOf = (text: string): Set<string> =>
  new Set(
    text
      .toLowerCase()
      .match(/[\p{L}\p{N}]{3,}/gu)
      ?.map((word) => word.replace(/(?<=..[^s])s$/, '')),
  )

/**
 * Similarity between phrases and texts by shared words: the cosine between their word sets, with words weighted by
 * their rarity in the texts.
 *
 * @param texts (I)
 * @returns (P × I), 0..1
 */
export function sharedWords(phrases: readonly string[], texts: readonly string[]): Float32Array {
  const sets = texts.map(wordsOf)
  const counts = new Map<string, number>()
  for (const words of sets) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  const weight = (word: string) => Math.log((texts.length + 1) / (counts.get(word) ?? 1)) ** 2
  const sum = (words: Iterable<string>) => [...words].reduce((total, word) => total + weight(word), 0)
  const lengths = sets.map(sum)
  return Float32Array.from(
    phrases.map(wordsOf).flatMap((own) => {
      const length = sum(own)
      return sets.map(
        (words, i) => sum([...own].filter((word) => words.has(word))) / Math.sqrt(length * lengths[i]! || 1),
      )
    }),
  )
}
