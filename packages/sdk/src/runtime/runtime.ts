/**
 * Wires what runs while consent is granted: page → history → content → engine → ranking → page. Stages know nothing of
 * each other.
 */

import { engineFile, transferFile } from 'virtual:release'
import { KEY as CHOICE_KEY } from '../consent/choice.ts'
import { ARTICLE_9, isArticle9 } from '../content/article9.ts'
import { itemContent } from '../content/content.ts'
import { fingerprint } from '../content/fingerprint.ts'
import { missing } from '../content/missing.ts'
import type { Engine } from '../engine/client/engine-client.ts'
import type { EngineBundle } from '../entries/engine.ts'
import type { Transfer } from '../entries/transfer.ts'
import { isForgettable, isForgotten, isSame, readerEvent } from '../history/event.ts'
import { openHistory } from '../history/history.ts'
import type { HistoryStore } from '../history/history-store.ts'
import { assertUsage } from '../lib/assert-usage.ts'
import { catchErrors } from '../lib/catch-errors.ts'
import * as dom from '../lib/dom.ts'
import { emit, emitError } from '../lib/events.ts'
import { idle } from '../lib/idle.ts'
import { fetchAtMost } from '../lib/load/bounded.ts'
import { fetchChecked } from '../lib/load/fetch-checked.ts'
import type { ReleaseFile } from '../lib/load/release-file.ts'
import type { Trust } from '../lib/load/trusted-types.ts'
import { withTimeout } from '../lib/load/with-timeout.ts'
import { hearTabs, type Told } from '../lib/tabs.ts'
import type { ResolvedOptions } from '../options.ts'
import { claimPage } from '../page/guard/claim-page.ts'
import { isCrawler } from '../page/guard/crawler.ts'
import type { ListsState } from '../page/lists/followed-list.ts'
import type { PageEvent } from '../page/track/watch-page.ts'
import { chooseCreative } from '../ranking/creative.ts'
import { explain } from '../ranking/explain.ts'
import { evidence } from '../ranking/features/evidence.ts'
import { forgetWords } from '../ranking/features/word-vectors.ts'
import { profile } from '../ranking/profile.ts'
import { type RankInput, rank } from '../ranking/rank.ts'
import { checkRanker, DEFAULT_RANKER, type Ranker } from '../ranking/ranker.ts'
import { summary } from '../snapshot/score-summary.ts'
import { wipeShown } from '../snapshot/shown-order.ts'
import { EMPTY, FORGET_KEY, KEY, OUTBOX_KEY, readSnapshot } from '../snapshot/snapshot.ts'
import { changeOutbox, readOutbox, tellForgotten, writeSnapshot } from '../snapshot/write-snapshot.ts'
import type {
  Consent,
  Explanation,
  Forget,
  Item,
  ItemContent,
  Profile,
  Ranking,
  ReaderEvent,
  Status,
} from '../types.ts'
import { NO_STATUS } from './initial-status.ts'
import { mayDownload } from './may-download.ts'
import { PageView, SLOT } from './page-controller.ts'

/** What outlasts a change of consent on one page. */
export interface PageState extends ListsState {
  /** Whether this page view has been counted. */
  counted: boolean
}

/** Brings in a bundle that lies beside this one. @throws when it doesn't come, or isn't the one that is listed */
export type Bring = <T>(name: string, file: ReleaseFile) => Promise<T>

export interface RuntimeInput {
  readonly options: ResolvedOptions
  readonly consent: Consent
  /** Tells this release's model from another's at the same address: their vectors are never compared. */
  readonly release: string
  readonly page: PageState
  /** Aborted when consent changes, or Inkling is taken off the page: everything ends at once. */
  readonly signal: AbortSignal
  /** Brings in what imports and makes tables. */
  readonly bring: Bring
  /** What the page takes as a script's address. */
  readonly trust: Trust
  /** Called when the choice may have been made elsewhere. @param told what it is, where no storage holds it */
  readonly onChoice: (told?: string | null) => void
}

/** Milliseconds for a site's own ranker: lists wait for it, and readers don't wait for a slow server. */
const PATIENCE = 2000
/** Bytes of a ranker: fifteen weights for each tier, and a name, are a fiftieth of it. */
const LARGEST_RANKER = 64 * 1024
/** Events that wait to be stored, at most: a reader at work leaves one or two, a script gone wild thousands. */
const MAX_WAITING = 50
/** Lists that can be explained: the last ranked. */
const MAX_LISTS = 200
/** Vectors kept from which on it is noted which of them are used. */
const MANY_VECTORS = 4000

/** What lives while consent is granted, on one page. */
export class Runtime {
  readonly #options: ResolvedOptions
  readonly #consent: Consent
  readonly #page: PageState
  readonly #signal: AbortSignal
  readonly #onChoice: RuntimeInput['onChoice']
  readonly #bringBundle: Bring
  readonly #trust: Trust
  readonly #release: string
  readonly #opened: Promise<HistoryStore>
  #store: HistoryStore | undefined
  /** Asked for once: what failed is told once. */
  #engineCode: Promise<EngineBundle | undefined> | undefined
  #engine: Engine | undefined
  #engineStatus: Partial<Status> = {}
  #ranker: Ranker = DEFAULT_RANKER
  /** Of what was ranked on this page, by the list's element; by name what was ranked by call. */
  #inputs = new Map<Element | string, RankInput>()
  #view: PageView | undefined
  #waiting = 0
  #stale = false
  #embedding = false
  #views = 0

  constructor({ options, consent, release, page, signal, onChoice, bring, trust }: RuntimeInput) {
    this.#options = options
    // A crawler gets the page as its editors made it: nothing is ordered, and nothing recorded.
    this.#consent = isCrawler(globalThis.navigator?.userAgent ?? '')
      ? { ...consent, content: false, creatives: false }
      : consent
    this.#page = page
    this.#signal = signal
    this.#onChoice = onChoice
    this.#bringBundle = bring
    this.#trust = trust
    this.#release = release
    const end = () => {
      this.#engine?.stop()
      this.#store?.close()
      forgetWords()
    }
    signal.addEventListener('abort', end, { once: true })
    if (typeof window === 'object') this.#listen()
    this.#opened = this.#open(`${options.model ?? ''}#${release}`)
    this.#opened.then(() => this.#begin()).catch((cause) => emitError('page-fault', 'this page stays as it is', cause))
  }

  async #open(model: string): Promise<HistoryStore> {
    this.#views = readSnapshot().views + (this.#page.counted ? 0 : 1)
    this.#page.counted = true
    writeSnapshot({ views: this.#views })
    // Taken before anything of this page is added to them.
    const left = readOutbox()
    const opening = openHistory(model, emitError, Date.now(), () => this.#onEmptied())
    const [store] = await Promise.all([opening, this.#fetchRanker()])
    this.#store = store
    if (this.#signal.aborted) store.close()
    for (const event of left) await store.append(event, Date.now())
    if (left.length) this.#dropStored(store, left)
    // Should this page be left at once, the next one is prepared all the same.
    this.#stale ||= left.length > 0
    return store
  }

  /** Of pending events those that lie in IndexedDB now. Where it fails the last ones wait for the next page. */
  #dropStored(store: HistoryStore, events: readonly ReaderEvent[]): void {
    if (this.#signal.aborted) return
    const unsaved = [...store.unsaved]
    const stored = events.filter((event) => !unsaved.some(isSame(event)))
    changeOutbox((held) => held.filter((event) => !stored.some(isSame(event))))
  }

  /** What a reader does in another tab comes by the way of {@link changeOutbox}: IndexedDB tells nobody. */
  readonly #onStorage = catchErrors(
    (cause) => emitError('page-fault', "another tab's events were not heard", cause),
    async ({ key, newValue }: Told) => {
      // What is told while the history opens concerns what is read just then.
      const store = await this.#opened
      if (key === KEY && newValue === null) {
        // Nobody takes the snapshot away but who deletes everything.
        await store.recover(Date.now())
        await this.#onEmptied()
      } else if (key === OUTBOX_KEY && newValue && store.hear(readOutbox(newValue))) this.#onProfile()
      else if (key === FORGET_KEY && newValue) await this.#forget(JSON.parse(newValue))
    },
  )

  /**
   * The choice may be changed in another tab, or by another Inkling on this page, and the history cleared: from the first
   * moment on, even before it is open.
   */
  #listen(): void {
    const signal = this.#signal
    const hear = (told: Told, choice?: Told['newValue']) => {
      this.#onChoice(choice)
      this.#onStorage(told)
    }
    window.addEventListener('storage', (event) => hear(event), { signal })
    hearTabs((told) => hear(told, told.key === CHOICE_KEY ? told.newValue : null), signal)
    dom.addEventListener(document, 'inkling:consent', () => this.#onChoice(), { signal })
    window.addEventListener('pageshow', this.#onShow, { signal })
    window.addEventListener('pagehide', this.#leave, { signal })
  }

  /** Everything has been deleted elsewhere: by the reader's hand, in the browser's settings, the choice has gone with it. */
  async #onEmptied(): Promise<void> {
    this.#letGo()
    this.#onChoice()
    await idle()
    this.#onProfile()
  }

  /** What this tab shows, and has shown, comes of what was deleted. */
  #letGo(): void {
    this.#inputs = new Map()
    forgetWords()
    this.#view?.forget()
    wipeShown()
  }

  /** While this page lay in the back/forward cache it heard nothing: neither of the choice nor of what was deleted. */
  readonly #onShow = catchErrors(
    (cause) => emitError('page-fault', 'the history was not read again', cause),
    async ({ persisted }: PageTransitionEvent) => {
      this.#onChoice()
      if (!persisted || this.#signal.aborted) return
      await (await this.#opened).reload(Date.now())
      this.#onProfile()
    },
  )

  /** Without a site's own ranker the one that comes along ranks: the page is no worse than without the option. */
  async #fetchRanker(): Promise<void> {
    const { ranker, rankerIntegrity } = this.#options
    if (ranker === undefined) return
    try {
      const init = { signal: withTimeout(this.#signal, PATIENCE) }
      const bytes = rankerIntegrity
        ? await fetchChecked(ranker, LARGEST_RANKER, rankerIntegrity.slice('sha256-'.length), init)
        : await fetchAtMost(ranker, LARGEST_RANKER, init)
      this.#ranker = checkRanker(JSON.parse(new TextDecoder().decode(bytes)))
    } catch (cause) {
      if (!this.#signal.aborted) emitError('ranker-unavailable', `the ranker at ${ranker} can't be used`, cause)
    }
  }

  async #begin(): Promise<void> {
    const signal = this.#signal
    if (signal.aborted) return
    if (this.#options.page && !claimPage(document, signal))
      emitError('script-twice', 'another Inkling watches this page already: call destroy() on it first')
    else if (this.#options.page) {
      this.#view = new PageView({
        consent: this.#consent,
        state: this.#page,
        signal,
        rank: (items, list, element) => this.#rankNow(items, list, element),
        choose: (creatives) => chooseCreative(creatives, this.#base()),
        record: (event) => this.record(event),
        keep: (items) => void this.#store?.putItems(items, Date.now()),
        onRoute: () => {
          this.#views++
          writeSnapshot({ views: this.#views })
        },
        onGone: () => {
          for (const each of this.#inputs.keys())
            if (typeof each === 'object' && !dom.isConnected(each)) this.#inputs.delete(each)
        },
      })
      await this.#view.begin()
      if (signal.aborted) return
    }
    emit('inkling:ready', { ...this.#status(), consent: this.#consent })
    await idle()
    await this.#prepare()
  }

  #base(): Omit<RankInput, 'list' | 'candidates'> {
    const now = Date.now()
    const store = this.#store
    return {
      // An event's vector may have come after it: what was not known then counts no more.
      history: evidence(store?.events.filter((event) => this.#mayCount(event)) ?? [], now),
      vectors: store?.vectors ?? new Map(),
      now,
      ranker: this.#ranker,
      rules: this.#options,
    }
  }

  /** Whether anything may be concluded from this text. */
  #mayCount(text: { readonly text: string; readonly fingerprint: string }): boolean {
    return this.#options.specialCategories || !isArticle9(text, this.#store?.vectors ?? new Map())
  }

  #rankNow(items: readonly Item[], list: string, key: Element | string = list): Ranking {
    const input: RankInput = { ...this.#base(), list, candidates: items.map(itemContent) }
    this.#inputs.delete(key)
    this.#inputs.set(key, input)
    for (const each of this.#inputs.keys()) if (this.#inputs.size > MAX_LISTS) this.#inputs.delete(each)
    return rank(input)
  }

  /** Undefined when the history may not rank: the items' own order stands. */
  async rank(items: readonly Item[], list: string): Promise<Ranking | undefined> {
    const store = await this.#opened
    if (!this.#consent.content) return undefined
    const ranking = this.#rankNow(items, list)
    const before = this.#inputs
    void idle()
      // What was shown before everything was erased must not come after it.
      .then(() => {
        const shown = items.filter(({ sensitive }) => !sensitive).map(itemContent)
        if (before === this.#inputs) return store.putItems(shown, Date.now())
      })
      .then(() => this.#prepare())
    return ranking
  }

  async explain(list: string, id: string): Promise<Explanation | undefined> {
    await this.#opened
    // Several lists may bear the name: the one that was ranked last, and has the item.
    const input = [...this.#inputs.values()].findLast(
      ({ list: name, candidates }) => name === list && candidates.some((each) => each.id === id),
    )
    return input && explain(input, id)
  }

  async profile(): Promise<Profile> {
    const { events } = await this.#opened
    return profile(
      events.filter((event) => this.#mayCount(event)),
      Date.now(),
    )
  }

  async record({ kind, item, list, seconds, at = Date.now() }: PageEvent): Promise<void> {
    if (!this.#consent.content || this.#signal.aborted || item.sensitive) return
    // What a list says of an item is what its vector was made of: an event of the same item needs no other.
    const event = readerEvent(this.#store?.items.get(item.id) ?? itemContent(item), { kind, at, list, seconds })
    if (!this.#mayCount(event)) return
    // Written at once where it can be: the click that made it may be leaving the page.
    if (kind !== 'impression') {
      if (this.#waiting >= MAX_WAITING) return
      this.#waiting++
      changeOutbox((held) => [...held, event])
      this.#stale = true
    }
    const store = await this.#opened
    const known = store.events.length
    const stored = store.append(event)
    // At once, and not when the disk has it; a refused event changes nothing.
    if (kind !== 'impression' && store.events.length !== known) this.#onProfile()
    const taken = await stored
    if (kind === 'impression') return
    this.#waiting--
    if (this.#signal.aborted) return
    this.#dropStored(store, [event])
    if (!taken) return
    await idle()
    await this.#prepare()
  }

  /** What the reader does counts at once: for live lists, and for whoever listens. */
  #onProfile(): void {
    if (this.#signal.aborted) return
    this.#view?.updateLive()
    emit('inkling:profile', { events: this.#store?.events.length ?? 0 })
  }

  async status(): Promise<Omit<Status, 'consent'>> {
    await this.#opened
    return this.#status()
  }

  #status(): Omit<Status, 'consent'> {
    return {
      ...NO_STATUS,
      ...this.#engineStatus,
      events: this.#store?.events.length ?? 0,
      vectors: this.#store?.vectors.size ?? 0,
      pageViews: this.#views,
    }
  }

  /** All that is kept of the reader. Items seen in lists come the least recent first. */
  async data(): Promise<{ readonly events: readonly ReaderEvent[]; readonly items: readonly ItemContent[] }> {
    const { events, items } = await this.#opened
    return { events: [...events], items: [...items.values()] }
  }

  /** A bundle that seldom runs. Undefined, and told, when it can't be had. */
  async #bring<T>(name: string, file: ReleaseFile, without: string): Promise<T | undefined> {
    return this.#bringBundle<T>(name, file).catch((cause) => {
      emitError('script-unavailable', `${name} could not be loaded: ${without}`, cause)
      return undefined
    })
  }

  #bringTransfer(): Promise<Transfer | undefined> {
    return this.#bring('transfer.js', transferFile, 'nothing is imported or made a table')
  }

  /** The events as a table. */
  async exportCsv(): Promise<string | undefined> {
    const { events } = await this.#opened
    return (await this.#bringTransfer())?.toCsv(events)
  }

  /** @returns what is new; undefined when nothing may be kept */
  async importData(json: unknown): Promise<{ readonly events: number; readonly items: number } | undefined> {
    if (!this.#consent.content) return undefined
    const before = this.#inputs
    const imported = (await this.#bringTransfer())?.readExport(json, fingerprint, Date.now())
    const store = await this.#opened
    // What was asked for before everything was erased must not come after it.
    if (!imported || this.#signal.aborted || before !== this.#inputs) return undefined
    const added = await store.merge(imported, Date.now())
    this.#onProfile()
    void idle().then(() => this.#prepare())
    return added
  }

  /** Whoever asks has wiped what lies in localStorage. @returns whether nothing is left of the history */
  async erase(): Promise<boolean> {
    const store = await this.#opened
    this.#letGo()
    const gone = await store.wipe()
    this.#views = 1
    // Other tabs may have written it meanwhile, of what they still knew.
    writeSnapshot({ ...EMPTY, views: 1 })
    return gone
  }

  /** @returns how many events were deleted */
  async forget({ item, event }: Forget): Promise<number> {
    const what = event ? { item: event.item, at: event.at, kind: event.kind } : { item }
    assertUsage(
      isForgettable(what) && (!event || event.at !== undefined),
      "write forget({ item: '/a' }) or forget({ event }), with one of the events that exportData gives",
    )
    await this.#opened
    tellForgotten(what)
    return this.#forget(what)
  }

  async #forget(what: unknown): Promise<number> {
    const store = await this.#opened
    if (!isForgettable(what)) return 0
    changeOutbox((held) => held.filter((event) => !isForgotten(what)(event)))
    const count = await store.forget(what)
    this.#inputs.clear()
    this.#onProfile()
    this.#writeSnapshot()
    return count
  }

  readonly #leave = catchErrors(
    (cause) => emitError('page-fault', 'the next page is not prepared', cause),
    () => {
      if (this.#stale) this.#writeSnapshot()
      if (!this.#signal.aborted) this.#view?.leave()
    },
  )

  /** Makes the vectors that are missing, and writes down what the next page's first paint needs. */
  async #prepare(): Promise<void> {
    this.#writeSnapshot()
    if (this.#embedding || this.#signal.aborted) return
    this.#embedding = true
    try {
      // Vectors may have gone while others were made: the site has deployed another version of the model.
      while (await this.#embedMissing()) this.#writeSnapshot()
    } catch (cause) {
      emitError('engine-failed', 'the engine could not be started', cause)
    }
    this.#embedding = false
  }

  #writeSnapshot(): void {
    const store = this.#store
    if (!store || this.#signal.aborted) return
    this.#stale = false
    const base = this.#base()
    const all = [...store.items.values()].reverse()
    const { items, tier } = rank({ ...base, list: '', candidates: all.filter((item) => !item.id.startsWith(SLOT)) })
    const slots: Record<string, string> = {}
    if (this.#consent.creatives) {
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
    const { coldStart, weights } = this.#ranker
    const { positive, dismissed } = base.history
    // Without a history the page's own order stands, or that of a prior which is the same for all readers.
    const known = coldStart === 'prior' || positive.length + dismissed.length > 0
    writeSnapshot({
      ...summary(items, (id) => store.items.get(id)?.topic),
      known,
      position: known ? (weights[tier].position ?? 0) : 0,
      slots,
    })
  }

  /** @returns whether there are new vectors */
  async #embedMissing(): Promise<boolean> {
    const store = this.#store
    if (!store) return false
    const { positive, dismissed } = this.#base().history
    const wanted = [...positive, ...dismissed, ...[...store.items.values()].reverse()]
    // Nothing to compare with them, nothing to download.
    const phrases = wanted.length && !this.#options.specialCategories ? ARTICLE_9 : []
    const { used, texts } = missing([...phrases, ...wanted], store.vectors)
    // Far from the limit nothing is dropped, and nothing need be noted.
    if (store.vectors.size > MANY_VECTORS) await store.putVectors(used, Date.now())
    if (texts.size === 0 || !this.#consent.content) return false
    if (!this.#engine && !mayDownload(this.#options, this.#views)) return false
    this.#engineCode ??= this.#bring<EngineBundle>('engine.js', engineFile, 'no vectors are made')
    const code = await this.#engineCode
    if (!code || !(this.#engine || (await code.speaks(this.#options, this.#signal))) || this.#signal.aborted)
      return false
    const engine = (this.#engine ??= this.#startEngine(code))
    const made = await code.embedTexts(
      texts,
      (some) => engine.embed(some, this.#signal),
      (vectors) => {
        const { name, version } = engine.model ?? {}
        return store.putVectors(vectors, Date.now(), `${name}@${version}`)
      },
      this.#signal,
    )
    if (made && !this.#signal.aborted) this.#tell()
    return made
  }

  #startEngine({ createReleaseEngine }: EngineBundle): Engine {
    const {
      model = '',
      engine = new URL('../engine/', new URL(model, dom.baseURI(document))).href,
      modelIntegrity,
      backend,
      timeout,
    } = this.#options
    return createReleaseEngine({
      base: engine,
      model,
      modelIntegrity,
      timeout,
      trust: this.#trust,
      byAddress: readSnapshot().address === this.#release,
      ...(backend && { backend }),
      mayKeep: () => {
        this.#onChoice()
        return !this.#signal.aborted
      },
      onStatus: (status) => {
        this.#engineStatus = { ...this.#engineStatus, ...status }
        // Each try would be reported to the site as a violation of its policy, page view by page view.
        if (status.worker === 'address') writeSnapshot({ address: this.#release })
        this.#tell()
      },
      onError: (code, message) => emitError(code, message),
    })
  }

  #tell(): void {
    emit('inkling:engine', { ...this.#status(), consent: this.#consent })
  }
}
