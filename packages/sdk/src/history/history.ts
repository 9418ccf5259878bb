import type { ItemContent, ReaderEvent, StoredVector } from '../types.ts'
import { Connection } from './connection.ts'
import { quietly, type Transaction, trim } from './database.ts'
import { sweepRows } from './delete.ts'
import { type Forgotten, identity, isEvent, isForgotten, isItem, isSame } from './event.ts'
import type { HistoryStore, Imported } from './history-store.ts'
import { isFresh, isWorthPruning, LIMITS, outgrown, plausible, withinLimits } from './limits.ts'
import type { ReportError } from './report-error.ts'

/** Events appended until the disk is looked at again. */
const PRUNE_EVERY = 200

const isSmall = (row: object): boolean => JSON.stringify(row).length <= LIMITS.rowCharacters
const entry = (item: ItemContent) => [item.id, item] as const
/** Of more than so many entries those go that were put first. */
function keepNewest(map: Map<string, unknown>, most: number): void {
  for (const key of map.keys()) {
    if (map.size <= most) return
    map.delete(key)
  }
}
const byTime = (a: ReaderEvent, b: ReaderEvent): number => a.at - b.at

/** Something that the reader has taken out. */
interface Forgetting {
  readonly isGone: (event: ReaderEvent) => boolean
  /** What other tabs still tell of the time until then isn't taken in. */
  readonly until: number
  /** Not there: everything. */
  readonly what?: Forgotten
  /** It still lies on the disk, which could not be written. */
  failed?: boolean
}

class Store implements HistoryStore {
  events: ReaderEvent[] = []
  items = new Map<string, ItemContent>()
  vectors = new Map<string, StoredVector>()
  unsaved = new Set<ReaderEvent>()
  /** Of these the ones whose writing has failed: they go along with the next. */
  #failed: ReaderEvent[] = []
  #by: string | undefined
  #appended = 0
  #forgotten: Forgetting[] = []
  readonly #connection: Connection

  constructor(
    private readonly model: string,
    report: ReportError,
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
    let surplus: ReaderEvent[] = []
    let isStale = false
    await this.#connection.run(['events', 'items', 'vectors'], 'readonly', async (transaction) => {
      const begun = this.#forgotten.length
      const [rows, items, vectors] = await Promise.all([
        transaction.objectStore('events').getAll(),
        transaction.objectStore('items').index('seen').getAll(),
        transaction.objectStore('vectors').getAll(this.#range()),
      ])
      // What was taken out meanwhile has been read all the same.
      isStale = begun !== this.#forgotten.length
      if (isStale) return
      const isLeft = (event: ReaderEvent) => !this.#forgotten.some(({ failed, isGone }) => failed && isGone(event))
      const events = rows.filter(isEvent).filter(isLeft)
      const own = [...this.unsaved].filter((event) => !events.some(isSame(event)))
      this.events = withinLimits([...events, ...own].sort(byTime), now)
      surplus = outgrown(events, this.events, now)
      const whole = items.map(({ item }) => item).filter(isItem)
      this.items = new Map(whole.slice(-LIMITS.items).map(entry))
      const usable = vectors.filter(({ vector }) => vector instanceof Int8Array).sort((a, b) => a.used - b.used)
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
    // Where everything has been deleted there is nothing to read, and no database to be made anew for it.
    if (isStale && this.#forgotten.at(-1)?.what) await this.reload(now)
    if (isWorthPruning(surplus, now)) await this.#prune(now)
  }

  async append(event: ReaderEvent, now = event.at): Promise<boolean> {
    if (!isEvent(event) || !isSmall(event)) return false
    const known = this.events.find(isSame(event))
    if (!known) {
      if (!plausible(this.events, event)) return false
      // By a clock that is wrong it may look out of date: then it lies on the disk, unused.
      if (isFresh(event, now)) this.#insert(event)
    }
    const row = known ?? event
    this.unsaved.add(row)
    await this.#save([row])
    if (++this.#appended % PRUNE_EVERY === 0) await this.#prune(now)
    return true
  }

  hear(events: readonly ReaderEvent[]): boolean {
    const before = this.events.length
    for (const event of events) {
      if (
        isEvent(event) &&
        isSmall(event) &&
        !this.#forgotten.some(({ isGone, until }) => event.at <= until && isGone(event)) &&
        !this.events.some(isSame(event)) &&
        plausible(this.events, event)
      )
        this.#insert(event)
    }
    return this.events.length > before
  }

  async putItems(items: readonly ItemContent[], now: number): Promise<void> {
    const kept = items.filter(isSmall)
    for (const item of kept) {
      this.items.delete(item.id)
      this.items.set(item.id, item)
    }
    keepNewest(this.items, LIMITS.items)
    await this.#writeItems(kept, now)
  }

  async putVectors(vectors: ReadonlyMap<string, StoredVector>, now: number, by = this.#by): Promise<void> {
    const replaced = by !== this.#by
    if (replaced) this.vectors.clear()
    this.#by = by
    for (const [fingerprint, vector] of vectors) {
      this.vectors.delete(fingerprint)
      this.vectors.set(fingerprint, vector)
    }
    keepNewest(this.vectors, LIMITS.vectors)
    await this.#connection.run(['vectors'], 'readwrite', async (transaction) => {
      const store = transaction.objectStore('vectors')
      if (replaced) quietly(store.delete(this.#range()))
      for (const [fingerprint, vector] of vectors) {
        quietly(store.put({ key: `${this.model}/${fingerprint}`, vector, used: now, ...(by !== undefined && { by }) }))
      }
      await trim(store.index('used'), LIMITS.vectors)
    })
  }

  async merge({ events, items }: Imported, now: number): Promise<{ events: number; items: number }> {
    const added = new Map(events.filter(isSmall).map((event) => [identity(event), event] as const))
    for (const event of this.events) added.delete(identity(event))
    this.events = withinLimits([...this.events, ...added.values()].sort(byTime), now)
    const fresh = this.events.filter((event) => added.has(identity(event)))
    const seen = new Map(items.filter(isSmall).map(entry))
    for (const id of this.items.keys()) seen.delete(id)
    // What was seen here is more recent than what comes from elsewhere.
    const room = [...seen.values()].slice(Math.max(0, seen.size + this.items.size - LIMITS.items))
    this.items = new Map([...room.map(entry), ...this.items])
    for (const event of fresh) this.unsaved.add(event)
    await this.#save(fresh)
    await this.#writeItems(room)
    await this.#prune(now)
    return { events: fresh.length, items: room.length }
  }

  async forget(what: Forgotten): Promise<number> {
    const isGone = isForgotten(what)
    const gone = this.events.filter(isGone)
    const forgetting: Forgetting = { isGone, until: Date.now(), what }
    this.#forgotten.push(forgetting)
    this.events = this.events.filter((event) => !isGone(event))
    for (const event of this.unsaved) if (isGone(event)) this.unsaved.delete(event)
    const count = await this.#takeOut(forgetting, gone)
    if (!forgetting.failed) quietly(sweepRows())
    return count
  }

  /** @param gone what memory knew of it @returns how many events it is together with what only the disk knew */
  async #takeOut(forgetting: Forgetting, gone: readonly ReaderEvent[] = []): Promise<number> {
    const { item, at, kind } = forgetting.what!
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
    forgetting.failed = !(await this.#connection.run(['events', 'vectors'], 'readwrite', take, 'strict'))
    return count
  }

  async wipe(): Promise<boolean> {
    this.#empty(true)
    return this.#connection.delete()
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

  #insert(event: ReaderEvent): void {
    const last = this.events.at(-1)
    this.events.push(event)
    if (last && last.at > event.at) this.events.sort(byTime)
  }

  /** Writes events, and those whose writing failed before; what should have gone goes first. */
  async #save(events: readonly ReaderEvent[]): Promise<void> {
    for (const each of this.#forgotten) if (each.failed) await this.#takeOut(each)
    const failed = this.#failed.splice(0)
    const all = [...new Set([...failed, ...events])]
    // What is too much for the disk, an import, must not hold up what comes after it.
    if (!(await this.#write(all)) && failed.length) await this.#write(events)
    this.#failed.push(...all.filter((event) => this.unsaved.has(event)))
  }

  /** One that lies there already, by another tab, isn't doubled. @returns whether all of it is stored */
  async #write(events: readonly ReaderEvent[]): Promise<boolean> {
    const batch = events.filter((event) => this.unsaved.has(event))
    if (!batch.length) return true
    const saved = await this.#connection.run(['events'], 'readwrite', async (transaction) => {
      const store = transaction.objectStore('events')
      const index = store.index('identity')
      const known = await Promise.all(batch.map(({ item, at, kind }) => index.getKey([item, at, kind])))
      batch.forEach((event, i) => {
        // It may be done a second time, and what was to be written have been forgotten since the first.
        if (known[i] === undefined && this.unsaved.has(event)) quietly(store.add(event))
      })
    })
    if (saved) for (const event of batch) this.unsaved.delete(event)
    return saved
  }

  /** @param now when they were seen. Default: so long ago that they are the first to give way */
  async #writeItems(items: readonly ItemContent[], now?: number): Promise<void> {
    await this.#connection.run(['items'], 'readwrite', async (transaction) => {
      const store = transaction.objectStore('items')
      for (const [i, item] of items.entries()) quietly(store.put({ item, seen: now ?? i }))
      await trim(store.index('seen'), LIMITS.items)
    })
  }

  /** Takes from disk what the limits no longer allow, other tabs' rows seen too. */
  async #prune(now: number): Promise<void> {
    this.events = withinLimits(this.events, now)
    const known = new Set(this.events)
    for (const event of this.unsaved) if (!known.has(event)) this.unsaved.delete(event)
    await this.#connection.run(['events'], 'readwrite', async (transaction) => {
      const store = transaction.objectStore('events')
      const [keys, rows] = await Promise.all([store.getAllKeys(), store.getAll()])
      const events = rows.filter(isEvent)
      const gone = new Set<unknown>(outgrown(events, withinLimits([...events].sort(byTime), now), now))
      rows.forEach((row, i) => {
        if (!isEvent(row) || gone.has(row)) quietly(store.delete(keys[i]!))
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
  report: ReportError,
  now = Date.now(),
  onEmptied: () => void = () => {},
): Promise<HistoryStore> {
  const store = new Store(model, report, onEmptied)
  await store.reload(now)
  return store
}
