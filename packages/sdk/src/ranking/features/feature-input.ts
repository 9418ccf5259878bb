import type { ItemContent, StoredVector } from '../../types.ts'
import type { Evidence, History } from './evidence.ts'
import type { SimilarityMatrix } from './similarity.ts'

/** How candidates compare with events. */
export interface Similarities {
  /** Whether the event can be compared; in the semantic tier, whether its vector is there. */
  readonly knows: (event: Evidence) => boolean
  /** (C × H) */
  readonly matrix: (events: readonly Evidence[]) => SimilarityMatrix
  /** Σ coefficient·similarity over the events, for each candidate, its own past left out. */
  readonly sum: (events: readonly Evidence[], coefficients: readonly number[]) => number[]
  /** Cosines of words alone (C × H). */
  readonly words: (events: readonly Evidence[]) => SimilarityMatrix
}

/** What features are made from. */
export interface FeatureInput {
  /** In the page's own order. */
  readonly candidates: readonly ItemContent[]
  readonly history: History
  /** Vectors by fingerprint, of one model. */
  readonly vectors: ReadonlyMap<string, StoredVector>
  /** Milliseconds since 1970. */
  readonly now: number
  /** Where they are known already: else texts and vectors are compared. */
  readonly similar?: Similarities
}

/** The features that are asked for, by name. */
export type Asked = Readonly<Record<string, unknown>>
