import type { StoredVector } from '../types.ts'

/** Sorts what a page needs into vectors that are there and texts that have none, both by fingerprint. */
export function missing(
  wanted: Iterable<{ readonly fingerprint: string; readonly text: string }>,
  vectors: ReadonlyMap<string, StoredVector>,
): { readonly used: Map<string, StoredVector>; readonly texts: Map<string, string> } {
  const used = new Map<string, StoredVector>()
  const texts = new Map<string, string>()
  for (const { fingerprint, text } of wanted) {
    const vector = vectors.get(fingerprint)
    if (vector) used.set(fingerprint, vector)
    else if (text) texts.set(fingerprint, text)
  }
  return { used, texts }
}
