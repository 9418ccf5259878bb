import * as dom from '../../lib/dom.ts'
import { findIn, PAGINATION, type Unit } from './unit.ts'
import { collapseWhitespace } from './visible-text.ts'

/**
 * Whether markup says that a unit turns the list's pages, and is none of its items: a landmark, or what links to the next
 * page. With a heading in it, it is an item that has such a link.
 */
export const isPagination = (unit: Unit, heading: Element | undefined): boolean =>
  dom.matches(unit[0]!, 'nav,footer') || (!heading && !!findIn(unit, PAGINATION))

/**
 * What says nothing but that there are more pages: "Older posts →", "Page 1 of 9", "Показать ещё", "1 2 3 … »". Stems, in
 * English, Russian, German, French and Spanish. One figure alone may be a year, or a book.
 */
const SAYS_PAGES =
  /^(?:\P{L}*(?:next|prev|previou|older|newer|more|load|show|of|page|p[aá]gin|post|далее|ещ|показать|загрузить|следующ|предыдущ|страниц|запис|weiter|nächst|mehr|seite|plus|suivant|más|siguiente)\p{L}{0,3})+\P{L}*$|^\P{L}*\d \d\P{L}*$/iu

/**
 * The same by its words, for the tag alone: the snippet has no room for them, and leaves in its place what begins or ends a
 * list, has no heading, and has never been an item.
 */
export const isPaginationText = (unit: Unit, heading: Element | undefined): boolean =>
  !heading && SAYS_PAGES.test(collapseWhitespace(dom.textContent(unit[0]!)))
