import * as dom from '../../lib/dom.ts'
import type { WhyUnmoved } from '../../types.ts'
import { holderOf, shownChildren, type Unit, unitsOf } from '../read/unit.ts'

/** Carousels that have started. A carousel addresses slides by index and moves the whole track. */
const STARTED = '.splide.is-initialized,.swiper-initialized,.slick-initialized,.glide--slider,.flickity-enabled'

/**
 * Whether a carousel has started on a list. Before then, the list's items may be moved; afterwards, the carousel
 * positions them.
 */
export function isInCarousel(list: Element): boolean {
  const holder = holderOf(list)
  const style = dom.getAttribute(holder, 'style') ?? ''
  return /translate(3d|[XY])\(/.test(style) || dom.closest(holder, STARTED) !== null
}

/**
 * What positions the items, if document order doesn't. In that case, either a new document order would have no visible
 * effect, or keyboards and screen readers would follow an order different from the one displayed. Masonry and similar
 * libraries write each item's position into its style. A positioned item doesn't count if it is the only one with its
 * template, because it stays in place anyway.
 *
 * @param templateOf names the kind of place that a unit was made for
 */
export function placementOf(
  list: Element,
  templateOf: (unit: Unit) => string,
): Extract<WhyUnmoved, `placed-${string}`> | undefined {
  if (isInCarousel(list)) return 'placed-by-script'
  const { flexDirection, flexWrap, display } = getComputedStyle(holderOf(list))
  if (/flex/.test(display) && /reverse/.test(flexDirection + flexWrap)) return 'placed-by-css'
  /** For each template seen so far, whether any of its units is positioned. */
  const placed = new Map<string, boolean>()
  const found = unitsOf(shownChildren(list)).find((unit) => {
    const { order, position, gridRowStart } = getComputedStyle(unit[0]!)
    // An item that only sets its columns (`grid-column: 1 / -1`) leaves its row to document order.
    const row = /grid/.test(display) && !/^(auto|span|$)/.test(gridRowStart)
    const template = templateOf(unit)
    const alone = !placed.has(template)
    const either = placed.get(template) || +order !== 0 || row || /absolute|fixed/.test(position)
    placed.set(template, either)
    return either && !alone
  })
  return (
    found &&
    (/\b(?:top|inset|transform)/.test(dom.getAttribute(found[0], 'style') ?? '') ? 'placed-by-script' : 'placed-by-css')
  )
}
