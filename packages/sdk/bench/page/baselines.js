/** Simple alternatives to Inkling; each returns candidate indices, best first. */

const bestFirst = (scores) => scores.map((_, i) => i).sort((a, b) => scores[b] - scores[a])

/** Cosine similarity to the mean of the items read. Vectors (Float32Array) have unit length. */
export function meanOfHistory(history, candidates) {
  const mean = new Float32Array(history[0].length)
  for (const vector of history) for (let d = 0; d < mean.length; d++) mean[d] += vector[d] / history.length
  const length = Math.hypot(...mean) || 1
  return bestFirst(
    candidates.map((vector) => {
      let dot = 0
      for (let d = 0; d < mean.length; d++) dot += vector[d] * mean[d]
      return dot / length
    }),
  )
}

const words = (text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

/** Texts as maps from word to tf-idf weight, normalised to unit length. */
export function tfidfVectors(texts) {
  const split = texts.map(words)
  const documents = new Map()
  for (const each of split) for (const word of new Set(each)) documents.set(word, (documents.get(word) ?? 0) + 1)
  return split.map((each) => {
    const vector = new Map()
    for (const word of each) vector.set(word, (vector.get(word) ?? 0) + 1)
    for (const [word, count] of vector) vector.set(word, count * Math.log(texts.length / documents.get(word)))
    const length = Math.hypot(...vector.values()) || 1
    for (const [word, value] of vector) vector.set(word, value / length)
    return vector
  })
}

/** Cosine similarity to the sum of the items read. */
export function tfidfOfHistory(history, candidates) {
  const sum = new Map()
  for (const vector of history) for (const [word, value] of vector) sum.set(word, (sum.get(word) ?? 0) + value)
  return bestFirst(
    candidates.map((vector) => {
      let dot = 0
      for (const [word, value] of vector) dot += value * (sum.get(word) ?? 0)
      return dot
    }),
  )
}
