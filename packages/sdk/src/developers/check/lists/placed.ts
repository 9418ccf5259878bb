import * as dom from '../../../lib/dom.ts'
import { holderOf, shownChildren } from '../../../page/read/unit.ts'
import type { WhyUnmoved } from '../../../types.ts'

/** Markup with which, according to their documentation, a page tells Masonry, Isotope or Packery to lay out a list. */
const HANDED = '[data-masonry],[data-isotope],[data-packery],.js-masonry,.js-isotope,.js-packery'

/** Whether the markup alone shows that a script positions a list's items. */
export function placedInMarkup(list: Element): WhyUnmoved | undefined {
  const placed = shownChildren(list).some((child) =>
    /position:\s*absolute/.test(dom.getAttribute(child, 'style') ?? ''),
  )
  return placed || dom.closest(holderOf(list), HANDED) ? 'placed-by-script' : undefined
}
