/** Counts readers per address and day. */
import { DAY } from '../../../sdk/src/lib/limits.ts'
import { HeavyHitters, type Hit } from './heavy-hitters.ts'
import { placeOf, type ReaderHash, ReaderSet } from './reader-set.ts'

/**
 * views: counts the readers of each page. shown: counts the readers who were shown each item, and how many of them
 * clicked it.
 */
export type Kind = 'views' | 'shown'

export interface AddressCounts extends Hit {
  /** The largest number of distinct readers found in a single run; counting stops at the threshold. */
  readers: number
  /** First day with a reader, in days since 1970. */
  first: number
  /** Number of readers per day who read the page or clicked the item. */
  readonly days: Map<number, number>
  /** Number of readers per day who were shown the item. Only for lists. */
  shown: Map<number, number> | undefined
}

/**
 * Maximum number of addresses kept (those with the most readers), so that a flood of made-up addresses can't exhaust
 * memory.
 */
export const MAX_ADDRESSES = 60_000

/** Days since 1970, in UTC. */
export const dayOf = (at: number): number => Math.floor(at / DAY)

const addTo = (days: Map<number, number>, day: number, readers: number) => days.set(day, (days.get(day) ?? 0) + readers)

export class Counts {
  readonly #kept: HeavyHitters<AddressCounts>
  /** Carried over from merged counts; see {@link missed}. */
  #missed = 0
  #replaced = 0
  /** First and last day with a reader. */
  oldest = Number.POSITIVE_INFINITY
  newest = Number.NEGATIVE_INFINITY

  /** @param places maximum number of addresses kept. Default: {@link MAX_ADDRESSES} */
  constructor(places = MAX_ADDRESSES) {
    this.#kept = new HeavyHitters(places)
  }

  get addresses(): ReadonlyMap<string, AddressCounts> {
    return this.#kept.entries
  }

  /** Upper bound on the number of readers missing from any address's count. 0 means that every reader was counted. */
  get missed(): number {
    return this.#missed + this.#kept.missed
  }

  /** Number of addresses evicted to make room for others. */
  get replaced(): number {
    return this.#replaced + this.#kept.replaced
  }

  /** Adds readers that were already deduplicated elsewhere. @returns the address's counts */
  add(address: string, day: number, readers: number, into: 'days' | 'shown' = 'days'): AddressCounts {
    const make = () => ({ total: 0, place: 0, readers: 0, first: day, days: new Map(), shown: undefined })
    const counts = this.#kept.add(address, readers, make)
    if (day < counts.first) counts.first = day
    if (day < this.oldest) this.oldest = day
    if (day > this.newest) this.newest = day
    addTo(into === 'days' ? counts.days : (counts.shown ??= new Map()), day, readers)
    return counts
  }

  /** Merges other counts, such as those of an earlier run. */
  merge(other: Counts): void {
    const all = [...other.addresses].sort(([, a], [, b]) => b.total - a.total)
    for (const [address, { readers, first, days, shown }] of all) {
      let counts: AddressCounts | undefined
      for (const [day, count] of days) counts = this.add(address, day, count)
      for (const [day, count] of shown ?? []) counts = this.add(address, day, count, 'shown')
      if (!counts) continue
      counts.readers = Math.max(counts.readers, readers)
      counts.first = Math.min(counts.first, first)
    }
    this.oldest = Math.min(this.oldest, other.oldest)
    this.#missed += other.missed
    this.#replaced += other.replaced
  }
}

/** Counts individual readers, each at most once per day and address. */
export class ReaderCounter {
  readonly counts: Counts
  readonly #daily = new ReaderSet()
  readonly #clicks = new ReaderSet()
  readonly #ever = new ReaderSet()
  readonly #enough: number

  /**
   * @param enough once an address has this many readers, its distinct readers are no longer tracked
   * @param counts the counts to add to
   */
  constructor(enough: number, counts = new Counts()) {
    this.#enough = enough
    this.counts = counts
  }

  /** Records a page view. */
  view(address: string, at: number, reader: ReaderHash): void {
    this.#count(address, dayOf(at), reader, 'days')
  }

  /** Records that an item was shown. */
  shown(address: string, at: number, reader: ReaderHash): void {
    this.#count(address, dayOf(at), reader, 'shown')
  }

  /**
   * Records a click. This doesn't add a reader, because the reader must already have been counted when the item was
   * shown.
   */
  clicked(address: string, at: number, reader: ReaderHash): void {
    const day = dayOf(at)
    if (this.#clicks.add(reader, placeOf(address), day)) this.counts.add(address, day, 1)
  }

  #count(address: string, day: number, reader: ReaderHash, into: 'days' | 'shown'): void {
    // Keyed by the address itself, so that deduplication still works if the address is evicted and comes back.
    const place = placeOf(address)
    if (!this.#daily.add(reader, place, day)) return
    const counts = this.counts.add(address, day, 1, into)
    // −1 stands for any day.
    if (counts.readers < this.#enough && this.#ever.add(reader, place, -1)) counts.readers++
  }
}
