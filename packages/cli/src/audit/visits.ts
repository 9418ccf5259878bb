/** Converts a log to visits, ordered as readers saw them or as Inkling would have ordered them. */

import type { AuditItem, Visit } from '../../../measure/src/fairness/visit.ts'
import { itemContent } from '../../../sdk/src/content/content.ts'
import { DAY, MAX_ITEMS } from '../../../sdk/src/lib/limits.ts'
import type { ItemContent } from '../../../sdk/src/types.ts'
import type { List, Log } from '../evaluate/log/read-log.ts'
import { hash32 } from '../evaluate/random.ts'
import { listsByUser } from '../evaluate/replay.ts'
import { type Extras, nameOf } from './extras.ts'

/** Maximum lists per reader, most recent first; a reader with more may be a bot. */
const MOST_OF_ONE = 500
/** Limits on the history that a page keeps. */
const REMEMBERED = { days: 60, events: 2000 }

/** One list, with the information available for ordering it. */
export interface ListToOrder {
  readonly list: List
  /** Ids in the editors' order. */
  readonly page: readonly string[]
  /**
   * The reader's earlier lists that a page would still remember, oldest first. Only actions taken before this list was
   * shown are included.
   */
  readonly past: readonly List[]
}

/** @returns indices into the page, best first */
export type OrderOf = (asked: ListToOrder) => readonly number[]

export interface Taken {
  readonly visits: readonly Visit[]
  /** Number of readers in the log, and number of readers audited. */
  readonly readers: { readonly all: number; readonly taken: number }
  /** Number of readers for whom only the last 500 lists were audited. */
  readonly busy: number
  /** Number of lists truncated to the maximum number of items on a page. */
  readonly cut: number
  /** With `shown`: number of lists left out because they don't record the editors' order. */
  readonly withoutPage: number
}

/**
 * @param order returns the order to audit, with the log's order treated as the editors' order; if undefined, the log's
 * order is audited against the page order that the log records
 * @param most maximum number of visits. Readers are added in the order of a hash of their ids, each with all of their
 * visits, until this number is reached
 */
export function visitsOf(log: Log, extras: Extras, order: OrderOf | undefined, most: number): Taken {
  const users = listsByUser(log.lists)
  const drawn = [...users].sort(([a], [b]) => hash32(a) - hash32(b) || (a < b ? -1 : 1))
  const itemOf = auditItems(log, extras)
  const visits: Visit[] = []
  let [taken, busy, cut, withoutPage] = [0, 0, 0, 0]
  for (const [reader, all] of drawn) {
    const lists = all.filter(({ items }) => items.length).slice(-MOST_OF_ONE)
    if (taken && visits.length + lists.length > most) break
    taken++
    if (all.length > MOST_OF_ONE) busy++
    const opened = openedBefore(lists, (id) => itemOf(id).topic)
    lists.forEach((list, n) => {
      if (list.items.length > MAX_ITEMS) cut++
      const shown = list.items.slice(0, MAX_ITEMS)
      const page = order ? shown : extras.pageOf(list.id, shown)
      if (!page) {
        withoutPage++
        return
      }
      const placeOf = new Map(page.map((id, place) => [id, place]))
      visits.push({
        reader,
        at: list.at,
        groups: extras.groupsOf(list.id, reader),
        page: page.map(itemOf),
        order: order ? order({ list, page, past: remembered(lists, n) }) : shown.map((id) => placeOf.get(id)!),
        clicked: new Set([...list.clicked].flatMap((id) => placeOf.get(id) ?? [])),
        clickedIn: order ? 'page' : 'order',
        opened: opened(list.at),
      })
    })
  }
  return { visits, readers: { all: users.size, taken }, busy, cut, withoutPage }
}

/** Builds each item once, with topics normalised as pages compare them. */
function auditItems(log: Log, extras: Extras): (id: string) => AuditItem {
  const known = new Map<string, AuditItem>()
  return (id) => {
    const found = known.get(id)
    if (found) return found
    const described = log.items.get(id)
    const { topic, author, published } = described ? itemContent(described) : ({} as Partial<ItemContent>)
    const { provider = nameOf(author), voice, tone } = extras.itemOf(id)
    const item = { id, topic: nameOf(topic), provider, voice, tone, published }
    known.set(id, item)
    return item
  }
}

/** Counts the items that a reader had opened before a given time, by topic. Times must be passed in ascending order. */
function openedBefore(
  lists: readonly List[],
  topicOf: (id: string) => string | undefined,
): (at: number) => ReadonlyMap<string, number> {
  const clicks = lists
    .flatMap(({ clickedAt }) => [...clickedAt].map(([id, at]) => ({ at, topic: topicOf(id) })))
    .sort((a, b) => a.at - b.at)
  let opened: ReadonlyMap<string, number> = new Map()
  let next = 0
  return (at) => {
    const before = next
    const counts = new Map(opened)
    for (; next < clicks.length && clicks[next]!.at < at; next++) {
      const { topic } = clicks[next]!
      if (topic !== undefined) counts.set(topic, (counts.get(topic) ?? 0) + 1)
    }
    // Returns the same object while counts are unchanged, so that they are stored only once.
    if (next > before) opened = counts
    return opened
  }
}

function remembered(lists: readonly List[], n: number): List[] {
  const { at } = lists[n]!
  const past: List[] = []
  let events = 0
  for (let i = n - 1; i >= 0; i--) {
    const list = lists[i]!
    events += list.items.length + list.clicked.size
    if (list.at < at - REMEMBERED.days * DAY || (past.length && events > REMEMBERED.events)) break
    past.unshift(list)
  }
  return past
}
