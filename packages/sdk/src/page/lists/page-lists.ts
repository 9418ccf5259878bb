/**
 * The marked lists of a page while it is open: found, admitted, watched, and followed as the page changes. Whoever wires
 * them turns what was read into an order.
 */

import * as dom from '../../lib/dom.ts'
import { catchErrors } from '../../lib/errors/catch-errors.ts'
import { inSlices, yieldToMain } from '../../lib/scheduling/in-slices.ts'
import { type OpenDialog, watchDialog } from '../guard/interaction.ts'
import { applyOrder } from '../order/apply-order.ts'
import { shownOrder } from '../order/arrange.ts'
import type { FirstList } from '../order/first-list.ts'
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
  /** Nothing happens once it has aborted. */
  readonly signal: AbortSignal
  /** Names of lists of which an earlier view found that no framework renders them. */
  readonly unmanaged: readonly string[]
}

/** Items of a page that are ordered: further ones aren't read. */
const MAX_ON_PAGE = 5000
/** No item's id: it marks where the window ends. */
export const FOLD = ''

export class PageLists {
  readonly #context: ListsContext
  readonly #orderer: ListOrderer
  readonly #onChange: () => void
  readonly #followed = new Map<Element, FollowedList>()
  readonly #observer: MutationObserver
  #watch: Watch | undefined
  /** The page has loaded, its scripts have run: who renders what can be seen. */
  #loaded = false
  readonly #gone = goneLists()
  /** In which order this view has shown lists that have gone since: what comes in their place comes in that order. */
  readonly #shown = new Map<string, readonly string[]>()
  #view = 0
  /** How often the document was seen to change. */
  #changes = 0
  /** Changes that wait until the next page's address has been told. */
  #held: MutationRecord[] | undefined
  readonly #dialog: OpenDialog

  /** @param onChange called at any change of the document, before lists are looked at */
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

  /** Whether any list waits for {@link orderWaiting}. */
  get waiting(): boolean {
    return [...this.#followed.values()].some(({ waits }) => waits)
  }

  /** Ids of each list as it stands now, by the list's name, with a mark where the window ends; of several that share one, each id once. */
  get shown(): Record<string, string[]> {
    const shown = new Map<string, Set<string>>()
    for (const { list } of this.#followed.values())
      shown.set(list.name, new Set([...(shown.get(list.name) ?? []), ...shownOrder(list, FOLD)]))
    return Object.fromEntries([...shown].map(([name, ids]) => [name, [...ids]]))
  }

  /** Reads what the page has, orders what is known to be unmanaged, and follows all of it from now on. */
  start(): Promise<void> {
    const { document } = this.#context
    const taken = this.#take(findLists(document, []))
    this.#listen(document)
    return taken
  }

  /** An application shows another page: what stands there is the former one's. */
  turn(): void {
    this.#view++
    this.#shown.clear()
  }

  /** The same for open shadow roots. Finding them means looking at every element, hence in slices. */
  async deepen(): Promise<void> {
    const { document } = this.#context
    const roots: ShadowRoot[] = []
    // What comes meanwhile is heard of.
    await this.#inSlices(dom.querySelectorAll(document, '*'), (element) => roots.push(...shadowRootsOf(element)))
    const taken = this.#take(roots.flatMap((root) => findLists(root, [])))
    for (const root of roots) this.#listen(root)
    return taken
  }

  /** The page has loaded: lists that waited are ordered unless a framework turns out to render them. */
  async orderWaiting(): Promise<void> {
    this.#onChanges(this.#observer.takeRecords())
    this.#loaded = true
    const lists = [...this.#followed.values()]
    const unmanaged = new Map<string, boolean>()
    const orders: Array<() => void> = []
    const prove = (followed: FollowedList) => {
      const { element, name } = followed.list
      // What a carousel has taken over by now the snippet can order before it starts.
      const mayMove = () => isInCarousel(element) || !placementOf(element, templateOf)
      const isUnmanaged = !followed.refuse() && !this.#context.state.undone.has(name) && mayMove()
      // Of several of one name each must be.
      unmanaged.set(name, isUnmanaged && unmanaged.get(name) !== false)
      // The page's own scripts have had time to change it.
      const read = () => this.#read(element)
      if (followed.waits) orders.push(this.#begun(followed, read(), read))
    }
    await this.#inSlices(lists, this.#safely(prove))
    // A listener of the page may have withdrawn consent on hearing of an owner.
    if (this.#context.signal.aborted) return
    if (unmanaged.size) this.#orderer.noteUnmanaged(unmanaged)
    // Reading takes as long as ordering does: a task each.
    await yieldToMain()
    await this.#inSlices(
      orders,
      this.#safely((order) => order()),
    )
  }

  /** From now on `watch` gets every list. */
  watchWith(watch: Watch): void {
    this.#watch = watch
    void this.#inSlices(this.#followed.values(), ({ list }) => {
      if (watch === this.#watch) watch.list(list)
    })
  }

  /** The reader's profile has changed: live lists follow. @param all not they alone: the reader comes back to the page @param name lists of this name, in view: the reader wants their order */
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

  /** What goes wrong with one list is reported: the others go on. */
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
    // Later slices may come after a frame.
    fresh = false
    return taken
  }

  /** @returns what orders it for the first time: as it was read, unless the document has changed since */
  #begun(followed: FollowedList, list: PageList, read: () => PageList, first?: FirstList): () => void {
    const changes = this.#changes
    return () => {
      // A listener of the page may have changed it on hearing of another.
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
    // A listener of the page may have withdrawn consent on hearing of a list.
    if (!this.#context.signal.aborted) this.#observer.observe(root, { childList: true, subtree: true })
  }

  readonly #onPlaced = (list: PageList): void => {
    // What was just moved is no news, and what others did before has been heard.
    this.#observer.takeRecords()
    this.#watch?.list(list)
  }

  /** It is off the page: whatever knows of it forgets it, but for its orders. */
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
   * @param fresh no frame has shown it yet
   * @returns what is still to be done with it, where nobody waits for that: the snippet has sorted it, or it is left for later
   */
  #admit(element: Element, fresh: boolean): (() => void) | undefined {
    const { unmanaged, state, moment } = this.#context
    let items = 0
    for (const { list } of this.#followed.values()) items += list.entries.length
    if (items >= MAX_ON_PAGE || this.#followed.has(element) || !dom.isConnected(element)) return undefined
    const first = firstOf(earlyQueue())?.lists.get(element)
    // Of a list that was seen unfinished the snippet knows the beginning.
    const early = first?.seen ? undefined : first?.original
    const here = shownChildren(element)
    const own = fresh ? (state.originals.get(element) ?? this.#gone.ownOrder(() => this.#read(element))) : undefined
    const known = own && inOwnOrder(own, here)
    const order = known ?? state.originals.get(element) ?? early ?? here
    state.originals.set(element, order)
    // It comes back as we had left it. No frame has shown that: from here on it is as any other that comes.
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

  /** What changes from now on belongs to the next page: it waits for {@link release}, or for the next frame. */
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
