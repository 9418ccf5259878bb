import * as dom from '../../lib/dom.ts'
import { isAd } from './is-ad.ts'

/**
 * The elements of a list that move together: usually a single element. Several siblings form one unit if the markup
 * joins them: a term and its descriptions, table rows spanned by one cell, or elements marked as belonging to the
 * preceding item.
 */
export type Unit = readonly Element[]

/**
 * Elements that aren't shown, and the cloned slides that carousels use for looping. The original slides are the items.
 */
const SILENT =
  'script,style,template,link,meta,noscript,.splide__slide--clone,.slick-cloned,.glide__slide--clone,.swiper-slide-duplicate'
const LISTS = 'ul,ol,dl,table,[role=list],[role=feed],[role=grid],[role=listbox],[role=rowgroup]'
/** Pagination, as marked by common publishing systems. */
export const PAGINATION = '[rel~=next],[rel~=prev],.pagination,.pager,.page-numbers'
const BETWEEN = `header,footer,nav,form,button,hr,${PAGINATION}`
/** Elements that introduce or follow the items but aren't items themselves. */
export const BESIDE_ITEMS = `h1,h2,h3,h4,h5,h6,[role=heading],p,${BETWEEN}`
/** Elements that are between items and don't belong to any of them. */
const ALONE = `br,[data-inkling-item],[data-inkling-pin],${BETWEEN}`

/** An element's visible children. */
export const shown = (element: Element): Element[] =>
  [...dom.children(element)].filter((child) => !dom.matches(child, SILENT))

/**
 * Whether an element is a wrapper and not a card: it contains nothing but a list, or several of its children have
 * headings, as items do.
 */
function wraps(element: Element): boolean {
  const inside = shown(element)
  const isList = inside.length === 1 && dom.matches(inside[0]!, LISTS)
  const headed = inside.filter((child) => dom.matches(child, 'article') || dom.querySelector(child, 'h2,h3,h4,h5,h6'))
  return dom.matches(element, 'div:not([role])') && (isList || headed.length > 1)
}

/**
 * The parent of a list's items: a table's first body; otherwise, the only list or wrapper inside the marked element
 * (apart from a heading); otherwise, the marked element itself.
 */
export function holderOf(list: Element): Element {
  if (dom.nodeName(list) === 'TABLE') return dom.querySelector(list, ':scope > tbody') ?? list
  const [inner, more] = shown(list).filter((child) => !dom.matches(child, BESIDE_ITEMS))
  return inner && !more && (dom.matches(inner, LISTS) || wraps(inner)) ? holderOf(inner) : list
}

/** A list's visible children. Ranking may move them, and their positions are the places. */
export function shownChildren(list: Element): Element[] {
  return shown(holderOf(list))
}

/** A key for the shape of a table row (based on its cells) or of a heading (based on its level). */
const shapeOf = (child: Element): string =>
  dom.matches(child, 'tr,h2,h3,h4')
    ? dom.nodeName(child) +
      [...dom.children(child)].map(
        (cell) => dom.matches(cell, 'td,th') && [dom.nodeName(cell), dom.getAttribute(cell, 'colspan')],
      )
    : ''

/**
 * The children of a list that continue the preceding item: table rows below a row with a link (a story's points below
 * its title), or the elements after each linked heading in a list whose items have no wrapper. Children are joined only
 * if most items have such parts. Any separate element between items (a rule, an empty row, an ad) ends an item.
 */
function continuations(children: readonly Element[]): Set<Element> {
  const isEmpty = (child: Element) => !dom.textContent(child)!.trim() && !findIn([child], 'img')
  // Rows below a row that has no link and isn't a header row form a section.
  const head = children.find((child) =>
    dom.matches(child, 'tr')
      ? !isEmpty(child) && !dom.querySelector(child, 'th')
      : shapeOf(child) && dom.querySelector(child, 'a[href]'),
  )
  const groups: Element[][] = []
  let open: Element[] | undefined
  for (const child of dom.querySelector(head, 'a[href]') ? children : [])
    if (shapeOf(child) === shapeOf(head!)) groups.push((open = []))
    else if (isEmpty(child) || dom.matches(child, ALONE) || isAd([child])) open = undefined
    else open?.push(child)
  // The elements after the last item may be the list's footer.
  groups.at(-1)?.splice(Math.max(...groups.slice(0, -1).map(({ length }) => length)))
  const all = groups.flat()
  const shapes = groups.flatMap((group) => [...new Set(group.map(shapeOf))])
  const areParts =
    groups.length > 2 &&
    groups.filter(({ length }) => length).length * 2 >= groups.length &&
    // A section has many rows of the same shape, or items with headings of their own.
    (dom.nodeName(head) !== 'TR' || shapes.length === all.length) &&
    !findIn(all, 'article,li,h1,h2,h3,h4,h5,h6')
  return new Set(areParts ? all : [])
}

/** Groups visible children into units, preserving their order. */
export function unitsOf(children: readonly Element[]): Unit[] {
  const units: Element[][] = []
  // A batch of children alone may be too short for the pattern to be recognised.
  const holder = dom.parentElement(children[0])
  const parts = continuations(holder ? shown(holder) : children)
  let joined = 0
  for (const child of children) {
    const unit = units.at(-1)
    const tagName = dom.nodeName(child)
    const goesAlong =
      joined-- > 0 ||
      parts.has(child) ||
      tagName === 'DD' ||
      (tagName === 'DT' && dom.nodeName(unit?.at(-1)) === 'DT') ||
      dom.matches(child, '[data-inkling-with]')
    // Number of following rows that the tallest cell spans.
    for (const cell of dom.children(child)) joined = Math.max(joined, +dom.getAttribute(cell, 'rowspan')! - 1 || 0)
    if (unit && goesAlong) unit.push(child)
    else units.push([child])
  }
  return units
}

/**
 * The first match in a unit, including its own elements. Doesn't create a list of all matches, which would have to be
 * garbage-collected.
 */
export const findIn = <E extends Element>(unit: Unit, selector: string): E | undefined =>
  unit
    .map((element): E | null | undefined =>
      dom.matches(element, selector)
        ? (element as E)
        : (dom.querySelector<E>(element, selector) ?? dom.querySelector<E>(dom.shadowRoot(element), selector)),
    )
    .find(Boolean) as E | undefined

/** Every match in a unit, including the unit's own elements and matches in their open shadow roots. */
export function findAllIn<E extends Element>(unit: Unit, selector: string): E[] {
  return unit.flatMap((element) => [
    ...(dom.matches(element, selector) ? [element as E] : []),
    ...dom.querySelectorAll<E>(element, selector),
    ...(dom.querySelectorAll<E>(dom.shadowRoot(element), selector) ?? []),
  ])
}
