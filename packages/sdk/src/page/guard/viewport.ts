import * as dom from '../../lib/dom.ts'

/** Whether an element has a place in the page that begins above the window's lower edge. */
export function isInViewport(element: Element): boolean {
  // A reader doesn't see what lies in a closed <details> or a hidden tab; `display: contents` shows its children. Older browsers can't say.
  const box = [element, ...dom.children(element)].find((each) => dom.checkVisibility(each) ?? true)
  return box !== undefined && dom.getBoundingClientRect(box).top < innerHeight
}

/**
 * Whether a frame may have been painted. Paint entries come some frames late; the document's timeline begins with the
 * first.
 */
export function isPainted(): boolean {
  return (dom.timeline(document)?.currentTime as number) > 0 || performance.getEntriesByType('paint').length > 0
}

/**
 * Whether a reader may have seen an element: something has been painted, and the element is not hidden or below the window.
 * Once seen, nothing in it moves until the next view.
 */
export function mayBeSeen(element: Element): boolean {
  return isPainted() && isInViewport(element)
}
