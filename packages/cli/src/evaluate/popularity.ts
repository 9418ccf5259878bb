/** Click-through rate of items. */
import type { List } from './log/read-log.ts'

/** Number of pseudo-showings at the overall rate, so that an item shown once and clicked once isn't ranked first. */
export const POPULARITY_SMOOTHING = 10

export interface Popularity {
  /**
   * Smoothed clicks per showing, 0 to 1: (clicks + k·overall rate) / (showings + k). Undefined if there is no log from
   * which to count.
   */
  of(item: string): number | undefined
  /** Number of counted lists that contain the item. */
  showings(item: string): number
  /** Popularity computed without some of the lists, namely those of the user being evaluated. */
  without(lists: readonly List[]): Pick<Popularity, 'of'>
}

/**
 * @param lists the training log's lists; undefined if there is no training log. Lists of the log being scored must not
 * be used, because their clicks are the labels
 * @param smoothing k, in showings
 */
export function countPopularity(lists: readonly List[] | undefined, smoothing = POPULARITY_SMOOTHING): Popularity {
  const all = tallyOf(lists ?? [])
  const of = (tally: Tally, less: Tally, item: string) => {
    const shown = tally.shown - less.shown
    if (shown <= 0) return undefined
    const rate = (tally.clicked - less.clicked) / shown
    const clicks = (tally.clicks.get(item) ?? 0) - (less.clicks.get(item) ?? 0)
    const showings = (tally.showings.get(item) ?? 0) - (less.showings.get(item) ?? 0)
    return (clicks + smoothing * rate) / (showings + smoothing)
  }
  const nothing = tallyOf([])
  return {
    of: (item) => of(all, nothing, item),
    showings: (item) => all.showings.get(item) ?? 0,
    without: (some) => {
      const less = tallyOf(some)
      return { of: (item) => of(all, less, item) }
    },
  }
}

/** The popularity to use for a list, given the reader's earlier lists and all of their lists. */
export type PopularityFor = (list: List, past: readonly List[], own: readonly List[]) => Pick<Popularity, 'of'>

/** Popularity counted in the lists of all other readers, earlier or later. */
export function fromOtherReaders(lists: readonly List[]): PopularityFor {
  const all = countPopularity(lists)
  const known = new WeakMap<readonly List[], Pick<Popularity, 'of'>>()
  return (_, __, own) => {
    const popularity = known.get(own) ?? all.without(own)
    known.set(own, popularity)
    return popularity
  }
}

/**
 * Popularity counted in other readers' lists before each list was shown, as a page would know it. This way, no two
 * readers' lists are each scored using the other's clicks. If they were, items that both happened to open would count
 * twice: the lists' scores would be correlated, and intervals over readers too narrow.
 */
export function fromEarlierLists(lists: readonly List[], smoothing = POPULARITY_SMOOTHING): PopularityFor {
  const [showings, clicks] = [new Map<string, number[]>(), new Map<string, number[]>()]
  const [shown, clicked]: [number[], number[]] = [[], []]
  const add = (times: Map<string, number[]>, item: string, at: number) => {
    const known = times.get(item)
    if (known) known.push(at)
    else times.set(item, [at])
  }
  for (const list of lists) {
    for (const item of list.items) add(showings, item, list.at)
    for (const [item, at] of list.clickedAt) add(clicks, item, at)
    for (const _ of list.items) shown.push(list.at)
    clicked.push(...list.clickedAt.values())
  }
  for (const times of [...showings.values(), ...clicks.values(), shown, clicked]) times.sort((a, b) => a - b)
  return ({ at }, past) => {
    const less = tallyOf(past.filter((list) => list.at < at))
    const total = countBefore(shown, at) - less.shown
    const rate = total > 0 ? (countBefore(clicked, at) - less.clicked) / total : 0
    return {
      of(item) {
        if (total <= 0) return undefined
        const clicksOf = countBefore(clicks.get(item), at) - (less.clicks.get(item) ?? 0)
        const showingsOf = countBefore(showings.get(item), at) - (less.showings.get(item) ?? 0)
        return (clicksOf + smoothing * rate) / (showingsOf + smoothing)
      },
    }
  }
}

/** Number of times before `at`. @param times in ascending order */
function countBefore(times: readonly number[] = [], at: number): number {
  let [low, high] = [0, times.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (times[middle]! < at) low = middle + 1
    else high = middle
  }
  return low
}

interface Tally {
  readonly showings: ReadonlyMap<string, number>
  readonly clicks: ReadonlyMap<string, number>
  readonly shown: number
  readonly clicked: number
}

function tallyOf(lists: readonly List[]): Tally {
  const showings = new Map<string, number>()
  const clicks = new Map<string, number>()
  let [shown, clicked] = [0, 0]
  for (const list of lists) {
    for (const item of list.items) showings.set(item, (showings.get(item) ?? 0) + 1)
    for (const item of list.clicked) clicks.set(item, (clicks.get(item) ?? 0) + 1)
    shown += list.items.length
    clicked += list.clicked.size
  }
  return { showings, clicks, shown, clicked }
}
