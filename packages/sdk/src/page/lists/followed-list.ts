/**
 * A marked list while the page is open. It is ordered, ordered again if the page renders it anew, and left alone if
 * another script keeps reordering it.
 */

import * as dom from '../../lib/dom.ts'
import { MAX_ITEMS } from '../../lib/limits.ts'
import type { Item, Ranking } from '../../types.ts'
import { frameworkOf } from '../guard/framework-owner.ts'
import { interactionIn } from '../guard/interaction.ts'
import {
  type Arrangement,
  arrangeList,
  arrangeUnseen,
  inOrder,
  isBelowWindow,
  isInOrder,
  type Moment,
  shownOrder,
  standing,
} from '../order/arrange.ts'
import { isArranged, noteDone } from '../order/arranged.ts'
import type { FirstList } from '../order/first-list.ts'
import { holdScroll } from '../order/hold-scroll.ts'
import { listChange } from '../order/list-change.ts'
import type { Applied } from '../order/move-elements.ts'
import { newOwn, type Own } from '../order/reorder.ts'
import { type PageList, readList } from '../read/lists/list.ts'
import { readMetadata } from '../read/metadata.ts'
import { shownChildren, type Unit } from '../read/unit.ts'
import type { ListContext } from './list-context.ts'
import type { Arrangeable, ArrangeOptions, ListRequest, Ranked } from './list-request.ts'

type Entries = PageList['entries']

/** Maximum number of times that a list is reordered after the page has rendered it again. */
const MAX_RENEWALS = 3
const INSTEAD = 'it keeps its order; take data-inkling-list off it, and use inkling/react, createRankedList or rank()'

/** Why the list is to be ordered. */
type Task =
  | { readonly kind: 'first'; readonly first: FirstList | undefined }
  /** Entries that no frame has shown yet. */
  | { readonly kind: 'batch'; readonly batch: Entries }
  /** The reader's profile has changed, so order what is below the window. */
  | { readonly kind: 'follow' }
  /** The reader has asked for it, so order what is in view, too. */
  | { readonly kind: 'redo' }

export class FollowedList implements Arrangeable {
  list: PageList
  readonly #context: ListContext
  readonly #onPlaced: (list: PageList) => void
  /** Whether the list is still waiting because it isn't known yet what renders it. */
  #waits = true
  /** Whether the list has been left to another script or to a framework. */
  #yielded = false
  /** The children as the page or its scripts last left them. */
  #children: readonly Element[]
  /** How often the list has been reordered after being rendered again. */
  #renewals = 0
  /** The ids, in the order last applied. */
  #shown: readonly string[] = []
  /** The page's own order before anything was moved, possibly during an earlier view. */
  readonly #own: Own
  #task: Task = { kind: 'follow' }

  /** @param onPlaced called whenever the list has been put in order, before this is reported to the page */
  constructor(
    list: PageList,
    context: ListContext,
    onPlaced: (list: PageList) => void,
    /** The number of the application's page view in which the list was found. */
    readonly view = 0,
  ) {
    this.list = list
    this.#context = context
    this.#onPlaced = onPlaced
    this.#children = shownChildren(list.element)
    this.#own = context.state.arranged.of.get(list.element)?.own ?? newOwn()
  }

  /** Whether the list is still waiting to be ordered for the first time. */
  get waits(): boolean {
    return this.#waits && !this.#yielded
  }

  /** @returns whether a framework renders the list, so that moving its elements would break it or be reverted */
  refuse(): boolean {
    const { state, report } = this.#context
    const { element, name } = this.list
    const owner = frameworkOf(element)
    if (!owner) return false
    this.#yielded = true
    if (!state.refused.has(element)) report('list-managed', `${owner} renders the list '${name}': ${INSTEAD}`)
    state.refused.add(element)
    return true
  }

  /** A request with the items that were read, made while the list waits. */
  get found(): ListRequest {
    return this.#request()
  }

  /** Starts the list's first ordering. @param list as just read @param first what the snippet did to it */
  begin(list: PageList, first?: FirstList): ListRequest {
    this.list = list
    return { ...this.#request({ kind: 'first', first }), wait: first?.wait }
  }

  /**
   * Starts the first ordering of a list that no frame has shown yet.
   *
   * @param shown the ids, in the order shown earlier in this view
   */
  beginUnseen(shown: readonly string[] = []): ListRequest {
    this.#shown = shown
    return this.#requestBatch(this.list.entries)
  }

  /** Handles a change to the list's children. @returns undefined if there is nothing to order */
  renew(): ListRequest | undefined {
    if (this.#yielded) return undefined
    const { document, state } = this.#context
    const { list } = this
    const children = shownChildren(list.element)
    const { added, reordered } = listChange(this.#children, children)
    this.#children = children
    if (this.#waits) return undefined
    if (reordered) {
      this.#yielded = true
      if (isArranged(state.arranged, list.element)) this.#contest()
      return undefined
    }
    const here = list.entries.filter(({ unit }) => unit.every((element) => dom.isConnected(element)))
    if (here.length < list.entries.length) {
      this.list = { ...list, entries: here }
      this.#onPlaced(this.list)
    }
    if (added.length === 0 || this.refuse()) return undefined
    const known = new Set(here.map(({ item }) => item.id))
    const metadata = readMetadata(document, dom.baseURI(document))
    const batch = readList(list.element, metadata, dom.baseURI(document), added).entries.map(
      ({ unit, item }, place) => {
        // A second element with the same id can't be told apart from the first, so it isn't an item, and stays in
        // place.
        const isItem = item.title && !known.has(item.id)
        return { unit, item: isItem ? item : { id: `inkling:place-${here.length + place}`, title: '', pinned: true } }
      },
    )
    if (batch.some(({ item }) => this.#shown.includes(item.id)) && ++this.#renewals > MAX_RENEWALS) {
      this.#contest()
      return undefined
    }
    return this.#requestBatch(batch, here)
  }

  /**
   * Handles a change to the reader's profile: if the list is marked `data-inkling-live`, reorders the part of it below
   * the window.
   *
   * @param all whether to reorder the list even if it isn't marked
   */
  follow(all?: boolean): ListRequest | undefined {
    if (!all && !dom.hasAttribute(this.list.element, 'data-inkling-live')) return undefined
    return this.#rearrange('follow')
  }

  /** Orders the list at the reader's request, including what is in view. */
  redo(): ListRequest | undefined {
    return this.#rearrange('redo')
  }

  #rearrange(kind: 'follow' | 'redo'): ListRequest | undefined {
    if (this.#waits || this.#yielded || this.#context.state.undone.has(this.list.name)) return undefined
    return this.#request({ kind }, this.list.entries, [])
  }

  arrange(ranking: Ranking, { back, dry }: ArrangeOptions = {}): Ranked | undefined {
    const moment = { ...this.#context.moment, own: this.#own, dry }
    const arrangement = this.#arrangement(this.#task, ranking, moment, back)
    const stale = !this.#context.state.undone.has(this.list.name) && !isInOrder(this.list, ranking)
    return arrangement && !dry ? this.#note({ ...arrangement, stale }) : undefined
  }

  #arrangement(task: Task, ranking: Ranking, moment: Moment, back?: readonly string[]): Arrangement | undefined {
    const { list } = this
    if (task.kind === 'first') return this.#arrangeFirst(task.first, ranking, { ...moment, back })
    const applied =
      task.kind === 'batch'
        ? this.#arrangeBatch(task.batch, ranking, moment, back)
        : task.kind === 'follow'
          ? this.#arrangeBelow(ranking, moment)
          : holdScroll(list.element, () => this.#arrangeFree(ranking, moment, () => true))
    if (task.kind !== 'batch' && !applied.moved) return undefined
    return { ...applied, ranking: inOrder(list, ranking, standing(list)), late: false, by: 'tag' }
  }

  #arrangeFirst(first: FirstList | undefined, ranking: Ranking, moment: Moment): Arrangement {
    const { list } = this
    const { back } = moment
    if (first?.sorted) this.#own.first = () => first.undo()
    if (this.#context.state.undone.has(list.name) && !first?.sorted)
      return { moved: 0, late: false, by: 'tag', ranking, undo() {} }
    const arranged = arrangeList(list, ranking, first, moment)
    if (arranged.why ? arranged.why !== 'seen' : !back) return arranged
    // Nobody can see what is below the window, so it can be ordered for the reader immediately.
    const below = this.#arrangeBelow(ranking, moment, back)
    if (!below.moved) return arranged
    // A late list reports the order that it would have had if it had been in time.
    const told = arranged.late ? arranged.ranking : inOrder(list, ranking, standing(list))
    return { ...arranged, ranking: told, moved: arranged.moved + below.moved, undo: below.undo }
  }

  /**
   * Orders what is below the window, unless the reader is interacting with the list.
   *
   * @param stays the ids of items that keep their places
   */
  #arrangeBelow(ranking: Ranking, moment: Moment, stays: readonly string[] = []): Applied {
    const busy = interactionIn(this.list.element, moment.press, moment.dialog)
    return this.#arrangeFree(ranking, moment, (unit, id) => !busy && !stays.includes(id) && isBelowWindow(unit))
  }

  #arrangeFree(ranking: Ranking, moment: Moment, isFree: (unit: Unit, id: string) => boolean): Applied {
    const { list } = this
    const free = new Map(
      list.entries
        .filter(({ unit, item }) => !item.pinned && isFree(unit, item.id))
        .map(({ unit, item }) => [item.id, unit] as const),
    )
    const wanted = ranking.items.flatMap(({ id }) => (free.has(id) ? [free.get(id)!] : []))
    return arrangeUnseen(list, standing(list), wanted, moment)
  }

  /** Requests an order for entries that no frame has shown yet. Mutation observers run before the next frame. */
  #requestBatch(batch: Entries, here: Entries = []): ListRequest {
    const all = [...here, ...batch]
    this.list = { ...this.list, entries: all }
    return this.#request({ kind: 'batch', batch }, all.length > MAX_ITEMS ? batch : all, batch)
  }

  /** Items that were shown before come first, in the order in which they were shown. */
  #arrangeBatch(batch: Entries, ranking: Ranking, moment: Moment, back = this.#shown): Applied {
    const before = new Map(back.map((id, place) => [id, place - back.length]))
    const after = new Map(ranking.items.map(({ id, to }) => [id, to]))
    const place = ({ item: { id } }: Entries[number]) => before.get(id) ?? after.get(id) ?? 0
    const wanted = batch.filter(({ item }) => !item.pinned).sort((a, b) => place(a) - place(b))
    const unitsOf = (entries: Entries) => entries.map(({ unit }) => unit)
    return this.#context.state.undone.has(this.list.name)
      ? { moved: 0, undo() {} }
      : arrangeUnseen(this.list, unitsOf(batch), unitsOf(wanted), moment)
  }

  /** @param task if undefined, the list is only read */
  #request(task?: Task, entries = this.list.entries, fresh = entries): ListRequest {
    const { list } = this
    if (task) this.#task = task
    return {
      list,
      items: itemsOf(entries),
      fresh: itemsOf(fresh).filter(({ title, pinned }) => title && !pinned),
      isFirst: !this.#shown.length,
      followed: task && this,
    }
  }

  /** Records the list's new state. @returns what to report to the page */
  #note({ undo, ...result }: Arrangement & { readonly stale: boolean }): Ranked {
    const { list } = this
    const { name, element } = list
    const { state } = this.#context
    const putBack = () => {
      undo()
      // Don't mistake the undo for a change by another script.
      this.#children = shownChildren(element)
    }
    if (result.moved) noteDone(state.arranged, element, { name, own: this.#own, undo: putBack })
    this.#waits = false
    this.#children = shownChildren(element)
    this.#shown = shownOrder(list)
    state.originals.set(
      element,
      list.entries.flatMap(({ unit }) => unit),
    )
    this.#onPlaced(list)
    return { list: name, ...result }
  }

  #contest(): void {
    const message = `another script keeps changing the list '${this.list.name}': it is left to that script`
    this.#yielded = true
    this.#context.report('list-contested', message)
  }
}

/** The items, including placeholders for entries that are pinned to their places. */
function itemsOf(entries: Entries): Item[] {
  return entries.map(({ item }) => item)
}
