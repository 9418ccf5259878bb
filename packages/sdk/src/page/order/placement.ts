import * as dom from '../../lib/dom.ts'
import type { WhyUnmoved } from '../../types.ts'
import { holderOf, shownChildren, type Unit, unitsOf } from '../read/unit.ts'

/** Carousels that have started: they know their slides by number, and move the whole track. */
const STARTED = '.splide.is-initialized,.swiper-initialized,.slick-initialized,.glide--slider,.flickity-enabled'

/** Whether a carousel has started on a list: before, its items may move; from then on the carousel says which is where. */
export function isInCarousel(list: Element): boolean {
  const holder = holderOf(list)
  const style = dom.getAttribute(holder, 'style') ?? ''
  return /translate(3d|[XY])\(/.test(style) || dom.closest(holder, STARTED) !== null
}

/**
 * What says where items stand, if it is not the order in the document: then another order is none on the screen, or one
 * that keyboard and screen reader don't follow. Masonry and its kin write each item's place into its style. An item alone of
 * its template may be placed: it stays anyway.
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
  /** By template, whether one met so far is placed. */
  const placed = new Map<string, boolean>()
  const found = unitsOf(shownChildren(list)).find((unit) => {
    const { order, position, gridRowStart } = getComputedStyle(unit[0]!)
    // A column alone (`grid-column: 1 / -1`) leaves the rows to the document's order.
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
