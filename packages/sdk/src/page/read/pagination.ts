import * as dom from '../../lib/dom.ts'
import { findIn, PAGINATION, type Unit } from './unit.ts'
import { collapseWhitespace } from './visible-text.ts'

/**
 * Whether the markup shows that a unit is pagination rather than an item: a landmark, or something with a link to the
 * next page. A unit with a heading is an item that happens to contain such a link.
 */
export const isPagination = (unit: Unit, heading: Element | undefined): boolean =>
  dom.matches(unit[0]!, 'nav,footer') || (!heading && !!findIn(unit, PAGINATION))

/**
 * Texts that only lead to more pages: "Older posts →", "Page 1 of 9", "Показать ещё", "1 2 3 … »". Stems in English,
 * Russian, German, French and Spanish. A single number doesn't match, because it may be a year or a book.
 */
const SAYS_PAGES =
  /^(?:\P{L}*(?:next|prev|previou|older|newer|more|load|show|of|page|p[aá]gin|post|далее|ещ|показать|загрузить|следующ|предыдущ|страниц|запис|weiter|nächst|mehr|seite|plus|suivant|más|siguiente)\p{L}{0,3})+\P{L}*$|^\P{L}*\d \d\P{L}*$/iu

/**
 * Whether a unit's text shows that it is pagination. Only the tag uses this. The snippet has no room for it; instead
 * it leaves in place the first and last units of a list that have no heading and were never seen as items.
 */
export const isPaginationText = (unit: Unit, heading: Element | undefined): boolean =>
  !heading && SAYS_PAGES.test(collapseWhitespace(dom.textContent(unit[0]!)))
