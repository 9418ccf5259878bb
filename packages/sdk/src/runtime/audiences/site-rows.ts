import { sharedWords } from '../../audiences/shared-words.ts'
import { centre, meanRow, type UnitRows, unitRows } from '../../ranking/features/similarity.ts'
import type { ItemContent, StoredVector } from '../../types.ts'

type Text = Pick<ItemContent, 'fingerprint' | 'text'>

/** Vectors as ranking compares them: of length 1, less what all of the site's have in common. */
export interface SiteRows {
  /** (I × width), by rising fingerprint, so that the same items give the same rows in the same order. */
  readonly site: UnitRows
  /** The row of a fingerprint. */
  readonly place: ReadonlyMap<string, number>
  /** (N × width), of texts that needn't be the site's; NaN where one has no vector. */
  rowsOf(texts: readonly Text[]): UnitRows
  /** (N × I): words that texts share with the site's, as cosines 0..1; rare is what few of the site's say. */
  wordsOf(texts: readonly Text[]): Float32Array
}

/** @param texts what the site has; those without a vector are left out */
export function siteRows(texts: Iterable<Text>, vectors: ReadonlyMap<string, StoredVector>): SiteRows {
  const known = new Map<string, Text>()
  for (const text of texts) if (vectors.has(text.fingerprint)) known.set(text.fingerprint, text)
  const all = [...known.keys()].sort()
  const width = vectors.get(all[0] ?? '')?.length ?? 0
  const rows = (some: readonly string[]) =>
    unitRows(
      some.map((fingerprint) => vectors.get(fingerprint)),
      width,
    )
  const site = rows(all)
  const common = meanRow([site], width)
  return {
    site: centre(site, common),
    place: new Map(all.map((fingerprint, at) => [fingerprint, at])),
    wordsOf: (some) =>
      sharedWords(
        some.map(({ text }) => text),
        all.map((fingerprint) => known.get(fingerprint)!.text),
      ),
    rowsOf: (some) => centre(rows(some.map(({ fingerprint }) => fingerprint)), common),
  }
}
