import * as dom from '../lib/dom.ts'
import { clean } from './seen-text.ts'
import { findIn, TURNS_PAGES, type Unit } from './unit.ts'

/**
 * What says nothing but that there are more pages: "Older posts →", "Page 1 of 9", "Показать ещё", "1 2 3 … »". Stems, in
 * English, Russian, German, French and Spanish. One figure alone may be a year, or a book.
 */
const SAYS_PAGES =
  /^(?:\P{L}*(?:next|prev|previou|older|newer|more|load|show|of|page|p[aá]gin|post|далее|ещ|показать|загрузить|следующ|предыдущ|страниц|запис|weiter|nächst|mehr|seite|plus|suivant|más|siguiente)\p{L}{0,3})+\P{L}*$|^\P{L}*\d \d\P{L}*$/iu

/**
 * Whether a unit turns the list's pages and is none of its items: a landmark, what links to the next page, or what says
 * nothing else. With a heading it is an item that is called so.
 */
export function turnsPages(unit: Unit, heading: Element | undefined): boolean {
  const [element] = unit as [Element]
  return (
    dom.matches(element, 'nav,footer') ||
    (!heading && (!!findIn(unit, TURNS_PAGES) || SAYS_PAGES.test(clean(dom.textContent(element)))))
  )
}
