/** Floors: of the first places, at least a share for what would hardly get any otherwise. */

/** Places that a floor holds for. */
const PLACES = 10
/** Items that a reader must have opened before anything is a discovery. */
const LEAST_OPENED = 5
/** Of what the reader opened: a topic with less is still one to discover. */
const KNOWN = 0.05

export interface Floor<T> {
  /** 0 (off) to 1. Of several floors the shares come to 1 at most: more can't be held. */
  readonly share: number
  readonly isOf: (item: T) => boolean
}

/** That some place up to `by`, from 1, holds one of a floor's. */
interface Due<T> {
  readonly by: number
  readonly floor: Floor<T>
}

/** Of each floor, by when its first, second … is due, as far as there are any: the earliest first. */
function duesOf<T>(order: readonly T[], floors: ReadonlyArray<Floor<T>>): Due<T>[] {
  const dues = floors.flatMap((floor) => {
    const most = Math.min(order.filter(floor.isOf).length, Math.floor(floor.share * PLACES + 1e-9))
    return Array.from({ length: most }, (_, i) => ({ by: Math.ceil((i + 1) / floor.share - 1e-9), floor }))
  })
  return dues.sort((a, b) => a.by - b.by)
}

/**
 * Of the first k places, for each k up to ten, at least ⌊share × k⌋ hold items of each floor, as far as there are any: the
 * constraint on prefixes of FA*IR (Zehlike et al. 2017) and DetGreedy (Geyik, Ambler & Kenthapadi 2019). Items of one kind keep their order
 * among themselves, and an order that holds the floors already isn't touched.
 *
 * @param order best first
 */
export function holdFloors<T>(order: readonly T[], floors: ReadonlyArray<Floor<T>>): T[] {
  const dues = duesOf(order, floors)
  const waiting = new Set(order)
  return order.map((_, place) => {
    // As many are due up to some place as there are places left: then it can't wait. The earliest due goes first.
    const isUrgent = dues.some(({ by }, i) => i + 1 >= by - place)
    const [first] = waiting
    const next = isUrgent ? [...waiting].find(dues[0]!.floor.isOf)! : first!
    waiting.delete(next)
    for (const floor of floors)
      if (floor.isOf(next)) {
        const met = dues.findIndex((due) => due.floor === floor)
        if (met >= 0) dues.splice(met, 1)
      }
    return next
  })
}

/** Published within so many milliseconds; what has no date isn't new. */
export const isNew =
  (now: number, within: number) =>
  ({ published }: { readonly published?: number | undefined }): boolean =>
    published !== undefined && published <= now && now - published < within

/** @param opened by topic, what the reader opened before; with less than five items nothing is a discovery */
export function isDiscovery(
  opened: ReadonlyMap<string, number>,
): (item: { readonly topic?: string | undefined }) => boolean {
  const total = [...opened.values()].reduce((sum, count) => sum + count, 0)
  return ({ topic }) => topic !== undefined && total >= LEAST_OPENED && (opened.get(topic) ?? 0) < KNOWN * total
}

/** @param counts by provider, how many items @returns the smallest that have at most `share` of all together */
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
