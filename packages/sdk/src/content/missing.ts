import type { StoredVector, VectorOrigin } from '../types.ts'

/** A text that needs a vector. */
export interface WantedText {
  readonly fingerprint: string
  readonly text: string
  /** Undefined where nobody says. */
  readonly language?: string
}

/**
 * Sorts what a page needs into vectors that are there and texts that have none, both by fingerprint.
 *
 * @param deepen whether a text whose vector could be deeper counts as having none
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
