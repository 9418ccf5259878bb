/** How many readers each address had, by day. */
import { DAY } from '../../lib/limits.ts'
import { type ReaderHash, ReaderSet } from './reader-set.ts'

/** views: readers of pages. shown: readers of lists, of whom some clicked. */
export type Kind = 'views' | 'shown'

export interface AddressCounts {
  /** The most readers that one reading has told apart; counted no further than the threshold. */
  readers: number
  /** First day on which it had a reader, in days since 1970. */
  first: number
  /** Day → readers on that day: who read the page, or clicked the item. */
  readonly days: Map<number, number>
  /** Day → readers who were shown the item. Only of lists. */
  shown: Map<number, number> | undefined
}

/** Addresses that are kept: a flood of made-up ones must not fill the memory. */
export const MAX_ADDRESSES = 60_000

/** Days since 1970, in UTC. */
export const dayOf = (at: number): number => Math.floor(at / DAY)

const addTo = (days: Map<number, number>, day: number, readers: number) => days.set(day, (days.get(day) ?? 0) + readers)

export class Counts {
  readonly addresses = new Map<string, AddressCounts>()
  /** Counted readers that found no room: their address would have been one too many. */
  refused = 0
  /** First and last day with a reader. */
  oldest = Number.POSITIVE_INFINITY
  newest = Number.NEGATIVE_INFINITY

  /** Takes in readers that were told apart elsewhere. @returns the address's counts; undefined when there is no room */
  add(address: string, day: number, readers: number, into: 'days' | 'shown' = 'days'): AddressCounts | undefined {
    let counts = this.addresses.get(address)
    if (!counts) {
      if (this.addresses.size >= MAX_ADDRESSES) {
        this.refused++
        return undefined
      }
      counts = { readers: 0, first: day, days: new Map(), shown: undefined }
      this.addresses.set(address, counts)
    }
    if (day < counts.first) counts.first = day
    if (day < this.oldest) this.oldest = day
    if (day > this.newest) this.newest = day
    addTo(into === 'days' ? counts.days : (counts.shown ??= new Map()), day, readers)
    return counts
  }

  /** Takes in other counts, as of an earlier reading; where there isn't room for all, those with the most readers. */
  merge(other: Counts): void {
    const all = [...other.addresses].sort(([, a], [, b]) => b.readers - a.readers)
    for (const [address, { readers, first, days, shown }] of all) {
      let counts: AddressCounts | undefined
      for (const [day, count] of days) counts = this.add(address, day, count)
      for (const [day, count] of shown ?? []) counts = this.add(address, day, count, 'shown')
      if (!counts) continue
      counts.readers = Math.max(counts.readers, readers)
      counts.first = Math.min(counts.first, first)
    }
    this.oldest = Math.min(this.oldest, other.oldest)
    this.refused += other.refused
  }
}

/** Counts single readers: each once a day at each address, whatever they do there. */
export class ReaderCounter {
  readonly counts = new Counts()
  readonly #places = new Map<string, number>()
  readonly #daily = new ReaderSet()
  readonly #clicks = new ReaderSet()
  readonly #ever = new ReaderSet()
  readonly #enough: number

  /** @param enough readers of an address, beyond whom none needs to be told apart */
  constructor(enough: number) {
    this.#enough = enough
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
    const [day, place] = [dayOf(at), this.#placeOf(address)]
    if (place >= 0 && this.#clicks.add(reader, place, day)) this.counts.add(address, day, 1)
  }

  /** Below 0 where there is no room. */
  #placeOf(address: string): number {
    let place = this.#places.get(address)
    if (place === undefined) {
      if (this.#places.size >= MAX_ADDRESSES) {
        this.counts.refused++
        return -1
      }
      this.#places.set(address, (place = this.#places.size))
    }
    return place
  }

  #count(address: string, day: number, reader: ReaderHash, into: 'days' | 'shown'): void {
    const place = this.#placeOf(address)
    if (place < 0 || !this.#daily.add(reader, place, day)) return
    const counts = this.counts.add(address, day, 1, into)
    // A place in time of its own, for readers of any day.
    if (counts && counts.readers < this.#enough && this.#ever.add(reader, place, -1)) counts.readers++
  }
}
