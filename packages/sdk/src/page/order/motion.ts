import * as dom from '../../lib/dom.ts'

/** Duration of the animation in milliseconds, and the maximum number of elements animated at once. */
const DURATION = 200
const MAX_UNITS = 50

/** Whether the element is in a scroll-snap container, which would scroll along with the animation. */
function snaps(element: Element | null | undefined): boolean {
  return Boolean(element && (getComputedStyle(element).scrollSnapType !== 'none' || snaps(dom.parentElement(element))))
}

/**
 * Changes the order and animates each element from its old position (FLIP: first, last, invert, play). The document
 * gets the new order immediately; only the display is animated, unless the reader prefers reduced motion.
 */
export function withMotion<T>(elements: readonly Element[], change: () => T): T {
  const still = elements.length > MAX_UNITS || matchMedia('(prefers-reduced-motion: reduce)').matches
  if (still || snaps(elements[0])) return change()
  const before = elements.map((element) => dom.getBoundingClientRect(element))
  const result = change()
  // Measure all positions before the first animation starts.
  const after = elements.map((element) => dom.getBoundingClientRect(element))
  elements.forEach((element, i) => {
    const [x, y] = [before[i]!.x - after[i]!.x, before[i]!.y - after[i]!.y]
    if (!x && !y) return
    // `composite: add` preserves a transform set by the page.
    const transform = [`translate(${x}px, ${y}px)`, 'translate(0, 0)']
    dom.animate(element, { transform }, { duration: DURATION, easing: 'ease-out', composite: 'add' })
  })
  return result
}
