/** Wires the stages together: page → history → content → engine → ranking → page. Stages know nothing of each other. */
import { fromPurposes, recall, remember } from './consent/consent.ts'
import { itemContent } from './content/content.ts'
import { quantise } from './content/quantise.ts'
import type { Engine } from './engine/client.ts'
import { deleteDatabase } from './history/database.ts'
import { type HistoryStore, openHistory } from './history/history.ts'
import type { Later } from './later.ts'
import { guard } from './lib/guard.ts'
import { idle } from './lib/idle.ts'
import { insist } from './lib/misuse.ts'
import { RULE_STEP, readMirror } from './mirror/mirror.ts'
import { keepPending, takePending, wipeMirror, writeMirror } from './mirror/write.ts'
import { type InklingOptions, type ResolvedOptions, resolveOptions } from './options.ts'
import { type Arranged, arrangeList } from './page/arrange.ts'
import { earlyQueue } from './page/first.ts'
import { findLists, idBehind, readList, shownChildren } from './page/list.ts'
import type { MetadataByUrl } from './page/metadata.ts'
import { mayBeSeen } from './page/sight.ts'
import { findSlots, showCreative } from './page/slot.ts'
import { type PageEvent, type Watch, watchPage } from './page/watch.ts'
import { chooseCreative } from './ranking/creative.ts'
import { evidence } from './ranking/evidence.ts'
import { KIND_WEIGHT, PARAMETERS } from './ranking/parameters.ts'
import { type RankInput, rank } from './ranking/rank.ts'
import type {
  Consent,
  ErrorCode,
  EventKind,
  Explanation,
  InklingEvents,
  Item,
  ItemContent,
  Profile,
  Purposes,
  Ranking,
  ReaderEvent,
  Status,
  StoredVector,
} from './types.ts'

export interface Inkling {
  readonly consent: {
    get(): Consent
    /** Purposes left out are refused. Refusing all is the same as {@link deny}. @throws InklingMisuse on other names */
    set(purposes: Partial<Purposes>): void
    /** Withdraws: listeners, worker, history, caches and mirror go at once. */
    deny(): void
  }
  /**
   * Ranks items without touching the page. Without consent, or without history, their own order comes back.
   * @param items at most 200, in the page's own order
   * @throws InklingMisuse when an item lacks an id or a title, or two share an id
   */
  rank(items: readonly Item[], options?: { readonly list?: string }): Promise<Ranking>
  /** Notes what the reader did with an item. Without consent nothing is kept. @throws InklingMisuse on an unknown kind */
  track(kind: EventKind, item: Item, detail?: { readonly seconds?: number; readonly list?: string }): Promise<void>
  /** @param ranking a ranking, or the name of a list that was ranked on this page */
  explain(ranking: Ranking | string, id: string): Promise<Explanation | undefined>
  profile(): Promise<Profile>
  status(): Promise<Status>
  /** Gives a list the page's own order back, the very same nodes. False when nothing was moved. */
  undo(list: string): boolean
  /** All that is kept of the reader, as plain data. */
  exportData(): Promise<{
    readonly version: 1
    readonly consent: Consent
    readonly events: readonly ReaderEvent[]
    /** Items seen in lists, the least recent first. */
    readonly items: readonly ItemContent[]
  }>
  /** Deletes all that is kept of the reader; consent stays. */
  erase(): Promise<void>
  /** Takes listeners and workers away; what is stored stays. */
  destroy(): void
}

/** A slot's creatives are kept beside the items, under this prefix, so that any page can prepare the slot's next choice. */
const SLOT = 'inkling:slot/'
const KINDS = Object.keys(KIND_WEIGHT)
/** Texts handed to the engine at once: what is lost when a page is left in mid-work. */
const EMBED_AT_ONCE = 16
/** Vectors kept from which on it is noted which of them are used. */
const MANY_VECTORS = 4000
const JSON_LD = 'script[type="application/ld+json"]'
/** Pages of which the mirror knows when their list came: the last visited. */
const MAX_PAGES = 50
/** Page views with consent after which the model may be downloaded: who bounces pays for the tag alone. */
const VIEWS_BEFORE_DOWNLOAD = 2

/**
 * @param later brings in what is seldom needed
 * @param release tells this release's model from another's at the same address: their vectors are never compared
 * @throws InklingMisuse on an unknown option or value
 */
export function wire(options: InklingOptions, later: () => Promise<Later>, release: string): Inkling {
  const resolved = resolveOptions(options)
  const page: Page = { counted: false, arranged: new Map(), originals: new WeakMap() }
  let consent = recall()
  if (resolved.consent === 'granted' && consent.state === 'unknown') {
    consent = fromPurposes({ content: true, creatives: true })
    // The next page's snippet has only what is remembered to go by.
    remember(consent)
  }
  let visit: Visit | undefined
  let destroyed = false

  const follow = (): void => {
    if (!destroyed && (consent.content || consent.creatives))
      visit = new Visit(resolved, consent, later, release, page, heed)
  }
  /** A choice may have been made on another page. Where none is kept, what was chosen here holds. */
  const heed = (): void => {
    const next = recall()
    if (next.state !== 'unknown') adopt(next)
  }
  const adopt = (next: Consent): void => {
    // Sites tell the same choice on every page: what runs goes on.
    if (JSON.stringify(next) === JSON.stringify(consent)) return
    visit?.close()
    visit = undefined
    consent = next
    if (!consent.content) {
      wipeAll().catch((cause) => fault('storage-unavailable', 'not everything could be deleted', cause))
    }
    emit('inkling:consent', consent)
    follow()
  }
  const choose = (purposes: Partial<Purposes>): void => {
    const next = fromPurposes(purposes)
    remember(next)
    adopt(next)
  }

  follow()
  if (!visit) queueMicrotask(() => void api.status().then((status) => !visit && emit('inkling:ready', status)))

  const api: Inkling = {
    consent: {
      get: () => consent,
      set: choose,
      deny: () => choose({}),
    },
    async rank(items, { list = 'list' } = {}) {
      checkItems(items)
      const contents = items.map(itemContent)
      return visit ? visit.rank(contents, list) : editorsOrder(contents, list)
    },
    async track(kind, item, detail = {}) {
      insist(KINDS.includes(kind), `there is no event \`${String(kind)}\`: the kinds are ${KINDS.join(', ')}`)
      checkItems([item])
      await visit?.record({ kind, item, ...detail })
    },
    explain: async (ranking, id) => visit?.explain(typeof ranking === 'string' ? ranking : ranking.list, id),
    profile: async () => (await later()).profile((await visit?.opened)?.events ?? [], Date.now()),
    async status() {
      await visit?.opened
      return { ...NO_STATUS, ...visit?.status(), consent }
    },
    undo: (list) => visit?.undo(list) ?? false,
    async exportData() {
      const store = await visit?.opened
      return { version: 1, consent, events: [...(store?.events ?? [])], items: [...(store?.items.values() ?? [])] }
    },
    erase: () => (visit ? visit.erase() : wipeAll()),
    destroy() {
      destroyed = true
      visit?.close()
      visit = undefined
    },
  }
  return api
}

const NO_STATUS: Omit<Status, 'consent'> = {
  engine: 'off',
  bytes: { loaded: 0, total: 0, fromCache: false },
  embedded: { texts: 0, milliseconds: 0 },
  events: 0,
  vectors: 0,
  pageViews: 0,
}

/** What outlasts a change of consent on one page. */
interface Page {
  /** Whether this page view has been counted. */
  counted: boolean
  /** By the name of the list or slot. */
  readonly arranged: Map<string, Pick<Arranged, 'moved' | 'undo'>>
  /** Lists' children in the page's own order. */
  readonly originals: WeakMap<Element, readonly Element[]>
}

/** What lives while consent is granted, on one page. */
class Visit {
  readonly opened: Promise<HistoryStore>
  #store: HistoryStore | undefined
  #engine: Engine | undefined
  #engineStatus: Partial<Status> = {}
  #watch: Watch | undefined
  #closed = new AbortController()
  #inputs = new Map<string, RankInput>()
  #pending = new Set<ReaderEvent>()
  #stale = false
  #embedding = false
  #views = 0

  constructor(
    private readonly options: ResolvedOptions,
    private readonly consent: Consent,
    private readonly later: () => Promise<Later>,
    private readonly release: string,
    private readonly page: Page,
    private readonly onChoice: () => void,
  ) {
    this.opened = this.#open()
    this.opened.then(() => this.#begin()).catch((cause) => fault('page-fault', 'this page stays as it is', cause))
  }

  async #open(): Promise<HistoryStore> {
    const mirror = readMirror()
    this.#views = mirror.views + (this.page.counted ? 0 : 1)
    this.page.counted = true
    writeMirror({ views: this.#views })
    // Taken before anything of this page is added to them.
    const left = takePending()
    const store = await openHistory(`${this.options.model ?? ''}#${this.release}`, fault)
    for (const event of left) await store.append(event)
    if (left.length) keepPending([...this.#pending])
    // Should this page be left at once, the next one is prepared all the same.
    this.#stale ||= left.length > 0
    this.#store = store
    return store
  }

  async #begin(): Promise<void> {
    const { signal } = this.#closed
    if (signal.aborted) return
    if (typeof window === 'object') {
      const listen = (name: string, listener: () => void) => window.addEventListener(name, listener, { signal })
      listen('pagehide', this.#leave)
      // The choice may be changed in another tab, or while this page lies in the back/forward cache.
      listen('storage', this.onChoice)
      listen('pageshow', this.onChoice)
    }
    if (this.options.page) {
      if (document.readyState === 'loading') await once(document, 'DOMContentLoaded', signal)
      if (signal.aborted) return
      await this.#readPage(signal)
      if (signal.aborted) return
    }
    emit('inkling:ready', { ...NO_STATUS, ...this.status(), consent: this.consent })
    await idle()
    await this.#prepare()
  }

  /** Orders the page's lists, fills its slots and begins to watch it. */
  async #readPage(signal: AbortSignal): Promise<void> {
    const { originals, arranged } = this.page
    const metadata: MetadataByUrl = document.querySelector(JSON_LD)
      ? (await this.later()).readMetadata(document, document.baseURI)
      : new Map()
    if (signal.aborted) return
    const first = earlyQueue().first
    const lists = findLists(document).map((element) => {
      const order = originals.get(element) ?? first?.lists.get(element)?.original ?? shownChildren(element)
      originals.set(element, order)
      return readList(element, metadata, document.baseURI, order)
    })
    if (this.consent.content) {
      const pages = { ...readMirror().pages }
      for (const list of lists) {
        const early = first?.lists.get(list.element)
        const ranking = this.#rankNow(
          list.entries.map((entry) => itemContent(entry.item)),
          list.name,
        )
        const { undo, ...result } = arrangeList(list, ranking, early)
        if (result.moved && !arranged.has(list.name)) arranged.set(list.name, { moved: result.moved, undo })
        emit('inkling:ranked', { list: list.name, ...result })
        const id = idBehind(list.element)
        // Down at once, up by a quarter: one busy moment doesn't decide about the next visits.
        const usual = pages[location.pathname]?.wait ?? 0
        const wait = early?.wait ?? usual
        if (id) pages[location.pathname] = { id, wait: Math.round(Math.min(wait, usual + (wait - usual) / 4)) }
      }
      writeMirror({ pages: Object.fromEntries(Object.entries(pages).slice(-MAX_PAGES)) })
    }
    if (this.consent.creatives) this.#fillSlots()
    if (!this.consent.content) return
    if ((document as { prerendering?: boolean }).prerendering) await once(document, 'prerenderingchange', signal)
    if (signal.aborted) return
    this.#watch = watchPage(
      document,
      guard(
        (cause) => fault('page-fault', 'an event was not recorded', cause),
        (event: PageEvent) => this.record(event),
      ),
      metadata,
    )
    for (const list of lists) this.#watch.list(list)
    const items = lists
      .flatMap((list) => list.entries)
      .map((entry) => entry.item)
      .filter((item) => item.title && !item.pinned)
    await this.#store?.putItems(items.map(itemContent), Date.now())
  }

  #fillSlots(): void {
    const first = earlyQueue().first
    for (const { name, element, creatives } of findSlots(document)) {
      const prefix = `${SLOT}${name}/`
      const contents = creatives.map(({ item }) => itemContent({ ...item, id: prefix + item.id }))
      void this.#store?.putItems(contents, Date.now())
      const early = first?.slots.get(element)
      const choice = chooseCreative(contents, this.#base())
      const creative = early?.creative ?? choice?.creative.slice(prefix.length)
      const template = creatives.find(({ item }) => item.id === creative)?.template
      if (creative === undefined || !template || (!early && mayBeSeen(element))) continue
      this.page.arranged.set(name, { moved: 1, undo: early?.undo ?? showCreative(element, template) })
      const scores = Object.fromEntries(
        Object.entries(choice?.scores ?? {}).map(([id, score]) => [id.slice(prefix.length), score]),
      )
      emit('inkling:creative', { slot: name, creative, scores })
    }
  }

  #base(): Omit<RankInput, 'list' | 'candidates'> {
    const now = Date.now()
    const store = this.#store
    return {
      history: evidence(store?.events ?? [], now),
      vectors: store?.vectors ?? new Map(),
      now,
      read: this.options.read,
    }
  }

  #rankNow(candidates: readonly ItemContent[], list: string): Ranking {
    const input: RankInput = { ...this.#base(), list, candidates }
    this.#inputs.set(list, input)
    return rank(input)
  }

  async rank(candidates: readonly ItemContent[], list: string): Promise<Ranking> {
    const store = await this.opened
    if (!this.consent.content) return editorsOrder(candidates, list)
    const ranking = this.#rankNow(candidates, list)
    void idle()
      .then(() => store.putItems(candidates, Date.now()))
      .then(() => this.#prepare())
    return ranking
  }

  async explain(list: string, id: string): Promise<Explanation | undefined> {
    await this.opened
    const input = this.#inputs.get(list)
    return input && (await this.later()).explain(input, id)
  }

  async record({ kind, item, list, seconds }: PageEvent): Promise<void> {
    if (!this.consent.content) return
    // What a list says of an item is what its vector was made of: an event of the same item needs no other.
    const { id, text, fingerprint, topic, tags, author } = this.#store?.items.get(item.id) ?? itemContent(item)
    const event: ReaderEvent = {
      kind,
      at: Date.now(),
      item: id,
      text,
      fingerprint,
      ...(topic && { topic }),
      ...(tags && { tags }),
      ...(author && { author }),
      ...(list !== undefined && { list }),
      ...(seconds !== undefined && { seconds }),
    }
    // Written at once where it can be: the click that made it may be leaving the page.
    if (kind !== 'impression') {
      this.#pending.add(event)
      keepPending([...this.#pending])
      this.#stale = true
    }
    const store = await this.opened
    await store.append(event)
    if (kind === 'impression' || this.#closed.signal.aborted) return
    this.#pending.delete(event)
    keepPending([...this.#pending])
    await idle()
    await this.#prepare()
  }

  undo(list: string): boolean {
    const arranged = this.page.arranged.get(list)
    if (!arranged?.moved) return false
    arranged.undo()
    this.page.arranged.delete(list)
    return true
  }

  status(): Omit<Status, 'consent'> {
    return {
      ...NO_STATUS,
      ...this.#engineStatus,
      events: this.#store?.events.length ?? 0,
      vectors: this.#store?.vectors.size ?? 0,
      pageViews: this.#views,
    }
  }

  async erase(): Promise<void> {
    await (await this.opened).wipe()
    wipeMirror()
    this.#pending.clear()
    this.#views = 1
    writeMirror({ views: 1 })
    this.#inputs.clear()
  }

  close(): void {
    this.#closed.abort()
    this.#watch?.stop()
    this.#engine?.stop()
    void this.opened.then((store) => store.close())
  }

  readonly #leave = guard(
    (cause) => fault('page-fault', 'the next page is not prepared', cause),
    () => {
      if (this.#stale) this.#refreshMirror()
    },
  )

  /** Makes the vectors that are missing, and writes down what the next page's first paint needs. */
  async #prepare(): Promise<void> {
    this.#refreshMirror()
    if (this.#embedding || this.#closed.signal.aborted) return
    this.#embedding = true
    try {
      if (await this.#embedMissing()) this.#refreshMirror()
    } catch (cause) {
      fault('engine-failed', 'the engine could not be loaded', cause)
    }
    this.#embedding = false
  }

  #refreshMirror(): void {
    const store = this.#store
    if (!store || this.#closed.signal.aborted) return
    this.#stale = false
    const base = this.#base()
    const all = [...store.items.values()].reverse()
    const { items, tier } = rank({ ...base, list: '', candidates: all.filter((item) => !item.id.startsWith(SLOT)) })
    const scores: Record<string, number> = {}
    const byTopic = new Map<string, number[]>()
    let sum = 0
    for (const item of [...items].sort((a, b) => a.from - b.from)) {
      const score = item.score - item.parts.editor
      scores[item.id] = score - RULE_STEP * (item.rule === 'dismissed' ? 2 : item.rule === 'read' ? 1 : 0)
      const topic = store.items.get(item.id)?.topic
      if (topic) byTopic.set(topic, [...(byTopic.get(topic) ?? []), score])
      sum += score
    }
    const topics = Object.fromEntries(
      [...byTopic].map(([topic, values]) => [topic, values.reduce((a, b) => a + b, 0) / values.length]),
    )
    const slots: Record<string, string> = {}
    if (this.consent.creatives) {
      for (const name of new Set(
        all.filter((item) => item.id.startsWith(SLOT)).map((item) => item.id.split('/')[1]!),
      )) {
        const prefix = `${SLOT}${name}/`
        const choice = chooseCreative(
          all.filter((item) => item.id.startsWith(prefix)),
          base,
        )
        if (choice) slots[name] = choice.creative.slice(prefix.length)
      }
    }
    const known = base.history.positive.length + base.history.dismissed.length > 0
    writeMirror({
      scores,
      topics,
      mean: items.length ? sum / items.length : 0,
      editor: known ? PARAMETERS[tier].editor : 0,
      slots,
    })
  }

  /** @returns whether there are new vectors */
  async #embedMissing(): Promise<boolean> {
    const store = this.#store
    if (!store) return false
    const { history } = this.#base()
    const texts = new Map<string, string>()
    const wanted = [...history.positive, ...history.dismissed, ...[...store.items.values()].reverse()]
    const used = new Map<string, StoredVector>()
    for (const { fingerprint, text } of wanted) {
      const vector = store.vectors.get(fingerprint)
      if (vector) used.set(fingerprint, vector)
      else if (text) texts.set(fingerprint, text)
    }
    // Far from the limit nothing is dropped, and nothing need be noted.
    if (store.vectors.size > MANY_VECTORS) await store.putVectors(used, Date.now())
    if (texts.size === 0 || !(await this.#mayDownload())) return false
    const { createReleaseEngine } = await this.later()
    // Whoever waited for the client longer finds the engine started.
    this.#engine ??= this.#startEngine(createReleaseEngine)
    // Texts of like length together: a batch is as long as its longest text.
    const queue = [...texts].sort(([, a], [, b]) => a.length - b.length)
    let made = false
    while (queue.length && !this.#closed.signal.aborted) {
      const part = queue.splice(0, EMBED_AT_ONCE)
      const vectors = await this.#engine.embed(
        part.map(([, text]) => text),
        this.#closed.signal,
      )
      if (!vectors || this.#closed.signal.aborted) return made
      await store.putVectors(new Map(part.map(([fingerprint], i) => [fingerprint, quantise(vectors[i]!)])), Date.now())
      made = true
    }
    if (made) this.#tell()
    return made
  }

  #startEngine(createEngine: Later['createReleaseEngine']): Engine {
    const {
      model = '',
      engine = new URL('../engine/', new URL(model, document.baseURI)).href,
      backend,
      timeout,
    } = this.options
    return createEngine({
      base: engine,
      model,
      timeout,
      ...(backend && { backend }),
      onStatus: (status) => {
        this.#engineStatus = { ...this.#engineStatus, ...status }
        this.#tell()
      },
      onError: (code, message) => fault(code, message),
    })
  }

  #tell(): void {
    emit('inkling:engine', { ...this.status(), consent: this.consent })
  }

  /** The model is for readers who stay, on pages in its language, who haven't asked to save data. */
  async #mayDownload(): Promise<boolean> {
    const { model, download } = this.options
    if (!model || !this.consent.content || download === 'never') return false
    if (this.#engine) return true
    if (download === 'second' && this.#views < VIEWS_BEFORE_DOWNLOAD) return false
    const { connection } = navigator as { connection?: { saveData?: boolean } }
    if (connection?.saveData) return false
    const language = document.documentElement.lang.split('-')[0]?.toLowerCase()
    if (!language) return true
    try {
      const manifest = await (await fetch(`${model}manifest.json`, { signal: this.#closed.signal })).json()
      return !Array.isArray(manifest.languages) || manifest.languages.includes(language)
    } catch {
      // The engine will meet the same fault, and say what it is.
      return !this.#closed.signal.aborted
    }
  }
}

/** Nothing is known, or may be: the list stays as it is. */
function editorsOrder(candidates: readonly ItemContent[], list: string): Ranking {
  return rank({ list, candidates, history: evidence([], 0), vectors: new Map(), now: 0 })
}

/** Everything but the choice itself. */
async function wipeAll(): Promise<void> {
  wipeMirror()
  if (typeof indexedDB === 'object') await deleteDatabase()
  if (typeof caches === 'undefined') return
  for (const name of await caches.keys()) if (name.startsWith('inkling-')) await caches.delete(name)
}

function emit<K extends keyof InklingEvents>(name: K, detail: InklingEvents[K]): void {
  if (typeof document === 'object') document.dispatchEvent(new CustomEvent(name, { detail }))
}

function fault(code: ErrorCode, message: string, cause?: unknown): void {
  emit('inkling:error', { code, message, ...(cause !== undefined && { cause }) })
}

function once(target: EventTarget, name: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    target.addEventListener(name, () => resolve(), { once: true })
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

const EXAMPLE = "{ id: '/a', title: 'A headline' }"

function checkItems(items: readonly Item[]): void {
  insist(Array.isArray(items), `items come as an array: write [${EXAMPLE}]`)
  insist(items.length <= 200, `a list has at most 200 items, not ${items.length}: rank a page of it at a time`)
  const ids = new Set<string>()
  for (const item of items) {
    insist(
      typeof item?.id === 'string' && item.id && typeof item.title === 'string' && item.title,
      `an item has an id and a title: write ${EXAMPLE}`,
    )
    insist(!ids.has(item.id), `two items share the id '${item.id}': an id names one item`)
    ids.add(item.id)
  }
}
