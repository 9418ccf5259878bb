import * as dom from '../../../lib/dom.ts'

const MENUS = 'nav,[role=navigation],[role=menu]'
/** A header inside one of these belongs to an item rather than to the page. */
const ITEM = 'article,li,section,main,[role=main],[itemscope]'

/** Whether an element is in a menu, or in the page's header or footer. */
export function isInMenu(element: Element): boolean {
  const edge = dom.closest(element, 'header,footer')
  return !!dom.closest(element, MENUS) || (!!edge && (!dom.closest(edge, ITEM) || isInMenu(dom.parentElement(edge)!)))
}
