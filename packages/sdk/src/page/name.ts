/** The name of a marked list or slot, as events and calls use it. */
export function nameOf(element: Element, kind: 'list' | 'slot'): string {
  return element.getAttribute(`data-inkling-${kind}`) || kind
}
