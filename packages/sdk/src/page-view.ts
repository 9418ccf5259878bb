/**
 * Wires the page's own part of a {@link Visit}: lists found and ordered, slots filled, the reader watched, and all of it
 * followed while the page is open.
 */

import { itemContent } from './content/content.ts'
import { emit, fault } from './events.ts'
import * as dom from './lib/dom.ts'
import { guard } from './lib/guard.ts'
import { idle } from './lib/idle.ts'
import { once } from './lib/once.ts'
import { noteFree, provenFree } from './mirror/free.ts'
import { readMirror } from './mirror/mirror.ts'
import { noteWait } from './mirror/pages.ts'
import { comesBack, noteShown, readShown } from './mirror/shown.ts'
import { writeMirror } from './mirror/write.ts'
import type { Moment } from './page/arrange.ts'
import { noteDone } from './page/arranged.ts'
import { earlyQueue } from './page/first.ts'
import type { ListsState } from './page/followed-list.ts'
import { watchPress } from './page/freeze.ts'
import { watchHarm } from './page/harm.ts'
import { idBehind } from './page/list.ts'
import { PageLists } from './page/lists.ts'
import { readMetadata } from './page/metadata.ts'
import { type RouteWatch, watchRoute } from './page/route.ts'
import { mayBeSeen } from './page/sight.ts'
import { findSlots, showCreative } from './page/slot.ts'
import { type PageEvent, type Watch, watchPage } from './page/watch.ts'
import type { CreativeChoice } from './ranking/creative.ts'
import type { Consent, Item, ItemContent, Ranking } from './types.ts'

export interface PageViewInput {
  readonly consent: Consent
  readonly state: ListsState
  /** Aborted when consent changes, or Inkling is taken off the page: everything ends at once. */
  readonly signal: AbortSignal
  rank(items: readonly Item[], list: string, element: Element): Ranking
  choose(creatives: readonly ItemContent[]): CreativeChoice | undefined
  record(event: PageEvent): Promise<void>
  keep(items: readonly ItemContent[]): void
  /** A single-page application shows another page. */
  onRoute(): void
  /** No list of this name is on the page any more. */
  onGone(list: string): void
}

/** A slot's creatives are kept beside the items, under this prefix, so that any page can prepare the slot's next choice. */
export const SLOT = 'inkling:slot/'
const INSTEAD = 'it keeps its order; take data-inkling-list off it, and use inkling/react, createRankedList or rank()'
/** Milliseconds for a page to load: an image that hangs must not keep lists waiting for ever. */
const LOAD_PATIENCE = 10_000

/** Lets the browser do what else there is: reading a large page takes its time, and nobody should wait for all of it. */
const breath = () => new Promise((resolve) => setTimeout(resolve))

export class PageView {
  readonly #input: PageViewInput
  #lists: PageLists | undefined
  #watch: Watch | undefined
  #route: RouteWatch | undefined
  #erased = false

  constructor(input: PageViewInput) {
    this.#input = input
  }

  /** Orders the page's lists, fills its slots and begins to watch it. Ends when lists that had to wait are ordered. */
  async begin(): Promise<void> {
    const { consent, signal } = this.#input
    if (dom.readyState(document) === 'loading') await once(document, 'DOMContentLoaded', signal)
    if (signal.aborted) return
    if (consent.content) {
      this.#lists = this.#followLists()
      this.#lists.start()
    }
    // Listeners of the page may have withdrawn consent on hearing of an order.
    if (consent.creatives && !signal.aborted) this.#fillSlots()
    if (!consent.content) return
    if (dom.prerendering(document)) await once(document, 'prerenderingchange', signal)
    else await breath()
    if (signal.aborted) return
    this.#lists?.deepen()
    await breath()
    if (signal.aborted) return
    this.#watchPage()
    const route = watchRoute(
      window,
      guard(
        (cause) => fault('page-fault', 'a step of the application was not followed', cause),
        () => this.#onRoute(),
      ),
    )
    this.#route = route
    // One for all watches that come: each is of one page, and none may keep it.
    signal.addEventListener(
      'abort',
      () => {
        route.stop()
        this.#watch?.stop()
      },
      { once: true },
    )
    const settled = this.#settle().catch((cause) => fault('page-fault', 'a list stays as it is', cause))
    if (this.#lists?.waiting) await settled
  }

  /** Live lists follow what the reader just did. */
  follow(): void {
    this.#lists?.follow()
  }

  /** What stands here now comes of what was erased: nothing of it is kept when the page goes. */
  forget(): void {
    this.#erased = true
  }

  /** Notes how the page stands, for the way back to it. */
  leave(): void {
    if (this.#lists && !this.#erased) noteShown(this.#lists.shown)
  }

  /** Who renders a list shows only once the page's own scripts have run. */
  async #settle(): Promise<void> {
    if (dom.readyState(document) !== 'complete') {
      let timer: ReturnType<typeof setTimeout> | undefined
      const patience = new Promise((resolve) => (timer = setTimeout(resolve, LOAD_PATIENCE)))
      await Promise.race([once(window, 'load', this.#input.signal), patience])
      clearTimeout(timer)
    }
    await idle()
    if (!this.#input.signal.aborted) this.#lists?.settle()
  }

  #followLists(): PageLists {
    const { state, signal, rank, keep } = this.#input
    const back = comesBack()
    const { free } = readMirror()
    const noted = new WeakSet<Element>()
    return new PageLists({
      document,
      state,
      signal,
      moment: this.#watchMoment(),
      rank,
      isFree: (list) => provenFree({ free }, list),
      back: (list) => (back ? readShown(list) : undefined),
      onRanked(detail, element, first) {
        emit('inkling:ranked', detail)
        // A batch, or a live list that follows, says nothing of when the list came.
        const id = noted.has(element) ? undefined : idBehind(element)
        noted.add(element)
        if (id && !signal.aborted)
          writeMirror({ pages: noteWait(readMirror().pages, location.pathname, id, first?.wait) })
      },
      onItems: (items) => keep(items.map(itemContent)),
      onFree(lists) {
        let next = readMirror().free
        for (const [list, isFree] of lists) next = noteFree(next, list, isFree)
        writeMirror({ free: next })
      },
      onOwned: (list, owner) => fault('list-owned', `${owner} renders the list '${list}': ${INSTEAD}`),
      onContest: (list) =>
        fault('list-contested', `another script keeps changing the list '${list}': it is left to that script`),
      onChange: () => this.#route?.look(),
      onGone: this.#input.onGone,
      onFault: (cause) => fault('page-fault', 'a list stays as it is', cause),
    })
  }

  /** What the reader is doing, and whether ordering does harm. */
  #watchMoment(): Moment {
    const press = watchPress(document)
    const harm = watchHarm(document, {
      onHarm: (kind, value) =>
        fault(
          'layout-shift',
          kind === 'shift'
            ? `moving items shifted the layout by ${value.toFixed(3)}: nothing is moved any more on this page`
            : 'a list was seen in two orders: nothing is moved any more on this page',
        ),
    })
    this.#input.signal.addEventListener(
      'abort',
      () => {
        press.stop()
        harm.stop()
      },
      { once: true },
    )
    return { press, harm }
  }

  #watchPage(): void {
    const { record } = this.#input
    this.#watch?.stop()
    const report = (cause: unknown) => fault('page-fault', 'an event was not recorded', cause)
    const watch = watchPage(document, guard(report, record), readMetadata(document, dom.baseURI(document)), report)
    this.#watch = watch
    this.#lists?.watchWith(watch)
  }

  /** A page view of its own, with an item of its own. */
  async #onRoute(): Promise<void> {
    this.#input.onRoute()
    this.#input.state.undone.clear()
    // The address comes first, the page's content after it.
    await idle()
    if (!this.#input.signal.aborted) this.#watchPage()
  }

  #fillSlots(): void {
    const { state, keep, choose } = this.#input
    const first = earlyQueue().first
    for (const { name, element, creatives } of findSlots(document)) {
      const prefix = `${SLOT}${name}/`
      const contents = creatives.map(({ item }) => itemContent({ ...item, id: prefix + item.id }))
      keep(contents)
      const early = first?.slots.get(element)
      const choice = choose(contents)
      const creative = early?.creative ?? choice?.creative.slice(prefix.length)
      const template = creatives.find(({ item }) => item.id === creative)?.template
      if (creative === undefined || !template || state.undone.has(name) || (!early && mayBeSeen(element))) continue
      noteDone(state.arranged, element, { name, undo: early?.undo ?? showCreative(element, template) })
      const scores = Object.fromEntries(
        Object.entries(choice?.scores ?? {}).map(([id, score]) => [id.slice(prefix.length), score]),
      )
      emit('inkling:creative', { slot: name, creative, scores })
    }
  }
}
