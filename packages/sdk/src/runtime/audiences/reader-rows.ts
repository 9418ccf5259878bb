/** The input for computing audiences: the site's items as rows, and what the reader did with them. */

import type { Shown } from '../../audiences/phrase-fits.ts'
import { rowOf } from '../../audiences/rows.ts'
import type { Opened } from '../../audiences/segments.ts'
import { sharedWords } from '../../audiences/shared-words.ts'
import { EVENT_KINDS } from '../../lib/event-kinds.ts'
import { DAY } from '../../lib/limits.ts'
import { titleOf } from '../../lib/text/title.ts'
import type { Evidence, History } from '../../ranking/features/evidence.ts'
import { HALF_LIFE_DAYS, MAX_SKIPPED } from '../../ranking/features/evidence.ts'
import { residuals } from '../../ranking/features/residual.ts'
import { centre, meanRow, type UnitRows, unitRows } from '../../ranking/features/similarity.ts'
import type { AudienceContext } from '../../types/bundles.ts'
import type { ItemContent, ReaderEvent, StoredVector } from '../../types.ts'
import { OWN } from '../slots/slot-items.ts'

/** Maximum number of opened items from which segments are made; the most recent ones are used. */
const MOST_OPENED = 400

/** If there are no impressions, the reader is assumed to have been shown the site's items. */
function withShowings(history: History, items: readonly ItemContent[], now: number): History {
  if (history.skipped.length) return history
  const opened = new Set(history.positive.map(({ item }) => item))
  const skipped = items
    .filter(({ id }) => !opened.has(id))
    .slice(-MAX_SKIPPED)
    .map((item): Evidence => ({ ...item, item: item.id, kind: 'impression', at: now, weight: 1 }))
  return { ...history, skipped }
}

/** The site's items that this device has seen and may learn from. */
const siteItems = ({ scorer, store }: AudienceContext): ItemContent[] =>
  [...(store?.items.values() ?? [])].filter((item) => !item.id.startsWith(OWN) && scorer.mayCount(item))

/**
 * @returns the site's rows, those shown to the reader, and the weight of the items that the reader opened, in clicks
 */
export function readerRows(context: AudienceContext): {
  readonly rows: SiteRows
  readonly shown: readonly Shown[]
  readonly opened: number
} {
  const { history, vectors, now } = context.scorer.base()
  const items = siteItems(context)
  const known = withShowings(history, items, now)
  const rows = siteRows([...items, ...known.positive, ...known.skipped], vectors)
  const positive = new Set(known.positive)
  const shown = residuals(known).flatMap(({ event, residual }): Shown[] => {
    const row = rows.place.get(event.fingerprint)
    const isOpened = positive.has(event)
    const departed = residual / event.weight
    if (row === undefined) return []
    return [{ row, weight: event.weight, isOpened, expected: isOpened ? 1 - departed : -departed }]
  })
  return { rows, shown, opened: history.positive.reduce((sum, { weight }) => sum + weight, 0) }
}

/** The opened items, each listed once with its strongest event. */
export function openedRows(context: AudienceContext): Opened[] {
  const { scorer } = context
  const { history, vectors, now } = scorer.base()
  const gone = new Set(history.dismissed.map(({ item }) => item))
  const first = new Map<string, { readonly event: ReaderEvent; readonly at: number; readonly weight: number }>()
  for (const event of scorer.counted()) {
    const { item, kind, at } = event
    const weight = EVENT_KINDS[kind]?.weight * 2 ** (-Math.max(0, now - at) / DAY / HALF_LIFE_DAYS)
    if (kind === 'dismiss' || !(weight > 0) || gone.has(item)) continue
    const known = first.get(item)
    first.set(item, {
      event: known?.event ?? event,
      at: Math.min(at, known?.at ?? at),
      weight: Math.max(weight, known?.weight ?? 0),
    })
  }
  const last = [...first.values()].sort((a, b) => b.at - a.at).slice(0, MOST_OPENED)
  // Centre on the mean of the site's items. If the mean covered only the opened items, each newly opened item would
  // shift the others.
  const { place, site } = siteRows([...siteItems(context), ...last.map(({ event }) => event)], vectors)
  return last.flatMap(({ event: { item, text, topic, tags = [], fingerprint }, at, weight }) => {
    const row = place.get(fingerprint)
    if (row === undefined) return []
    return [
      { item, at, weight, row: rowOf(site, row), title: titleOf(text, topic), labels: topic ? [topic, ...tags] : tags },
    ]
  })
}

type Text = Pick<ItemContent, 'fingerprint' | 'text'>

/** Vectors as compared in ranking: centred on the mean of the site's vectors and scaled to length 1. */
export interface SiteRows {
  /**
   * Rows of the site's items (I × width), sorted by fingerprint so that the same items give the same rows in the same
   * order.
   */
  readonly site: UnitRows
  /** The row of a fingerprint. */
  readonly place: ReadonlyMap<string, number>
  /** Returns the rows of any texts (N × width); the row of a text without a vector is NaN. */
  rowsOf(texts: readonly Text[]): UnitRows
  /** Word-overlap cosines between texts and the site's items (N × I), 0 to 1. Rare words weigh more. */
  wordsOf(texts: readonly Text[]): Float32Array
}

/** @param texts the site's texts; those without a vector are left out */
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
