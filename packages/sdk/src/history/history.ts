import type { ErrorCode, ItemContent, ReaderEvent, StoredVector } from '../types.ts'
import { type Database, openDatabase } from './database.ts'
import { deleteDatabase } from './delete.ts'
import { DAY, LIMITS, plausible, withinLimits } from './limits.ts'

/** A lost connection is reopened so often; then memory takes over. */
const REOPENINGS = 3

/** Rows beyond the limit before it is enforced: pruning rewrites the store. */
const PRUNE_EVERY = 200

/** What is kept of the reader, as plain values: everything that ranking needs lies in memory, IndexedDB is its master. */
export interface HistoryStore {
  /** Oldest first. */
  readonly events: readonly ReaderEvent[]
  readonly items: ReadonlyMap<string, ItemContent>
  /** By fingerprint, of the model named at opening. */
  readonly vectors: ReadonlyMap<string, StoredVector>
  /** True once an event is stored as safely as it can be; false when it was refused as more than a reader can do. */
  append(event: ReaderEvent): Promise<boolean>
  /** Takes in what another tab has stored, or is about to. @returns whether anything of it was new */
  hear(events: readonly ReaderEvent[]): boolean
  putItems(items: readonly ItemContent[], now: number): Promise<void>
  /** Vectors put again count as used now: the least recently used give way. */
  putVectors(vectors: ReadonlyMap<string, StoredVector>, now: number): Promise<void>
  /** Deletes everything, here and on disk. */
  wipe(): Promise<void>
  close(): void
}

type Report = (code: ErrorCode, message: string, cause: unknown) => void

const isQuota = (cause: unknown): boolean => cause instanceof DOMException && cause.name === 'QuotaExceededError'
/** The handle is dead, the database needn't be. */
const isLost = (cause: unknown): boolean =>
  cause instanceof DOMException && /^(InvalidState|Unknown|Abort)Error$/.test(cause.name)

class Store implements HistoryStore {
  events: ReaderEvent[] = []
  items = new Map<string, ItemContent>()
  vectors = new Map<string, StoredVector>()
  #database: Database | undefined
  #reopenings = 0
  #told = false
  #over = false

  constructor(
    private readonly model: string,
    private readonly report: Report,
  ) {}

  async open(now: number): Promise<void> {
    let outgrown = false
    await this.#run(async (database) => {
      const transaction = database.transaction(['events', 'items', 'vectors'])
      const range = IDBKeyRange.bound(`${this.model}/`, `${this.model}/\uffff`)
      const [events, items, vectors] = await Promise.all([
        transaction.objectStore('events').getAll(),
        transaction.objectStore('items').index('seen').getAll(),
        transaction.objectStore('vectors').getAll(range),
      ])
      this.events = withinLimits(events.filter(isEvent), now)
      const [oldest] = events
      const expired = isEvent(oldest) && now - oldest.at > (LIMITS.days + 1) * DAY
      outgrown = expired || events.length - this.events.length >= PRUNE_EVERY
      for (const { item } of items) if (typeof item.text === 'string') this.items.set(item.id, item)
      for (const { key, vector } of vectors) {
        if (vector instanceof Int8Array) this.vectors.set(key.slice(this.model.length + 1), vector)
      }
    })
    if (outgrown) await this.#prune(now)
  }

  async append(event: ReaderEvent): Promise<boolean> {
    if (!isEvent(event) || !plausible(this.events, event)) return false
    this.events.push(event)
    await this.#run((database) => database.add('events', event))
    if (this.events.length >= LIMITS.rows + PRUNE_EVERY) await this.#prune(event.at)
    return true
  }

  hear(events: readonly ReaderEvent[]): boolean {
    const same = (a: ReaderEvent) => (b: ReaderEvent) => a.at === b.at && a.item === b.item && a.kind === b.kind
    const fresh = (Array.isArray(events) ? events : []).filter(
      (event) => isEvent(event) && !this.events.some(same(event)) && plausible(this.events, event),
    )
    this.events.push(...fresh)
    return fresh.length > 0
  }

  async putItems(items: readonly ItemContent[], now: number): Promise<void> {
    for (const item of items) {
      this.items.delete(item.id)
      this.items.set(item.id, item)
    }
    const surplus = [...this.items.keys()].slice(0, Math.max(0, this.items.size - LIMITS.items))
    for (const id of surplus) this.items.delete(id)
    await this.#run(async (database) => {
      const transaction = database.transaction('items', 'readwrite', { durability: 'relaxed' })
      for (const id of surplus) void transaction.store.delete(id)
      for (const item of items) void transaction.store.put({ item, seen: now })
      await transaction.done
    })
  }

  async putVectors(vectors: ReadonlyMap<string, StoredVector>, now: number): Promise<void> {
    for (const [fingerprint, vector] of vectors) this.vectors.set(fingerprint, vector)
    await this.#run(async (database) => {
      const transaction = database.transaction('vectors', 'readwrite', { durability: 'relaxed' })
      for (const [fingerprint, vector] of vectors) {
        void transaction.store.put({ key: `${this.model}/${fingerprint}`, vector, used: now })
      }
      let surplus = (await transaction.store.count()) - LIMITS.vectors
      let cursor = surplus > 0 ? await transaction.store.index('used').openCursor() : null
      for (; cursor && surplus > 0; surplus--, cursor = await cursor.continue()) await cursor.delete()
      await transaction.done
    })
  }

  async wipe(): Promise<void> {
    this.events = []
    this.items.clear()
    this.vectors.clear()
    this.#release()
    try {
      await deleteDatabase()
    } catch (cause) {
      this.report('storage-unavailable', 'the history could not be deleted from IndexedDB', cause)
    }
  }

  close(): void {
    this.#over = true
    this.#release()
  }

  #release(): void {
    this.#database?.close()
    this.#database = undefined
  }

  /** Takes from disk what the limits no longer allow, other tabs' rows seen too. */
  async #prune(now: number): Promise<void> {
    this.events = withinLimits(this.events, now)
    await this.#run(async (database) => {
      const { store, done } = database.transaction('events', 'readwrite', { durability: 'relaxed' })
      const [keys, rows] = await Promise.all([store.getAllKeys(), store.getAll()])
      const kept = new Set(withinLimits(rows.filter(isEvent), now))
      keys.forEach((key, i) => {
        if (!kept.has(rows[i]!)) void store.delete(key)
      })
      await done
    })
  }

  /** Does `work` on an open database. On any fault memory serves on, and the page is told once. */
  async #run(work: (database: Database) => Promise<unknown>): Promise<void> {
    // Work under way when consent is withdrawn must not make the database anew.
    while (!this.#over) {
      try {
        this.#database ??= await openDatabase(() => {
          this.#database = undefined
        })
        await work(this.#database)
        return
      } catch (cause) {
        if (isLost(cause) && this.#database && this.#reopenings < REOPENINGS) {
          this.#reopenings++
          this.#release()
          continue
        }
        if (!this.#told && !this.#over) {
          this.#told = true
          const code = isQuota(cause) ? 'storage-full' : 'storage-unavailable'
          this.report(code, 'IndexedDB fails or is full: this visit is kept in memory only', cause)
        }
        return
      }
    }
  }
}

function isEvent(value: unknown): value is ReaderEvent {
  const event = value as ReaderEvent | null
  return (
    typeof event?.at === 'number' &&
    typeof event.item === 'string' &&
    typeof event.kind === 'string' &&
    typeof event.text === 'string' &&
    typeof event.fingerprint === 'string'
  )
}

/**
 * Opens the history and reads it whole (at most 2,000 events, 500 items and 5,000 vectors).
 *
 * @param model name and version of the text encoder: vectors of another model are never mixed in
 * @param report told once when storage fails; the store then works in memory
 */
export async function openHistory(model: string, report: Report, now = Date.now()): Promise<HistoryStore> {
  const store = new Store(model, report)
  await store.open(now)
  return store
}
