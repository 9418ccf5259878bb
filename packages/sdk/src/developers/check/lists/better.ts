import * as dom from '../../../lib/dom.ts'
import { headingOf, readItem } from '../../../page/read/item.ts'
import type { MetadataByUrl } from '../../../page/read/metadata.ts'
import { holderOf, shownChildren, unitsOf } from '../../../page/read/unit.ts'
import { isInMenu } from './menus.ts'
import { commonTemplate } from './template.ts'

/** Minimum number of movable items for an order to be meaningful. */
export const ENOUGH_ITEMS = 3
/** Maximum number of elements examined inside the list; a larger number suggests a whole page. */
const MOST_ELEMENTS = 2000

export interface BetterList {
  readonly element: Element
  /** Number of the element's children that are items of the same template. */
  readonly items: number
  /** Whether these items have headlines. A card's tags or links also look alike, but aren't a list of stories. */
  readonly headed: boolean
}

function alikeIn(element: Element, metadata: MetadataByUrl, base: string): BetterList {
  const units = unitsOf(shownChildren(element)).filter((unit) => {
    const item = readItem(unit, metadata, base)
    return item && !item.pinned
  })
  const { others } = commonTemplate(units)
  const alike = units.filter((unit) => !others.includes(unit))
  const ids = new Set(alike.map((unit) => readItem(unit, metadata, base)!.id))
  return { element, items: ids.size, headed: alike.filter((unit) => headingOf(unit)).length >= ENOUGH_ITEMS }
}

/** Finds an element around or inside the list whose children look more like its items. */
export function findBetterList(list: Element, metadata: MetadataByUrl, base: string): BetterList | undefined {
  const inside = [...dom.querySelectorAll(list, '*')]
    .slice(0, MOST_ELEMENTS)
    .filter((element) => dom.children(element).length >= ENOUGH_ITEMS && !isInMenu(element))
  const around: Element[] = []
  const body = dom.body(dom.ownerDocument(list))
  for (let at = dom.parentElement(list); at && at !== body; at = dom.parentElement(at)) around.push(at)
  const holder = holderOf(list)
  const candidates = [...inside, ...around]
    .filter((element) => holderOf(element) !== holder)
    .map((element) => alikeIn(element, metadata, base))
    .filter(({ items }) => items >= ENOUGH_ITEMS)
  const of = (elements: readonly Element[]) => candidates.filter(({ element }) => elements.includes(element))
  const most = (all: BetterList[]) => all.sort((a, b) => +b.headed - +a.headed || b.items - a.items)[0]
  const inner = most(of(inside))
  const outer = of(around)[0]
  return inner && (inner.headed || !outer?.headed) ? inner : outer
}
