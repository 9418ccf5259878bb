import * as dom from '../../../lib/dom.ts'
import { visibleText } from '../../../page/read/visible-text.ts'
import { isInMenu } from './menus.ts'
import { commonTemplate } from './template.ts'

/** Minimum number of similar children with headlines for an element to look like a list. */
const ENOUGH = 5
/** Minimum length, in characters, of a link that reads like a headline; menu items are shorter. */
const HEADLINE = 25
/** Maximum number of levels between a headline and its list. */
const LEVELS = 8
const MARKED = '[data-inkling-list],[data-inkling-slot]'

/** Unmarked elements that look like lists of items, longest first. */
export function unmarkedLists(document: Document): Element[] {
  const headlines = [...dom.querySelectorAll(document, 'a[href]')].filter(
    (link) =>
      !dom.closest(link, MARKED) &&
      !isInMenu(link) &&
      (dom.closest(link, 'h1,h2,h3,h4,h5,h6') ||
        dom.querySelector(link, 'h2,h3,h4,h5,h6') ||
        visibleText(link).length >= HEADLINE),
  )
  const held = new Map<Element, Set<Element>>()
  for (const headline of headlines) {
    let child: Element = headline
    for (let level = 0; level < LEVELS; level++) {
      const parent = dom.parentElement(child)
      if (!parent || parent === dom.body(document)) break
      held.set(parent, (held.get(parent) ?? new Set()).add(child))
      child = parent
    }
  }
  const lists = new Map<Element, number>()
  for (const [parent, children] of held) {
    const alike = children.size - commonTemplate([...children].map((child) => [child])).others.length
    if (alike >= ENOUGH && dom.localName(parent) !== 'p') lists.set(parent, alike)
  }
  // If candidates are nested, the inner ones contain items and their common parent contains sections of the page.
  const inner = [...lists].filter(
    ([list]) => ![...lists.keys()].some((other) => other !== list && dom.contains(list, other)),
  )
  return inner.sort(([, a], [, b]) => b - a).map(([list]) => list)
}
