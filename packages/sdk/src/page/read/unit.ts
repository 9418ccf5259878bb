import * as dom from '../../lib/dom.ts'
import { isAd } from './is-ad.ts'

/**
 * What stands in a list as one thing: mostly one element. Several siblings are one where markup joins them: a term and its
 * descriptions, rows that a cell spans, or whatever is marked as going with the item before it.
 */
export type Unit = readonly Element[]

/** Scripts and the like, and the copies of slides by which carousels go round: the originals are the items. */
const SILENT =
  'script,style,template,link,meta,noscript,.splide__slide--clone,.slick-cloned,.glide__slide--clone,.swiper-slide-duplicate'
const LISTS = 'ul,ol,dl,table,[role=list],[role=feed],[role=grid],[role=listbox],[role=rowgroup]'
/** What leads to a list's other pages, as the common publishing systems write it. */
export const PAGINATION = '[rel~=next],[rel~=prev],.pagination,.pager,.page-numbers'
const BETWEEN = `header,footer,nav,form,button,hr,${PAGINATION}`
/** What introduces a list or follows it, and is no item by itself. */
export const BESIDE_ITEMS = `h1,h2,h3,h4,h5,h6,[role=heading],p,${BETWEEN}`
/** What stays between items, and is part of none. */
const ALONE = `br,[data-inkling-item],[data-inkling-pin],${BETWEEN}`

/** An element's children that are seen. */
export const shown = (element: Element): Element[] =>
  [...dom.children(element)].filter((child) => !dom.matches(child, SILENT))

/** A wrapper, and no card: it has a list and nothing else, or two and more children that are headed like items. */
function wraps(element: Element): boolean {
  const inside = shown(element)
  const isList = inside.length === 1 && dom.matches(inside[0]!, LISTS)
  const headed = inside.filter((child) => dom.matches(child, 'article') || dom.querySelector(child, 'h2,h3,h4,h5,h6'))
  return dom.matches(element, 'div:not([role])') && (isList || headed.length > 1)
}

/**
 * Whose children the items are: a table's first body; the one list, or wrapper of items, that the marked element holds
 * beside its heading; else the marked element itself.
 */
export function holderOf(list: Element): Element {
  if (dom.nodeName(list) === 'TABLE') return dom.querySelector(list, ':scope > tbody') ?? list
  const [inner, more] = shown(list).filter((child) => !dom.matches(child, BESIDE_ITEMS))
  return inner && !more && (dom.matches(inner, LISTS) || wraps(inner)) ? holderOf(inner) : list
}

/** The children that are shown: what the ranking may move, and what it must count places by. */
export function shownChildren(list: Element): Element[] {
  return shown(holderOf(list))
}

/** A row of a table by its cells, a heading by its level. */
const shapeOf = (child: Element): string =>
  dom.matches(child, 'tr,h2,h3,h4')
    ? dom.nodeName(child) +
      [...dom.children(child)].map(
        (cell) => dom.matches(cell, 'td,th') && [dom.nodeName(cell), dom.getAttribute(cell, 'colspan')],
      )
    : ''

/**
 * Which children of a list continue the item before them: rows of a table under a row with a link (a story's points below its
 * title), or what follows headings with links in a list without any element around an item. Only where most items have
 * such; what stands alone between items (a rule, an empty row, an advertisement) ends one.
 */
function continuations(children: readonly Element[]): Set<Element> {
  const isEmpty = (child: Element) => !dom.textContent(child)!.trim() && !findIn([child], 'img')
  // Rows under a row without a link, which is no head of columns, are sections.
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
  // What follows the last one may close the list.
  groups.at(-1)?.splice(Math.max(...groups.slice(0, -1).map(({ length }) => length)))
  const all = groups.flat()
  const shapes = groups.flatMap((group) => [...new Set(group.map(shapeOf))])
  const areParts =
    groups.length > 2 &&
    groups.filter(({ length }) => length).length * 2 >= groups.length &&
    // A section has many rows of a kind, or items with headings of their own.
    (dom.nodeName(head) !== 'TR' || shapes.length === all.length) &&
    !findIn(all, 'article,li,h1,h2,h3,h4,h5,h6')
  return new Set(areParts ? all : [])
}

/** Shown children, in order, as what moves together. */
export function unitsOf(children: readonly Element[]): Unit[] {
  const units: Element[][] = []
  // A batch alone may be too short to tell.
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
    // Rows that one of its cells reaches into.
    for (const cell of dom.children(child)) joined = Math.max(joined, +dom.getAttribute(cell, 'rowspan')! - 1 || 0)
    if (unit && goesAlong) unit.push(child)
    else units.push([child])
  }
  return units
}

/** The first match in a unit, its own elements included. Not the first of all matches: the browser would have all of those to clear away. */
export const findIn = <E extends Element>(unit: Unit, selector: string): E | undefined =>
  unit
    .map((element): E | null | undefined =>
      dom.matches(element, selector)
        ? (element as E)
        : (dom.querySelector<E>(element, selector) ?? dom.querySelector<E>(dom.shadowRoot(element), selector)),
    )
    .find(Boolean) as E | undefined

/** Every match in a unit, its own elements and what they show in an open shadow root included. */
export function findAllIn<E extends Element>(unit: Unit, selector: string): E[] {
  return unit.flatMap((element) => [
    ...(dom.matches(element, selector) ? [element as E] : []),
    ...dom.querySelectorAll<E>(element, selector),
    ...(dom.querySelectorAll<E>(dom.shadowRoot(element), selector) ?? []),
  ])
}
