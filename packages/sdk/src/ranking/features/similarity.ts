import type { ItemContent, StoredVector } from '../../types.ts'
import { type Text, wordCosines, wordVectors } from './word-vectors.ts'

/**
 * Similarities of candidates (C) to past events (H), row-major (C × H). NaN marks a candidate about which nothing is
 * known.
 */
export type SimilarityMatrix = Float32Array

type Labelled = Text & Pick<ItemContent, 'topic' | 'tags' | 'author'>

/** Weight of each part, which is used if both items have that part. */
const WORDS = 0.4
const TOPIC = 0.35
const TAGS = 0.15
const AUTHOR = 0.1

/**
 * Weighted mean of the similarities of words, topic, tags and author, using only the parts that both items have. This
 * lets sites without topics use the full range of scores.
 *
 * @param tagsOfB b's tags as a set, built once for all comparisons
 */
export function lexicalSimilarity(words: number, a: Labelled, b: Labelled, tagsOfB: ReadonlySet<string>): number {
  let sum = WORDS * words
  let weight = WORDS
  if (a.topic && b.topic) {
    weight += TOPIC
    if (a.topic === b.topic) sum += TOPIC
  }
  if (a.author && b.author) {
    weight += AUTHOR
    if (a.author === b.author) sum += AUTHOR
  }
  if (a.tags?.length && b.tags?.length) {
    weight += TAGS
    sum += (TAGS * a.tags.filter((tag) => tagsOfB.has(tag)).length) / Math.max(a.tags.length, b.tags.length)
  }
  return sum / weight
}

/**
 * tf-idf cosines, 0..1, of candidates (C) to events (H).
 *
 * @param known number of leading events that count towards document frequency, in addition to the candidates. Dismissed
 *   items don't count, because a new dismissal must not make the other items less similar.
 */
export function wordSimilarities(
  candidates: readonly Labelled[],
  events: readonly Labelled[],
  known = events.length,
): SimilarityMatrix {
  const texts = [...candidates, ...events]
  const C = candidates.length
  return wordCosines(wordVectors(texts, C + known), { from: 0, to: C }, { from: C, to: texts.length })
}

/**
 * Similarities in the lexical tier: words, topic, tags and author, 0..1. No model is needed.
 *
 * @param known see {@link wordSimilarities}
 */
export function lightSimilarities(
  candidates: readonly Labelled[],
  events: readonly Labelled[],
  known = events.length,
): SimilarityMatrix {
  const matrix = wordSimilarities(candidates, events, known)
  const tags = events.map((event) => new Set(event.tags))
  candidates.forEach((candidate, c) => {
    events.forEach((event, h) => {
      const i = c * events.length + h
      matrix[i] = lexicalSimilarity(matrix[i]!, candidate, event, tags[h]!)
    })
  })
  return matrix
}

/** Rows of length 1 (N × width), row-major. */
export interface UnitRows {
  readonly rows: Float32Array
  readonly width: number
}

/** Scales one row to length 1, in place. A zero row is left unchanged. */
function normalise(rows: Float32Array, start: number, width: number): void {
  let square = 0
  for (let i = start; i < start + width; i++) square += rows[i]! ** 2
  const scale = 1 / (Math.sqrt(square) || 1)
  for (let i = start; i < start + width; i++) rows[i]! *= scale
}

/**
 * Converts int8 vectors to rows of floats, scaled to length 1. A vector that is missing or has the wrong length becomes
 * a row of NaN.
 *
 * @param width length of each vector
 */
export function unitRows(vectors: ReadonlyArray<StoredVector | undefined>, width: number): UnitRows {
  const rows = new Float32Array(vectors.length * width).fill(Number.NaN) // (N, width)
  vectors.forEach((vector, row) => {
    if (vector?.length !== width) return
    rows.set(vector, row * width)
    normalise(rows, row * width, width)
  })
  return { rows, width }
}

/** Pseudo-count of zero rows in the mean, because a few texts don't show what all texts have in common. */
export const MEAN_PRIOR = 10

/** Mean row (width), shrunk towards zero if there are few rows. Rows of NaN are skipped. */
export function meanRow(all: readonly UnitRows[], width: number): Float32Array {
  const mean = new Float32Array(width)
  let count = 0
  for (const { rows } of all) {
    for (let start = 0; start < rows.length; start += width) {
      if (Number.isNaN(rows[start]!)) continue
      for (let d = 0; d < width; d++) mean[d]! += rows[start + d]!
      count++
    }
  }
  return mean.map((sum) => sum / (count + MEAN_PRIOR))
}

/** Subtracts the mean from every row and rescales the row to length 1, in place. */
export function centre(all: UnitRows, common: Float32Array): UnitRows {
  const { rows, width } = all
  for (let start = 0; start < rows.length; start += width) {
    // A zero row (a text without words) stays zero.
    if (!rows.subarray(start, start + width).some(Boolean)) continue
    for (let d = 0; d < width; d++) rows[start + d]! -= common[d]!
    normalise(rows, start, width)
  }
  return all
}

/** Similarities in the semantic tier: cosines between the text vectors of candidates (C) and events (H), −1..1. */
export function cosines(candidates: UnitRows, events: UnitRows): SimilarityMatrix {
  const { width, rows: a } = candidates
  const b = events.rows
  const C = a.length / width || 0
  const H = b.length / width || 0
  const matrix = new Float32Array(C * H) // (C, H)
  // Register blocking: two candidates by four events at a time, so that six loads serve eight products. At the edges,
  // the last row is computed again in place of missing rows.
  for (let c = 0; c < C; c += 2) {
    const c1 = Math.min(c + 1, C - 1)
    const a0 = c * width
    const a1 = c1 * width
    for (let h = 0; h < H; h += 4) {
      const h1 = Math.min(h + 1, H - 1)
      const h2 = Math.min(h + 2, H - 1)
      const h3 = Math.min(h + 3, H - 1)
      const b0 = h * width
      const b1 = h1 * width
      const b2 = h2 * width
      const b3 = h3 * width
      let s0 = 0
      let s1 = 0
      let s2 = 0
      let s3 = 0
      let t0 = 0
      let t1 = 0
      let t2 = 0
      let t3 = 0
      for (let d = 0; d < width; d++) {
        const x = a[a0 + d]!
        const y = a[a1 + d]!
        const u = b[b0 + d]!
        const v = b[b1 + d]!
        const w = b[b2 + d]!
        const z = b[b3 + d]!
        s0 += x * u
        s1 += x * v
        s2 += x * w
        s3 += x * z
        t0 += y * u
        t1 += y * v
        t2 += y * w
        t3 += y * z
      }
      const out = c * H
      const next = c1 * H
      matrix[out + h] = s0
      matrix[out + h1] = s1
      matrix[out + h2] = s2
      matrix[out + h3] = s3
      matrix[next + h] = t0
      matrix[next + h1] = t1
      matrix[next + h2] = t2
      matrix[next + h3] = t3
    }
  }
  return matrix
}
