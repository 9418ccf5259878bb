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
