import type { ItemContent, StoredVector } from '../types.ts'
import type { Evidence } from './evidence.ts'
import { type WordVector, wordCosine, wordVectors } from './words.ts'

/** Similarities of candidates (C) to past events (H), row-major (C × H); NaN marks a candidate of which nothing is known. */
export type SimilarityMatrix = Float32Array

type Labelled = Pick<ItemContent, 'text' | 'topic' | 'tags' | 'author'>

function labelSimilarity(a: Labelled, b: Labelled): number {
  let shared = 0
  if (a.tags?.length && b.tags?.length) {
    const tags = new Set(b.tags)
    shared = a.tags.filter((tag) => tags.has(tag)).length / Math.max(a.tags.length, b.tags.length)
  }
  const topic = a.topic && a.topic === b.topic ? 0.35 : 0
  const author = a.author && a.author === b.author ? 0.1 : 0
  return topic + author + 0.15 * shared
}

/**
 * The light tier: words, topic, tags and author; 0..1. Needs no model.
 *
 * @param positive what tells common words from rare ones, beside the candidates. Dismissed items don't: one more must
 * not make the others less similar.
 */
export function lightSimilarities(
  candidates: readonly Labelled[],
  evidence: readonly Evidence[],
  positive: readonly Evidence[],
): SimilarityMatrix {
  const texts = [...candidates, ...positive, ...evidence].map((each) => each.text)
  const start = candidates.length + positive.length
  const vectors = wordVectors(texts, start)
  const matrix = new Float32Array(candidates.length * evidence.length)
  candidates.forEach((candidate, c) => {
    evidence.forEach((event, h) => {
      const alike = wordCosine(vectors[c] as WordVector, vectors[start + h] as WordVector)
      matrix[c * evidence.length + h] = 0.4 * alike + labelSimilarity(candidate, event)
    })
  })
  return matrix
}

/** Rows of int8 vectors as one float matrix (N × D) of unit rows; a missing vector gives a row of NaN. */
function unitRows(vectors: ReadonlyArray<StoredVector | undefined>, width: number): Float32Array {
  const rows = new Float32Array(vectors.length * width).fill(Number.NaN)
  vectors.forEach((vector, row) => {
    if (!vector) return
    let square = 0
    for (const value of vector) square += value * value
    const scale = 1 / (Math.sqrt(square) || 1)
    for (let d = 0; d < width; d++) rows[row * width + d] = vector[d]! * scale
  })
  return rows
}

/** The vector tier: cosines of text vectors, −1..1. @param evidenceVectors (H), all known. */
export function vectorSimilarities(
  candidateVectors: ReadonlyArray<StoredVector | undefined>,
  evidenceVectors: readonly StoredVector[],
): SimilarityMatrix {
  const width = evidenceVectors[0]?.length ?? 0
  const candidates = unitRows(candidateVectors, width) // (C, D)
  const events = unitRows(evidenceVectors, width) // (H, D)
  const matrix = new Float32Array(candidateVectors.length * evidenceVectors.length) // (C, H)
  for (let c = 0; c < candidateVectors.length; c++) {
    for (let h = 0; h < evidenceVectors.length; h++) {
      let sum = 0
      for (let d = 0, i = c * width, j = h * width; d < width; d++, i++, j++) sum += candidates[i]! * events[j]!
      matrix[c * evidenceVectors.length + h] = sum
    }
  }
  return matrix
}
