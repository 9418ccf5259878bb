import * as dom from '../../lib/dom.ts'
import type { Ranking, WhyUnmoved } from '../../types.ts'
import { interactionIn, type Press } from '../guard/interaction.ts'
import type { LayoutShiftWatch } from '../guard/layout-shift.ts'
import { mayBeSeen } from '../guard/viewport.ts'
import type { PageList } from '../read/lists/list.ts'
import type { Unit } from '../read/unit.ts'
import type { Applied } from './apply-order.ts'
import type { FirstList } from './first-list.ts'
import { holdScroll } from './hold-scroll.ts'
import { withMotion } from './motion.ts'
import { placementOf } from './placement.ts'
import { newOwn, type Own, reorderAgain } from './reorder-again.ts'
import { templateOf, withinTemplates } from './template.ts'

export interface Arrangement {
  readonly moved: number
  readonly late: boolean
  readonly by: 'snippet' | 'tag'
  /** In the order in which the list stands now; of a list that is late, in the order that it would have had. */
  readonly ranking: Ranking
  /** Why nothing moved, although another order was wanted. */
  readonly why?: WhyUnmoved
  undo(): void
}

/** What is to be known of the moment in which a list is arranged. */
export interface Moment {
  /** What the reader's pointer is doing. */
  readonly press?: Press | undefined
  /** Whether a dialog is open. Default: looked for anew. */
  readonly dialog?: (() => boolean) | undefined
  /** Whether we have shifted the layout of this page already. */
  readonly layoutShift?: LayoutShiftWatch | undefined
  /** Ids of what was in view, in the order in which the reader left the list, when this view is a way back to it. */
  readonly back?: readonly string[] | undefined
  /** How it stood before we first moved anything in it. Default: as it stands. */
  readonly own?: Own | undefined
  /** What is asked is the order alone: nothing is moved, and this is told what would stand where. */
  readonly dry?: Dry | undefined
}

/** @param now units by place, as they stand @param wanted the same units, as they would be put */
export type Dry = (now: readonly Unit[], wanted: readonly Unit[]) => void

/** A list's units as they stand now. */
export function standing({ holder, entries }: PageList): Unit[] {
  const places = new Map([...dom.children(holder)].map((child, place) => [child, place]))
  const place = (unit: Unit) => places.get(unit[0]!) ?? 0
  return entries.map((entry) => entry.unit).sort((a, b) => place(a) - place(b))
}

/**
 * The ids of a list's items as they stand now, for the way back to it.
 *
 * @param fold stands in front of the first one that is below the window, if any is
 */
export function shownOrder(list: PageList, ...fold: readonly string[]): string[] {
  const ids = new Map(list.entries.map(({ unit, item }) => [unit, item.title ? [item.id] : []]))
  const units = standing(list)
  const first = fold.length ? units.findIndex(isBelowWindow) : -1
  return units.flatMap((unit, place) => [...(place === first ? fold : []), ...ids.get(unit)!])
}

/** Whether no part of it can be seen without scrolling down. */
export const isBelowWindow = ([element]: Unit): boolean =>
  dom.getBoundingClientRect(element!).top >= (dom.defaultView(dom.ownerDocument(element!))?.innerHeight ?? 0)

/** A ranking in another order than its own: that of the snapshot, or what templates allow, may differ in a place or two. */
export function inOrder(list: PageList, ranking: Ranking, order: readonly Unit[]): Ranking {
  const places = new Map(order.map((unit, place) => [unit, place]))
  const place = new Map(list.entries.map(({ unit, item }) => [item.id, places.get(unit)!]))
  const items = [...ranking.items].sort((a, b) => place.get(a.id)! - place.get(b.id)!)
  return { ...ranking, items: items.map((item, to) => ({ ...item, to })) }
}

/** The order that is wanted, as pins, templates and the way back allow it. */
function targetOrder({ entries }: PageList, ranking: Ranking, now: readonly Unit[], back?: readonly string[]): Unit[] {
  const units = new Map(entries.filter(({ item }) => !item.pinned).map(({ item, unit }) => [item.id, unit]))
  // What was in view as it was, then the rest as the reader would have it.
  const ids = new Set([...(back ?? []), ...ranking.items.map((item) => item.id)])
  return withinTemplates(
    [...ids].flatMap((id) => (units.has(id) ? [units.get(id)!] : [])),
    now,
  )
}

/** Undo is the reader's own wish, and comes even to a list that has the focus: that stays where it was, and so does the scroll. */
function calmly(list: Element, undo: () => void): () => void {
  return () => {
    const active = dom.activeElement(document) as HTMLElement | null
    holdScroll(list, undo)
    if (dom.activeElement(document) !== active) dom.focus(active, { preventScroll: true })
  }
}

/**
 * Gives a list its order, unless a reader may have seen it in another, or is at work in it: then it stays for this view,
 * and the ranking that it would have had is reported as late. A list marked `data-inkling-late="swap"` changes in view, with
 * the page's consent.
 */
export function arrangeList(
  list: PageList,
  ranking: Ranking,
  first: FirstList | undefined,
  moment: Moment = {},
): Arrangement {
  const { element, holder } = list
  const now = standing(list)
  if (first?.sorted) {
    const undo = calmly(element, () => first.undo())
    return { moved: first.moved, late: false, by: 'snippet', ranking: inOrder(list, ranking, now), undo }
  }
  const order = targetOrder(list, ranking, now, moment.back)
  const ordered = inOrder(list, ranking, order)
  const stays = { moved: 0, late: false, by: 'tag', ranking: ordered, undo() {} } as const
  if (order.every((unit, place) => unit === now[place])) return stays
  const unmoved = (why: WhyUnmoved, late: boolean) => ({ ...stays, late, why })
  if (order.flat().some((each) => dom.parentElement(each) !== holder)) return unmoved('changed', false)
  if (moment.layoutShift?.stopped) return unmoved('layout-shift', false)
  // It would be no other if it had come in time.
  const placed = placementOf(element, templateOf)
  if (placed) return unmoved(placed, false)
  const seen = Boolean(first?.seen || moment.layoutShift?.seen(element)) || mayBeSeen(element)
  if (seen && dom.getAttribute(element, 'data-inkling-late') !== 'swap') return unmoved('seen', true)
  const busy = interactionIn(element, moment.press, moment.dialog)
  if (busy) return unmoved(busy, true)
  if (moment.dry) {
    moment.dry(now, order)
    return stays
  }
  const change = () => reorderAgain(holder, now, order, moment.own ?? newOwn())
  const applied = seen ? withMotion(now.flat(), () => holdScroll(element, change)) : change()
  if (!seen) moment.layoutShift?.moved(element)
  return { moved: applied.moved, late: false, by: 'tag', ranking: ordered, undo: calmly(element, applied.undo) }
}

/**
 * Orders units where no reader can see it: before a frame shows them, or below the window.
 *
 * @param units as they stand
 * @param wanted some of them, best first: they share their places, as templates allow; every other one keeps its own
 */
export function arrangeUnseen(
  { element, holder }: PageList,
  units: readonly Unit[],
  wanted: readonly Unit[],
  { layoutShift, own = newOwn(), dry }: Moment,
): Applied {
  if (layoutShift?.stopped || placementOf(element, templateOf)) return { moved: 0, undo() {} }
  const order = withinTemplates(wanted, units)
  if (dry) {
    dry(units, order)
    return { moved: 0, undo() {} }
  }
  const applied = reorderAgain(holder, units, order, own)
  return { moved: applied.moved, undo: calmly(element, applied.undo) }
}
