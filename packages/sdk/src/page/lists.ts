/**
 * The marked lists of a page while it is open: read, ordered, watched, and followed as the page changes. What a list says
 * is turned into an order by whoever passes `rank`.
 */
import type { InklingEvents, Item, Ranking } from '../types.ts'
import { type Arranged, arrangeList, asShown } from './arrange.ts'
import { listChange } from './changes.ts'
import { earlyQueue, type FirstList } from './first.ts'
import { findLists, MAX_ITEMS, type PageList, readList } from './list.ts'
import { type MetadataByUrl, readMetadata } from './metadata.ts'
import { applyOrder } from './order.ts'
import { shownChildren, type Unit, unitsOf } from './unit.ts'
import type { Watch } from './watch.ts'

/** What outlasts a change of consent on one page. */
export interface ListsState {
  /** What was changed and can be put back, by the name of the list or slot. */
  readonly arranged: Map<string, { undo(): void }>
  /** Lists and slots of which the reader wanted the page's own order: it holds for this page. */
  readonly undone: Set<string>
  /** Lists' children in the page's own order. */
  readonly originals: WeakMap<Element, readonly Element[]>
}

export interface ListsInput {
  readonly document: Document
  readonly state: ListsState
  /** Nothing happens once it has aborted. */
  readonly signal: AbortSignal
  rank(items: readonly Item[], list: string): Ranking
  /** Told of every ordering; a listener of the page may withdraw consent on hearing of it. */
  onRanked(detail: InklingEvents['inkling:ranked'], element: Element, first?: FirstList): void
  /** Given the items of each list, and of each batch that comes later. */
  onItems(items: readonly Item[]): void
  /** Called at any change of the document, before lists are looked at. */
  onChange(): void
  /** Told when another script keeps changing a list that was ordered. */
  onContest(list: string): void
}

type Entries = PageList['entries']

interface Followed {
  list: PageList
  /** As this page, or its scripts, last left them. */
  children: readonly Element[]
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
  readonly #observer = new MutationObserver((records) => this.#onChanges(records))
  #watch: Watch | undefined

  constructor(input: ListsInput) {
    this.#input = input
    input.signal.addEventListener('abort', () => {
      this.#observer.disconnect()
      this.#followed.clear()
    })
  }

  /** Every item that was read. */
  get items(): Item[] {
    return [...this.#followed.values()].flatMap(({ list }) => itemsOf(list.entries))
  }

  /** Reads and orders what the page has, and follows it from now on. */
  start(): void {
    const { document, signal, state } = this.#input
    const metadata = readMetadata(document, document.baseURI)
    const lists = earlyQueue().first?.lists
    for (const element of findLists(document)) {
      const first = lists?.get(element)
      const order = state.originals.get(element) ?? first?.original ?? shownChildren(element)
      state.originals.set(element, order)
      this.#begin(readList(element, metadata, document.baseURI, order), first)
      if (signal.aborted) return
    }
    this.#observer.observe(document, { childList: true, subtree: true })
  }

  /** From now on `watch` is told of every list. */
  watchWith(watch: Watch): void {
    this.#watch = watch
    for (const { list } of this.#followed.values()) watch.list(list)
  }

  #begin(list: PageList, first: FirstList | undefined): void {
    const { rank, state } = this.#input
    const ranking = rank(itemsOf(list.entries, true), list.name)
    const stays: Arranged = { moved: 0, late: false, by: 'tag', ranking, undo() {} }
    const { undo, ...result } = state.undone.has(list.name) ? stays : arrangeList(list, ranking, first)
    if (result.moved && !state.arranged.has(list.name)) state.arranged.set(list.name, { undo })
    const followed: Followed = { list, children: [], yielded: false, renewals: 0, shown: [] }
    this.#followed.set(list.element, followed)
    this.#settle(followed, { list: list.name, ...result }, list.entries, first)
  }

  /** Notes how a list stands now, and tells of it. */
  #settle(followed: Followed, detail: InklingEvents['inkling:ranked'], fresh: Entries, first?: FirstList): void {
    const { list } = followed
    followed.children = shownChildren(list.element)
    followed.shown = detail.ranking.items.map(({ id }) => id)
    // What was just moved is no news, and what others did before has been heard.
    this.#observer.takeRecords()
    this.#watch?.list(list)
    this.#input.onItems(itemsOf(fresh))
    this.#input.onRanked(detail, list.element, first)
  }

  #onChanges(records: readonly MutationRecord[]): void {
    const { document, signal, onChange } = this.#input
    onChange()
    const found = new Set<Element>()
    for (const { addedNodes } of records) {
      for (const node of addedNodes) if (node instanceof Element) for (const list of listsAt(node)) found.add(list)
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
      const list = readList(element, metadata, document.baseURI)
      const followed: Followed = {
        list: { ...list, entries: [] },
        children: [],
        yielded: false,
        renewals: 0,
        shown: [],
      }
      this.#followed.set(element, followed)
      this.#input.state.originals.set(element, shownChildren(element))
      this.#order(followed, list.entries, unitsOf(shownChildren(element)))
      if (signal.aborted) return
    }
  }

  #onChange(followed: Followed): void {
    const { document, state, onContest } = this.#input
    const { list } = followed
    const children = shownChildren(list.element)
    const { added, reordered } = listChange(followed.children, children)
    followed.children = children
    if (reordered) {
      followed.yielded = true
      if (state.arranged.has(list.name)) onContest(list.name)
      return
    }
    if (added.length === 0) return
    const here = list.entries.filter(({ unit }) => unit.every((element) => element.isConnected))
    followed.list = { ...list, entries: here }
    const known = new Set(here.map(({ item }) => item.id))
    const metadata = readMetadata(document, document.baseURI)
    const batch = readList(list.element, metadata, document.baseURI, added).entries
    // A second element for the same id can't be told from the first: it is no item, and stays.
    const fresh = batch.filter(({ item }) => !known.has(item.id))
    const renewed = fresh.some(({ item }) => item.title && followed.shown.includes(item.id))
    if (renewed && ++followed.renewals > MAX_RENEWALS) {
      followed.yielded = true
      onContest(list.name)
      return
    }
    this.#order(followed, fresh, unitsOf(added))
  }

  /**
   * Orders entries that no frame has shown yet: observers of changes are called before the next one is painted.
   *
   * @param units theirs, and what came with them and is no item
   */
  #order(followed: Followed, fresh: Entries, units: readonly Unit[]): void {
    const { rank, state } = this.#input
    const { name, holder } = followed.list
    const all = [...followed.list.entries, ...fresh]
    followed.list = { ...followed.list, entries: all }
    const ranking = rank(itemsOf(all.length > MAX_ITEMS ? fresh : all, true), name)
    const before = new Map(followed.shown.map((id, place) => [id, place - followed.shown.length]))
    const after = new Map(ranking.items.map(({ id, to }) => [id, to]))
    // What was shown before comes again as it was.
    const place = ({ item: { id } }: Entries[number]) => before.get(id) ?? after.get(id) ?? 0
    const free = fresh.filter(({ item }) => !item.pinned).sort((a, b) => place(a) - place(b))
    const wanted = inTheirPlaces(
      units,
      free.map(({ unit }) => unit),
    )
    const { moved, undo } = state.undone.has(name) ? { moved: 0, undo() {} } : applyOrder(holder, wanted)
    this.#remember(name, moved, undo)
    this.#settle(
      followed,
      { list: name, ranking: asShown(followed.list, ranking), moved, late: false, by: 'tag' },
      fresh,
    )
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
    const { signal, rank, state } = this.#input
    this.#onChanges(this.#observer.takeRecords())
    for (const followed of this.#followed.values()) {
      const { element, name, holder, entries } = followed.list
      if (!element.hasAttribute('data-inkling-live') || followed.yielded || state.undone.has(name)) continue
      const bottom = element.ownerDocument.defaultView?.innerHeight ?? 0
      const units = unitsOf(followed.children)
      const below = new Set(
        units.filter(([first]) => first!.getBoundingClientRect().top >= bottom).map(([first]) => first),
      )
      const free = new Map(
        entries
          .filter(({ unit, item }) => !item.pinned && below.has(unit[0]))
          .map(({ unit, item }) => [item.id, unit] as const),
      )
      const ranking = rank(itemsOf(entries, true), name)
      const wanted = ranking.items.flatMap(({ id }) => (free.has(id) ? [free.get(id)!] : []))
      const { moved, undo } = applyOrder(holder, inTheirPlaces(units, wanted))
      if (!moved) continue
      this.#remember(name, moved, undo)
      this.#settle(
        followed,
        { list: name, ranking: asShown(followed.list, ranking), moved, late: false, by: 'tag' },
        [],
      )
      if (signal.aborted) return
    }
  }
}

/** @param wanted some of the units, best first: they share their places; every other one keeps its own */
function inTheirPlaces(units: readonly Unit[], wanted: readonly Unit[]): Element[] {
  const free = new Set(wanted.map(([first]) => first))
  const next = wanted.values()
  return units.flatMap((unit) => (free.has(unit[0]) ? next.next().value! : unit))
}

/** Marked lists in what was added, outer ones alone. */
function listsAt(added: Element): Element[] {
  const own = added.matches('[data-inkling-list]') ? [added] : findLists(added)
  return own.filter((list) => !list.parentElement?.closest('[data-inkling-list]'))
}

/** @param all with what is no item, and holds its place */
function itemsOf(entries: Entries, all = false): Item[] {
  return entries.map(({ item }) => item).filter((item) => all || (item.title && !item.pinned))
}
