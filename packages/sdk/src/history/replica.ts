import type { ItemContent, ReaderEvent, StoredVector, VectorOrigin } from '../types.ts'
import { type Forgotten, isEvent, isForgotten, isSame } from './event.ts'
import { byTime, isFresh, isPlausible, isWorthPruning, LIMITS, rowsToPrune, withinLimits } from './event-limits.ts'
import { clashes, UNKNOWN } from './vectors/vector-origin.ts'

/** The rows read from disk, excluding damaged ones. */
export interface StoredRows {
  readonly events: readonly ReaderEvent[]
  /** The least recently seen first. */
  readonly items: readonly ItemContent[]
  /** Vectors of a single model, in any order. */
  readonly vectors: ReadonlyArray<
    Partial<VectorOrigin> & {
      /** `model/fingerprint`: see `database/open-database.ts`. */
      readonly key: string
      readonly vector: StoredVector
      readonly used: number
    }
  >
}

/** Extracts the fingerprint from a vector's key on disk, for any model. */
export const fingerprintOf = (key: string): string => key.slice(key.lastIndexOf('/') + 1)

/** Changes that have not yet reached the disk. */
interface Pending {
  readonly unsaved: ReadonlySet<ReaderEvent>
  /** Whether the event is waiting to be deleted from disk, and so may still be among the rows. */
  awaitsDeletion(event: ReaderEvent): boolean
}

/** A record of a deletion, so that deleted events aren't restored when they arrive late from other tabs. */
interface Tombstone {
  /** What was deleted; undefined if everything was. */
  readonly what?: Forgotten
  /** In milliseconds since 1970. Events after this time are kept. */
  readonly until: number
}

export const isSmall = (row: object): boolean => JSON.stringify(row).length <= LIMITS.rowCharacters
export const entry = (item: ItemContent) => [item.id, item] as const

/** Deletes the oldest entries of a map until at most `most` are left. The map's entries must be in order of use. */
export function evict(map: Map<string, unknown>, most: number): void {
  for (const key of map.keys()) {
    if (map.size <= most) return
    map.delete(key)
  }
}

/** The history in memory, which ranking uses: synchronous, always within the limits, and independent of storage. */
export class Replica {
  /** Oldest first. */
  events: ReaderEvent[] = []
  /** Keyed by id, least recently seen first. */
  items = new Map<string, ItemContent>()
  /** Keyed by fingerprint, least recently used first. */
  vectors = new Map<string, StoredVector>()
  /** The origin of each vector, keyed by fingerprint. */
  origins = new Map<string, VectorOrigin>()
  /** In order of deletion. */
  readonly tombstones: Tombstone[] = []

  /**
   * Replaces everything with the rows from disk.
   *
   * @returns whether enough rows exceed the limits to make pruning the disk worthwhile
   */
  load({ events: rows, items, vectors }: StoredRows, pending: Pending, now: number): boolean {
    const events = rows.filter((event) => !pending.awaitsDeletion(event))
    const own = [...pending.unsaved].filter((event) => !events.some(isSame(event)))
    this.events = withinLimits([...events, ...own], now)
    this.items = new Map(items.slice(-LIMITS.items).map(entry))
    const rowsByUse = vectors.map((row) => ({ ...UNKNOWN, ...row })).sort((a, b) => a.used - b.used)
    const makers = new Map<string, number>()
    for (const { by } of rowsByUse) makers.set(by, (makers.get(by) ?? 0) + 1)
    // Two tabs may run different versions of a model, whose vectors can't be compared. Keep the version that computed
    // more vectors.
    const kept: string[] = []
    for (const [by] of [...makers].sort(([, a], [, b]) => b - a))
      if (!kept.some((each) => clashes(each, by))) kept.push(by)
    this.#clearVectors()
    for (const { key, vector, by, depth, deepest } of rowsByUse)
      if (kept.includes(by)) this.setVector(fingerprintOf(key), vector, { by, depth, deepest })
    return isWorthPruning(rowsToPrune(events, this.events, now), now)
  }

  /**
   * Adds an event.
   *
   * @returns the row to store, or the existing row if the event is a duplicate; undefined if the event is implausible
   */
  append(event: ReaderEvent, now: number): ReaderEvent | undefined {
    if (!isEvent(event) || !isSmall(event)) return undefined
    const known = this.events.find(isSame(event))
    if (known) return known
    if (!isPlausible(this.events, event)) return undefined
    // If the clock is wrong, a new event may look expired. It is stored, but not used.
    if (isFresh(event, now)) {
      this.events.push(event)
      this.events.sort(byTime)
    }
    return event
  }

  /** Adds events recorded by other tabs. @returns whether any of them were new */
  hear(events: readonly ReaderEvent[]): boolean {
    const before = this.events.length
    for (const event of events) {
      const isDeleted = ({ what, until }: Tombstone) => event.at <= until && (!what || isForgotten(what)(event))
      if (isEvent(event) && !this.tombstones.some(isDeleted)) this.append(event, event.at)
    }
    return this.events.length > before
  }

  /** Adds items seen in lists. @returns the items that are small enough to keep */
  putItems(items: readonly ItemContent[]): ItemContent[] {
    const kept = items.filter(isSmall)
    for (const item of kept) {
      this.items.delete(item.id)
      this.items.set(item.id, item)
    }
    evict(this.items, LIMITS.items)
    return kept
  }

  /** Stores a vector and marks it as the most recently used. */
  setVector(fingerprint: string, vector: StoredVector, origin: VectorOrigin): void {
    this.dropVector(fingerprint)
    this.vectors.set(fingerprint, vector)
    this.origins.set(fingerprint, origin)
  }

  dropVector(fingerprint: string): void {
    this.vectors.delete(fingerprint)
    this.origins.delete(fingerprint)
  }

  #clearVectors(): void {
    this.vectors = new Map()
    this.origins = new Map()
  }

  /** Deletes events and items. @returns the deleted events */
  forget(what: Forgotten, now: number): ReaderEvent[] {
    const isGone = isForgotten(what)
    this.tombstones.push({ what, until: now })
    const gone = this.events.filter(isGone)
    this.events = this.events.filter((event) => !isGone(event))
    for (const [id, item] of this.items) if (isGone(item)) this.items.delete(id)
    return gone
  }

  /**
   * Deletes vectors of the deleted events' texts unless another event or item has the same text.
   *
   * @returns the fingerprints of the deleted vectors
   */
  dropVectors(gone: readonly ReaderEvent[]): Set<string> {
    const unused = new Set(gone.map(({ fingerprint }) => fingerprint))
    for (const { fingerprint } of [...this.events, ...this.items.values()]) unused.delete(fingerprint)
    for (const fingerprint of unused) this.dropVector(fingerprint)
    return unused
  }

  /** Drops events beyond the limits. */
  prune(now: number): void {
    this.events = withinLimits(this.events, now)
  }

  /**
   * Deletes everything except `kept`.
   *
   * @param until time up to which other tabs' events are rejected from now on; if false, none are rejected
   */
  clear(kept: ReadonlySet<ReaderEvent>, until: number | false): void {
    if (until) this.tombstones.push({ until })
    this.events = this.events.filter((event) => kept.has(event))
    this.items.clear()
    this.#clearVectors()
  }
}
