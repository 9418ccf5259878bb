import * as dom from '../../lib/dom.ts'

/** The name of a marked list or slot, as events and calls use it. */
export function nameOf(element: Element, kind: 'list' | 'slot'): string {
  return dom.getAttribute(element, `data-inkling-${kind}`) || kind
}
