/** One marked list while the page is open: ordered, given its order again when it is renewed, left to whoever fights for it. */

import * as dom from '../../lib/dom.ts'
import { MAX_ITEMS } from '../../lib/limits.ts'
import type { InklingEvents, Item, Ranking } from '../../types.ts'
import { frameworkOf } from '../guard/framework-owner.ts'
import { interactionIn } from '../guard/interaction.ts'
import { arrangeList, arrangeUnseen, inOrder, type Moment, shownOrder, standing } from '../order/arrange.ts'
import { type Arranged, isArranged, noteDone } from '../order/arranged.ts'
import type { FirstList } from '../order/first-list.ts'
import { listChange } from '../order/list-change.ts'
import { newOwn, type Own } from '../order/reorder-again.ts'
import { type PageList, readList } from '../read/list.ts'
import { readMetadata } from '../read/metadata.ts'
import { shownChildren } from '../read/unit.ts'

/** What outlasts a change of consent on one page. */
export interface ListsState {
  /** What was changed and can be put back. */
  readonly arranged: Arranged
  /** Lists and slots of which the reader wanted the page's own order: it holds for this page. */
  readonly undone: Set<string>
  /** Lists' children in the page's own order. */
  readonly originals: WeakMap<Element, readonly Element[]>
  /** Lists that were reported as managed by a framework. */
  readonly refused: WeakSet<Element>
}

export interface ListInput {
  readonly document: Document
  readonly state: ListsState
  readonly moment: Moment
  rank(items: readonly Item[], list: string, element: Element): Ranking
  /** Ids of a list as the reader left it, when this view is a way back to it. */
  back(list: string): readonly string[] | undefined
  /** Called with every ordering; a listener of the page may withdraw consent on hearing of it. */
  onRanked(detail: InklingEvents['inkling:ranked'], element: Element, first?: FirstList): void
  /** Given the items of each list, and of each batch that comes later. */
  onItems(items: readonly Item[]): void
  /** Called once for a list that a framework manages. */
  onManaged(list: string, owner: string): void
  /** Called when another script keeps changing a list that was ordered. */
  onContest(list: string): void
}

type Entries = PageList['entries']

/** A list that its page renders anew keeps its order so often; more is a fight, and not ours to win. */
const MAX_RENEWALS = 3

export class FollowedList {
  list: PageList
  readonly #input: ListInput
  readonly #onPlaced: (list: PageList) => void
  /** Waits until it is known who renders it. */
  #waits = true
  /** Another script has an order of its own: then the list is its business. */
  #yielded = false
  /** As the page, or its scripts, last left them. */
  #children: readonly Element[]
  /** How often it was given its order again. */
  #renewals = 0
  /** Ids in the order in which they were last put. */
  #shown: readonly string[] = []
  /** How it stood before it was first moved, in an earlier visit perhaps. */
  readonly #own: Own

  /** @param onPlaced called each time the list stands as it shall, before the page hears of it */
  constructor(
    list: PageList,
    input: ListInput,
    onPlaced: (list: PageList) => void,
    /** Which of the application's page views it was found in. */
    readonly view = 0,
  ) {
    this.list = list
    this.#input = input
    this.#onPlaced = onPlaced
    this.#children = shownChildren(list.element)
    this.#own = input.state.arranged.of.get(list.element)?.own ?? newOwn()
  }

  /** Whether it still has to be begun. */
  get waits(): boolean {
    return this.#waits && !this.#yielded
  }

  /** @returns whether a framework renders it: moving its elements would break it, or be undone */
  refuse(): boolean {
    const { state, onManaged } = this.#input
    const { element, name } = this.list
    const owner = frameworkOf(element)
    if (!owner) return false
    this.#yielded = true
    if (!state.refused.has(element)) onManaged(name, owner)
    state.refused.add(element)
    return true
  }

  /** Orders it for the first time. @param list as it is read now @param first what the snippet did with it */
  begin(list: PageList, first: FirstList | undefined): void {
    const { rank, state, moment, back } = this.#input
    this.list = list
    const ranking = rank(itemsOf(list.entries, true), list.name, list.element)
    const stays = { moved: 0, late: false, by: 'tag', ranking, undo() {} } as const
    const { undo, ...result } = state.undone.has(list.name)
      ? stays
      : arrangeList(list, ranking, first, { ...moment, back: back(list.name), own: this.#own })
    if (first?.sorted) this.#own.first = () => first.undo()
    this.#remember(result.moved, undo)
    this.#note({ list: list.name, ...result }, list.entries, first)
  }

  /** Orders it for the first time, before any frame has shown it. @param shown ids in the order that this view has shown before */
  beginUnseen(shown: readonly string[] = []): void {
    this.#shown = shown
    this.#order(this.list.entries, [])
  }

  /** Its children have changed. */
  renew(): void {
    if (this.#yielded) return
    const { document, state, onContest } = this.#input
    const { list } = this
    const children = shownChildren(list.element)
    const { added, reordered } = listChange(this.#children, children)
    this.#children = children
    if (this.#waits) return
    if (reordered) {
      this.#yielded = true
      if (isArranged(state.arranged, list.element)) onContest(list.name)
      return
    }
    const here = list.entries.filter(({ unit }) => unit.every((element) => dom.isConnected(element)))
    if (here.length < list.entries.length) {
      this.list = { ...list, entries: here }
      this.#onPlaced(this.list)
    }
    if (added.length === 0 || this.refuse()) return
    const known = new Set(here.map(({ item }) => item.id))
    const metadata = readMetadata(document, dom.baseURI(document))
    const batch = readList(list.element, metadata, dom.baseURI(document), added).entries.map(
      ({ unit, item }, place) => {
        // A second element for the same id can't be distinguished from the first: it is no item, and stays.
        const isItem = item.title && !known.has(item.id)
        return { unit, item: isItem ? item : { id: `inkling:place-${here.length + place}`, title: '', pinned: true } }
      },
    )
    if (batch.some(({ item }) => this.#shown.includes(item.id)) && ++this.#renewals > MAX_RENEWALS) {
      this.#yielded = true
      onContest(list.name)
      return
    }
    this.#order(batch, here)
  }

  /** The reader's profile has changed: a list marked `data-inkling-live` follows where it isn't seen, below the window. */
  updateLive(): void {
    const { rank, state, moment } = this.#input
    const { element, name, entries } = this.list
    if (!dom.hasAttribute(element, 'data-inkling-live') || this.#waits || this.#yielded || state.undone.has(name))
      return
    if (interactionIn(element, moment.press, moment.dialog)) return
    const bottom = dom.defaultView(dom.ownerDocument(element))?.innerHeight ?? 0
    const units = standing(this.list)
    const below = new Set(units.filter(([first]) => dom.getBoundingClientRect(first!).top >= bottom))
    const free = new Map(
      entries
        .filter(({ unit, item }) => !item.pinned && below.has(unit))
        .map(({ unit, item }) => [item.id, unit] as const),
    )
    const ranking = rank(itemsOf(entries, true), name, element)
    const wanted = ranking.items.flatMap(({ id }) => (free.has(id) ? [free.get(id)!] : []))
    const applied = arrangeUnseen(this.list, units, wanted, { ...moment, own: this.#own })
    if (applied.moved) this.#report(ranking, applied, [])
  }

  /** Orders entries that no frame has shown yet: observers of changes are called before the next one is painted. */
  #order(batch: Entries, here: Entries): void {
    const { rank, state, moment, back } = this.#input
    const { name, element } = this.list
    const all = [...here, ...batch]
    this.list = { ...this.list, entries: all }
    const ranking = rank(itemsOf(all.length > MAX_ITEMS ? batch : all, true), name, element)
    // What was shown before comes again as it was.
    const earlier = this.#shown.length ? this.#shown : (back(name) ?? [])
    const before = new Map(earlier.map((id, place) => [id, place - earlier.length]))
    const after = new Map(ranking.items.map(({ id, to }) => [id, to]))
    const place = ({ item: { id } }: Entries[number]) => before.get(id) ?? after.get(id) ?? 0
    const wanted = batch.filter(({ item }) => !item.pinned).sort((a, b) => place(a) - place(b))
    const unitsOf = (entries: Entries) => entries.map(({ unit }) => unit)
    const applied = state.undone.has(name)
      ? { moved: 0, undo() {} }
      : arrangeUnseen(this.list, unitsOf(batch), unitsOf(wanted), { ...moment, own: this.#own })
    this.#report(ranking, applied, batch)
  }

  #report(ranking: Ranking, { moved, undo }: { moved: number; undo(): void }, fresh: Entries): void {
    this.#remember(moved, undo)
    const ordered = inOrder(this.list, ranking, standing(this.list))
    this.#note({ list: this.list.name, ranking: ordered, moved, late: false, by: 'tag' }, fresh)
  }

  /** Notes how the list stands now, and tells of it. */
  #note(detail: InklingEvents['inkling:ranked'], fresh: Entries, first?: FirstList): void {
    const { list } = this
    this.#waits = false
    this.#children = shownChildren(list.element)
    this.#shown = shownOrder(list)
    this.#input.state.originals.set(
      list.element,
      list.entries.flatMap(({ unit }) => unit),
    )
    this.#onPlaced(list)
    this.#input.onItems(itemsOf(fresh))
    this.#input.onRanked(detail, list.element, first)
  }

  #remember(moved: number, undo: () => void): void {
    if (!moved) return
    const { name, element } = this.list
    noteDone(this.#input.state.arranged, element, { name, own: this.#own, undo })
  }
}

/** @param all with what is no item, and holds its place */
export function itemsOf(entries: Entries, all = false): Item[] {
  return entries.map(({ item }) => item).filter((item) => all || (item.title && !item.pinned))
}
