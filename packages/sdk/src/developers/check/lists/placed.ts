import * as dom from '../../../lib/dom.ts'
import { holderOf, shownChildren } from '../../../page/read/unit.ts'
import type { WhyUnmoved } from '../../../types.ts'

/** Markup that, according to the documentation of Masonry, Isotope and Packery, makes them lay out a list. */
const HANDED = '[data-masonry],[data-isotope],[data-packery],.js-masonry,.js-isotope,.js-packery'

/** Whether the markup alone shows that a script positions a list's items. */
export function placedInMarkup(list: Element): WhyUnmoved | undefined {
  const placed = shownChildren(list).some((child) =>
    /position:\s*absolute/.test(dom.getAttribute(child, 'style') ?? ''),
  )
  return placed || dom.closest(holderOf(list), HANDED) ? 'placed-by-script' : undefined
}
