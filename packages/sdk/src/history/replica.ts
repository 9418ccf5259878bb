import type { ItemContent, ReaderEvent, StoredVector, VectorOrigin } from '../types.ts'
import { type Forgotten, isEvent, isForgotten, isSame } from './event.ts'
import { byTime, isFresh, isPlausible, isWorthPruning, LIMITS, rowsToPrune, withinLimits } from './limits.ts'
import { clashes, UNKNOWN } from './vectors/vector-origin.ts'

/** What was read from disk, without damaged rows. */
export interface StoredRows {
  readonly events: readonly ReaderEvent[]
  /** The least recently seen first. */
  readonly items: readonly ItemContent[]
  /** Of one model, in any order. */
  readonly vectors: ReadonlyArray<
    Partial<VectorOrigin> & {
      /** Ends in the fingerprint: see `database.ts`. */
      readonly key: string
      readonly vector: StoredVector
      readonly used: number
    }
  >
}

/** From a vector's key on disk, of whatever model. */
export const fingerprintOf = (key: string): string => key.slice(key.lastIndexOf('/') + 1)

/** What the disk doesn't have yet. */
interface Pending {
  readonly unsaved: ReadonlySet<ReaderEvent>
  /** Whether the event should have been deleted, and may still be among the rows. */
  awaitsDeletion(event: ReaderEvent): boolean
}

/** Remembers a deletion, so that what other tabs send late doesn't bring deleted events back. */
interface Tombstone {
  /** Not there: everything. */
  readonly what?: Forgotten
  /** Milliseconds since 1970: later events don't count as deleted. */
  readonly until: number
}

export const isSmall = (row: object): boolean => JSON.stringify(row).length <= LIMITS.rowCharacters
export const entry = (item: ItemContent) => [item.id, item] as const

/** The same of what is in memory: the entries least recently used go. */
export function evict(map: Map<string, unknown>, most: number): void {
  for (const key of map.keys()) {
    if (map.size <= most) return
    map.delete(key)
  }
}

/** The history in memory, which ranking reads: synchronous, always within the limits, and without any storage. */
export class Replica {
  /** Oldest first. */
  events: ReaderEvent[] = []
  /** By id, the least recently seen first. */
  items = new Map<string, ItemContent>()
  /** By fingerprint, the least recently used first. */
  vectors = new Map<string, StoredVector>()
  /** Where each of these comes from. */
  origins = new Map<string, VectorOrigin>()
  /** In the order of deletion. */
  readonly tombstones: Tombstone[] = []

  /**
   * Replaces all by what lies on disk.
   *
   * @returns whether so much lies beyond the limits that the disk should be pruned
   */
  load({ events: rows, items, vectors }: StoredRows, pending: Pending, now: number): boolean {
    const events = rows.filter((event) => !pending.awaitsDeletion(event))
    const own = [...pending.unsaved].filter((event) => !events.some(isSame(event)))
    this.events = withinLimits([...events, ...own], now)
    this.items = new Map(items.slice(-LIMITS.items).map(entry))
    const rowsByUse = vectors.map((row) => ({ ...UNKNOWN, ...row })).sort((a, b) => a.used - b.used)
    const makers = new Map<string, number>()
    for (const { by } of rowsByUse) makers.set(by, (makers.get(by) ?? 0) + 1)
    // Two tabs may run two versions of a model: the vectors of the one that made more stay.
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
   * @returns the row to store, the known one if there is one; undefined when no reader could have done it
   */
  append(event: ReaderEvent, now: number): ReaderEvent | undefined {
    if (!isEvent(event) || !isSmall(event)) return undefined
    const known = this.events.find(isSame(event))
    if (known) return known
    if (!isPlausible(this.events, event)) return undefined
    // By a clock that is wrong it may look out of date: then it is stored, and not used.
    if (isFresh(event, now)) {
      this.events.push(event)
      this.events.sort(byTime)
    }
    return event
  }

  /** Takes in what other tabs have recorded. @returns whether anything of it was new */
  hear(events: readonly ReaderEvent[]): boolean {
    const before = this.events.length
    for (const event of events) {
      const isDeleted = ({ what, until }: Tombstone) => event.at <= until && (!what || isForgotten(what)(event))
      if (isEvent(event) && !this.tombstones.some(isDeleted)) this.append(event, event.at)
    }
    return this.events.length > before
  }

  /** @returns those that are small enough to keep */
  putItems(items: readonly ItemContent[]): ItemContent[] {
    const kept = items.filter(isSmall)
    for (const item of kept) {
      this.items.delete(item.id)
      this.items.set(item.id, item)
    }
    evict(this.items, LIMITS.items)
    return kept
  }

  /** As the one used last. */
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

  /** @returns the events that were deleted */
  forget(what: Forgotten, now: number): ReaderEvent[] {
    const isGone = isForgotten(what)
    this.tombstones.push({ what, until: now })
    const gone = this.events.filter(isGone)
    this.events = this.events.filter((event) => !isGone(event))
    for (const [id, item] of this.items) if (isGone(item)) this.items.delete(id)
    return gone
  }

  /** Deletes the vectors of deleted events' texts that no other event or item has. @returns their fingerprints */
  dropVectors(gone: readonly ReaderEvent[]): Set<string> {
    const unused = new Set(gone.map(({ fingerprint }) => fingerprint))
    for (const { fingerprint } of [...this.events, ...this.items.values()]) unused.delete(fingerprint)
    for (const fingerprint of unused) this.dropVector(fingerprint)
    return unused
  }

  /** Drops what the limits no longer allow. */
  prune(now: number): void {
    this.events = withinLimits(this.events, now)
  }

  /**
   * Deletes everything but these events.
   *
   * @param until up to when other tabs' events aren't taken in again. False: they are
   */
  clear(kept: ReadonlySet<ReaderEvent>, until: number | false): void {
    if (until) this.tombstones.push({ until })
    this.events = this.events.filter((event) => kept.has(event))
    this.items.clear()
    this.#clearVectors()
  }
}
