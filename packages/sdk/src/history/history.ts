import type { ItemContent, ReaderEvent, StoredVector } from '../types.ts'
import { Connection } from './connection.ts'
import { quietly, type Transaction } from './database.ts'
import { type Forgotten, identity, isEvent, isForgotten, isItem, isSame } from './event.ts'
import type { HistoryStore, Imported } from './history-store.ts'
import { isOutgrown, LIMITS, plausible, withinLimits } from './limits.ts'
import type { Report } from './report.ts'

/** Events appended until the disk is looked at again. */
const PRUNE_EVERY = 200

const isSmall = (row: object): boolean => JSON.stringify(row).length <= LIMITS.rowCharacters
const byTime = (a: ReaderEvent, b: ReaderEvent): number => a.at - b.at

class Store implements HistoryStore {
  events: ReaderEvent[] = []
  items = new Map<string, ItemContent>()
  vectors = new Map<string, StoredVector>()
  unsaved = new Set<ReaderEvent>()
  /** Of these the ones whose writing has failed: they go along with the next. */
  #failed: ReaderEvent[] = []
  #by: string | undefined
  #appended = 0
  /** Until when, and of what, nothing that other tabs still tell of is taken in. */
  #forgotten: Array<{ readonly isGone: (event: ReaderEvent) => boolean; readonly until: number }> = []
  readonly #connection: Connection

  constructor(
    private readonly model: string,
    private readonly report: Report,
    onEmptied: () => void,
  ) {
    this.#connection = new Connection({
      report,
      onEmptied: (atOnce) => {
        this.#empty(atOnce)
        onEmptied()
      },
      onLate: () => void this.#save([]),
    })
  }

  async reload(now: number): Promise<void> {
    let outgrown = false
    await this.#connection.run(['events', 'items', 'vectors'], 'readonly', async (transaction) => {
      const [rows, items, vectors] = await Promise.all([
        transaction.objectStore('events').getAll(),
        transaction.objectStore('items').index('seen').getAll(),
        transaction.objectStore('vectors').getAll(this.#range()),
      ])
      const events = rows.filter(isEvent)
      const own = [...this.unsaved].filter((event) => !events.some(isSame(event)))
      this.events = withinLimits([...events, ...own].sort(byTime), now)
      outgrown = isOutgrown(events, this.events, now)
      this.items = new Map(items.flatMap(({ item }) => (isItem(item) ? [[item.id, item] as const] : [])))
      const usable = vectors.filter(({ vector }) => vector instanceof Int8Array)
      // Two tabs may run two versions of a model: those of the one that made more stay.
      const makers = new Map<string | undefined, number>()
      for (const { by } of usable) makers.set(by, (makers.get(by) ?? 0) + 1)
      this.#by = [...makers].sort(([, a], [, b]) => b - a)[0]?.[0]
      this.vectors = new Map(
        usable.flatMap(({ key, vector, by }) =>
          by === this.#by ? [[key.slice(this.model.length + 1), vector] as const] : [],
        ),
      )
    })
    if (outgrown) await this.#prune(now)
  }

  async append(event: ReaderEvent): Promise<boolean> {
    if (!isEvent(event) || !isSmall(event)) return false
    if (!this.events.some(isSame(event))) {
      if (!plausible(this.events, event.at, event.kind)) return false
      this.events.push(event)
    }
    this.unsaved.add(event)
    await this.#save([event])
    if (++this.#appended % PRUNE_EVERY === 0) await this.#prune(event.at)
    return true
  }

  hear(events: readonly ReaderEvent[]): boolean {
    const fresh = (Array.isArray(events) ? events : []).filter(
      (event) =>
        isEvent(event) &&
        isSmall(event) &&
        !this.#forgotten.some(({ isGone, until }) => event.at <= until && isGone(event)) &&
        !this.events.some(isSame(event)) &&
        plausible(this.events, event.at, event.kind),
    )
    this.events.push(...fresh)
    return fresh.length > 0
  }

  async putItems(items: readonly ItemContent[], now: number): Promise<void> {
    const kept = items.filter(isSmall)
    for (const item of kept) {
      this.items.delete(item.id)
      this.items.set(item.id, item)
    }
    const surplus = [...this.items.keys()].slice(0, Math.max(0, this.items.size - LIMITS.items))
    for (const id of surplus) this.items.delete(id)
    await this.#connection.run(['items'], 'readwrite', async (transaction) => {
      const store = transaction.objectStore('items')
      for (const id of surplus) quietly(store.delete(id))
      for (const item of kept) quietly(store.put({ item, seen: now }))
    })
  }

  async putVectors(vectors: ReadonlyMap<string, StoredVector>, now: number, by = this.#by): Promise<void> {
    const replaced = by !== this.#by
    if (replaced) this.vectors.clear()
    this.#by = by
    for (const [fingerprint, vector] of vectors) this.vectors.set(fingerprint, vector)
    await this.#connection.run(['vectors'], 'readwrite', async (transaction) => {
      const store = transaction.objectStore('vectors')
      if (replaced) quietly(store.delete(this.#range()))
      for (const [fingerprint, vector] of vectors) {
        quietly(store.put({ key: `${this.model}/${fingerprint}`, vector, used: now, ...(by !== undefined && { by }) }))
      }
      let surplus = (await store.count()) - LIMITS.vectors
      let cursor = surplus > 0 ? await store.index('used').openCursor() : null
      for (; cursor && surplus > 0; surplus--, cursor = await cursor.continue()) await cursor.delete()
    })
  }

  async merge({ events, items }: Imported, now: number): Promise<{ events: number; items: number }> {
    const identities = new Set(this.events.map(identity))
    const added = events.filter(
      (event) => isSmall(event) && !identities.has(identity(event)) && identities.add(identity(event)),
    )
    this.events = withinLimits([...this.events, ...added].sort(byTime), now)
    const kept = new Set(this.events)
    const fresh = added.filter((event) => kept.has(event))
    const seen = items.filter((item) => isSmall(item) && !this.items.has(item.id))
    // What was seen here is more recent than what comes from elsewhere.
    const room = seen.slice(Math.max(0, seen.length - (LIMITS.items - this.items.size)))
    this.items = new Map([...room.map((item) => [item.id, item] as const), ...this.items])
    for (const event of fresh) this.unsaved.add(event)
    await this.#save(fresh)
    await this.#connection.run(['items'], 'readwrite', async (transaction) => {
      const store = transaction.objectStore('items')
      for (const [seen, item] of room.entries()) quietly(store.put({ item, seen }))
    })
    await this.#prune(now)
    return { events: fresh.length, items: room.length }
  }

  async forget(what: Forgotten): Promise<number> {
    const isGone = isForgotten(what)
    const { item, at, kind } = what
    const gone = this.events.filter(isGone)
    this.#forgotten.push({ isGone, until: Date.now() })
    this.events = this.events.filter((event) => !isGone(event))
    for (const event of this.unsaved) if (isGone(event)) this.unsaved.delete(event)
    let count = gone.length
    const take = async (transaction: Transaction<'events' | 'vectors', 'readwrite'>) => {
      const [events, vectors] = [transaction.objectStore('events'), transaction.objectStore('vectors')]
      const index = events.index('identity')
      const all =
        at === undefined || kind === undefined
          ? IDBKeyRange.bound([item], [item, []])
          : IDBKeyRange.only([item, at, kind])
      const [keys, rows, names] = await Promise.all([index.getAllKeys(all), index.getAll(all), vectors.getAllKeys()])
      const texts = this.#unused([...gone, ...rows.filter(isEvent)])
      for (const fingerprint of texts) this.vectors.delete(fingerprint)
      for (const name of names) if (texts.has(name.slice(name.lastIndexOf('/') + 1))) quietly(vectors.delete(name))
      for (const key of keys) quietly(events.delete(key))
      // Another tab, told of it, may have been quicker with what both knew.
      count = gone.length + rows.filter((row) => !gone.some(isSame(row))).length
    }
    // What the reader has taken out must not come back, not even by a loss of power.
    await this.#connection.run(['events', 'vectors'], 'readwrite', take, 'strict')
    return count
  }

  async wipe(): Promise<void> {
    this.#empty(true)
    try {
      await this.#connection.delete()
    } catch (cause) {
      this.report('storage-unavailable', 'the history could not be deleted from IndexedDB', cause)
    }
  }

  async recover(now: number): Promise<void> {
    this.#empty(true)
    await this.reload(now)
  }

  close(): void {
    this.#connection.close()
  }

  /** @param atOnce what is on its way to the disk goes too: it happened before */
  #empty(atOnce: boolean): void {
    if (atOnce) {
      this.unsaved.clear()
      this.#failed = []
      this.#forgotten.push({ isGone: () => true, until: Date.now() })
    }
    this.events = this.events.filter((event) => this.unsaved.has(event))
    this.items.clear()
    this.vectors.clear()
    this.#by = undefined
  }

  #range(): IDBKeyRange {
    return IDBKeyRange.bound(`${this.model}/`, `${this.model}/\uffff`)
  }

  /** Fingerprints of these events that neither another event nor an item has. */
  #unused(gone: readonly ReaderEvent[]): Set<string> {
    const texts = new Set(gone.map(({ fingerprint }) => fingerprint))
    for (const { fingerprint } of [...this.events, ...this.items.values()]) texts.delete(fingerprint)
    return texts
  }

  /** Writes events, and those whose writing failed before. One that lies there already, by another tab, isn't doubled. */
  async #save(events: readonly ReaderEvent[]): Promise<void> {
    const batch = [...this.#failed.splice(0), ...events].filter((event) => this.unsaved.has(event))
    if (!batch.length) return
    const saved = await this.#connection.run(['events'], 'readwrite', async (transaction) => {
      const store = transaction.objectStore('events')
      const index = store.index('identity')
      const known = await Promise.all(batch.map(({ item, at, kind }) => index.getKey([item, at, kind])))
      batch.forEach((event, i) => {
        if (known[i] === undefined) quietly(store.add(event))
      })
    })
    if (saved) for (const event of batch) this.unsaved.delete(event)
    // What was forgotten meanwhile isn't tried again.
    else this.#failed.push(...batch.filter((event) => this.unsaved.has(event)))
  }

  /** Takes from disk what the limits no longer allow, other tabs' rows seen too. */
  async #prune(now: number): Promise<void> {
    this.events = withinLimits(this.events, now)
    await this.#connection.run(['events'], 'readwrite', async (transaction) => {
      const store = transaction.objectStore('events')
      const [keys, rows] = await Promise.all([store.getAllKeys(), store.getAll()])
      const kept = new Set(withinLimits(rows.filter(isEvent).sort(byTime), now))
      keys.forEach((key, i) => {
        if (!kept.has(rows[i]!)) quietly(store.delete(key))
      })
    })
  }
}

/**
 * Opens the history and reads it whole (at most 2,000 events, 500 items and 5,000 vectors).
 *
 * @param model name and version of the text encoder: vectors of another model are never mixed in
 * @param report told once when storage fails; the store then works in memory
 * @param onEmptied called when another tab, or the reader, has deleted everything: memory has let go of it
 */
export async function openHistory(
  model: string,
  report: Report,
  now = Date.now(),
  onEmptied: () => void = () => {},
): Promise<HistoryStore> {
  const store = new Store(model, report, onEmptied)
  await store.reload(now)
  return store
}
