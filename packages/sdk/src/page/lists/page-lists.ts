/**
 * A page's marked lists while the page is open. Finds the lists, decides which of them may be moved, and follows
 * changes to the page. The orderer determines the order of what was read.
 */

import * as dom from '../../lib/dom.ts'
import { catchErrors } from '../../lib/errors/catch-errors.ts'
import { inSlices, yieldToMain } from '../../lib/scheduling/in-slices.ts'
import { type OpenDialog, watchDialog } from '../guard/interaction.ts'
import { shownOrder } from '../order/arrange.ts'
import type { FirstList } from '../order/first-list.ts'
import { applyOrder } from '../order/move-elements.ts'
import { inOwnOrder } from '../order/own-order.ts'
import { isInCarousel, placementOf } from '../order/placement.ts'
import { templateOf } from '../order/template.ts'
import { findLists, listsAt, type PageList, readList } from '../read/lists/list.ts'
import { shadowRootsIn, shadowRootsOf } from '../read/lists/shadow-roots.ts'
import { readMetadata } from '../read/metadata.ts'
import { holderOf, shownChildren } from '../read/unit.ts'
import type { Watch } from '../track/watch-page.ts'
import { earlyQueue, firstOf } from './early-queue.ts'
import { FollowedList } from './followed-list.ts'
import { goneLists } from './gone-lists.ts'
import type { ListContext } from './list-context.ts'
import type { ListOrderer, ListRequest } from './list-request.ts'

export interface ListsContext extends ListContext {
  /** Ends everything when it aborts. */
  readonly signal: AbortSignal
  /** Names of lists that no framework renders, as found in an earlier view. */
  readonly unmanaged: readonly string[]
}

/** Maximum number of items read on a page. Further lists aren't read. */
const MAX_ON_PAGE = 5000
/** Marks, in an order, where the bottom of the window is. No item has this id. */
export const FOLD = ''

export class PageLists {
  readonly #context: ListsContext
  readonly #orderer: ListOrderer
  readonly #onChange: () => void
  readonly #followed = new Map<Element, FollowedList>()
  readonly #observer: MutationObserver
  #watch: Watch | undefined
  /** Whether the page has loaded and its scripts have run, so that frameworks can be detected. */
  #loaded = false
  readonly #gone = goneLists()
  /** Orders of removed lists, keyed by name. Lists that replace them in this view get the same order. */
  readonly #shown = new Map<string, readonly string[]>()
  #view = 0
  /** Number of observed changes to the document. */
  #changes = 0
  /** Changes held back until the URL of the next page is known. */
  #held: MutationRecord[] | undefined
  readonly #dialog: OpenDialog

  /** @param onChange called on every change to the document, before lists are examined */
  constructor(context: ListsContext, orderer: ListOrderer, onChange: () => void) {
    this.#dialog = watchDialog(context.document)
    this.#context = { ...context, moment: { ...context.moment, dialog: this.#dialog.isOpen } }
    this.#orderer = orderer
    this.#onChange = onChange
    this.#observer = new MutationObserver(this.#safely((records) => this.#onChanges(records)))
    const end = () => {
      this.#observer.disconnect()
      this.#followed.clear()
    }
    context.signal.addEventListener('abort', end, { once: true })
  }

  /** Whether any list is waiting for {@link orderWaiting}. */
  get waiting(): boolean {
    return [...this.#followed.values()].some(({ waits }) => waits)
  }

  /** Current ids, keyed by list name; {@link FOLD} marks the bottom of the window. Equal names are merged. */
  get shown(): Record<string, string[]> {
    const shown = new Map<string, Set<string>>()
    for (const { list } of this.#followed.values())
      shown.set(list.name, new Set([...(shown.get(list.name) ?? []), ...shownOrder(list, FOLD)]))
    return Object.fromEntries([...shown].map(([name, ids]) => [name, [...ids]]))
  }

  /** Reads the page's lists, orders those known to be unmanaged, and follows all of them. */
  start(): Promise<void> {
    const { document } = this.#context
    const taken = this.#take(findLists(document, []))
    this.#listen(document)
    return taken
  }

  /** Called when a single-page application shows another page. Lists still in place belong to the previous page. */
  turn(): void {
    this.#view++
    this.#shown.clear()
  }

  /** Like {@link start}, for open shadow roots. They are searched in slices, because every element is visited. */
  async deepen(): Promise<void> {
    const { document } = this.#context
    const roots: ShadowRoot[] = []
    // The observer reports elements added in the meantime.
    await this.#inSlices(dom.querySelectorAll(document, '*'), (element) => roots.push(...shadowRootsOf(element)))
    const taken = this.#take(roots.flatMap((root) => findLists(root, [])))
    for (const root of roots) this.#listen(root)
    return taken
  }

  /** Orders the waiting lists once the page has loaded, except those that a framework renders. */
  async orderWaiting(): Promise<void> {
    this.#onChanges(this.#observer.takeRecords())
    this.#loaded = true
    const lists = [...this.#followed.values()]
    const unmanaged = new Map<string, boolean>()
    const orders: Array<() => void> = []
    const prove = (followed: FollowedList) => {
      const { element, name } = followed.list
      // If a carousel has taken over a list by now, the snippet can still order the list next time, before the carousel
      // starts.
      const mayMove = () => isInCarousel(element) || !placementOf(element, templateOf)
      const isUnmanaged = !followed.refuse() && !this.#context.state.undone.has(name) && mayMove()
      // If several lists share a name, all of them must be unmanaged.
      unmanaged.set(name, isUnmanaged && unmanaged.get(name) !== false)
      // The page's scripts may have changed the list since it was first read.
      const read = () => this.#read(element)
      if (followed.waits) orders.push(this.#begun(followed, read(), read))
    }
    await this.#inSlices(lists, this.#safely(prove))
    // A listener may have withdrawn consent when a framework was reported.
    if (this.#context.signal.aborted) return
    if (unmanaged.size) this.#orderer.noteUnmanaged(unmanaged)
    // Reading takes as long as ordering, so each has its own task.
    await yieldToMain()
    await this.#inSlices(
      orders,
      this.#safely((order) => order()),
    )
  }

  /** Passes all current and future lists to `watch`. */
  watchWith(watch: Watch): void {
    this.#watch = watch
    void this.#inSlices(this.#followed.values(), ({ list }) => {
      if (watch === this.#watch) watch.list(list)
    })
  }

  /** Reorders lists. @param all includes unmarked lists @param name limits this to lists with this name, even in view */
  updateLive(all?: boolean, name?: string): void {
    this.#onChanges(this.#observer.takeRecords())
    void this.#inSlices(
      this.#followed.values(),
      this.#safely((followed) => {
        if (name === undefined) this.#order(followed.follow(all))
        else if (followed.list.name === name) this.#order(followed.redo())
      }),
    )
  }

  #order(request: ListRequest | undefined): void {
    if (request) this.#orderer.order(request)
  }

  /** Reports an error in one list without stopping the others. */
  #safely<T>(work: (each: T) => void): (each: T) => void {
    return catchErrors((cause) => this.#context.report('page-fault', 'a list stays as it is', cause), work)
  }

  #take(elements: readonly Element[], fresh = false): Promise<void> {
    const steps = elements.flatMap((element) => {
      let rest: (() => void) | undefined
      return [() => (rest = this.#admit(element, fresh)), () => rest?.()]
    })
    const taken = this.#inSlices(
      steps,
      this.#safely((step: () => unknown) => step()),
    )
    // Later slices may run after a frame has been shown.
    fresh = false
    return taken
  }

  /** @returns a function that orders the list for the first time, after reading it again if the document has changed */
  #begun(followed: FollowedList, list: PageList, read: () => PageList, first?: FirstList): () => void {
    const changes = this.#changes
    return () => {
      // A listener may have changed this list when another list was ordered.
      this.#onChanges(this.#observer.takeRecords())
      if (followed.waits) this.#order(followed.begin(changes === this.#changes ? list : read(), first))
    }
  }

  #inSlices<T>(all: Iterable<T>, step: (each: T) => unknown): Promise<void> {
    this.#dialog.forget()
    return inSlices(all, step, this.#context.signal, this.#dialog.renew)
  }

  #read(element: Element, order?: readonly Element[]): PageList {
    const { document } = this.#context
    return readList(element, readMetadata(document, dom.baseURI(document)), dom.baseURI(document), order)
  }

  #listen(root: Node): void {
    // A listener may have withdrawn consent when a list was ordered.
    if (!this.#context.signal.aborted) this.#observer.observe(root, { childList: true, subtree: true })
  }

  readonly #onPlaced = (list: PageList): void => {
    // Discard records of our own moves; earlier changes have been processed.
    this.#observer.takeRecords()
    this.#watch?.list(list)
  }

  /** Handles the removal of a list: only its orders are remembered. */
  #release(followed: FollowedList): void {
    const { list } = followed
    const { moment } = this.#context
    this.#followed.delete(list.element)
    this.#watch?.forget(list)
    moment.layoutShift?.forget(list.element)
    if (![...this.#followed.values()].some((other) => other.list.name === list.name)) this.#orderer.forget(list.name)
    if (followed.view === this.#view) this.#shown.set(list.name, shownOrder(list))
    this.#gone.note(list)
  }

  /**
   * @param fresh whether no frame has shown the list yet
   * @returns remaining work that can wait, because the list has already been sorted by the snippet or is ordered later
   */
  #admit(element: Element, fresh: boolean): (() => void) | undefined {
    const { unmanaged, state, moment } = this.#context
    let items = 0
    for (const { list } of this.#followed.values()) items += list.entries.length
    if (items >= MAX_ON_PAGE || this.#followed.has(element) || !dom.isConnected(element)) return undefined
    const first = firstOf(earlyQueue())?.lists.get(element)
    // If a list was shown before it was complete, the snippet knows only its beginning.
    const early = first?.seen ? undefined : first?.original
    const here = shownChildren(element)
    const own = fresh ? (state.originals.get(element) ?? this.#gone.ownOrder(() => this.#read(element))) : undefined
    const known = own && inOwnOrder(own, here)
    const order = known ?? state.originals.get(element) ?? early ?? here
    state.originals.set(element, order)
    // This is a cached copy of a list that we reordered. No frame has shown it, so it is treated as new.
    if (known) applyOrder(holderOf(element), known)
    const list = this.#read(element, order)
    const followed = new FollowedList(list, this.#context, this.#onPlaced, this.#view)
    this.#followed.set(element, followed)
    moment.layoutShift?.watch(element)
    if (first?.moved) moment.layoutShift?.moved(element, first.at)
    if (followed.refuse()) return undefined
    if (first?.sorted && !fresh)
      return this.#begun(followed, list, () => this.#read(element, inOwnOrder(order, shownChildren(element))), first)
    if (unmanaged.includes(list.name) || this.#loaded)
      this.#order(fresh ? followed.beginUnseen(this.#shown.get(list.name)) : followed.begin(list, first))
    else
      return () => {
        this.#watch?.list(list)
        this.#order(followed.found)
      }
    return undefined
  }

  /** Holds back changes, which belong to the next page, until {@link release} is called or the next frame begins. */
  hold(): void {
    this.#held ??= this.#observer.takeRecords()
    requestAnimationFrame(() => this.release())
  }

  release(): void {
    const held = this.#held
    this.#held = undefined
    if (held) this.#safely(() => this.#onChanges([...held, ...this.#observer.takeRecords()]))(undefined)
  }

  #onChanges(records: readonly MutationRecord[]): void {
    if (!records.length) return
    if (this.#held) return void this.#held.push(...records)
    this.#changes++
    this.#onChange()
    const found = new Set<Element>()
    for (const { addedNodes } of records) {
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue
        const roots = shadowRootsIn(node)
        for (const list of listsAt(node, roots)) found.add(list)
        for (const root of roots) this.#listen(root)
      }
    }
    const holders = new Set(records.map(({ target }) => target))
    for (const followed of this.#followed.values()) {
      const { element, holder } = followed.list
      if (!dom.isConnected(element)) this.#release(followed)
      else if (holders.has(holder)) this.#order(followed.renew())
      if (this.#context.signal.aborted) return
    }
    void this.#take([...found], true)
  }
}
