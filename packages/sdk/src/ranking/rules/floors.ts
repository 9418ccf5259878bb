/** Floors reserve a minimum share of the first places for items that would otherwise get too few of them. */

/** Places that floors apply to. */
const PLACES = 10
/** Number of items that a reader must have opened before any topic counts as a discovery. */
const LEAST_OPENED = 5
/** A topic with less than this share of the opened items counts as a discovery. */
const KNOWN = 0.05

export interface Floor<T> {
  /** Share of the first places, from 0 (off) to 1. The shares of several floors sum to at most 1. */
  readonly share: number
  readonly isOf: (item: T) => boolean
}

/** A deadline: one of the floor's items must be at place `by` (counted from 1) or higher. */
interface Deadline<T> {
  readonly by: number
  readonly floor: Floor<T>
}

/**
 * Deadlines for the first, second, … item of each floor, sorted by place. There are no deadlines for items that don't
 * exist.
 */
function deadlinesOf<T>(order: readonly T[], floors: ReadonlyArray<Floor<T>>): Deadline<T>[] {
  const deadlines = floors.flatMap((floor) => {
    const most = Math.min(order.filter(floor.isOf).length, Math.floor(floor.share * PLACES + 1e-9))
    return Array.from({ length: most }, (_, i) => ({ by: Math.ceil((i + 1) / floor.share - 1e-9), floor }))
  })
  return deadlines.sort((a, b) => a.by - b.by)
}

/**
 * For each k up to ten and each floor, ensures that at least ⌊share × k⌋ of the first k places hold the floor's items,
 * if it has that many. This is the prefix constraint of FA*IR (Zehlike et al. 2017) and DetGreedy (Geyik, Ambler &
 * Kenthapadi 2019). Items within and outside a floor keep their relative order, and an order that already meets the
 * floors isn't changed.
 *
 * @param order best first
 */
export function holdFloors<T>(order: readonly T[], floors: ReadonlyArray<Floor<T>>): T[] {
  const deadlines = deadlinesOf(order, floors)
  const waiting = new Set(order)
  return order.map((_, place) => {
    // If the number of deadlines due by some place equals the number of places left up to it, the earliest deadline
    // can't wait.
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

/** Whether an item was published within this many milliseconds. Items without a date aren't new. */
export const isNew =
  (now: number, within: number) =>
  ({ published }: { readonly published?: number | undefined }): boolean =>
    published !== undefined && published <= now && now - published < within

/**
 * @param opened number of items that the reader opened, keyed by topic; if there are fewer than five in total, nothing
 * counts as a discovery
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
