/** Floors: of the first places, at least a share for what would hardly get any otherwise. */

/** Places that a floor holds for. */
const PLACES = 10
/** Items that a reader must have opened before anything is a discovery. */
const LEAST_OPENED = 5
/** Of what the reader opened: a topic with less is still one to discover. */
const KNOWN = 0.05

/**
 * Of the first k places, for each k up to ten, at least ⌊share × k⌋ hold items that `isOf` names, as far as there are any: the
 * constraint on prefixes of FA*IR (Zehlike et al. 2017) and DetGreedy (Geyik, Ambler & Kenthapadi 2019). Both kinds keep their order
 * among themselves, and an order that holds the floor already isn't touched.
 *
 * @param order best first
 * @param share 0 (off) to 1
 */
export function holdFloor<T>(order: readonly T[], share: number, isOf: (item: T) => boolean): T[] {
  const named = order.filter(isOf)
  const waiting = new Set(order)
  const next = named.values()
  let held = 0
  const take = (item: T): T => {
    waiting.delete(item)
    if (isOf(item)) held++
    return item
  }
  return order.map((_, place) => {
    const owed = place < PLACES && held < Math.min(named.length, Math.floor(share * (place + 1) + 1e-9))
    const [first] = waiting
    if (!owed) return take(first!)
    for (let item = next.next(); !item.done; item = next.next()) if (waiting.has(item.value)) return take(item.value)
    return take(first!)
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
