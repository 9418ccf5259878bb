/**
 * The marked lists of a page while it is open: found, admitted, watched, and followed as the page changes. What a list says
 * is turned into an order by whoever passes `rank`.
 */

import * as dom from '../lib/dom.ts'
import { guard } from '../lib/guard.ts'
import { shownOrder } from './arrange.ts'
import { earlyQueue } from './first.ts'
import { FollowedList, itemsOf, type ListInput } from './followed-list.ts'
import { findLists, type PageList, readList } from './list.ts'
import { type MetadataByUrl, readMetadata } from './metadata.ts'
import { placementOf } from './placement.ts'
import { shadowRootsIn } from './shadow.ts'
import { templateOf } from './template.ts'
import { shownChildren } from './unit.ts'
import type { Watch } from './watch.ts'

export interface ListsInput extends ListInput {
  /** Nothing happens once it has aborted. */
  readonly signal: AbortSignal
  /** Whether an earlier view found that no framework renders a list of this name. */
  isFree(list: string): boolean
  /** Told, once the page has loaded, by name, which lists may be sorted early next time. */
  onFree(lists: ReadonlyMap<string, boolean>): void
  /** Called at any change of the document, before lists are looked at. */
  onChange(): void
  /** Told when the page has let go of the last list of a name. */
  onGone(list: string): void
  /** Told what went wrong with one list: the others go on. */
  onFault(cause: unknown): void
}

export class PageLists {
  readonly #input: ListsInput
  readonly #followed = new Map<Element, FollowedList>()
  readonly #observer: MutationObserver
  #watch: Watch | undefined
  /** The page has loaded, its scripts have run: who renders what can be seen. */
  #loaded = false

  constructor(input: ListsInput) {
    this.#input = input
    this.#observer = new MutationObserver(guard(input.onFault, (records) => this.#onChanges(records)))
    const end = () => {
      this.#observer.disconnect()
      this.#followed.clear()
    }
    input.signal.addEventListener('abort', end, { once: true })
  }

  /** Whether any list waits for {@link settle}. */
  get waiting(): boolean {
    return [...this.#followed.values()].some(({ waits }) => waits)
  }

  /** Ids of each list as it stands now, by the list's name; of several that share one, each id once. */
  get shown(): Record<string, string[]> {
    const shown = new Map<string, Set<string>>()
    for (const { list } of this.#followed.values())
      shown.set(list.name, new Set([...(shown.get(list.name) ?? []), ...shownOrder(list)]))
    return Object.fromEntries([...shown].map(([name, ids]) => [name, [...ids]]))
  }

  /** Reads what the page has, orders what is known to be free, and follows all of it from now on. */
  start(): void {
    const { document } = this.#input
    this.#take(findLists(document, []))
    this.#listen(document)
  }

  /** The same for open shadow roots. Finding them means a walk through the whole document, which on a large one is a task of its own. */
  deepen(): void {
    const { document } = this.#input
    const roots = shadowRootsIn(document)
    this.#take(roots.flatMap((root) => findLists(root, [])))
    for (const root of roots) this.#listen(root)
  }

  /** The page has loaded: lists that waited are ordered unless a framework turns out to render them. */
  settle(): void {
    const { document, signal, onFree } = this.#input
    this.#onChanges(this.#observer.takeRecords())
    this.#loaded = true
    const lists = [...this.#followed.values()]
    const free = new Map<string, boolean>()
    for (const followed of lists) {
      const { element, name } = followed.list
      const isFree = !followed.refuse() && !placementOf(element, templateOf)
      // Of several of one name each must be.
      free.set(name, isFree && free.get(name) !== false)
    }
    // A listener of the page may have withdrawn consent on hearing of an owner.
    if (signal.aborted) return
    if (free.size) onFree(free)
    let metadata: MetadataByUrl | undefined
    for (const followed of lists) {
      if (followed.waits) {
        metadata ??= readMetadata(document, dom.baseURI(document))
        // The page's own scripts have had time to change it.
        followed.begin(readList(followed.list.element, metadata, dom.baseURI(document)), undefined)
      }
      if (signal.aborted) return
    }
  }

  /** From now on `watch` is told of every list. */
  watchWith(watch: Watch): void {
    this.#watch = watch
    for (const { list } of this.#followed.values()) watch.list(list)
  }

  /** The reader's profile has changed: live lists follow. */
  follow(): void {
    this.#onChanges(this.#observer.takeRecords())
    for (const followed of this.#followed.values()) {
      followed.follow()
      if (this.#input.signal.aborted) return
    }
  }

  #take(elements: readonly Element[]): void {
    const { document, signal, onFault } = this.#input
    if (elements.length === 0) return
    const metadata = readMetadata(document, dom.baseURI(document))
    const admit = guard(onFault, (element: Element) => this.#admit(element, metadata, false))
    for (const element of elements) {
      if (!this.#followed.has(element)) admit(element)
      if (signal.aborted) return
    }
  }

  #listen(root: Node): void {
    // A listener of the page may have withdrawn consent on hearing of a list.
    if (!this.#input.signal.aborted) this.#observer.observe(root, { childList: true, subtree: true })
  }

  readonly #onPlaced = (list: PageList): void => {
    // What was just moved is no news, and what others did before has been heard.
    this.#observer.takeRecords()
    this.#watch?.list(list)
  }

  /** @param fresh no frame has shown it yet */
  #admit(element: Element, metadata: MetadataByUrl, fresh: boolean): void {
    const { document, isFree, state, moment, onItems } = this.#input
    const first = earlyQueue().first?.lists.get(element)
    // Of a list that was seen unfinished the snippet knows the beginning.
    const early = first?.seen ? undefined : first?.original
    const order = state.originals.get(element) ?? early ?? shownChildren(element)
    state.originals.set(element, order)
    const list = readList(element, metadata, dom.baseURI(document), order)
    const followed = new FollowedList(list, this.#input, this.#onPlaced)
    this.#followed.set(element, followed)
    moment.harm?.watch(element)
    if (first?.moved) moment.harm?.moved(element, first.at)
    if (followed.refuse()) return
    if (first?.sorted || isFree(list.name) || this.#loaded) {
      if (fresh) followed.beginUnseen()
      else followed.begin(list, first)
      return
    }
    this.#watch?.list(list)
    onItems(itemsOf(list.entries))
  }

  /** It is off the page: whatever knows of it forgets it. */
  #letGo(list: PageList): void {
    const { moment, onGone } = this.#input
    this.#watch?.forget(list)
    moment.harm?.forget(list.element)
    if (![...this.#followed.values()].some((other) => other.list.name === list.name)) onGone(list.name)
  }

  #onChanges(records: readonly MutationRecord[]): void {
    const { document, signal, onChange } = this.#input
    if (!records.length) return
    onChange()
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
      if (!dom.isConnected(element)) {
        this.#followed.delete(element)
        this.#letGo(followed.list)
      } else if (holders.has(holder)) followed.renew()
      if (signal.aborted) return
    }
    let metadata: MetadataByUrl | undefined
    for (const element of found) {
      if (!dom.isConnected(element) || this.#followed.has(element)) continue
      metadata ??= readMetadata(document, dom.baseURI(document))
      this.#admit(element, metadata, true)
      if (signal.aborted) return
    }
  }
}

/** Marked lists in what was added, outer ones alone. */
function listsAt(added: Element, roots: readonly ShadowRoot[]): Element[] {
  const own = dom.matches(added, '[data-inkling-list]') ? [added] : findLists(added, roots)
  return own.filter((list) => !dom.closest(dom.parentElement(list), '[data-inkling-list]'))
}
