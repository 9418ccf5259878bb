/**
 * The API that a site calls. Calls that use the history are passed to the runtime, which checks them. Withdrawing
 * consent, and the checks made here, work without the runtime.
 */

import { googlePurposes } from '../consent/google-consent-mode.ts'
import { CHILDREN, isAhead } from '../consent/stored-choice.ts'
import { deleteLateData, deleteStoredData, erase } from '../deletion/delete-data.ts'
import { clearWebStorage, isDeletionPending } from '../deletion/web-storage.ts'
import * as dom from '../lib/dom.ts'
import { assertUsage } from '../lib/errors/assert-usage.ts'
import { emit } from '../lib/events.ts'
import { own } from '../lib/json/own.ts'
import { EMPTY_SCORE } from '../lib/scoring/empty-score.ts'
import type { InklingOptions } from '../options.ts'
import { undoFirst } from '../page/lists/early-queue.ts'
import { nothingArranged, undoNamed } from '../page/order/arranged.ts'
import { NO_STATUS } from '../runtime/initial-status.ts'
import type { PageState } from '../runtime/runtime.ts'
import type { ConsentPlatforms, Core } from '../types/core.ts'
import type { Item, Purposes, Ranking } from '../types.ts'
import { followSource } from './consent-source.ts'
import { consentChoice } from './consent-state.ts'
import type { Inkling } from './inkling-api.ts'
import { checkOptions, readRule } from './option-table.ts'
import { type RuntimeHandle, runtimeHandle } from './runtime-handle.ts'

export type { EarlyCall, Inkling, TaggedInkling } from './inkling-api.ts'
export { googlePurposes }

/**
 * @param load loads the code that runs while consent is granted; called once, and only with consent
 * @param platforms loads the code for consent platforms; called only if one is configured
 * @param release distinguishes this release's model from another release's at the same URL, because the two models'
 *   vectors must never be compared
 * @throws InklingMisuse on an unknown option or value
 */
export function wire(
  given: InklingOptions,
  load: () => Promise<Core>,
  platforms: () => Promise<ConsentPlatforms>,
  release: string,
): Inkling {
  const options = checkOptions(given)
  const page = newPage()
  // On a server, there is no document and no choice.
  const onPage = typeof document === 'object'
  const children = options.audience === 'children' || (onPage && dom.querySelector(document, CHILDREN) !== null)
  /** Number of times the history has been deleted: events tracked before a deletion must not be stored after it. */
  let wipes = 0
  let destroyed = false
  /** Pending while the page looks for data left over from an interrupted deletion. */
  let looked: Promise<void> | undefined
  let endSource: (() => void) | undefined

  const onChange = () => {
    const ran = runtime.running
    runtime.end()
    const consent = choice.get()
    restoreWithout(consent, page)
    if (!consent.content) {
      wipes++
      void deleteStoredData(clearWebStorage() || ran)
    }
    emit('inkling:consent', consent)
    if (!destroyed) runtime.start()
  }
  const choice = consentChoice(children, options.privacySignal ?? 'strict', () => void deleteStoredData(), onChange)
  const runtime = runtimeHandle(load, { options, readRule, page, release }, choice, () => looked)
  const { ask, askWhy } = runtime
  const { content, creatives, state } = choice.get()
  if (!children && onPage) {
    // If a choice has expired, or the browser now sends a privacy signal, delete everything that the choice allowed to
    // be stored. Also finish a deletion that was interrupted. If consent is then granted on this page, none of the
    // deleted data may come back.
    if (isDeletionPending() || (!content && !creatives && !isAhead())) {
      if (clearWebStorage()) void deleteStoredData(true)
      else looked = deleteLateData().catch(() => {})
    }
    endSource = followSource(options.consent, state === 'unknown', choice.choose, platforms)
  }
  runtime.start()
  if (!runtime.running)
    queueMicrotask(() => !runtime.running && emit('inkling:ready', { ...NO_STATUS, consent: choice.get() }))

  return {
    consent: {
      get: choice.get,
      set: (purposes) => choice.choose(purposes, true),
      deny: () => choice.choose({}, true),
      google: (mode, explicit) => choice.choose(googlePurposes(mode), explicit),
    },
    async rank(items, asked) {
      assertUsage(Array.isArray(items), "items must be an array: write [{ id: '/a', title: 'A headline' }]")
      const { list = 'list', ...others } = own(asked ?? {})
      const rules = checkOptions(others)
      const all = [...items]
      return (await ask((runtime) => runtime.rank(all, list, rules))) ?? unranked(all, list)
    },
    async track(kind, item, detail = {}) {
      if (!choice.get().content) return
      const [at, before] = [Date.now(), wipes]
      const asked = await ask(async (runtime) => runtime)
      if (before === wipes) await asked?.track({ kind, item, ...detail, at })
    },
    explain: (ranking, id) => askWhy((bundle, runtime) => bundle.explain(runtime, ranking, id)),
    profile: async () => (await askWhy((bundle, runtime) => bundle.profile(runtime))) ?? { topics: [], events: 0 },
    audiences: async (named) => (await askWhy((bundle, runtime) => bundle.audiences(runtime, named))) ?? [],
    editInterest: (edit) => askWhy((bundle, runtime) => bundle.editInterest(runtime, edit)),
    dismissed: async () => (await askWhy((bundle, runtime) => bundle.dismissed(runtime))) ?? [],
    status: async () => ({ ...NO_STATUS, ...(await ask((runtime) => runtime.status())), consent: choice.get() }),
    undo: (list) => undo(page, list, runtime.running),
    async redo(list) {
      emit('inkling:redo', { list })
      await ask((runtime) => runtime.redo(list))
    },
    exportData: async () => ({ ...NO_DATA, ...(await ask(({ data }) => data.all())), consent: choice.get() }),
    measure: measureCalls(runtime),
    exportCsv: async () => (await ask(({ data }) => data.exportCsv())) ?? '',
    importData: (json) => ask(({ data }) => data.import(json)),
    forget: async (what) => (await ask(({ data }) => data.forget(what))) ?? 0,
    async erase() {
      wipes++
      page.restore()
      await erase(() => ask(({ data }) => data.erase()))
    },
    destroy() {
      destroyed = true
      runtime.end()
      endSource?.()
    },
  }
}

/** Restores everything on the page that is based on data that may no longer be used. */
function restoreWithout({ content, creatives }: Purposes, page: PageState): void {
  if (!content) page.restore()
  else if (!creatives) page.restore('slot')
}

/** This works without the runtime: the snippet's changes can be undone as long as the page is open. */
function undo(page: PageState, list: string, isRunning: boolean): boolean {
  const later = undoNamed(page.arranged, list)
  const marked = undoFirst(list) || later
  // Lists that a framework renders restore themselves.
  const done = emit('inkling:undo', { list }) || marked
  if (done || isRunning) page.undone.add(list)
  return done
}

/** An export without consent. */
const NO_DATA = { version: 1, events: [], items: [] } as const

function newPage(): PageState {
  const arranged = nothingArranged()
  return {
    arranged,
    restore(only) {
      undoNamed(arranged, undefined, only)
      undoFirst(undefined, only)
    },
    undone: new Set(),
  }
}

/**
 * The ranking used when nothing is known about the reader, or nothing may be used: the list keeps its order, and
 * nothing is scored.
 */
function unranked(items: readonly Item[], list: string): Ranking {
  const places = items.map(({ id, pinned }, at) => {
    const rule = pinned && { rule: 'pinned' as const }
    return { id, score: 0, parts: EMPTY_SCORE, from: at, to: at, byScore: at, ...rule }
  })
  return { list, tier: 'lexical', items: places, milliseconds: 0 }
}

function measureCalls({ ask }: RuntimeHandle): Inkling['measure'] {
  const experiments = () => ask((runtime) => runtime.pageExperiments())
  return {
    summary: async () => (await experiments())?.summary() ?? [],
    convert: async (name, value = 0) => (await experiments())?.convert(name, value),
  }
}
