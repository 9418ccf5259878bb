/**
 * The marked lists of a page while it is open: read, ordered, watched, and followed as the page changes. What a list says
 * is turned into an order by whoever passes `rank`.
 */

import { guard } from '../lib/guard.ts'
import type { InklingEvents, Item, Ranking } from '../types.ts'
import { arrangeList, arrangeUnseen, inOrder, type Moment, shownOrder, standing } from './arrange.ts'
import { listChange } from './changes.ts'
import { earlyQueue, type FirstList } from './first.ts'
import { frozen } from './freeze.ts'
import { findLists, MAX_ITEMS, type PageList, readList } from './list.ts'
import { type MetadataByUrl, readMetadata } from './metadata.ts'
import { ownerOf } from './owned.ts'
import { placedByCss } from './placement.ts'
import { shadowRootsIn } from './shadow.ts'
import { shownChildren } from './unit.ts'
import type { Watch } from './watch.ts'

/** What outlasts a change of consent on one page. */
export interface ListsState {
  /** What was changed and can be put back, by the name of the list or slot. */
  readonly arranged: Map<string, { undo(): void }>
  /** Lists and slots of which the reader wanted the page's own order: it holds for this page. */
  readonly undone: Set<string>
  /** Lists' children in the page's own order. */
  readonly originals: WeakMap<Element, readonly Element[]>
  /** Lists of which the page was told that they are another's. */
  readonly refused: WeakSet<Element>
}

export interface ListsInput {
  readonly document: Document
  readonly state: ListsState
  /** Nothing happens once it has aborted. */
  readonly signal: AbortSignal
  readonly moment: Moment
  rank(items: readonly Item[], list: string): Ranking
  /** Whether an earlier view found that no framework renders a list of this name. */
  isFree(list: string): boolean
  /** Ids of a list as the reader left it, when this view is a way back to it. */
  back(list: string): readonly string[] | undefined
  /** Told of every ordering; a listener of the page may withdraw consent on hearing of it. */
  onRanked(detail: InklingEvents['inkling:ranked'], element: Element, first?: FirstList): void
  /** Given the items of each list, and of each batch that comes later. */
  onItems(items: readonly Item[]): void
  /** Told, once the page has loaded, by name, which lists may be sorted early next time. */
  onFree(lists: ReadonlyMap<string, boolean>): void
  /** Told of a list that a framework renders, once. */
  onOwned(list: string, owner: string): void
  /** Told when another script keeps changing a list that was ordered. */
  onContest(list: string): void
  /** Called at any change of the document, before lists are looked at. */
  onChange(): void
  /** Told what went wrong with one list: the others go on. */
  onFault(cause: unknown): void
}

type Entries = PageList['entries']

interface Followed {
  list: PageList
  /** As this page, or its scripts, last left them. */
  children: readonly Element[]
  /** Waits until it is known who renders it. */
  waits: boolean
  /** Whether another script has an order of its own: then the list is its business. */
  yielded: boolean
  /** How often a renewed list was given its order again. */
  renewals: number
  /** Ids in the order in which they were last put. */
  shown: readonly string[]
}

/** A list that its page renders anew keeps its order so often; more is a fight, and not ours to win. */
const MAX_RENEWALS = 3

export class PageLists {
  readonly #input: ListsInput
  readonly #followed = new Map<Element, Followed>()
  readonly #observer: MutationObserver
  #watch: Watch | undefined
  /** The page has loaded, its scripts have run: who renders what can be seen. */
  #loaded = false

  constructor(input: ListsInput) {
    this.#input = input
    this.#observer = new MutationObserver(guard(input.onFault, (records) => this.#onChanges(records)))
    input.signal.addEventListener('abort', () => {
      this.#observer.disconnect()
      this.#followed.clear()
    })
  }

  /** Every item that was read. */
  get items(): Item[] {
    return [...this.#followed.values()].flatMap(({ list }) => itemsOf(list.entries))
  }

  /** Whether any list waits for {@link settle}. */
  get waiting(): boolean {
    return [...this.#followed.values()].some(({ waits, yielded }) => waits && !yielded)
  }

  /** Ids of each list as it stands now, by the list's name. */
  get shown(): Record<string, string[]> {
    return Object.fromEntries([...this.#followed.values()].map(({ list }) => [list.name, shownOrder(list)]))
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

  #take(elements: readonly Element[]): void {
    const { document, signal, onFault } = this.#input
    if (elements.length === 0) return
    const metadata = readMetadata(document, document.baseURI)
    const admit = guard(onFault, (element: Element) => this.#admit(element, metadata, false))
    for (const element of elements) {
      if (!this.#followed.has(element)) admit(element)
      if (signal.aborted) return
    }
  }

  /** The page has loaded: lists that waited are ordered unless a framework turns out to render them. */
  settle(): void {
    const { document, signal, onFree } = this.#input
    this.#onChanges(this.#observer.takeRecords())
    this.#loaded = true
    const lists = [...this.#followed.values()]
    const free = new Map(
      lists.map((followed) => {
        const { element, name } = followed.list
        return [name, !this.#refuse(followed) && !placedByCss(element)]
      }),
    )
    // A listener of the page may have withdrawn consent on hearing of an owner.
    if (signal.aborted) return
    if (free.size) onFree(free)
    let metadata: MetadataByUrl | undefined
    for (const followed of lists) {
      const { element } = followed.list
      if (followed.waits && !followed.yielded) {
        metadata ??= readMetadata(document, document.baseURI)
        // The page's own scripts have had time to change it.
        this.#begin(followed, readList(element, metadata, document.baseURI), undefined)
      }
      if (signal.aborted) return
    }
  }

  /** From now on `watch` is told of every list. */
  watchWith(watch: Watch): void {
    this.#watch = watch
    for (const { list } of this.#followed.values()) watch.list(list)
  }

  #listen(root: Node): void {
    // A listener of the page may have withdrawn consent on hearing of a list.
    if (!this.#input.signal.aborted) this.#observer.observe(root, { childList: true, subtree: true })
  }

  /** @param fresh no frame has shown it yet */
  #admit(element: Element, metadata: MetadataByUrl, fresh: boolean): void {
    const { document, isFree, state, moment, onItems } = this.#input
    const first = earlyQueue().first?.lists.get(element)
    // Of a list that was seen unfinished the snippet knows the beginning.
    const early = first?.seen ? undefined : first?.original
    const order = state.originals.get(element) ?? early ?? shownChildren(element)
    state.originals.set(element, order)
    const list = readList(element, metadata, document.baseURI, order)
    const children = shownChildren(element)
    const followed = { list, children, waits: true, yielded: false, renewals: 0, shown: [] }
    this.#followed.set(element, followed)
    moment.harm?.watch(element)
    if (first?.moved) moment.harm?.moved(element, first.at)
    if (this.#refuse(followed)) return
    if (first?.sorted || isFree(list.name) || this.#loaded) {
      if (!fresh) this.#begin(followed, list, first)
      else this.#order(followed, list.entries, [])
      return
    }
    this.#watch?.list(list)
    onItems(itemsOf(list.entries))
  }

  /** @returns whether a framework renders it: moving its elements would break it, or be undone */
  #refuse(followed: Followed): boolean {
    const { state, onOwned } = this.#input
    const { element, name } = followed.list
    const owner = ownerOf(element)
    if (!owner) return false
    followed.yielded = true
    if (!state.refused.has(element)) onOwned(name, owner)
    state.refused.add(element)
    return true
  }

  #begin(followed: Followed, list: PageList, first: FirstList | undefined): void {
    const { rank, state, moment, back } = this.#input
    followed.list = list
    const ranking = rank(itemsOf(list.entries, true), list.name)
    const stays = { moved: 0, late: false, by: 'tag', ranking, undo() {} } as const
    const { undo, ...result } = state.undone.has(list.name)
      ? stays
      : arrangeList(list, ranking, first, { ...moment, back: back(list.name) })
    if (!state.arranged.has(list.name)) this.#remember(list.name, result.moved, undo)
    this.#note(followed, { list: list.name, ...result }, list.entries, first)
  }

  /** Notes how a list stands now, and tells of it. */
  #note(followed: Followed, detail: InklingEvents['inkling:ranked'], fresh: Entries, first?: FirstList): void {
    const { list } = followed
    followed.waits = false
    followed.children = shownChildren(list.element)
    followed.shown = shownOrder(list)
    // What was just moved is no news, and what others did before has been heard.
    this.#observer.takeRecords()
    this.#watch?.list(list)
    this.#input.onItems(itemsOf(fresh))
    this.#input.onRanked(detail, list.element, first)
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
      const { element } = followed.list
      if (!element.isConnected) {
        this.#followed.delete(element)
        this.#watch?.forget(followed.list)
      } else if (!followed.yielded && holders.has(followed.list.holder)) this.#onChange(followed)
      if (signal.aborted) return
    }
    let metadata: MetadataByUrl | undefined
    for (const element of found) {
      if (!element.isConnected || this.#followed.has(element)) continue
      metadata ??= readMetadata(document, document.baseURI)
      this.#admit(element, metadata, true)
      if (signal.aborted) return
    }
  }

  #onChange(followed: Followed): void {
    const { document, state, onContest } = this.#input
    const { list } = followed
    const children = shownChildren(list.element)
    const { added, reordered } = listChange(followed.children, children)
    followed.children = children
    if (followed.waits) return
    if (reordered) {
      followed.yielded = true
      if (state.arranged.has(list.name)) onContest(list.name)
      return
    }
    if (added.length === 0 || this.#refuse(followed)) return
    const here = list.entries.filter(({ unit }) => unit.every((element) => element.isConnected))
    followed.list = { ...list, entries: here }
    const known = new Set(here.map(({ item }) => item.id))
    const metadata = readMetadata(document, document.baseURI)
    const batch = readList(list.element, metadata, document.baseURI, added).entries.map(({ unit, item }, place) => {
      // A second element for the same id can't be told from the first: it is no item, and stays.
      const isItem = item.title && !known.has(item.id)
      return { unit, item: isItem ? item : { id: `inkling:place-${here.length + place}`, title: '', pinned: true } }
    })
    if (batch.some(({ item }) => followed.shown.includes(item.id)) && ++followed.renewals > MAX_RENEWALS) {
      followed.yielded = true
      onContest(list.name)
      return
    }
    this.#order(followed, batch, here)
  }

  /** Orders entries that no frame has shown yet: observers of changes are called before the next one is painted. */
  #order(followed: Followed, batch: Entries, here: Entries): void {
    const { rank, state, moment, back } = this.#input
    const { name } = followed.list
    const all = [...here, ...batch]
    followed.list = { ...followed.list, entries: all }
    const ranking = rank(itemsOf(all.length > MAX_ITEMS ? batch : all, true), name)
    // What was shown before comes again as it was.
    const earlier = followed.shown.length ? followed.shown : (back(name) ?? [])
    const before = new Map(earlier.map((id, place) => [id, place - earlier.length]))
    const after = new Map(ranking.items.map(({ id, to }) => [id, to]))
    const place = ({ item: { id } }: Entries[number]) => before.get(id) ?? after.get(id) ?? 0
    const wanted = batch.filter(({ item }) => !item.pinned).sort((a, b) => place(a) - place(b))
    const unitsOf = (entries: Entries) => entries.map(({ unit }) => unit)
    const applied = state.undone.has(name)
      ? { moved: 0, undo() {} }
      : arrangeUnseen(followed.list, unitsOf(batch), unitsOf(wanted), moment)
    this.#tell(followed, ranking, applied, batch)
  }

  #tell(followed: Followed, ranking: Ranking, { moved, undo }: { moved: number; undo(): void }, fresh: Entries): void {
    const { list } = followed
    this.#remember(list.name, moved, undo)
    const told = inOrder(list, ranking, standing(list))
    this.#note(followed, { list: list.name, ranking: told, moved, late: false, by: 'tag' }, fresh)
  }

  #remember(name: string, moved: number, undo: () => void): void {
    if (!moved) return
    const { arranged } = this.#input.state
    const earlier = arranged.get(name)
    arranged.set(name, {
      undo() {
        undo()
        earlier?.undo()
      },
    })
  }

  /** The reader's profile has changed: lists marked `data-inkling-live` follow where nobody looks, below the window. */
  follow(): void {
    const { signal, rank, state, moment } = this.#input
    this.#onChanges(this.#observer.takeRecords())
    for (const followed of this.#followed.values()) {
      const { list, waits, yielded } = followed
      const { element, name, entries } = list
      if (!element.hasAttribute('data-inkling-live') || waits || yielded || state.undone.has(name)) continue
      if (frozen(element, moment.press)) continue
      const bottom = element.ownerDocument.defaultView?.innerHeight ?? 0
      const units = standing(list)
      const below = new Set(units.filter(([first]) => first!.getBoundingClientRect().top >= bottom))
      const free = new Map(
        entries
          .filter(({ unit, item }) => !item.pinned && below.has(unit))
          .map(({ unit, item }) => [item.id, unit] as const),
      )
      const ranking = rank(itemsOf(entries, true), name)
      const wanted = ranking.items.flatMap(({ id }) => (free.has(id) ? [free.get(id)!] : []))
      const applied = arrangeUnseen(list, units, wanted, moment)
      if (applied.moved) this.#tell(followed, ranking, applied, [])
      if (signal.aborted) return
    }
  }
}

/** Marked lists in what was added, outer ones alone. */
function listsAt(added: Element, roots: readonly ShadowRoot[]): Element[] {
  const own = added.matches('[data-inkling-list]') ? [added] : findLists(added, roots)
  return own.filter((list) => !list.parentElement?.closest('[data-inkling-list]'))
}

/** @param all with what is no item, and holds its place */
function itemsOf(entries: Entries, all = false): Item[] {
  return entries.map(({ item }) => item).filter((item) => all || (item.title && !item.pinned))
}
