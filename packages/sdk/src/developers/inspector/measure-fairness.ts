/** Of all lists of the page: how they stand, how the editors had them, and how scores alone would; and what is measured of it. */

import type { Inkling } from '../../client/inkling-api.ts'
import { isOpened } from '../../elements/opened.ts'
import { normalized } from '../../lib/text/normalized.ts'
import { type ListOrders, type PageFairness, pageFairness } from '../../measurement/fairness/page.ts'
import type { Item, ReaderEvent } from '../../types.ts'
import type { CheckReport, ListReport } from '../check/report/report.ts'

/** Lists that are looked at, the page's first: every item of each is explained. */
const MOST_LISTS = 20

export interface FairnessView {
  /** Undefined where no list is ranked. */
  readonly measured: PageFairness | undefined
  /** Lists and items that it is of. */
  readonly lists: number
  readonly items: number
  /** Lists that stand as the page has them. */
  readonly unranked: number
  /** By topic, how many items were opened. */
  readonly opened: ReadonlyMap<string, number>
  /** A topic's name as the page writes it. */
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

/** What has come since, and what keeps its place because it is sensitive, has no order. */
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

/** As the audit has items of a log: of providers a page names the author. */
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
