/**
 * Finds the keys with the largest sums in a stream, in bounded memory: Space-Saving (Metwally, Agrawal & El Abbadi,
 * "Efficient Computation of Frequent and Top-k Elements in Data Streams", ICDT 2005).
 */

/** An entry for a key. */
export interface Hit {
  /**
   * An upper bound on the true sum: everything added since the key entered, plus the total of the key that it replaced.
   */
  total: number
  /** Index in the heap; unused until all places are taken. */
  place: number
}

/**
 * When all k places are taken, a new key replaces the one with the smallest total and inherits that total. For a stream
 * that sums to N, the smallest total is at most N / k, so every key with a larger sum is present, and its count since
 * entering is too low by at most {@link missed}.
 */
export class HeavyHitters<T extends Hit> {
  readonly entries = new Map<string, T>()
  /**
   * The largest total that was ever replaced: an upper bound on how much of any key's sum was lost. 0 as long as there
   * was room for all keys.
   */
  missed = 0
  /** Number of replacements. */
  replaced = 0
  readonly #places: number
  /** A binary min-heap; empty until all places are taken. */
  #heap: Array<readonly [key: string, hit: T]> = []

  /** @param places number of keys kept, k */
  constructor(places: number) {
    this.#places = places
  }

  /** Adds to a key's total. @param make creates an entry with a total of 0 for a new key */
  add(key: string, amount: number, make: () => T): T {
    const known = this.entries.get(key)
    if (known) {
      known.total += amount
      if (this.#heap.length) this.#sink(known.place)
      return known
    }
    const hit = make()
    hit.total += amount
    if (this.entries.size < this.#places) this.entries.set(key, hit)
    else this.#replace(key, hit)
    return hit
  }

  #replace(key: string, hit: T): void {
    if (!this.#heap.length) this.#order()
    const [smallest, { total }] = this.#heap[0]!
    this.entries.delete(smallest)
    this.entries.set(key, hit)
    this.missed = total
    this.replaced++
    hit.total += total
    this.#put([key, hit], 0)
    this.#sink(0)
  }

  #order(): void {
    this.#heap = [...this.entries]
    this.#heap.forEach(([, hit], place) => {
      hit.place = place
    })
    for (let place = this.#heap.length >> 1; place >= 0; place--) this.#sink(place)
  }

  #put(entry: readonly [string, T], place: number): void {
    this.#heap[place] = entry
    entry[1].place = place
  }

  /** Totals only grow, so an entry can only move down. */
  #sink(from: number): void {
    const heap = this.#heap
    const entry = heap[from]!
    let place = from
    for (let child = 2 * place + 1; child < heap.length; child = 2 * place + 1) {
      if (child + 1 < heap.length && heap[child + 1]![1].total < heap[child]![1].total) child++
      if (heap[child]![1].total >= entry[1].total) break
      this.#put(heap[child]!, place)
      place = child
    }
    this.#put(entry, place)
  }
}
