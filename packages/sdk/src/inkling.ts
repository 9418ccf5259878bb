/** Wires the stages together: page → history → content → engine → ranking → page. Stages know nothing of each other. */
import { fromPurposes, recall, remember } from './consent/consent.ts'
import { itemContent } from './content/content.ts'
import { quantise } from './content/quantise.ts'
import type { Engine } from './engine/client.ts'
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
import { findLists, readList } from './page/list.ts'
import { readMetadata } from './page/metadata.ts'
import { mayBeSeen } from './page/sight.ts'
import { findSlots, showCreative } from './page/slot.ts'
import { type PageEvent, type Watch, watchPage } from './page/watch.ts'
import { chooseCreative } from './ranking/creative.ts'
import { evidence } from './ranking/evidence.ts'
import { PARAMETERS } from './ranking/parameters.ts'
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
  exportData(): Promise<{ readonly version: 1; readonly consent: Consent; readonly events: readonly ReaderEvent[] }>
  /** Deletes all that is kept of the reader; consent stays. */
  erase(): Promise<void>
  /** Takes listeners and workers away; what is stored stays. */
  destroy(): void
}

/** A slot's creatives are kept beside the items, under this prefix, so that any page can prepare the slot's next choice. */
const SLOT = 'inkling:slot/'
const KINDS: readonly EventKind[] = ['impression', 'click', 'dwell', 'read', 'dismiss', 'search', 'purchase']
/** Texts handed to the engine at once: what is lost when a page is left in mid-work. */
const EMBED_AT_ONCE = 16
/** Vectors kept from which on it is noted which of them are used. */
const MANY_VECTORS = 4000
/** Page views with consent after which the model may be downloaded: who bounces pays for the tag alone. */
const VIEWS_BEFORE_DOWNLOAD = 2

/**
 * @param release tells this release's model from another's at the same address: their vectors are never compared
 * @throws InklingMisuse on an unknown option or value
 */
export function wire(options: InklingOptions, later: Later, release: string): Inkling {
  const resolved = resolveOptions(options)
  let consent = recall()
  if (resolved.consent === 'granted' && consent.state === 'unknown') {
    consent = { state: 'granted', content: true, creatives: true, measurement: false }
  }
  let visit: Visit | undefined
  let destroyed = false

  const follow = (): void => {
    const wanted = consent.state === 'granted' && (consent.content || consent.creatives) && !destroyed
    if (wanted && !visit) visit = new Visit(resolved, consent, later, release)
    else if (!wanted && visit) {
      visit.close()
      visit = undefined
    }
  }

  const change = (next: Consent): void => {
    const before = visit
    consent = next
    remember(consent)
    // What runs under the old choice ends; under the new one it begins afresh.
    before?.close()
    visit = undefined
    if (consent.state !== 'granted')
      void wipeAll(before).catch((cause) => fault('storage-unavailable', 'not everything could be deleted', cause))
    emit('inkling:consent', consent)
    follow()
  }

  const onShow = (event: PageTransitionEvent) => {
    // Back from the back/forward cache: the choice may have been changed meanwhile, on another page.
    if (event.persisted && JSON.stringify(recall()) !== JSON.stringify(consent)) {
      consent = recall()
      emit('inkling:consent', consent)
      follow()
    }
  }
  if (typeof window === 'object') window.addEventListener('pageshow', onShow)

  follow()
  if (!visit) queueMicrotask(() => void api.status().then((status) => !visit && emit('inkling:ready', status)))

  const api: Inkling = {
    consent: {
      get: () => consent,
      set: (purposes) => change(fromPurposes(purposes)),
      deny: () => change(fromPurposes({})),
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
    profile: async () => (await later.insight()).profile((await visit?.opened)?.events ?? [], Date.now()),
    async status() {
      await visit?.opened
      return { ...NO_STATUS, ...visit?.status(), consent }
    },
    undo: (list) => visit?.undo(list) ?? false,
    exportData: async () => ({ version: 1, consent, events: [...((await visit?.opened)?.events ?? [])] }),
    erase: async () => visit?.erase(),
    destroy() {
      destroyed = true
      follow()
      if (typeof window === 'object') window.removeEventListener('pageshow', onShow)
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

/** What lives while consent is granted, on one page. */
class Visit {
  readonly opened: Promise<HistoryStore>
  #store: HistoryStore | undefined
  #engine: Engine | undefined
  #engineStatus: Partial<Status> = {}
  #watch: Watch | undefined
  #closed = new AbortController()
  #arranged = new Map<string, Pick<Arranged, 'moved' | 'undo'>>()
  #inputs = new Map<string, RankInput>()
  #pending = new Set<ReaderEvent>()
  #stale = false
  #views = 0

  constructor(
    private readonly options: ResolvedOptions,
    private readonly consent: Consent,
    private readonly later: Later,
    private readonly release: string,
  ) {
    this.opened = this.#open()
    this.opened.then(() => this.#begin()).catch((cause) => fault('page-fault', 'this page stays as it is', cause))
  }

  async #open(): Promise<HistoryStore> {
    this.#views = readMirror().views + 1
    writeMirror({ views: this.#views })
    const store = await openHistory(`${this.options.model ?? ''}#${this.release}`, fault)
    for (const event of takePending()) await store.append(event)
    keepPending([])
    this.#store = store
    return store
  }

  async #begin(): Promise<void> {
    if (this.#closed.signal.aborted) return
    if (this.options.page) {
      if (document.readyState === 'loading') await once(document, 'DOMContentLoaded', this.#closed.signal)
      await this.#readPage()
      window.addEventListener('pagehide', this.#leave)
    }
    if (this.#closed.signal.aborted) return
    emit('inkling:ready', { ...NO_STATUS, ...this.status(), consent: this.consent })
    await idle()
    await this.#prepare()
  }

  /** Orders the page's lists, fills its slots and begins to watch it. */
  async #readPage(): Promise<void> {
    const metadata = readMetadata(document, document.baseURI)
    const first = earlyQueue().first
    const lists = findLists(document).map((element) =>
      readList(element, metadata, document.baseURI, first?.lists.get(element)?.original.slice()),
    )
    if (this.consent.content) {
      for (const list of lists) {
        const early = first?.lists.get(list.element)
        const ranking = this.#rankNow(
          list.entries.map((entry) => itemContent(entry.item)),
          list.name,
        )
        const arranged = arrangeList(list, ranking, early)
        this.#arranged.set(list.name, arranged)
        const { moved, late, by } = arranged
        emit('inkling:ranked', { list: list.name, ranking: arranged.ranking, moved, late, by })
        if (early && list.element.id) {
          writeMirror({
            pages: lastPages({
              ...readMirror().pages,
              [location.pathname]: { id: list.element.id, wait: Math.round(early.wait) },
            }),
          })
        }
      }
    }
    if (this.consent.creatives) this.#fillSlots()
    if (!this.consent.content) return
    if ((document as { prerendering?: boolean }).prerendering)
      await once(document, 'prerenderingchange', this.#closed.signal)
    if (this.#closed.signal.aborted) return
    this.#watch = watchPage(
      document,
      guard(
        (cause) => fault('page-fault', 'an event was not recorded', cause),
        (event: PageEvent) => this.record(event),
      ),
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
      this.#arranged.set(name, { moved: 1, undo: early?.undo ?? showCreative(element, template) })
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
    void store
      .putItems(candidates, Date.now())
      .then(idle)
      .then(() => this.#prepare())
    return ranking
  }

  async explain(list: string, id: string): Promise<Explanation | undefined> {
    await this.opened
    const input = this.#inputs.get(list)
    return input && (await this.later.insight()).explain(input, id)
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
    }
    const store = await this.opened
    await store.append(event)
    if (this.#pending.delete(event)) keepPending([...this.#pending])
    if (kind === 'impression') return
    this.#stale = true
    await idle()
    await this.#prepare()
  }

  undo(list: string): boolean {
    const arranged = this.#arranged.get(list)
    if (!arranged?.moved) return false
    arranged.undo()
    this.#arranged.delete(list)
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
    this.#store?.close()
    void this.opened.then((store) => store.close())
    if (typeof window === 'object') window.removeEventListener('pagehide', this.#leave)
  }

  readonly #leave = guard(
    (cause) => fault('page-fault', 'the next page is not prepared', cause),
    () => {
      if (this.#stale) this.#refreshMirror()
    },
  )

  /** Makes the vectors that are missing, and writes down what the next page's first paint needs. */
  async #prepare(): Promise<void> {
    if (this.#closed.signal.aborted || !this.#store) return
    this.#refreshMirror()
    if (await this.#embedMissing()) this.#refreshMirror()
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
    const createEngine = await this.later.engine()
    // Whoever waited for the client longer finds the engine started.
    this.#engine ??= this.#startEngine(createEngine)
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

  #startEngine(createEngine: Awaited<ReturnType<Later['engine']>>): Engine {
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

/** The last pages visited that have a list: the mirror is small. */
function lastPages<T>(pages: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(pages).slice(-50))
}

async function wipeAll(visit: Visit | undefined): Promise<void> {
  wipeMirror()
  await (await visit?.opened)?.wipe()
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
