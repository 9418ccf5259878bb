import * as dom from '../../lib/dom.ts'
import type { Ranking, WhyUnmoved } from '../../types.ts'
import { interactionIn, type Press } from '../guard/interaction.ts'
import type { LayoutShiftWatch } from '../guard/layout-shift.ts'
import { mayBeSeen } from '../guard/viewport.ts'
import type { PageList } from '../read/lists/list.ts'
import type { Unit } from '../read/unit.ts'
import type { FirstList } from './first-list.ts'
import { holdScroll } from './hold-scroll.ts'
import { withMotion } from './motion.ts'
import type { Applied } from './move-elements.ts'
import { placementOf } from './placement.ts'
import { newOwn, type Own, reorderAgain } from './reorder.ts'
import { templateOf, withinTemplates } from './template.ts'

export interface Arrangement {
  readonly moved: number
  readonly late: boolean
  readonly by: 'snippet' | 'tag'
  /**
   * The ranking, in the list's current order or, for a late list, in the order that it would have had if it had been in
   * time.
   */
  readonly ranking: Ranking
  /** Why nothing was moved, if the order should have changed. */
  readonly why?: WhyUnmoved
  undo(): void
}

/** The state of the page while a list is being arranged. */
export interface Moment {
  /** The state of the reader's pointer. */
  readonly press?: Press | undefined
  /** Whether a dialog is open. Default: queried each time */
  readonly dialog?: (() => boolean) | undefined
  /** Whether we have caused a layout shift on this page. */
  readonly layoutShift?: LayoutShiftWatch | undefined
  /**
   * If the reader has returned to the page: the ids of the items that were in view, in the order in which the reader
   * left them.
   */
  readonly back?: readonly string[] | undefined
  /** The page's own order before we first moved anything. Default: the current order */
  readonly own?: Own | undefined
  /** Receives the order. If this is set, nothing is moved. */
  readonly dry?: Dry | undefined
}

/**
 * Receives an order that isn't applied.
 *
 * @param now the units in their current order
 * @param wanted the same units in the new order
 */
export type Dry = (now: readonly Unit[], wanted: readonly Unit[]) => void

/** A list's units in their current order. */
export function standing({ holder, entries }: PageList): Unit[] {
  const places = new Map([...dom.children(holder)].map((child, place) => [child, place]))
  const place = (unit: Unit) => places.get(unit[0]!) ?? 0
  return entries.map((entry) => entry.unit).sort((a, b) => place(a) - place(b))
}

/**
 * The ids of a list's items in their current order. They are stored in case the reader returns to the page.
 *
 * @param fold a marker inserted before the first item below the window, if there is one
 */
export function shownOrder(list: PageList, ...fold: readonly string[]): string[] {
  const ids = new Map(list.entries.map(({ unit, item }) => [unit, item.title ? [item.id] : []]))
  const units = standing(list)
  const first = fold.length ? units.findIndex(isBelowWindow) : -1
  return units.flatMap((unit, place) => [...(place === first ? fold : []), ...ids.get(unit)!])
}

/** Whether a unit is entirely below the window. */
export const isBelowWindow = ([element]: Unit): boolean =>
  dom.getBoundingClientRect(element!).top >= (dom.defaultView(dom.ownerDocument(element!))?.innerHeight ?? 0)

/**
 * Puts a ranking in the order that was actually applied. It may differ slightly because of the snapshot or templates.
 */
export function inOrder(list: PageList, ranking: Ranking, order: readonly Unit[]): Ranking {
  const places = new Map(order.map((unit, place) => [unit, place]))
  const place = new Map(list.entries.map(({ unit, item }) => [item.id, places.get(unit)!]))
  const items = [...ranking.items].sort((a, b) => place.get(a.id)! - place.get(b.id)!)
  return { ...ranking, items: items.map((item, to) => ({ ...item, to })) }
}

/** The order to apply: the ranking, constrained by pins, templates and the order in which the reader left the list. */
function targetOrder({ entries }: PageList, ranking: Ranking, now: readonly Unit[], back?: readonly string[]): Unit[] {
  const units = new Map(entries.filter(({ item }) => !item.pinned).map(({ item, unit }) => [item.id, unit]))
  // Items that were in view keep the order in which the reader left them; the other items follow the ranking.
  const ids = new Set([...(back ?? []), ...ranking.items.map((item) => item.id)])
  return withinTemplates(
    [...ids].flatMap((id) => (units.has(id) ? [units.get(id)!] : [])),
    now,
  )
}

/** Whether a list is in a ranking's order, as far as pins and templates allow. */
export function isInOrder(list: PageList, ranking: Ranking): boolean {
  const now = standing(list)
  return isSame(targetOrder(list, ranking, now), now)
}

const isSame = (order: readonly Unit[], now: readonly Unit[]) => order.every((unit, place) => unit === now[place])

/**
 * Wraps an undo function. The reader asked for the undo, so it runs even if the list contains the focus. Focus and
 * scroll positions are kept.
 */
function calmly(list: Element, undo: () => void): () => void {
  return () => {
    const active = dom.activeElement(document) as HTMLElement | null
    holdScroll(list, undo)
    if (dom.activeElement(document) !== active) dom.focus(active, { preventScroll: true })
  }
}

/**
 * Orders a list, unless the reader may already have seen it or is interacting with it. In these cases, the list keeps
 * its order for this view, and the ranking is reported as late. A list marked `data-inkling-late="swap"` may change in
 * view, because the site asked for it.
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
  if (isSame(order, now)) return stays
  const unmoved = (why: WhyUnmoved, late: boolean) => ({ ...stays, late, why })
  if (order.flat().some((each) => dom.parentElement(each) !== holder)) return unmoved('changed', false)
  if (moment.layoutShift?.stopped) return unmoved('layout-shift', false)
  // This has nothing to do with timing, so the list isn't late.
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
 * Orders units that the reader can't see, because no frame has shown them yet or they are below the window.
 *
 * @param units the units in their current order
 * @param wanted some of the units, best first. They swap places among themselves as far as templates allow; all other
 * units keep their places
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
