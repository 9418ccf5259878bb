import type { StoredVector, VectorOrigin } from '../types.ts'

/** A text that needs a vector. */
export interface WantedText {
  readonly fingerprint: string
  readonly text: string
  /** Undefined if unknown. */
  readonly language?: string
}

/**
 * Returns the existing vectors of the texts that a page needs, and the texts that have no vector, both keyed by
 * fingerprint.
 *
 * @param deepen whether to also return texts whose vectors could be recomputed at a greater depth
 */
export function missing(
  wanted: Iterable<WantedText>,
  {
    vectors,
    origins,
  }: {
    readonly vectors: ReadonlyMap<string, StoredVector>
    readonly origins: ReadonlyMap<string, VectorOrigin>
  },
  deepen: boolean,
): { readonly used: Map<string, StoredVector>; readonly texts: Map<string, WantedText> } {
  const used = new Map<string, StoredVector>()
  const texts = new Map<string, WantedText>()
  for (const each of wanted) {
    const { fingerprint, text } = each
    const vector = vectors.get(fingerprint)
    if (vector) used.set(fingerprint, vector)
    const origin = origins.get(fingerprint)
    if (text && (!vector || (deepen && origin && origin.depth < origin.deepest)) && !texts.has(fingerprint))
      texts.set(fingerprint, each)
  }
  return { used, texts }
}
