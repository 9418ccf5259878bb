import type { ItemContent, StoredVector } from '../../types.ts'
import type { History } from './evidence.ts'

/** What features are made from. */
export interface FeatureInput {
  /** In the page's own order. */
  readonly candidates: readonly ItemContent[]
  readonly history: History
  /** Vectors by fingerprint, of one model. */
  readonly vectors: ReadonlyMap<string, StoredVector>
  /** Milliseconds since 1970. */
  readonly now: number
}
