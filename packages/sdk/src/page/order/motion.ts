import * as dom from '../../lib/dom.ts'

/** Milliseconds, and how many units may move at once: more is a whirl. */
const DURATION = 200
const MAX_UNITS = 50

/** What snaps would follow what only looks as if it moved. */
function snaps(element: Element | null | undefined): boolean {
  return Boolean(element && (getComputedStyle(element).scrollSnapType !== 'none' || snaps(dom.parentElement(element))))
}

/**
 * Makes a change of places, and shows each element travel from where it was (FLIP: first, last, invert, play). The document
 * has its new order at once, and elements only look as if they came. Nothing travels where the reader wants less motion.
 */
export function withMotion<T>(elements: readonly Element[], change: () => T): T {
  const still = elements.length > MAX_UNITS || matchMedia('(prefers-reduced-motion: reduce)').matches
  if (still || snaps(elements[0])) return change()
  const before = elements.map((element) => dom.getBoundingClientRect(element))
  const result = change()
  // All are measured before the first is drawn elsewhere.
  const after = elements.map((element) => dom.getBoundingClientRect(element))
  elements.forEach((element, i) => {
    const [x, y] = [before[i]!.x - after[i]!.x, before[i]!.y - after[i]!.y]
    if (!x && !y) return
    // Added to a transform that the page has given it.
    const transform = [`translate(${x}px, ${y}px)`, 'translate(0, 0)']
    dom.animate(element, { transform }, { duration: DURATION, easing: 'ease-out', composite: 'add' })
  })
  return result
}
