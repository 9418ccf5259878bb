/**
 * A list for whoever keeps the DOM themselves: React, Vue, Svelte and others subscribe to an order, and render it. Where a
 * server has rendered it, it starts in the order that stands in the page, and what a reader may have seen stays.
 */

import type { Inkling } from '../client/inkling.ts'
import * as dom from '../lib/dom.ts'
import { assertUsage } from '../lib/errors/assert-usage.ts'
import { catchErrors } from '../lib/errors/catch-errors.ts'
import { MAX_ITEMS } from '../lib/limits.ts'
import { mayShowHistory } from '../lib/site-inkling.ts'
import { mayBeSeen } from '../page/guard/viewport.ts'
import type { Item, Ranking } from '../types.ts'
import { handedPlaces, type Places, plannedPlaces } from './first-places.ts'
import { type ListClick, watchClicks } from './list-clicks.ts'

/** What `createInkling` gave, or where to find what the script tag makes: `() => window.inkling`. */
export type InklingSource = Inkling | (() => unknown)

export interface RankedListOptions<T extends Item = Item> {
  /** The list's name, as in `rank()`. */
  readonly list: string
  /** In the server's order. The first 200 are ordered, the rest keep their places. */
  readonly items: readonly T[]
  /**
   * The element whose children are the items: what of it is in view, or above, stays. While there is none, all of it
   * counts as seen.
   */
  readonly element?: (() => Element | null | undefined) | undefined
  /** once: each item is given its place once · live: again whenever the reader's profile changes. @default 'once' */
  readonly when?: 'once' | 'live' | undefined
  /** What becomes of items that may have been seen. keep: they stay · swap: they move in view. @default 'keep' */
  readonly late?: 'keep' | 'swap' | undefined
  /**
   * server: in the order that stands in the page, for hydration · reader: as the last visit planned it, in view too, for a
   * list that is first rendered in the browser. After a call of `getServerSnapshot` in the browser it is 'server'. @default 'server'
   */
  readonly start?: 'server' | 'reader' | undefined
  /** From `await inkling.rank(items)`, where the list is rendered in the browser alone: the first order. @default none */
  readonly ranking?: Ranking | undefined
}

/** One state of a list: the same object until something changes. */
export interface RankedView<T extends Item = Item> {
  /** In the order in which to render them. */
  readonly items: readonly T[]
  /** Undefined until there is one. */
  readonly ranking: Ranking | undefined
  /** Whether the ranking would have had it otherwise, but for what stood there already. */
  readonly late: boolean
  /** Places by id, also of items that were in the list before: see {@link inOrder}. */
  readonly places: ReadonlyMap<string, number>
}

export interface RankedList<T extends Item = Item> {
  /** The list is ranked, and clicks in it are noted, while somebody subscribes. Returns what ends the subscription. */
  readonly subscribe: (listener: () => void) => () => void
  readonly getSnapshot: () => RankedView<T>
  /** In the server's order, or as the head snippet has left it: for rendering on a server, and for hydration. */
  readonly getServerSnapshot: () => RankedView<T>
  /** Items that were there keep their order, new ones stand where they are given until they are ranked. */
  readonly setItems: (items: readonly T[]) => void
  /** Gives the list the server's order back, for this page view. False when it had it already. */
  readonly undo: () => boolean
}

/** Nobody awaits what goes on here: the console shows it as thrown. */
const report = (cause: unknown) => reportError(cause)

/** Gives the items for which `stays` is false other places among themselves. */
function fill<T extends Item>(
  items: readonly T[],
  stays: (item: T, at: number) => unknown,
  places: ReadonlyMap<string, number>,
): T[] {
  const free = items.filter((item, at) => !stays(item, at))
  const next = free.sort((a, b) => places.get(a.id)! - places.get(b.id)!).values()
  return items.map((item, at) => (stays(item, at) ? item : next.next().value!))
}

/** Items with a known place in the order of these; the others stand where they are given. */
export const inOrder = <T extends Item>(items: readonly T[], places: ReadonlyMap<string, number>): readonly T[] =>
  fill(items, ({ id, pinned }) => pinned || !places.has(id), places)

const ready = (inkling: unknown): inkling is Inkling => typeof (inkling as Inkling | undefined)?.rank === 'function'

function checkUse(
  source: InklingSource,
  { list, items, when = 'once', late = 'keep', start = 'server' }: RankedListOptions,
): void {
  assertUsage(
    typeof source === 'function' || ready(source),
    'a list needs what createInkling gave, or, with the script tag, a function: write () => window.inkling',
  )
  assertUsage(typeof list === 'string' && list, "a list has a name: write list: 'shelf'")
  assertUsage(Array.isArray(items), "items come as an array: write items: [{ id: '/a', title: 'A headline' }]")
  assertUsage(when === 'once' || when === 'live', `write when: 'once' | 'live', not '${String(when)}'`)
  assertUsage(late === 'keep' || late === 'swap', `write late: 'keep' | 'swap', not '${String(late)}'`)
  assertUsage(start === 'server' || start === 'reader', `write start: 'server' | 'reader', not '${String(start)}'`)
}

const consenting = (source: InklingSource): Inkling | undefined => {
  const found = typeof source === 'function' ? source() : source
  return ready(found) && mayShowHistory(found) ? found : undefined
}

const firstView = <T extends Item>(given: readonly T[], places: Places): RankedView<T> => ({
  items: inOrder(given, places),
  ranking: undefined,
  late: false,
  places,
})

/** How many of the first places keep what they hold. Whole beginnings, so that no framework touches their elements. */
function staying<T extends Item>(
  { items, places }: RankedView<T>,
  holder: Element | null | undefined,
  painted: ReadonlySet<string> | undefined,
  once: boolean,
  swaps: boolean,
): number {
  if (!holder) return swaps ? 0 : items.length
  const focused = dom.activeElement(dom.getRootNode(holder) as Document)
  const keeps = (part: Element, seen: boolean) =>
    (focused && dom.contains(part, focused)) || (seen && !swaps && mayBeSeen(part))
  // Headings or advertisements among the items: what stands where isn't known.
  if (dom.children(holder).length !== items.length) return keeps(holder, true) ? items.length : 0
  return (
    1 +
    items.findLastIndex(
      ({ id }, at) => (once && places.has(id)) || keeps(dom.children(holder)[at]!, !painted || painted.has(id)),
    )
  )
}

/** @param stay how many of the first places keep what they hold @param placed whether an item's place is for good */
function settled<T extends Item>(
  view: RankedView<T>,
  given: readonly T[],
  ranking: Ranking,
  stay: number,
  placed: boolean,
): RankedView<T> {
  const ranked = new Map(ranking.items.map(({ id, to }) => [id, to]))
  const items = fill(view.items, ({ id, pinned }, at) => at < stay || pinned || !ranked.has(id), ranked)
  const wanted = inOrder(given, ranked)
  // Where an item once has its place, others come between: a list that was filtered meanwhile is found as it was.
  const places = new Map(view.places)
  let last = -1
  for (const { id, pinned } of items) {
    const place = (placed ? places.get(id) : undefined) ?? last + 1
    if (!pinned) last = place
    places.set(id, place)
  }
  return { items, ranking, late: items.some(({ id }, at) => id !== wanted[at]!.id), places }
}

/** Notes what the reader does in a list. @returns to be called with what there is with consent: without any, it ends */
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

/**
 * Makes a list that frameworks can subscribe to. Nothing happens until one does; on a server nothing happens at all.
 *
 * @throws InklingMisuse on wrong options. Items that `rank()` refuses are reported to the console, and keep their order:
 * they are data, and readers shouldn't lose a page to them.
 */
export function createRankedList<T extends Item>(source: InklingSource, options: RankedListOptions<T>): RankedList<T> {
  checkUse(source, options)
  const { list, element, when = 'once', late = 'keep', start = 'server', ranking } = options
  let given = options.items
  const inBrowser = typeof document === 'object'
  const reads = inBrowser && start === 'reader'
  const server = firstView(given, inBrowser ? handedPlaces(list, given) : new Map())
  const listeners = new Set<() => void>()
  let started: RankedView<T> | undefined
  const view = () => (started ??= reads && consenting(source) ? firstView(given, plannedPlaces(list, given)) : server)
  /** Ids of what a frame can have shown, while there is more than that; undefined when it can have shown everything. */
  let painted: ReadonlySet<string> | undefined
  let undone = false
  let asked = 0
  /** Of the subscriptions together. */
  let ended = new AbortController()
  const once = when === 'once'
  /** Whether items have places that they were given once. What a plan has given can still be bettered where no frame shows it. */
  const isPlaced = () => once && view().ranking !== undefined
  const clicks = clickWatch(list, () => ({ holder: element?.(), items: view().items }))

  const change = (next: Partial<RankedView<T>>) => {
    started = { ...view(), ...next }
    for (const listener of [...listeners]) listener()
  }
  const settle = (ranking: Ranking, stay: number) => change(settled(view(), given, ranking, stay, isPlaced()))
  const rank = catchErrors(report, async () => {
    const turn = ++asked
    // Whoever hears of a yes hears it before Inkling has begun to act on it.
    await undefined
    const answer = await consenting(source)?.rank(given.slice(0, MAX_ITEMS), { list })
    // Consent may have been withdrawn, and the list taken off the page, meanwhile.
    if (answer && turn === asked && !undone && !ended.signal.aborted && consenting(source))
      settle(answer, staying(view(), element?.(), painted, isPlaced(), late === 'swap'))
  })
  const isNew = ({ id }: T) => !view().ranking || !view().places.has(id)
  const rankNew = () => !undone && given.some(isNew) && rank()

  const begin = () => {
    const { signal } = (ended = new AbortController())
    const follow = () => {
      clicks(consenting(source))
      rankNew()
    }
    // The script tag may come later than the page's own scripts, and consent later than both.
    dom.addEventListener(document, 'inkling:ready', follow, { signal })
    dom.addEventListener(document, 'inkling:consent', follow, { signal })
    if (!once) dom.addEventListener(document, 'inkling:profile', () => !undone && rank(), { signal })
    return follow
  }

  if (ranking) settle(ranking, 0)
  return {
    subscribe(listener) {
      const told = () => listener()
      const follow = listeners.size ? undefined : begin()
      listeners.add(told)
      follow?.()
      return () => {
        listeners.delete(told)
        if (listeners.size) return
        ended.abort()
        clicks()
      }
    },
    getSnapshot: view,
    getServerSnapshot() {
      // Asked for in the browser: what stands there is being hydrated.
      if (inBrowser) started ??= server
      return server
    },
    setItems(items) {
      if (items === given) return
      const shown = new Set(view().items.map(({ id }) => id))
      given = items
      change({ items: inOrder(items, view().places) })
      if (!listeners.size) return
      painted = shown
      // It is called just before a frame is painted. What is ranked by then was never shown in another order.
      requestAnimationFrame(() => (painted = painted === shown ? undefined : painted))
      rankNew()
    },
    undo() {
      const moved = view().items.some((item, at) => item !== given[at])
      undone = true
      change({ items: given, late: false, places: new Map() })
      return moved
    },
  }
}
