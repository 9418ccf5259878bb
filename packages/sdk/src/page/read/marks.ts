/** Marks that a site can put on lists, items and slots. */

import * as dom from '../../lib/dom.ts'

/**
 * Whether the site has pinned an item to its place, either permanently or until a certain time. If the time can't be
 * parsed, the item is pinned permanently.
 */
export const isPinned = (element: Element): boolean =>
  dom.matches(element, '[data-inkling-pin],[data-inkling-pin-until]') &&
  !(Date.parse(dom.getAttribute(element, 'data-inkling-pin-until')!) <= Date.now())

/**
 * Whether the site has marked an element or one of its ancestors as sensitive. Nothing may be inferred from such an
 * element, so it isn't treated as an item and keeps its place.
 */
export const isSensitive = (element: Element): boolean => !!dom.closest(element, '[data-inkling-sensitive]')

/** The name of a marked list or slot, as used in events and API calls. */
export function nameOf(element: Element, kind: 'list' | 'slot'): string {
  return dom.getAttribute(element, `data-inkling-${kind}`) || kind
}
