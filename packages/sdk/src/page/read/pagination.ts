import * as dom from '../../lib/dom.ts'
import { findIn, PAGINATION, type Unit } from './unit.ts'
import { collapseWhitespace } from './visible-text.ts'

/**
 * Whether a unit's markup shows that it is pagination rather than an item: it is a landmark, or it contains a link to
 * the next page. A unit with a heading is an item that merely contains such a link.
 */
export const isPagination = (unit: Unit, heading: Element | undefined): boolean =>
  dom.matches(unit[0]!, 'nav,footer') || (!heading && !!findIn(unit, PAGINATION))

/**
 * Texts of links that only lead to more pages: "Older posts →", "Page 1 of 9", "Показать ещё", "1 2 3 … »". Stems in
 * English, Russian, German, French and Spanish. A single number doesn't match, because it may be a year or the title of
 * a book.
 */
const SAYS_PAGES =
  /^(?:\P{L}*(?:next|prev|previou|older|newer|more|load|show|of|page|p[aá]gin|post|далее|ещ|показать|загрузить|следующ|предыдущ|страниц|запис|weiter|nächst|mehr|seite|plus|suivant|más|siguiente)\p{L}{0,3})+\P{L}*$|^\P{L}*\d \d\P{L}*$/iu

/**
 * Whether a unit's text shows that it is pagination. Only the tag uses this check. The snippet is too small to include
 * it; instead, it leaves the first or last unit of a list in place if the unit has no heading and was never seen as an
 * item.
 */
export const isPaginationText = (unit: Unit, heading: Element | undefined): boolean =>
  !heading && SAYS_PAGES.test(collapseWhitespace(dom.textContent(unit[0]!)))
