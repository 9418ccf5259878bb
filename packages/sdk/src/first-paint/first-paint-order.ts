/**
 * A list's order at its first paint: the order that the head snippet applies, or would apply with another arm's
 * snapshot.
 */

import * as dom from '../lib/dom.ts'
import { MAX_ITEMS } from '../lib/limits.ts'
import { normalized } from '../lib/text/normalized.ts'
import { withinTemplates } from '../page/order/template.ts'
import { headingOf, itemId, itemsAmong } from '../page/read/item.ts'
import { isPinned, isSensitive, nameOf } from '../page/read/marks.ts'
import type { Unit } from '../page/read/unit.ts'
import { planOf } from './list-plan.ts'
import { plannedOrder } from './planned-order.ts'
import type { Planned } from './snapshot.ts'

/**
 * @param units the list's units, in page order
 * @param back ids in the order shown when the reader left the list, if the reader is returning to it
 * @param name the name of the list's plan
 * @returns the same units in their new order
 */
export function firstPaintOrder(
  snapshot: Planned,
  list: Element,
  units: readonly Unit[],
  back?: readonly string[],
  name = nameOf(list, 'list'),
): Unit[] {
  const ids = units
    .slice(0, MAX_ITEMS)
    .map((unit) => (isSensitive(unit[0]!) ? undefined : itemId(unit, dom.baseURI(document))))
  const isItem = itemsAmong(ids)
  const plan = planOf(snapshot, name)
  // Positions in the page's order are counted over items only, as in the ranking.
  const items = ids.flatMap((id, at) => {
    const unit = units[at]!
    const [element] = unit as [Element]
    // An unknown link at either end of the list may lead to another page of it, as "Older posts" does. The tag
    // recognises such links in every language and never stores them as items, so a known id isn't one of them.
    const mayTurnPages =
      !back &&
      (!at || !units[at + 1]) &&
      !(id! in snapshot.scores || plan.items.some(([known]) => known === id) || headingOf(unit)) &&
      !dom.matches(element, '[data-inkling-topic],[data-inkling-pin]')
    if (!id || !isItem(id) || ids.indexOf(id) < at || mayTurnPages) return []
    const topic = normalized(dom.getAttribute(element, 'data-inkling-topic') ?? '')
    const breaking = dom.matches(element, '[data-inkling-breaking]')
    return [{ id, unit, topic, pinned: isPinned(element), breaking }]
  })
  const wanted = back
    ? [...new Set(back)].flatMap((id) => items.find((item) => item.id === id && !item.pinned) ?? [])
    : plannedOrder(snapshot, plan, items, dom.getAttribute(list, 'data-inkling-edition'))
  return withinTemplates(
    wanted.map(({ unit }) => unit),
    units,
  )
}
