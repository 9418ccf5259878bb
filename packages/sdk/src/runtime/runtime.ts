/**
 * The runtime of one page view, for as long as consent is granted. It connects page → history → content → engine →
 * ranking → page; the stages know nothing of each other.
 */

import { siteFilesFile } from 'virtual:release'
import { checkEvent, checkItems } from '../content/validate-items.ts'
import { readSnapshot, writeSnapshot } from '../first-paint/snapshot.ts'
import { openHistory } from '../history/history.ts'
import type { HistoryStore } from '../history/history-store.ts'
import { dropReported } from '../history/reported.ts'
import * as dom from '../lib/dom.ts'
import { catchPageFaults } from '../lib/errors/catch-errors.ts'
import { emit, emitError } from '../lib/events.ts'
import { idle } from '../lib/scheduling/idle.ts'
import { type InklingOptions, withDefaults } from '../options.ts'
import { claimPage } from '../page/guard/claim-page.ts'
import { isCrawler } from '../page/guard/crawler.ts'
import type { ListsState } from '../page/lists/list-context.ts'
import { itemsOrder } from '../page/read/lists/list-order.ts'
import type { PageEvent } from '../page/track/watch-page.ts'
import { dialOf } from '../ranking/rules/dial.ts'
import type { ExplainBundle, SiteFilesBundle } from '../types/bundles.ts'
import type { Item, ListRules, Ranking, Status, VectorOrigin } from '../types.ts'
import { readOutbox } from '../web-storage/outbox.ts'
import { wipeShownCampaigns } from '../web-storage/shown-campaigns.ts'
import { wipeShown } from '../web-storage/shown-order.ts'
import { loadBundle, loadExplanations } from './bundles/load-bundle.ts'
import { loadExperiments } from './bundles/load-experiments.ts'
import { Embedder } from './embedder/embedder.ts'
import { ReaderData } from './history/reader-data.ts'
import { Recorder } from './history/recorder.ts'
import { syncTabs } from './history/tab-sync.ts'
import { NO_STATUS } from './initial-status.ts'
import type { HasExperiments, PageExperiments } from './interfaces/page-experiments.ts'
import type { HasScorer, RankedBy } from './interfaces/scoring.ts'
import type {
  Creatives,
  HasCreatives,
  HasVectors,
  HistoryChanges,
  NextPage,
  PageUpdates,
} from './interfaces/services.ts'
import type { Grant, Session } from './interfaces/session.ts'
import { loadWords } from './languages/load-words.ts'
import { leaveWhenHidden, SnapshotWriter } from './lists/snapshot-writer.ts'
import { PageController } from './page/page-controller.ts'
import { Scorer } from './ranking/scorer.ts'
import type { SiteFiles } from './site-files/load-ranking-files.ts'

/** Page state that persists across changes in consent. */
export interface PageState extends Pick<ListsState, 'arranged' | 'undone'> {
  /** Set once this page view has been counted. */
  lists?: ListsState
  /** Undoes every change to the page, including those made by the snippet. @param only 'slot': leaves lists alone */
  restore(only?: 'slot'): void
}

export interface RuntimeInput extends Omit<Grant, 'options'> {
  /** The site's options, validated but without defaults. */
  readonly options: InklingOptions
  readonly page: PageState
}

export class Runtime
  implements Session, HasScorer, HasExperiments, NextPage, HasVectors, HasCreatives, PageUpdates, HistoryChanges
{
  grant: Grant
  readonly opened: Promise<HistoryStore>
  store: HistoryStore | undefined
  views = 0
  readonly scorer = new Scorer(this)
  readonly images = new Map<string, HTMLImageElement>()
  creatives: Creatives | undefined
  experiments: PageExperiments | undefined
  readonly snapshot = new SnapshotWriter(this)
  /** Export, import, deletion. */
  readonly data = new ReaderData(this)
  readonly #page: PageState
  readonly #recorder = new Recorder(this)
  readonly record = this.#recorder.record
  readonly onReading = this.#recorder.onReading
  readonly embedder = new Embedder(this)
  #controller: PageController | undefined
  readonly #leave = catchPageFaults('the next page is not prepared', () => {
    if (!this.grant.signal.aborted) this.#controller?.leave()
    this.snapshot.leave()
  })

  constructor({ page, ...input }: RuntimeInput) {
    const grant = { ...input, options: withDefaults(input.options) }
    const { consent, signal } = grant
    // Crawlers get the page as its editors made it: nothing is reordered or recorded.
    this.grant = isCrawler(globalThis.navigator?.userAgent ?? '')
      ? { ...grant, consent: { ...consent, content: false, creatives: false } }
      : grant
    this.#page = page
    const end = () => {
      this.store?.close()
      this.scorer.forget()
    }
    signal.addEventListener('abort', end, { once: true })
    if (typeof window === 'object') {
      syncTabs(this)
      window.addEventListener('pagehide', this.#leave, { signal })
      leaveWhenHidden(this.snapshot, signal)
    }
    const words = loadWords(this.grant)
    this.opened = this.#open(words)
    this.opened
      .then(() => words)
      .then(() => this.#begin())
      .catch((cause) => emitError('page-fault', 'this page stays as it is', cause))
  }

  async #open(words: Promise<void>): Promise<HistoryStore> {
    const { options, release, signal } = this.grant
    const page = this.#page
    this.views = readSnapshot().views + (page.lists ? 0 : 1)
    page.lists ??= { ...page, originals: new WeakMap(), refused: new WeakSet() }
    // Without consent to creatives, nothing is planned and the record of shown campaigns is deleted.
    const none = !this.grant.consent.creatives
    if (none) wipeShownCampaigns()
    writeSnapshot({ views: this.views, ...(none && { slots: {} }) })
    // If this request fails, the table is requested again once it is needed.
    this.embedder.begin().catch(() => {})
    // Must be read before this page adds events.
    const left = readOutbox()
    const opening = openHistory(`${options.model ?? ''}#${release}`, emitError, Date.now(), () => this.onEmptied())
    // A language may be declared anywhere on the page, even at its end, but calls don't wait until the whole page has
    // been parsed.
    const isThere = typeof document !== 'object' || dom.readyState(document) !== 'loading'
    const [store, files, experiments] = await Promise.all([
      opening,
      loadSiteFiles(this.grant, opening, words),
      loadExperiments(this),
      isThere && words,
    ])
    this.store = store
    Object.assign(this.scorer, files)
    this.experiments = experiments
    experiments?.begin()
    if (signal.aborted) store.close()
    await this.#recorder.takeIn(store, left)
    // Delete data stored for purposes to which the reader hasn't consented.
    if (!this.grant.consent.measurement) void dropReported(store)
    if (!this.grant.consent.creatives)
      for (const { kind, item } of store.events) if (/^(shown|goal)$/.test(kind)) await store.forget({ item })
    return store
  }

  adopt({ options, ranker }: RankedBy): void {
    this.grant = { ...this.grant, options }
    this.scorer.ranker = ranker
  }

  async onEmptied(): Promise<void> {
    this.forgetPage()
    this.grant.onChoice()
    await idle()
    this.onProfile()
  }

  forgetPage(): void {
    this.scorer.forget()
    this.snapshot.drop()
    this.experiments?.forget()
    this.#controller?.forget()
    this.#page.restore()
    wipeShown()
  }

  async #begin(): Promise<void> {
    const { options, signal } = this.grant
    if (signal.aborted) return
    if (options.page && !claimPage(document, signal))
      emitError('script-twice', 'another Inkling watches this page already: call destroy() on it first')
    else if (options.page) {
      this.#controller = new PageController(this, this.#page.lists!)
      await this.#controller.begin()
      if (signal.aborted) return
    }
    this.#emitStatus('inkling:ready')
    await idle()
    await this.prepare()
  }

  /** Returns undefined if the history may not be used; the items then keep their own order. */
  async rank(items: readonly Item[], list: string, asked: ListRules = {}): Promise<Ranking | undefined> {
    checkItems(items)
    const { order = this.grant.options.order } = asked
    const found = order === 'auto' ? itemsOrder(items) : undefined
    const rules: ListRules = { ...asked, ...(found && { order: found }) }
    const store = await this.opened
    if (!this.grant.consent.content) return undefined
    const ranking = this.scorer.rank(items, list, { rules })
    const shown = items.filter(({ sensitive }) => !sensitive).map(this.scorer.content)
    this.snapshot.plan({ name: list, candidates: shown, isFirst: true, setting: { rules } })
    const { epoch } = this.scorer
    void idle()
      // Items shown before an erasure must not be stored after it.
      .then(() => {
        if (epoch === this.scorer.epoch) return store.putItems(shown, Date.now())
      })
      .then(() => this.prepare())
    const { experiments, scorer } = this
    return experiments?.ranked({ ranking, candidates: items.map(scorer.content), setting: { rules } }) ?? ranking
  }

  /**
   * Loads the explanations bundle once the history is open. If the bundle can't be loaded, emits `inkling:error` and
   * returns undefined.
   */
  async explanations(): Promise<ExplainBundle | undefined> {
    await this.opened
    return loadExplanations(this)
  }

  /** Waits until it is known whether the site runs experiments. */
  async pageExperiments(): Promise<PageExperiments | undefined> {
    await this.opened
    return this.experiments
  }

  async redo(name: string): Promise<void> {
    this.#page.undone.delete(name)
    this.#controller?.redo(name)
  }

  /** Records an event reported by the site's own code. */
  track(event: PageEvent): Promise<void> {
    checkEvent(event)
    return this.record(event)
  }

  onProfile(isBack?: boolean): void {
    if (this.grant.signal.aborted) return
    this.#controller?.updateLive(isBack)
    emit('inkling:profile', { events: this.store?.events.length ?? 0 })
  }

  async status(): Promise<Omit<Status, 'consent'>> {
    await this.opened
    return this.#status()
  }

  #status(): Omit<Status, 'consent'> {
    const { store, views } = this
    return {
      ...NO_STATUS,
      ...this.embedder.status,
      events: store?.events.length ?? 0,
      vectors: store?.vectors.size ?? 0,
      ...depthsOf(store?.replica.origins),
      dial: dialOf(store?.events ?? []),
      pageViews: views,
    }
  }

  onStatus(): void {
    this.#emitStatus('inkling:engine')
  }

  onVectors(): void {
    this.onStatus()
    this.#controller?.updateLive()
  }

  #emitStatus(name: 'inkling:ready' | 'inkling:engine'): void {
    emit(name, { ...this.#status(), consent: this.grant.consent })
  }

  async prepare(): Promise<void> {
    await this.snapshot.prepare()
    await this.embedder.embedMissing()
  }
}

/** The depth of the stored vectors. */
function depthsOf(origins: ReadonlyMap<string, VectorOrigin> | undefined): Pick<Status, 'depth' | 'depths'> {
  if (!origins?.size) return {}
  let deep = 0
  for (const { depth } of origins.values()) deep += depth
  return { depth: deep ? 1 : 0, depths: [origins.size - deep, deep] }
}

/** Loads the site's own files for ranking; undefined if no option names one. */
async function loadSiteFiles(
  grant: Grant,
  opening: Promise<HistoryStore>,
  words: Promise<void>,
): Promise<SiteFiles | undefined> {
  const { options, importFile } = grant
  if (options.ranker || options.popularity || options.coReading || options.vectors)
    return (
      await loadBundle<SiteFilesBundle>(importFile, 'site-files.js', siteFilesFile, "the site's own files are left out")
    )?.loadSiteFiles(grant, opening, words)
}
