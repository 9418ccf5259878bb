/**
 * Records which reader opened which items, in bounded memory, and drops items and readers that must not be learned
 * from.
 */
import type { ReaderHash } from '../popularity/reader-set.ts'
import { placeOf } from '../popularity/reader-set.ts'

/** Maximum number of items per reader; a reader with more is a crawler, or many people behind one address. */
export const MOST_ITEMS_OF_READER = 200
/** Maximum number of (reader, item) pairs. */
const MAX_PAIRS = 5_000_000
/** Maximum number of items; beyond it, those with the fewest readers are dropped. */
const MAX_ITEMS = 100_000

/** The items that each reader opened, without the readers' names. */
export interface Openings {
  /** Ids, sorted. */
  readonly items: readonly string[]
  /** For each reader, the indices of at least two items, sorted. */
  readonly readers: ReadonlyArray<readonly number[]>
}

export interface Limits {
  /** Items opened by fewer readers are left out. */
  readonly minReaders: number
  /** Maximum number of items; those with the most readers are kept. */
  readonly limit: number
}

/** A pseudo-random number for a pair of 32-bit numbers (the finaliser of MurmurHash3). */
function priority(reader: number, item: number): number {
  let mixed = Math.imul(reader ^ item, 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

interface Reader {
  /** 32 bits of the reader's hash. */
  readonly hash: number
  items: number[]
}

/** Counts readers per item. */
function readersOf(readers: Iterable<readonly number[]>, items: number): Uint32Array {
  const counts = new Uint32Array(items)
  for (const own of readers) for (const item of own) counts[item]!++
  return counts
}

export class OpeningsCollector {
  readonly #maxPairs: number
  readonly #maxItems: number
  /** Keyed by 52 bits of the reader's hash. */
  readonly #readers = new Map<number, Reader>()
  #index = new Map<string, number>()
  #hashes: number[] = []
  #pairs = 0
  /** Readers whose hash is at or above this are left out. */
  #limit = 2 ** 32
  /** Number of items dropped to make room. */
  dropped = 0

  constructor(maxPairs = MAX_PAIRS, maxItems = MAX_ITEMS) {
    this.#maxPairs = maxPairs
    this.#maxItems = maxItems
  }

  /** Share of readers that are sampled, 0 to 1. */
  get share(): number {
    return this.#limit / 2 ** 32
  }

  add([high, low]: ReaderHash, item: string): void {
    if (high >= this.#limit) return
    let index = this.#index.get(item)
    if (index === undefined) {
      if (this.#index.size >= this.#maxItems) this.#dropItems()
      this.#index.set(item, (index = this.#index.size))
      this.#hashes.push(placeOf(item))
    }
    const key = high * 2 ** 20 + (low >>> 12)
    let reader = this.#readers.get(key)
    if (!reader) this.#readers.set(key, (reader = { hash: high, items: [] }))
    if (reader.items.includes(index)) return
    reader.items.push(index)
    this.#pairs++
    // Don't cut at every addition, since each cut sorts the items.
    if (reader.items.length >= 2 * MOST_ITEMS_OF_READER) this.#cut(reader)
    if (this.#pairs > this.#maxPairs) this.#dropReaders()
  }

  /** Keeps a random subset of a reader's items. The choice doesn't depend on the order of the log. */
  #cut(reader: Reader): void {
    const { hash, items } = reader
    if (items.length <= MOST_ITEMS_OF_READER) return
    const priorities = new Map(items.map((item) => [item, priority(hash, this.#hashes[item]!)]))
    items.sort((a, b) => priorities.get(a)! - priorities.get(b)!)
    this.#pairs -= items.length - MOST_ITEMS_OF_READER
    reader.items = items.slice(0, MOST_ITEMS_OF_READER)
  }

  /** Drops half of the readers, each with all of their items. */
  #dropReaders(): void {
    this.#limit /= 2
    for (const [key, { hash, items }] of this.#readers) {
      if (hash < this.#limit) continue
      this.#readers.delete(key)
      this.#pairs -= items.length
    }
  }

  /** Drops the half of the items that have the fewest readers. */
  #dropItems(): void {
    const counts = this.#counts()
    const ids = [...this.#index.keys()]
    const kept = ids
      .map((_, item) => item)
      .sort((a, b) => counts[b]! - counts[a]! || a - b)
      .slice(0, this.#maxItems >> 1)
      .sort((a, b) => a - b)
    this.dropped += ids.length - kept.length
    const moved = new Map(kept.map((item, to) => [item, to]))
    this.#index = new Map(kept.map((item, to) => [ids[item]!, to]))
    this.#hashes = kept.map((item) => this.#hashes[item]!)
    this.#pairs = 0
    for (const [key, reader] of this.#readers) {
      reader.items = reader.items.flatMap((item) => moved.get(item) ?? [])
      this.#pairs += reader.items.length
      if (!reader.items.length) this.#readers.delete(key)
    }
  }

  #counts = () =>
    readersOf(
      Array.from(this.#readers.values(), ({ items }) => items),
      this.#index.size,
    )

  /**
   * Returns the openings that may be learned from: every item has enough readers, and every reader has at least two
   * such items. A reader of a single item reveals nothing about which items are read together, and so doesn't count as
   * one of the item's readers.
   */
  finish({ minReaders, limit }: Limits): Openings {
    for (const reader of this.#readers.values()) this.#cut(reader)
    const ids = [...this.#index.keys()]
    const counts = this.#counts()
    let kept = ids
      .map((_, item) => item)
      .filter((item) => counts[item]! >= minReaders)
      .sort((a, b) => counts[b]! - counts[a]! || (ids[a]! < ids[b]! ? -1 : 1))
      .slice(0, limit)
    const sorted = [...this.#readers].sort(([a], [b]) => a - b)
    let readers = sorted.map(([, { items }]) => items)
    for (let left = -1; left !== kept.length; ) {
      left = kept.length
      const isKept = new Set(kept)
      readers = readers.map((items) => items.filter((item) => isKept.has(item))).filter((items) => items.length > 1)
      const now = readersOf(readers, ids.length)
      kept = kept.filter((item) => now[item]! >= minReaders)
    }
    kept.sort((a, b) => (ids[a]! < ids[b]! ? -1 : 1))
    const place = new Map(kept.map((item, to) => [item, to]))
    return {
      items: kept.map((item) => ids[item]!),
      readers: readers.map((items) => items.map((item) => place.get(item)!).sort((a, b) => a - b)),
    }
  }
}
