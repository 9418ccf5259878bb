import * as dom from '../../lib/dom.ts'

/** Whether the site keeps an item where it is: until a time, if it names one that can be read. */
export const isPinned = (element: Element): boolean =>
  dom.matches(element, '[data-inkling-pin],[data-inkling-pin-until]') &&
  !(Date.parse(dom.getAttribute(element, 'data-inkling-pin-until')!) <= Date.now())

/**
 * Whether the site marked it, or anything around it, as something from which nothing may be inferred: it is no item
 * then, and stays where it is.
 */
export const isSensitive = (element: Element): boolean => !!dom.closest(element, '[data-inkling-sensitive]')

/** The name of a marked list or slot, as events and calls use it. */
export function nameOf(element: Element, kind: 'list' | 'slot'): string {
  return dom.getAttribute(element, `data-inkling-${kind}`) || kind
}
