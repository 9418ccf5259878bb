/** Measures the fairness of all lists in three orders: as displayed, as arranged by the editors, and by score alone. */

import { isOpened } from '../../../../elements/src/opened.ts'
import { type ListOrders, type PageFairness, pageFairness } from '../../../../measure/src/fairness/page.ts'
import type { Inkling } from '../../client/inkling-api.ts'
import { normalized } from '../../lib/text/normalized.ts'
import type { Item, ReaderEvent } from '../../types.ts'
import type { CheckReport, ListReport } from '../check/report/report.ts'

/**
 * Maximum number of lists to measure, in page order. It is limited because every item in each list has to be explained.
 */
const MOST_LISTS = 20

export interface FairnessView {
  /** Undefined if no list is ranked. */
  readonly measured: PageFairness | undefined
  /** Number of lists and items measured. */
  readonly lists: number
  readonly items: number
  /** Number of lists that are in the page's original order. */
  readonly unranked: number
  /** Number of opened items, keyed by topic. */
  readonly opened: ReadonlyMap<string, number>
  /** Topics in the page's spelling. */
  readonly names: ReadonlyMap<string, string>
}

export async function measureFairness(inkling: Inkling, { lists }: CheckReport): Promise<FairnessView> {
  const looked = lists.slice(0, MOST_LISTS)
  const [{ events }, ...orders] = await Promise.all([
    inkling.exportData(),
    ...looked.map((list) => ordersOf(inkling, list)),
  ])
  const ranked = orders.filter((each) => each !== undefined)
  const opened = openedByTopic(events)
  return {
    measured: ranked.length ? pageFairness(ranked, opened) : undefined,
    lists: ranked.length,
    items: ranked.reduce((sum, { page }) => sum + page.length, 0),
    unranked: looked.length - ranked.length,
    opened,
    names: new Map(looked.flatMap(({ items }) => items.map(({ topic = '' }) => [normalized(topic), topic]))),
  }
}

/** Items added since the ranking have no rank, and neither do sensitive items, which keep their place. */
async function ordersOf(inkling: Inkling, { name, items }: ListReport): Promise<ListOrders | undefined> {
  const explained = await Promise.all(items.map(async (item) => ({ item, why: await inkling.explain(name, item.id) })))
  const ranked = explained.flatMap(({ item, why }, place) => (why ? [{ item, why, place }] : []))
  if (!ranked.length) return undefined
  const page = ranked.sort((a, b) => a.why.from - b.why.from)
  const placesBy = (key: (each: (typeof page)[number]) => number) =>
    [...page.keys()].sort((a, b) => key(page[a]!) - key(page[b]!))
  return {
    page: page.map(({ item }) => auditItem(item)),
    shown: placesBy(({ place }) => place),
    byScore: placesBy(({ why }) => why.byScore),
  }
}

/** An item in the form that the audit expects. Pages name only an author, who stands in for the provider. */
const auditItem = ({ id, topic, author }: Item) => ({
  id,
  topic: (topic && normalized(topic)) || undefined,
  provider: author?.trim() || undefined,
})

function openedByTopic(events: readonly ReaderEvent[]): Map<string, number> {
  const opened = new Map<string, Set<string>>()
  for (const event of events) {
    if (!event.topic || !isOpened(event)) continue
    const topic = normalized(event.topic)
    opened.set(topic, (opened.get(topic) ?? new Set()).add(event.item))
  }
  return new Map([...opened].map(([topic, items]) => [topic, items.size]))
}
