/** A log → visits: as readers were shown them, or as Inkling would have ordered them. */
import { itemContent } from '../../content/content.ts'
import { DAY, MAX_ITEMS } from '../../lib/limits.ts'
import type { AuditItem, Visit } from '../../measurement/fairness/visit.ts'
import type { ItemContent } from '../../types.ts'
import type { List, Log } from '../evaluate/log/read-log.ts'
import { hash32 } from '../evaluate/random.ts'
import { listsByUser } from '../evaluate/replay.ts'
import { type Extras, nameOf } from './extras.ts'

/** Lists of one reader that are looked at, the last ones: whoever has more is a program, perhaps. */
const MOST_OF_ONE = 500
/** Past that pages remember. */
const REMEMBERED = { days: 60, events: 2000 }

/** One list, and what an order of it may know. */
export interface ListToOrder {
  readonly list: List
  /** Ids in the editors' order. */
  readonly page: readonly string[]
  /** The reader's earlier lists as far as pages remember them, in time order, with what had been done by then. */
  readonly past: readonly List[]
}

/** @returns places of the page, best first */
export type OrderOf = (asked: ListToOrder) => readonly number[]

export interface Taken {
  readonly visits: readonly Visit[]
  /** Of the log: all, and those that were taken. */
  readonly readers: { readonly all: number; readonly taken: number }
  /** Of whom the last 500 lists alone were looked at. */
  readonly busy: number
  /** Lists with more items than a page may have: cut. */
  readonly cut: number
  /** With `shown`: lists that don't say where the editors had their items, and are left out. */
  readonly withoutPage: number
}

/**
 * @param order undefined: the log's own order is audited, and what it says of the page's is the editors'. Else the log's order is the editors'
 * @param most visits that are taken: readers are taken whole, by a hash of their names, until there would be more
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

/** Each item once, topics as pages compare them. */
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

/** By topic, what a reader had opened before a time; asked in time order. */
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
    // What hasn't changed is kept once.
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
