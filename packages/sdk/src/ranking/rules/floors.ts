/** Floors reserve a minimum share of the top places for items that would otherwise get too few of them. */

/** Places that floors apply to. */
const PLACES = 10
/** Number of items that a reader must have opened before any topic counts as a discovery. */
const LEAST_OPENED = 5
/** A topic with less than this share of the opened items counts as a discovery. */
const KNOWN = 0.05

export interface Floor<T> {
  /** Share of the top places, from 0 (off) to 1. The shares of several floors sum to at most 1. */
  readonly share: number
  readonly isOf: (item: T) => boolean
}

/** A deadline: one of the floor's items must be at place `by` (1-based) or above. */
interface Deadline<T> {
  readonly by: number
  readonly floor: Floor<T>
}

/**
 * Deadlines for the first, second, … item of each floor, sorted by place. A floor has at most as many deadlines as it
 * has items.
 */
function deadlinesOf<T>(order: readonly T[], floors: ReadonlyArray<Floor<T>>): Deadline<T>[] {
  const deadlines = floors.flatMap((floor) => {
    const most = Math.min(order.filter(floor.isOf).length, Math.floor(floor.share * PLACES + 1e-9))
    return Array.from({ length: most }, (_, i) => ({ by: Math.ceil((i + 1) / floor.share - 1e-9), floor }))
  })
  return deadlines.sort((a, b) => a.by - b.by)
}

/**
 * For each k up to ten and each floor, ensures that at least ⌊share × k⌋ of the first k places contain the floor's
 * items, if the floor has that many. This is the prefix constraint of FA*IR (Zehlike et al. 2017) and DetGreedy (Geyik,
 * Ambler & Kenthapadi 2019). Items in a floor keep their relative order, as do items outside it. An order that already
 * satisfies the floors isn't changed.
 *
 * @param order best first
 */
export function holdFloors<T>(order: readonly T[], floors: ReadonlyArray<Floor<T>>): T[] {
  const deadlines = deadlinesOf(order, floors)
  const waiting = new Set(order)
  return order.map((_, place) => {
    // If the number of deadlines up to some place equals the number of places left up to there, the item with the
    // earliest deadline can't wait.
    const isUrgent = deadlines.some(({ by }, i) => i + 1 >= by - place)
    const [first] = waiting
    const next = isUrgent ? [...waiting].find(deadlines[0]!.floor.isOf)! : first!
    waiting.delete(next)
    for (const floor of floors)
      if (floor.isOf(next)) {
        const met = deadlines.findIndex((deadline) => deadline.floor === floor)
        if (met >= 0) deadlines.splice(met, 1)
      }
    return next
  })
}

/** Whether an item was published no more than this many milliseconds ago. Items without a date aren't new. */
export const isNew =
  (now: number, within: number) =>
  ({ published }: { readonly published?: number | undefined }): boolean =>
    published !== undefined && published <= now && now - published < within

/**
 * @param opened number of items that the reader opened, keyed by topic; if the total is below five, nothing counts as a
 * discovery
 */
export function isDiscovery(
  opened: ReadonlyMap<string, number>,
): (item: { readonly topic?: string | undefined }) => boolean {
  const total = [...opened.values()].reduce((sum, count) => sum + count, 0)
  return ({ topic }) => topic !== undefined && total >= LEAST_OPENED && (opened.get(topic) ?? 0) < KNOWN * total
}

/**
 * @param counts number of items, keyed by provider
 * @returns the smallest providers, which together have at most `share` of all items
 */
export function smallProviders(counts: ReadonlyMap<string, number>, share: number): Set<string> {
  const most = share * [...counts.values()].reduce((sum, count) => sum + count, 0)
  const small = new Set<string>()
  let sum = 0
  for (const [provider, count] of [...counts].sort(([a, m], [b, n]) => m - n || (a < b ? -1 : 1))) {
    sum += count
    if (sum > most) break
    small.add(provider)
  }
  return small
}
