/** Replays a log: yields each list along with what was known about its user when it was shown. */
import type { List, Log } from './log/read-log.ts'

export interface Replayed {
  readonly list: List
  /**
   * The user's earlier lists (at least one), in chronological order, including only the clicks made before this list
   * was shown.
   */
  readonly past: readonly List[]
  /** Items of those lists. */
  readonly shownBefore: ReadonlySet<string>
  /** Items clicked in those lists, oldest list first. */
  readonly clickedBefore: ReadonlySet<string>
}

/** fresh: candidates exclude items already shown to the user · all: candidates include them. */
export type Variant = 'fresh' | 'all'

/**
 * Drops clicks made after `at` on a list that stayed open, because they could reveal what was clicked in the list shown
 * at `at`.
 */
export function asOf(list: List, at: number): List {
  const before = (times: ReadonlyMap<string, number>) => new Map([...times].filter(([, time]) => time < at))
  const [clickedAt, dismissedAt] = [before(list.clickedAt), before(list.dismissedAt)]
  if (clickedAt.size + dismissedAt.size === list.clickedAt.size + list.dismissedAt.size) return list
  const kinds = new Map([...list.kinds].filter(([item]) => clickedAt.has(item)))
  return { ...list, kinds, clickedAt, dismissedAt, clicked: new Set(clickedAt.keys()) }
}

/** Groups lists by user and keeps their order. */
export function listsByUser(all: readonly List[]): Map<string, List[]> {
  const byUser = new Map<string, List[]>()
  for (const list of all) {
    const lists = byUser.get(list.user)
    if (lists) lists.push(list)
    else byUser.set(list.user, [list])
  }
  return byUser
}

/**
 * Yields every list except each user's first, which serves only as history. Lists are yielded user by user, in
 * chronological order. This is done lazily, because the total size of the histories is quadratic.
 */
export function* replay(log: Pick<Log, 'lists'>): Generator<Replayed, void> {
  for (const lists of listsByUser(log.lists).values()) {
    for (let n = 1; n < lists.length; n++) {
      const list = lists[n]!
      const past = lists.slice(0, n).map((earlier) => asOf(earlier, list.at))
      yield {
        list,
        past,
        shownBefore: new Set(past.flatMap((earlier) => earlier.items)),
        clickedBefore: new Set(past.flatMap((earlier) => [...earlier.clicked])),
      }
    }
  }
}

/** Ids in the order shown. */
export function candidatesOf({ list, shownBefore }: Replayed, variant: Variant): readonly string[] {
  return variant === 'all' ? list.items : list.items.filter((item) => !shownBefore.has(item))
}
