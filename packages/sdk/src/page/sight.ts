/**
 * Whether a reader may have seen an element: something has been painted, and the element's top is not below the window.
 * Once seen, nothing in it moves until the next view. Without paint timing (WebKit before 14.1) it counts as seen.
 */
export function mayBeSeen(element: Element): boolean {
  const view = element.ownerDocument.defaultView
  if (!view) return false
  const painted = view.performance.getEntriesByType?.('paint').length !== 0
  return painted && element.getBoundingClientRect().top < view.innerHeight
}
