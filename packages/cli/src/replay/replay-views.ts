/** Replays readers' page views on saved pages, to find out how Inkling would have ordered the lists that they saw. */
import { isArticle9 } from '../../../sdk/src/content/article9.ts'
import { itemContent } from '../../../sdk/src/content/content.ts'
import { DAY, VISIT } from '../../../sdk/src/lib/limits.ts'
import { evidence } from '../../../sdk/src/ranking/features/evidence.ts'
import { rank } from '../../../sdk/src/ranking/rank.ts'
import type { Ranker } from '../../../sdk/src/ranking/ranker.ts'
import type { ItemContent, ReaderEvent, StoredVector } from '../../../sdk/src/types.ts'
import { listMetrics, tieKeys } from '../evaluate/metrics/metrics.ts'
import type { Reader } from './page-views.ts'
import type { SavedList, SavedSite } from './saved-pages.ts'

/** Safari deletes script-writable storage after this long without a visit (webkit.org/blog/10218). */
const SAFARI_KEEPS = 7 * DAY
/** Number of places compared. */
export const FIRST = 10

/** A list that was seen by a reader with a history, and in which at least one item was clicked. */
export interface Clicked {
  /** Index of the reader, from 0. */
  readonly reader: number
  /**
   * Metrics of the page's own order and of Inkling's order: nDCG of the top ten items, and reciprocal rank of the first
   * click.
   */
  readonly ndcg10: readonly [own: number, inkling: number]
  readonly mrr: readonly [own: number, inkling: number]
  /** Whether one of the first three items was clicked. */
  readonly three: readonly [own: number, inkling: number]
}

export interface Replayed {
  readonly readers: number
  readonly visits: number
  /**
   * Number of visits with a list, how many of these were by a reader with a history, and in how many of the latter the
   * first ten items of a list would have changed.
   */
  readonly withList: number
  readonly known: number
  readonly moved: number
  /** Number of histories that Safari would have deleted. */
  readonly emptied: number
  /**
   * Number of lists seen by readers with a history. For each list, how many of the first ten items differ, and how far
   * each of the ten moved.
   */
  readonly lists: number
  readonly exchanged: readonly number[]
  readonly distances: readonly number[]
  readonly clicks: readonly Clicked[]
  /** Number of views of pages that weren't saved and aren't an item of a saved list. */
  readonly unknown: number
  readonly views: number
}

export interface Ranked {
  readonly ranker: Ranker
  /** By fingerprint. */
  readonly vectors: ReadonlyMap<string, StoredVector>
}

/** A list that a reader currently has open. */
interface Open {
  readonly ids: readonly string[]
  /** Index of each item in Inkling's order; undefined if the reader had no history. */
  readonly places: readonly number[] | undefined
  readonly clicked: Set<string>
}

class Tally {
  visits = 0
  withList = 0
  known = 0
  moved = 0
  emptied = 0
  lists = 0
  unknown = 0
  views = 0
  readonly exchanged: number[] = []
  readonly distances: number[] = []
  readonly clicks: Clicked[] = []
}

/** Data about a saved list, shared by all its readers. */
interface Prepared {
  readonly list: SavedList
  readonly candidates: readonly ItemContent[]
}

/**
 * Replays each reader's views in chronological order, as their device would have seen them: earlier views form the
 * history, and the time between two views of a visit counts as reading time. A view counts as a click on a list seen
 * earlier in the same visit if the list contains the viewed page.
 */
export function replayViews(
  site: SavedSite,
  readers: readonly Reader[],
  ranked: Ranked,
  onProgress: (done: number, total: number) => void,
): Replayed {
  const tally = new Tally()
  const prepared = new Map(
    [...site.pages].map(([id, lists]) => [
      id,
      lists.map((list): Prepared => ({ list, candidates: list.items.map((item) => itemContent(item)) })),
    ]),
  )
  const contents = new Map([...site.items].map(([id, item]) => [id, itemContent(item)]))
  for (const [number, reader] of readers.entries()) {
    replayReader(reader, number, tally)
    onProgress(number + 1, readers.length)
  }
  return { ...tally, readers: readers.length }

  function replayReader({ views, isSafari }: Reader, number: number, tally: Tally): void {
    let events: ReaderEvent[] = []
    for (const [first, end] of visitsOf(views)) {
      tally.visits++
      if (isSafari && events.length && views[first]!.at - views[first - 1]!.at > SAFARI_KEEPS) {
        events = []
        tally.emptied++
      }
      const open: Open[] = []
      for (let i = first; i < end; i++) {
        const { at } = views[i]!
        const id = site.idOf(views[i]!.page)
        const next = i + 1 < end ? views[i + 1]!.at : undefined
        const lists = prepared.get(id) ?? []
        const content = contents.get(id)
        tally.views++
        if (!lists.length && !content) tally.unknown++
        open.findLast(({ ids }) => ids.includes(id))?.clicked.add(id)
        for (const each of lists) open.push(show(each, events, at, tally))
        // Without explicit consent, devices don't store anything in special categories of personal data.
        if (content && !isArticle9(content, ranked.vectors))
          events.push(eventOf(content, at, next === undefined ? undefined : (next - at) / 1000))
      }
      if (open.length) tally.withList++
      if (open.some(({ places }) => places)) tally.known++
      if (open.some(({ places }) => places?.slice(0, FIRST).some((to, from) => to !== from))) tally.moved++
      for (const each of open) {
        const clicked = clickedIn(each, number)
        if (clicked) tally.clicks.push(clicked)
      }
    }
  }

  function show({ list, candidates }: Prepared, events: readonly ReaderEvent[], now: number, tally: Tally): Open {
    const ids = list.items.map(({ id }) => id)
    const history = evidence(events, now)
    if (!history.positive.length) return { ids, places: undefined, clicked: new Set() }
    const { items } = rank({ ...ranked, list: list.name, candidates, history, now, rules: list.rules })
    const places = Array<number>(ids.length)
    for (const { from, to } of items) places[from] = to
    tally.lists++
    const ten = [...places.keys()].filter((from) => places[from]! < FIRST)
    tally.exchanged.push(ten.filter((from) => from >= FIRST).length)
    tally.distances.push(ten.reduce((sum, from) => sum + Math.abs(places[from]! - from), 0) / (ten.length || 1))
    return { ids, places, clicked: new Set() }
  }
}

/** Yields the start and end indices of each visit. */
function* visitsOf(views: Reader['views']): Generator<readonly [first: number, end: number]> {
  let first = 0
  for (let i = 1; i <= views.length; i++) {
    if (i < views.length && views[i]!.at - views[i - 1]!.at <= VISIT) continue
    yield [first, i]
    first = i
  }
}

/**
 * The event that a device would have stored. If this is the last view of a visit, the reading time is unknown, so the
 * event counts as an open.
 */
function eventOf({ id, pinned: _, ...content }: ItemContent, at: number, seconds: number | undefined): ReaderEvent {
  const event = { ...content, item: id, at }
  return seconds === undefined ? { ...event, kind: 'click' } : { ...event, kind: 'read', seconds }
}

function clickedIn({ ids, places, clicked }: Open, reader: number): Clicked | undefined {
  if (!places || !clicked.size) return undefined
  const relevance = ids.map((id) => (clicked.has(id) ? 1 : 0))
  const keys = tieKeys('', ids)
  const own = listMetrics(
    ids.map((_, place) => -place),
    relevance,
    keys,
  )
  const inkling = listMetrics(
    places.map((place) => -place),
    relevance,
    keys,
  )
  if (!own || !inkling) return undefined
  const among = (three: (from: number) => boolean) => (ids.some((id, from) => clicked.has(id) && three(from)) ? 1 : 0)
  return {
    reader,
    ndcg10: [own.ndcg10, inkling.ndcg10],
    mrr: [own.mrr, inkling.mrr],
    three: [among((from) => from < 3), among((from) => places[from]! < 3)],
  }
}
