/**
 * Surveys a log before anything is measured: which topics, providers and groups are large enough to audit, and which
 * items exist.
 */
import { discount } from './exposure.ts'
import type { AuditItem, Visit } from './visit.ts'

/** Maximum number of subjects per dimension. The most frequent are kept; the limit keeps the number of tests small. */
const MOST_SUBJECTS = 20
/** Subjects with a smaller share of the lists' items aren't audited. */
const LEAST_SHARE = 0.01
/** Minimum number of readers in a group, and in the whole log. */
export const LEAST_READERS = 100
/** Maximum dimensions of readers. */
const MOST_GROUPS = 5
/** Maximum number of blocks of readers for the jackknife; each block has at least two readers. */
const BLOCKS = 200
/** Pseudo-count of expected clicks in an item's merit. */
const SMOOTHING = 5

export interface Survey {
  readonly readers: number
  readonly visits: number
  readonly blocks: number
  /** Names to audit, keyed by the items' dimension ("topic", "provider"). */
  readonly names: ReadonlyMap<ItemDimension, readonly string[]>
  /** Names of groups to audit, keyed by the readers' dimension. */
  readonly groups: ReadonlyMap<string, readonly string[]>
  /** Index of each item, from 0, keyed by id. */
  readonly items: ReadonlyMap<string, number>
  /**
   * Each item's mid-rank (items) by position-corrected click rate, 0 to 1. The correction is needed because any item in
   * a low place gets few clicks. Only a reader's first showing of an item counts, since items are rarely opened twice.
   */
  readonly merit: Float64Array
}

export const ITEM_DIMENSIONS = ['topic', 'provider'] as const
export type ItemDimension = (typeof ITEM_DIMENSIONS)[number]

/** Each reader's visits, in chronological order. */
export function byReader(visits: readonly Visit[]): Visit[][] {
  const readers = new Map<string, Visit[]>()
  for (const visit of visits) {
    const known = readers.get(visit.reader)
    if (known) known.push(visit)
    else readers.set(visit.reader, [visit])
  }
  const all = [...readers.values()]
  for (const each of all) each.sort((a, b) => a.at - b.at)
  return all
}

/**
 * First place of each bucket. Places in a bucket are about equally likely to be examined; buckets are narrower at the
 * top.
 */
const BUCKETS = [0, 1, 2, 3, 5, 7, 10, 15, 20, 30]
export const BUCKET_COUNT = BUCKETS.length
export const bucketOf = (place: number): number => BUCKETS.findLastIndex((from) => from <= place)

/** Number of blocks of readers for the jackknife. */
export const blocksOf = (readers: number): number => Math.min(BLOCKS, Math.floor(readers / 2))

export function survey(readers: ReadonlyArray<readonly Visit[]>): Survey {
  const items = new Map<string, number>()
  const counts = new Map(ITEM_DIMENSIONS.map((dimension) => [dimension, new Map<string, number>()]))
  let visits = 0
  for (const visit of readers.flat()) {
    visits++
    for (const item of visit.page) {
      const number = items.get(item.id) ?? items.size
      items.set(item.id, number)
      for (const dimension of ITEM_DIMENSIONS) count(counts.get(dimension)!, item[dimension])
    }
  }
  return {
    readers: readers.length,
    visits,
    blocks: blocksOf(readers.length),
    names: new Map([...counts].map(([dimension, each]) => [dimension, frequent(each)])),
    groups: groupsOf(readers),
    items,
    merit: placesOf(meritsOf(readers, items)),
  }
}

function count(counts: Map<string, number>, name: AuditItem['topic']): void {
  if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1)
}

/** Most frequent first. A single name is dropped, because there is nothing to compare it with. */
function frequent(counts: ReadonlyMap<string, number>): string[] {
  const total = [...counts.values()].reduce((sum, each) => sum + each, 0)
  const names = [...counts]
    .filter(([, each]) => each >= LEAST_SHARE * total)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, MOST_SUBJECTS)
  return names.length > 1 ? names.map(([name]) => name) : []
}

/** The reader's group, according to the last visit with a label. */
export const groupOf = (visits: readonly Visit[], dimension: string): string | undefined =>
  visits.findLast(({ groups }) => groups.has(dimension))?.groups.get(dimension)

function groupsOf(readers: ReadonlyArray<readonly Visit[]>): Map<string, string[]> {
  const dimensions = new Set(readers.flatMap((visits) => visits.flatMap(({ groups }) => [...groups.keys()])))
  const found = new Map<string, string[]>()
  for (const dimension of [...dimensions].sort().slice(0, MOST_GROUPS)) {
    const counts = new Map<string, number>()
    for (const visits of readers) count(counts, groupOf(visits, dimension))
    const large = [...counts].filter(([, readers]) => readers >= LEAST_READERS).sort(([, m], [, n]) => n - m)
    if (large.length > 1)
      found.set(
        dimension,
        large.slice(0, MOST_SUBJECTS).map(([name]) => name),
      )
  }
  return found
}

/**
 * Goes through the first showing of each item to each reader.
 *
 * @param tell receives the item's place on the page, its place in the order in which clicks were recorded, and its
 * audited place
 */
export function firstShowings(
  visits: readonly Visit[],
  tell: (visit: Visit, place: number, clickedAt: number, audited: number) => void,
): void {
  const known = new Set<string>()
  for (const visit of visits)
    visit.order.forEach((place, audited) => {
      const { id } = visit.page[place]!
      if (known.has(id)) return
      known.add(id)
      tell(visit, place, visit.clickedIn === 'page' ? place : audited, audited)
    })
}

/**
 * Clicks relative to the number expected if all items were equally wanted, with examination as in nDCG's discount.
 * Examination can't be estimated from a log of personalised lists, where relevant items are already at the top.
 */
function meritsOf(readers: ReadonlyArray<readonly Visit[]>, items: Survey['items']): Float64Array {
  const [looked, clicks] = [new Float64Array(items.size), new Float64Array(items.size)]
  for (const visits of readers)
    firstShowings(visits, (visit, place, clickedAt) => {
      const number = items.get(visit.page[place]!.id)!
      looked[number]! += discount(clickedAt)
      if (visit.clicked.has(place)) clicks[number]!++
    })
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)
  const rate = sum(clicks) / sum(looked)
  return clicks.map((count, number) => (count + SMOOTHING) / (rate * looked[number]! + SMOOTHING))
}

/** Mid-ranks for ties. */
function placesOf(values: Float64Array): Float64Array {
  const order = [...values.keys()].sort((a, b) => values[a]! - values[b]!)
  const places = new Float64Array(values.length)
  for (let from = 0; from < order.length; ) {
    let to = from
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++
    for (let i = from; i < to; i++) places[order[i]!] = (from + to) / 2 / order.length
    from = to
  }
  return places
}
