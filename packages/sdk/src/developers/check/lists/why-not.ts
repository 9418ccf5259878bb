import * as dom from '../../../lib/dom.ts'
import { isAd } from '../../../page/read/is-ad.ts'
import { headingOf, linkOf } from '../../../page/read/item.ts'
import { isPagination, isPaginationText } from '../../../page/read/pagination.ts'
import { BESIDE_ITEMS, findIn, type Unit } from '../../../page/read/unit.ts'
import { visibleText } from '../../../page/read/visible-text.ts'

/** Why a unit of a list isn't recognised as an item, worded for use in brackets. */
export function whyNoItem(unit: Unit): string {
  const [element] = unit as [Element]
  if (dom.matches(dom.lastElementChild(element), 'th,[role=columnheader]')) return 'a row of column headers'
  const heading = headingOf(unit)
  if (dom.matches(linkOf(unit, heading), '[rel~=sponsored]')) return 'a sponsored link'
  if (isAd(unit, heading)) return 'an advertisement'
  if ((isPagination(unit, heading) || isPaginationText(unit, heading)) && !dom.matches(element, 'nav,footer'))
    return 'it turns the list’s pages'
  if (dom.matches(element, BESIDE_ITEMS)) return `a <${dom.localName(element)}> beside the items`
  const link = findIn(unit, 'a[href]')
  if (dom.nodeName(element) === 'TR' && !visibleText(element)) return 'an empty row'
  if (!visibleText(element)) return 'no text: a script adds it later, or an image has no alt'
  if (heading && !link) return 'no link, and the heading contains a price, a time or a count'
  if (link) return `its link leads nowhere: ${dom.getAttribute(link, 'href')!.slice(0, 40)}`
  return 'no link and no heading'
}
