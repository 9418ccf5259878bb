import * as dom from '../../../lib/dom.ts'
import { templateOf } from '../../../page/order/template.ts'
import type { Unit } from '../../../page/read/unit.ts'
import type { Item } from '../../../types.ts'
import type { Note } from '../report/notebook.ts'
import { nameOfElement } from '../report/selector.ts'

/** Number of repetitions at which a pattern no longer counts as a coincidence. */
const ENOUGH = 3
/** Maximum elements per item considered. */
const MOST = 5

/** Whether a unit has text but no heading and so probably belongs to the previous headline. */
const isLoose = (unit: Unit) =>
  !dom.querySelector(unit[0]!, 'h1,h2,h3,h4,h5,h6') &&
  !/^H[1-6]$/.test(dom.nodeName(unit[0]!)) &&
  dom.textContent(unit[0]!)!.trim() !== ''

/** The shape of an element, ignoring its classes, since striped rows have different classes. */
const shapeOf = ([element]: Unit) => [...dom.children(element!)].map((child) => dom.nodeName(child)).join()

/**
 * Number of elements per item if the list repeats a pattern in which a headline is followed by elements without one.
 *
 * @returns 1 if each element is an item of its own
 */
function periodOf(units: readonly Unit[]): number {
  const templates = units.map(templateOf)
  for (let period = 2; period <= MOST && period * ENOUGH <= units.length; period++) {
    const whole = units.length - (units.length % period)
    const repeats = templates.slice(0, whole).every((template, at) => template === templates[at % period])
    const heads = templates.slice(0, whole).filter((template) => template === templates[0]).length
    const continues = units
      .slice(0, whole)
      .every((unit, at) => at % period === 0 || (isLoose(unit) && shapeOf(unit) !== shapeOf(units[0]!)))
    if (repeats && continues && heads * period === whole) return period
  }
  return 1
}

/**
 * Reports items that consist of several separate elements, since sorting would separate their headlines from their
 * texts.
 */
export function checkParts(
  entries: ReadonlyArray<{ readonly unit: Unit; readonly item: Item | undefined }>,
  note: Note,
): void {
  // Ignore fixed elements between the items that have no text.
  const units = entries.filter(({ unit }) => dom.textContent(unit[0]!)!.trim()).map(({ unit }) => unit)
  const period = periodOf(units)
  if (period === 1 || !entries.some(({ item }) => item)) return
  const names = units.slice(0, period).map(([element]) => nameOfElement(element!))
  const second = units[1]![0]!
  note(
    'error',
    'loose-parts',
    `each item seems to consist of ${period} elements, ${names.join(' and ')}, which would move separately. Put them into one element, or mark all but the first.`,
    second,
    `<${dom.localName(second)} data-inkling-with>`,
  )
}
