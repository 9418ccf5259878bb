/** How many readers each address had, by day. */
import { DAY } from '../../../sdk/src/lib/limits.ts'
import { HeavyHitters, type Hit } from './heavy-hitters.ts'
import { placeOf, type ReaderHash, ReaderSet } from './reader-set.ts'

/** views: readers of pages. shown: readers of lists, of whom some clicked. */
export type Kind = 'views' | 'shown'

export interface AddressCounts extends Hit {
  /** The most readers that one reading has told apart; counted no further than the threshold. */
  readers: number
  /** First day on which it had a reader, in days since 1970. */
  first: number
  /** Day → readers on that day: who read the page, or clicked the item. */
  readonly days: Map<number, number>
  /** Day → readers who were shown the item. Only of lists. */
  shown: Map<number, number> | undefined
}

/** Addresses that are kept, those with the most readers: a flood of others must not fill the memory. */
export const MAX_ADDRESSES = 60_000

/** Days since 1970, in UTC. */
export const dayOf = (at: number): number => Math.floor(at / DAY)

const addTo = (days: Map<number, number>, day: number, readers: number) => days.set(day, (days.get(day) ?? 0) + readers)

export class Counts {
  readonly #kept: HeavyHitters<AddressCounts>
  /** Of counts that were merged: see {@link missed}. */
  #missed = 0
  #replaced = 0
  /** First and last day with a reader. */
  oldest = Number.POSITIVE_INFINITY
  newest = Number.NEGATIVE_INFINITY

  /** @param places addresses that are kept. Default: {@link MAX_ADDRESSES} */
  constructor(places = MAX_ADDRESSES) {
    this.#kept = new HeavyHitters(places)
  }

  get addresses(): ReadonlyMap<string, AddressCounts> {
    return this.#kept.entries
  }

  /** Readers by whom an address may have been counted too low, at most: each reader once a day. 0: all are counted. */
  get missed(): number {
    return this.#missed + this.#kept.missed
  }

  /** Addresses that made room for others. */
  get replaced(): number {
    return this.#replaced + this.#kept.replaced
  }

  /** Takes in readers that were told apart elsewhere. @returns the address's counts */
  add(address: string, day: number, readers: number, into: 'days' | 'shown' = 'days'): AddressCounts {
    const make = () => ({ total: 0, place: 0, readers: 0, first: day, days: new Map(), shown: undefined })
    const counts = this.#kept.add(address, readers, make)
    if (day < counts.first) counts.first = day
    if (day < this.oldest) this.oldest = day
    if (day > this.newest) this.newest = day
    addTo(into === 'days' ? counts.days : (counts.shown ??= new Map()), day, readers)
    return counts
  }

  /** Takes in other counts, as of an earlier reading. */
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

/** Counts single readers: each once a day at each address, whatever they do there. */
export class ReaderCounter {
  readonly counts: Counts
  readonly #daily = new ReaderSet()
  readonly #clicks = new ReaderSet()
  readonly #ever = new ReaderSet()
  readonly #enough: number

  /**
   * @param enough readers of an address, beyond whom none needs to be told apart
   * @param counts what is added to
   */
  constructor(enough: number, counts = new Counts()) {
    this.#enough = enough
    this.counts = counts
  }

  /** A reader viewed a page. */
  view(address: string, at: number, reader: ReaderHash): void {
    this.#count(address, dayOf(at), reader, 'days')
  }

  /** A reader was shown an item. */
  shown(address: string, at: number, reader: ReaderHash): void {
    this.#count(address, dayOf(at), reader, 'shown')
  }

  /** A reader clicked an item: no proof of another reader, who has to have been shown it. */
  clicked(address: string, at: number, reader: ReaderHash): void {
    const day = dayOf(at)
    if (this.#clicks.add(reader, placeOf(address), day)) this.counts.add(address, day, 1)
  }

  #count(address: string, day: number, reader: ReaderHash, into: 'days' | 'shown'): void {
    // By the address itself, so that who was counted stays known where the address made room and comes back.
    const place = placeOf(address)
    if (!this.#daily.add(reader, place, day)) return
    const counts = this.counts.add(address, day, 1, into)
    // A place in time of its own, for readers of any day.
    if (counts.readers < this.#enough && this.#ever.add(reader, place, -1)) counts.readers++
  }
}
