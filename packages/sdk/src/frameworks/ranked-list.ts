/**
 * A list for code that renders the DOM itself: React, Vue, Svelte and others subscribe to an order and render it. A
 * list rendered on a server starts in the order of the page's HTML, and items that a reader may have seen stay where
 * they are.
 */

import type { Inkling } from '../client/inkling.ts'
import * as dom from '../lib/dom.ts'
import { assertUsage } from '../lib/errors/assert-usage.ts'
import { catchErrors } from '../lib/errors/catch-errors.ts'
import { MAX_ITEMS } from '../lib/limits.ts'
import { LIST_RULES } from '../lib/scoring/list-rules.ts'
import { mayShowHistory } from '../lib/site-inkling.ts'
import type { InklingEvents, Item, ListRules, Ranking } from '../types.ts'
import { handedPlaces, plannedPlaces } from './first-places.ts'
import { type ListClick, watchClicks } from './list-clicks.ts'
import { applyRanking, firstView, inOrder, type RankedView, stayingCount } from './ranked-view.ts'

/** The result of `createInkling`, or a function that returns the script tag's object: `() => window.inkling`. */
export type InklingSource = Inkling | (() => unknown)

/** The rules that `rank()` accepts, such as `strength`. Frameworks pass properties that aren't set as undefined. */
type Rules = { readonly [Rule in keyof ListRules]?: ListRules[Rule] | undefined }

export interface RankedListOptions<T extends Item = Item> extends Rules {
  /** The list's name, as passed to `rank()`. */
  readonly list: string
  /** The items in the server's order. The first 200 are ranked; the rest keep their places. */
  readonly items: readonly T[]
  /**
   * The element whose children are the items. Items that are in view or above it stay in place. While the element is
   * missing, all items count as seen.
   */
  readonly element?: (() => Element | null | undefined) | undefined
  /**
   * once: each item gets its place once · live: the list is ranked again whenever the reader's profile changes.
   * @default 'once'
   */
  readonly when?: 'once' | 'live' | undefined
  /**
   * What happens to items that may have been seen. keep: they stay · swap: they may move while in view. @default 'keep'
   */
  readonly late?: 'keep' | 'swap' | undefined
  /**
   * The initial order. server: the order of the page's HTML, for hydration · reader: the order planned on the last
   * visit, even for items in view; for lists first rendered in the browser. Calling `getServerSnapshot` in the browser
   * sets it to 'server'.
   *
   * @default 'server'
   */
  readonly start?: 'server' | 'reader' | undefined
  /**
   * A ranking from `await inkling.rank(items)`, used as the initial order of a list that is rendered only in the
   * browser.
   *
   * @default none
   */
  readonly ranking?: Ranking | undefined
}

export interface RankedList<T extends Item = Item> {
  /** Ranks the list and records clicks in it as long as there are subscribers. Returns a function that unsubscribes. */
  readonly subscribe: (listener: () => void) => () => void
  readonly getSnapshot: () => RankedView<T>
  /** The view for rendering on a server and for hydration: in the server's order, or as the head snippet left it. */
  readonly getServerSnapshot: () => RankedView<T>
  /**
   * Replaces the items. Known items keep their order; new items keep their places in the given array until they are
   * ranked.
   */
  readonly setItems: (items: readonly T[]) => void
  /**
   * Restores the server's order for this page view. Returns false if the list was in that order already.
   * `inkling.undo(list)` does the same.
   */
  readonly undo: () => boolean
  /**
   * Ranks the list again and applies the whole order, even to items in view. It reverts {@link undo}, and is meant for a
   * button such as "Show new order". `inkling.redo(list)` does the same.
   */
  readonly redo: () => Promise<void>
}

/** No caller awaits this work, so errors are reported to the console as uncaught. */
const report = (cause: unknown) => reportError(cause)

const isInkling = (inkling: unknown): inkling is Inkling => typeof (inkling as Inkling | undefined)?.rank === 'function'

function checkUse(
  source: InklingSource,
  { list, items, when = 'once', late = 'keep', start = 'server' }: RankedListOptions,
): void {
  assertUsage(
    typeof source === 'function' || isInkling(source),
    'a list needs the result of createInkling or, with the script tag, a function: write () => window.inkling',
  )
  assertUsage(typeof list === 'string' && list, "a list needs a name: write list: 'shelf'")
  assertUsage(Array.isArray(items), "items must be an array: write items: [{ id: '/a', title: 'A headline' }]")
  assertUsage(when === 'once' || when === 'live', `write when: 'once' | 'live', not '${String(when)}'`)
  assertUsage(late === 'keep' || late === 'swap', `write late: 'keep' | 'swap', not '${String(late)}'`)
  assertUsage(start === 'server' || start === 'reader', `write start: 'server' | 'reader', not '${String(start)}'`)
}

const find = (source: InklingSource): unknown => (typeof source === 'function' ? source() : source)

const consenting = (source: InklingSource): Inkling | undefined => {
  const found = find(source)
  return isInkling(found) && mayShowHistory(found) ? found : undefined
}

/** Before the script tag has loaded, nothing is known about consent. */
const isRefused = (source: InklingSource) => isInkling(find(source)) && !consenting(source)

/** The rules among the options. `rank()` checks their values. */
export const rulesOf = (options: Rules): ListRules =>
  Object.fromEntries(
    LIST_RULES.flatMap((rule) => (options[rule] === undefined ? [] : [[rule, options[rule]] as const])),
  )

const isErased = (event: Event) => (event as CustomEvent<InklingEvents['inkling:profile']>).detail?.events === 0

/**
 * @param begin called for the first listener; the returned function is called once it has been added
 * @param end called when the last listener has left
 */
function subscription(listeners: Set<() => void>, begin: () => () => void, end: () => void): RankedList['subscribe'] {
  return (listener) => {
    const told = () => listener()
    const follow = listeners.size ? undefined : begin()
    listeners.add(told)
    follow?.()
    return () => {
      listeners.delete(told)
      if (!listeners.size) end()
    }
  }
}

/**
 * Records what the reader does in a list.
 *
 * @returns a function to call with the current Inkling if there is consent; calling it without one stops recording
 */
function clickWatch(list: string, where: Parameters<typeof watchClicks>[0]): (found?: Inkling) => void {
  let watching: AbortController | undefined
  return (found) => {
    if (found && watching) return
    watching?.abort()
    watching = found && new AbortController()
    const track = ({ kind, item }: ListClick) => found!.track(kind, item, { list })
    if (watching) watchClicks(where, catchErrors(report, track), watching.signal)
  }
}

interface Listeners extends Pick<RankedList, 'undo' | 'redo'> {
  readonly follow: () => void
  readonly onProfile: (event: Event) => void
}

function listen(list: string, { follow, onProfile, undo, redo }: Listeners, signal: AbortSignal): void {
  // `inkling.undo(list)` and `redo(list)`, for example by <inkling-why>. The result of undo is reported by cancelling.
  const isOwn = (event: Event) => (event as CustomEvent<InklingEvents['inkling:undo']>).detail?.list === list
  const onUndo = (event: Event) => void (isOwn(event) && undo() && event.preventDefault())
  const onRedo = (event: Event) => void (isOwn(event) && redo())
  dom.addEventListener(document, 'inkling:undo', onUndo, { signal })
  dom.addEventListener(document, 'inkling:redo', onRedo, { signal })
  // The script tag may load after the page's own scripts, and consent may come later still.
  dom.addEventListener(document, 'inkling:ready', follow, { signal })
  dom.addEventListener(document, 'inkling:consent', follow, { signal })
  dom.addEventListener(document, 'inkling:profile', onProfile, { signal })
}

/** Remembers which items have been painted while newer items haven't been. */
function paintWatch() {
  let painted: ReadonlySet<string> | undefined
  return {
    /** The items' ids; undefined if all items of the list may have been painted. */
    get ids(): ReadonlySet<string> | undefined {
      return painted
    },
    /** Called just before a frame is painted. If an order arrives before then, no other order was ever shown. */
    note(shown: ReadonlySet<string>): void {
      painted = shown
      requestAnimationFrame(() => (painted = painted === shown ? undefined : painted))
    },
  }
}

/**
 * Creates a list that frameworks can subscribe to. It does nothing until somebody subscribes, and nothing at all on a
 * server.
 *
 * @throws InklingMisuse on invalid options. Items and rules that `rank()` rejects are reported to the console, and the
 *   items keep their order, because invalid data shouldn't cost readers the page.
 */
export function createRankedList<T extends Item>(source: InklingSource, options: RankedListOptions<T>): RankedList<T> {
  checkUse(source, options)
  const { list, element, when = 'once', late = 'keep', start = 'server', ranking } = options
  const rules = rulesOf(options)
  let given = options.items
  const inBrowser = typeof document === 'object'
  const reads = inBrowser && start === 'reader'
  const server = firstView(given, inBrowser && !isRefused(source) ? handedPlaces(list, given) : new Map())
  const listeners = new Set<() => void>()
  let started: RankedView<T> | undefined
  const view = () => (started ??= reads && consenting(source) ? firstView(given, plannedPlaces(list, given)) : server)
  const painted = paintWatch()
  let undone = false
  let asked = 0
  /** Aborted when the last subscriber leaves. */
  let ended = new AbortController()
  /** Whether the places are final. A planned order may still be improved where it hasn't been shown. */
  const isPlaced = () => when === 'once' && view().ranking !== undefined
  const clicks = clickWatch(list, () => ({ holder: element?.(), items: view().items }))
  const change = (next: Partial<RankedView<T>>) => {
    started = { ...view(), ...next }
    for (const listener of [...listeners]) listener()
  }
  const show = (ranking: Ranking, stay: number, placed = isPlaced()) =>
    change(applyRanking(view(), given, ranking, stay, placed))
  /** Returns to the server's order, including in view, because the history behind the reader's order is deleted. */
  const forget = () => {
    asked++
    if (view().places.size) change(firstView(given, new Map()))
  }
  /** @param whole whether the reader asked for the order, so that it applies to the whole list */
  const rank = async (whole = false): Promise<void> => {
    const turn = ++asked
    // Listeners are notified of consent before Inkling has started acting on it, so wait a microtask.
    await undefined
    const answer = await consenting(source)?.rank(given.slice(0, MAX_ITEMS), { ...rules, list })
    // Meanwhile consent may have been withdrawn, or the list removed.
    if (!answer || turn !== asked || undone || ended.signal.aborted || !consenting(source)) return
    if (whole) show(answer, 0, false)
    else show(answer, stayingCount(view(), element?.(), painted.ids, isPlaced(), late === 'swap'))
  }
  const isNew = ({ id }: T) => !view().ranking || !view().places.has(id)
  const rankNew = () => void (!undone && given.some(isNew) && rank().catch(report))
  const undo = () => {
    const moved = view().items.some((item, at) => item !== given[at])
    undone = true
    change({ items: given, late: false, places: new Map() })
    return moved
  }
  const redo = () => {
    undone = false
    return rank(true).catch(report)
  }

  const begin = () => {
    const { signal } = (ended = new AbortController())
    const follow = () => {
      clicks(consenting(source))
      if (isRefused(source)) forget()
      rankNew()
    }
    const onProfile = (event: Event) => {
      if (isErased(event)) forget()
      if (when === 'live' && !undone) rank().catch(report)
    }
    listen(list, { follow, onProfile, undo, redo }, signal)
    return follow
  }

  if (ranking) show(ranking, 0)
  return {
    subscribe: subscription(listeners, begin, () => {
      ended.abort()
      clicks()
    }),
    getSnapshot: view,
    getServerSnapshot() {
      // In the browser this is called during hydration, so the list starts in the order of the HTML.
      if (inBrowser) started ??= server
      return server
    },
    setItems(items) {
      if (items === given) return
      const shown = new Set(view().items.map(({ id }) => id))
      given = items
      change({ items: inOrder(items, view().places) })
      if (!listeners.size) return
      painted.note(shown)
      rankNew()
    },
    undo,
    redo,
  }
}
