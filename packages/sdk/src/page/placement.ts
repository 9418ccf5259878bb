import { templateOf } from './template.ts'
import { holderOf, shownChildren, unitsOf } from './unit.ts'

/**
 * Whether the page's CSS, and not the order in the document, says where items stand: then another order in the document is
 * none on the screen, or one that keyboard and screen reader don't follow. An item alone of its template may be placed: it
 * stays anyway.
 */
export function placedByCss(list: Element): boolean {
  const { flexDirection, flexWrap, display } = getComputedStyle(holderOf(list))
  if (/flex/.test(display) && /reverse/.test(flexDirection + flexWrap)) return true
  /** By template, whether one met so far is placed. */
  const placed = new Map<string, boolean>()
  return unitsOf(shownChildren(list)).some((unit) => {
    const { order, position, gridRowStart } = getComputedStyle(unit[0]!)
    // A column alone (`grid-column: 1 / -1`) leaves the rows to the document's order.
    const row = /grid/.test(display) && !/^(auto|span|$)/.test(gridRowStart)
    const template = templateOf(unit)
    const alone = !placed.has(template)
    const either = placed.get(template) || +order !== 0 || row || /absolute|fixed/.test(position)
    placed.set(template, either)
    return either && !alone
  })
}
