import * as dom from '../../lib/dom.ts'

/** Whether an element is rendered and starts above the bottom of the window. */
export function isInViewport(element: Element): boolean {
  // The content of a closed <details> or a hidden tab isn't visible. An element with `display: contents` has no box,
  // but its children do. Older browsers don't support `checkVisibility`.
  const box = [element, ...dom.children(element)].find((each) => dom.checkVisibility(each) ?? true)
  return box !== undefined && dom.getBoundingClientRect(box).top < innerHeight
}

/**
 * Whether a frame may have been painted. Paint entries arrive a few frames late; the document's timeline starts with
 * the first frame.
 */
export function isPainted(): boolean {
  return (dom.timeline(document)?.currentTime as number) > 0 || performance.getEntriesByType('paint').length > 0
}

/**
 * Whether the reader may have seen an element, that is, whether something has been painted and the element is neither
 * hidden nor below the window. Items that may have been seen don't move until the next page view.
 */
export function mayBeSeen(element: Element): boolean {
  return isPainted() && isInViewport(element)
}
