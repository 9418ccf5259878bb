/**
 * What a site holds in its hands: the choice, and the calls with their checks. All that lives while consent is granted is
 * a {@link Runtime}, whose code comes only then; withdrawing works without it.
 */

import { CHILDREN } from '../consent/children.ts'
import { fromPurposes, isAhead, KEY, recall, remember } from '../consent/choice.ts'
import { googlePurposes } from '../consent/google-consent-mode.ts'
import { signalled } from '../consent/privacy-signal.ts'
import { isWiping, markWiping, wipeTraces } from '../consent/traces.ts'
import type { ConsentPlatforms } from '../entries/consent-platforms.ts'
import type { Core } from '../entries/core.ts'
import { deleteDatabase } from '../history/delete.ts'
import { assertUsage } from '../lib/assert-usage.ts'
import { catchErrors } from '../lib/catch-errors.ts'
import * as dom from '../lib/dom.ts'
import { EMPTY_SCORE } from '../lib/empty-score.ts'
import { KINDS } from '../lib/event-kinds.ts'
import { emit, emitError } from '../lib/events.ts'
import { MAX_ITEMS } from '../lib/limits.ts'
import { ownGlobal } from '../lib/own-global.ts'
import { type InklingOptions, resolveOptions } from '../options.ts'
import { undoFirst } from '../page/lists/early-queue.ts'
import { nothingArranged, undoNamed } from '../page/order/arranged.ts'
import { NO_STATUS } from '../runtime/initial-status.ts'
import type { PageState, Runtime } from '../runtime/runtime.ts'
import type {
  Consent,
  EventKind,
  Explanation,
  Forget,
  GoogleConsent,
  Item,
  ItemContent,
  Profile,
  Purposes,
  Ranking,
  ReaderEvent,
  Status,
} from '../types.ts'

export { googlePurposes }

export interface Inkling {
  readonly consent: {
    get(): Consent
    /** Purposes left out are refused. Refusing all is the same as {@link deny}. @throws InklingMisuse on other names */
    set(purposes: Partial<Purposes>): void
    /** Withdraws: listeners, worker, history, caches and snapshot go at once. */
    deny(): void
    /** As {@link set}, by the whole state of Google's consent mode. @param explicit whether the reader chose just now */
    google(mode: GoogleConsent, explicit?: boolean): void
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
  /**
   * Gives a list the page's own order back, the very same nodes. It holds for this page, also when the list was to be
   * ordered only now. False when nothing had been moved.
   */
  undo(list: string): boolean
  /** All that is kept of the reader, as plain data. */
  exportData(): Promise<{
    readonly version: 1
    readonly consent: Consent
    readonly events: readonly ReaderEvent[]
    /** Items seen in lists, the least recent first. */
    readonly items: readonly ItemContent[]
  }>
  /** The events as a table: RFC 4180, with a row of names; without consent empty. */
  exportCsv(): Promise<string>
  /**
   * Brings an export back: what is there already isn't doubled, and the limits hold.
   * @param json what `exportData` gave, or its JSON
   * @returns how many of each are new; undefined when nothing may be kept
   * @throws InklingMisuse with the name of the first field that is wrong: then nothing of it is kept
   */
  importData(json: unknown): Promise<{ readonly events: number; readonly items: number } | undefined>
  /** Deletes what the history has of an item, or one event of it, in every tab. @returns how many events */
  forget(what: Forget): Promise<number>
  /** Deletes all that is kept of the reader; consent stays. */
  erase(): Promise<void>
  /** Takes listeners and workers away; what is stored stays. */
  destroy(): void
}

/**
 * @param later brings in the code that runs while consent is granted; asked once, and only then
 * @param platforms brings in what asks a consent platform of the page; asked only where one is named
 * @param release tells this release's model from another's at the same address: their vectors are never compared
 * @throws InklingMisuse on an unknown option or value
 */
export function wire(
  options: InklingOptions,
  later: () => Promise<Core>,
  platforms: () => Promise<ConsentPlatforms>,
  release: string,
): Inkling {
  const resolved = resolveOptions(options)
  const page: PageState = {
    counted: false,
    arranged: nothingArranged(),
    undone: new Set(),
    originals: new WeakMap(),
    refused: new WeakSet(),
  }
  // On a server there is no document, and nobody chooses.
  const onPage = typeof document === 'object'
  const children = resolved.audience === 'children' || (onPage && dom.querySelector(document, CHILDREN) !== null)
  let consent = children ? fromPurposes({}) : recall()
  /** Whether the choice lies in the storage. */
  let kept = consent.state !== 'unknown'
  let loading: Promise<Core | undefined> | undefined
  let running: Running | undefined
  /** How often the history had to go: what was tracked before must not come after it. */
  let wipes = 0
  let destroyed = false
  /** Whether something is left of what was deleted is being looked at. */
  let looked: Promise<void> | undefined
  let unsubscribe: unknown

  const load = () => {
    loading ??= later().catch((cause) => {
      emitError('script-unavailable', 'core.js could not be loaded: this page stays as it is', cause)
      return undefined
    })
    return loading
  }
  const begin = async (signal: AbortSignal): Promise<Runtime | undefined> => {
    const [code] = await Promise.all([load(), looked])
    // Until a visit listens, nobody hears of a choice that was made in another tab.
    syncChoice()
    if (signal.aborted) return undefined
    if (!code) {
      emit('inkling:ready', { ...NO_STATUS, consent })
      return undefined
    }
    return new code.Runtime({ ...code, options: resolved, consent, release, page, signal, onChoice: syncChoice })
  }
  const start = (): void => {
    // Whoever heard of a choice may have made the next one already.
    if (destroyed || running || !(consent.content || consent.creatives)) return
    const ended = new AbortController()
    running = { ended, visit: begin(ended.signal) }
  }
  const end = (): void => {
    running?.ended.abort()
    running = undefined
  }
  /** A choice may have been made, or deleted, on another page. Where none can be kept, what was chosen here holds. */
  const syncChoice = (told?: string | null): void => {
    const next = recall(Date.now(), told)
    if (next.state !== 'unknown' || (!told && kept && !isAhead())) adopt(next)
  }
  const adopt = (next: Consent): void => {
    // Sites tell the same choice on every page: what runs goes on.
    if (JSON.stringify(next) === JSON.stringify(consent)) return
    const ran = running !== undefined
    end()
    consent = next
    if (!consent.content) {
      wipes++
      void wipe(wipeTraces() || ran)
    }
    emit('inkling:consent', consent)
    start()
  }
  const choose = (purposes: Partial<Purposes>, explicit = false): void => {
    let next = fromPurposes(purposes)
    // Nobody can say yes here; a no counts everywhere.
    if (children && next.state === 'granted') return
    if (onPage && signalled()) {
      next = fromPurposes({ content: next.content })
      if (next.content && !explicit && !recall().content) return
    }
    kept = remember(next)
    if (children) void wipe()
    adopt(next)
  }
  const subscribe = catchErrors(
    (cause) => emitError('consent-unavailable', 'the source of consent failed: what was chosen before holds', cause),
    () => {
      const { consent: source } = resolved
      const tell = (message: string, cause?: unknown) => emitError('consent-unavailable', message, cause)
      if (source === 'granted' && consent.state === 'unknown') choose({ content: true, creatives: true })
      else if (source === 'tcf' || source === 'gpp')
        return platforms().then((each) => {
          if (!destroyed) unsubscribe = each[source](choose, tell)
        })
      else if (typeof source === 'function') unsubscribe = source(choose)
      return unsubscribe
    },
  )
  /** Waits for the visit that runs, and asks the next one if consent has changed meanwhile. Undefined when none runs. */
  const ask = async <T>(question: (visit: Runtime) => Promise<T>): Promise<T | undefined> => {
    for (;;) {
      const asked = running
      if (!asked) return undefined
      const visit = await asked.visit
      const answer = visit && (await question(visit))
      if (asked === running) return answer
    }
  }

  // A choice has run out, or the browser says no now: what it allowed to keep goes. Or a deletion was cut off. Whoever says
  // yes on this page finds nothing of it.
  if (!children && onPage && (isWiping() || (!consent.content && !consent.creatives && !isAhead()))) {
    if (wipeTraces()) void wipe(true)
    else looked = wipeLate().catch(() => {})
  }
  if (!children && onPage) subscribe()
  start()
  if (!running) queueMicrotask(() => !running && emit('inkling:ready', { ...NO_STATUS, consent }))

  return {
    consent: {
      get: () => consent,
      set: (purposes) => choose(purposes, true),
      deny: () => choose({}, true),
      google: (mode, explicit) => choose(googlePurposes(mode), explicit),
    },
    async rank(items, { list = 'list' } = {}) {
      checkItems(items)
      const given = [...items]
      return (await ask((visit) => visit.rank(given, list))) ?? editorsOrder(given, list)
    },
    async track(kind, item, detail = {}) {
      assertUsage(KINDS.includes(kind), `there is no event \`${String(kind)}\`: the kinds are ${KINDS.join(', ')}`)
      checkItems([item])
      if (!consent.content) return
      const [at, before] = [Date.now(), wipes]
      const visit = await ask(async (visit) => visit)
      if (before === wipes) await visit?.record({ kind, item, ...detail, at })
    },
    explain: (ranking, id) => ask((visit) => visit.explain(typeof ranking === 'string' ? ranking : ranking.list, id)),
    profile: async () => (await ask((visit) => visit.profile())) ?? { topics: [], events: 0 },
    status: async () => ({ ...NO_STATUS, ...(await ask((visit) => visit.status())), consent }),
    undo(list) {
      // Without the visit, too: what the snippet did can be put back as long as the page is there.
      const later = undoNamed(page.arranged, list)
      const done = (!page.undone.has(list) && undoFirst(list)) || later
      if (done || running) page.undone.add(list)
      return done
    },
    async exportData() {
      const { events = [], items = [] } = (await ask((visit) => visit.data())) ?? {}
      return { version: 1, consent, events, items }
    },
    exportCsv: async () => (await ask((visit) => visit.exportCsv())) ?? '',
    importData: (json) => ask((visit) => visit.importData(json)),
    forget: async (what) => (await ask((visit) => visit.forget(what))) ?? 0,
    async erase() {
      wipes++
      // Should the tab be closed now, or IndexedDB refuse, the next page goes on with it.
      const found = wipeTraces()
      if (found) markWiping(true)
      const gone = await ask((visit) => visit.erase())
      if (gone) markWiping(false)
      else if (gone === undefined) await wipe(wipeTraces() || found)
    },
    destroy() {
      destroyed = true
      end()
      // The site's own, which may throw.
      if (typeof unsubscribe === 'function') unsubscribe()
      unsubscribe = undefined
    },
  }
}

interface Running {
  /** Undefined when its code could not be loaded, or it was ended before it began. */
  readonly visit: Promise<Runtime | undefined>
  readonly ended: AbortController
}

/** Milliseconds after which a deletion is held up: by a connection that doesn't close, since rows go at once. */
const HELD_UP = 2000

/** Everything but the choice itself. @param found whether there is anything: who has only ever said no gets no mark */
async function wipe(found = wipeTraces()): Promise<void> {
  if (found) markWiping(true)
  const tell = (cause?: unknown) => emitError('storage-unavailable', 'not everything could be deleted', cause)
  const late = setTimeout(tell, HELD_UP)
  const models = async () => {
    const names = (await ownGlobal('caches')?.keys()) ?? []
    for (const name of names) if (name.startsWith('inkling-')) await caches.delete(name)
  }
  try {
    await Promise.all([ownGlobal('indexedDB') && deleteDatabase(found), models()])
    if (found) markWiping(false)
  } catch (cause) {
    tell(cause)
  }
  clearTimeout(late)
}

/**
 * What a tab wrote that hung while everything was deleted, and crashed before it could be told: then no trace of it lies where
 * this page looks at once. Names alone are asked for, and nothing is made.
 */
async function wipeLate(): Promise<void> {
  // Nobody has chosen yet; or the storage is off, and pages are told the choice each time: then what lies there may be wanted.
  if (!localStorage.getItem(KEY)) return
  const found = await Promise.all([ownGlobal('caches')?.keys(), ownGlobal('indexedDB')?.databases?.()])
  if (/"inkling[-."]/.test(JSON.stringify(found))) void wipe(true)
}

/** Nothing is known, or may be: the list stays as it is, and nothing is scored. */
function editorsOrder(items: readonly Item[], list: string): Ranking {
  const places = items.map(({ id, pinned }, at) => {
    const rule = pinned ? { rule: 'pinned' as const } : {}
    return { id, score: 0, parts: EMPTY_SCORE, from: at, to: at, byScore: at, ...rule }
  })
  return { list, tier: 'lexical', items: places, milliseconds: 0 }
}

const EXAMPLE = "{ id: '/a', title: 'A headline' }"

function checkItems(items: readonly Item[]): void {
  assertUsage(Array.isArray(items), `items come as an array: write [${EXAMPLE}]`)
  assertUsage(items.length <= MAX_ITEMS, `a list has at most ${MAX_ITEMS} items, not ${items.length}: rank it in parts`)
  const ids = new Set<string>()
  for (const item of items) {
    assertUsage(
      typeof item?.id === 'string' && item.id && typeof item.title === 'string' && item.title,
      `an item has an id and a title: write ${EXAMPLE}`,
    )
    assertUsage(!ids.has(item.id), `two items share the id '${item.id}': an id names one item`)
    ids.add(item.id)
  }
}
