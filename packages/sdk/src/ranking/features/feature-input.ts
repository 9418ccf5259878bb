import type { ItemContent, StoredVector } from '../../types.ts'
import type { Evidence, History } from './evidence.ts'
import type { SimilarityMatrix } from './similarity.ts'

/** Similarities of candidates to events. */
export interface Similarities {
  /** Whether the event can be compared, which requires a vector in the semantic tier. */
  readonly knows: (event: Evidence) => boolean
  /** (C × H) */
  readonly matrix: (events: readonly Evidence[]) => SimilarityMatrix
  /** For each candidate, Σ coefficient·similarity over all events except the candidate's own. */
  readonly sum: (events: readonly Evidence[], coefficients: readonly number[]) => number[]
  /** Word cosines (C × H). */
  readonly words: (events: readonly Evidence[]) => SimilarityMatrix
}

/**
 * How much readers of what was opened also read each candidate (C), −1 to 1; NaN where that isn't known. Created from
 * the site's file (ranking/co-reading.ts), so that sites without one don't load the code.
 */
export type CoReading = (opened: readonly Evidence[], candidates: readonly ItemContent[]) => number[]

/** Input of the features. */
export interface FeatureInput {
  /** In page order. */
  readonly candidates: readonly ItemContent[]
  readonly history: History
  /** Vectors keyed by fingerprint, all from the same model. */
  readonly vectors: ReadonlyMap<string, StoredVector>
  /** Milliseconds since 1970. */
  readonly now: number
  /** Precomputed similarities. Default: computed from texts and vectors. */
  readonly similar?: Similarities
  /** Default: co-reading is unknown, and its feature is 0. */
  readonly coReading?: CoReading | undefined
}

/** The requested features, by name. */
export type Asked = Readonly<Record<string, unknown>>
