import * as dom from '../../../lib/dom.ts'
import type { Unit } from '../../../page/read/unit.ts'
import type { PageOrder } from '../../../types.ts'
import type { Note } from '../report/notebook.ts'

/** Maximum value of each option that a list may set for itself. */
const MOST = { strength: 1, diversity: 5, calibration: 5, displacement: 200, 'max-run': 200, seen: 200 }

const ORDERS = ['editors', 'newest', 'oldest', 'price', 'name', 'number', 'none'] as const

/** The order that a list's attribute states; undefined if there is none, or if it is `auto` or invalid. */
export const statedOrder = (list: Element): PageOrder | undefined =>
  ORDERS.find((order) => order === dom.getAttribute(list, 'data-inkling-order'))

/** Checks the attributes of editors' rules. Invalid values have no effect, or an unintended one. */
export function checkRules(list: Element, entries: ReadonlyArray<{ readonly unit: Unit }>, note: Note): void {
  for (const [name, most] of Object.entries(MOST)) {
    const text = dom.getAttribute(list, `data-inkling-${name}`)
    const value = Number(text)
    const whole = most > 5
    if (!text || (value >= 0 && value <= most && (!whole || Number.isInteger(value)))) continue
    const write = `${whole ? 'a whole number' : 'a number'} from 0 to ${most}`
    note(
      'error',
      'wrong-rule',
      `data-inkling-${name} must be ${write}, not “${text}”; the site’s option applies.`,
      list,
    )
  }
  const order = dom.getAttribute(list, 'data-inkling-order')
  if (order && order !== 'auto' && !statedOrder(list))
    note(
      'error',
      'wrong-rule',
      `data-inkling-order must be auto, ${ORDERS.slice(0, -1).join(', ')} or ${ORDERS.at(-1)}, not “${order.slice(0, 40)}”; the site’s option applies.`,
      list,
    )
  const endless = entries
    .map(({ unit }) => unit[0]!)
    .find((element) => Number.isNaN(Date.parse(dom.getAttribute(element, 'data-inkling-pin-until') ?? '1970')))
  if (endless)
    note(
      'warning',
      'pin-until',
      'a pin without a valid end date never ends.',
      endless,
      `data-inkling-pin-until="2027-01-31T18:00Z"`,
    )
}
