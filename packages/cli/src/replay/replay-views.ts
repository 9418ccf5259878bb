/** Readers' page views, on saved pages → what Inkling would have done with the lists that they saw. */
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

/** Safari empties what scripts have stored after so long without a visit (webkit.org/blog/10218). */
const SAFARI_KEEPS = 7 * DAY
/** Places that are looked at. */
export const FIRST = 10

/** A list that a reader of whom something was known saw, and clicked in. */
export interface Clicked {
  /** Number of the reader, from 0. */
  readonly reader: number
  /** Discounted gain of the first ten, and the reciprocal place of the first click: in the page's own order, and in Inkling's. */
  readonly ndcg10: readonly [own: number, inkling: number]
  readonly mrr: readonly [own: number, inkling: number]
  /** Whether a click was among the first three. */
  readonly three: readonly [own: number, inkling: number]
}

export interface Replayed {
  readonly readers: number
  readonly visits: number
  /** Visits with a list; of these with something known of the reader; of these with a list whose first ten would have changed. */
  readonly withList: number
  readonly known: number
  readonly moved: number
  /** Histories that Safari would have emptied. */
  readonly emptied: number
  /** Lists seen by a reader of whom something was known; how many of the first ten were others; places that each of these ten had moved. */
  readonly lists: number
  readonly exchanged: readonly number[]
  readonly distances: readonly number[]
  readonly clicks: readonly Clicked[]
  /** Views of pages that are neither a saved page nor an item of a saved list. */
  readonly unknown: number
  readonly views: number
}

export interface Ranked {
  readonly ranker: Ranker
  /** By fingerprint. */
  readonly vectors: ReadonlyMap<string, StoredVector>
}

/** A list while it stands open before a reader. */
interface Open {
  readonly ids: readonly string[]
  /** Place of each in Inkling's order; undefined where nothing was known. */
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

/** Of a saved list, for all who see it. */
interface Prepared {
  readonly list: SavedList
  readonly candidates: readonly ItemContent[]
}

/**
 * Each reader's views in time order, as their device would have met them: what was viewed before makes the history; time between
 * two views of a visit counts as reading. What is viewed after a list, in the same visit, and stands in it, was clicked there.
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
        // Of special categories of personal data no device remembers anything without an explicit yes.
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

/** Where each visit begins, and the next one. */
function* visitsOf(views: Reader['views']): Generator<readonly [first: number, end: number]> {
  let first = 0
  for (let i = 1; i <= views.length; i++) {
    if (i < views.length && views[i]!.at - views[i - 1]!.at <= VISIT) continue
    yield [first, i]
    first = i
  }
}

/** What the device would have kept of a view: without a view after it nothing is known of the time, and it counts as opened. */
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
