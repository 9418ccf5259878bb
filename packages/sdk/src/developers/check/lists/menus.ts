import * as dom from '../../../lib/dom.ts'

const MENUS = 'nav,[role=navigation],[role=menu]'
/** Of an item, in which themes write its headline, and not of the page. */
const ITEM = 'article,li,section,main,[role=main],[itemscope]'

/** Whether it lies in a menu, or in the header or footer of the page. */
export function isInMenu(element: Element): boolean {
  const edge = dom.closest(element, 'header,footer')
  return !!dom.closest(element, MENUS) || (!!edge && (!dom.closest(edge, ITEM) || isInMenu(dom.parentElement(edge)!)))
}
