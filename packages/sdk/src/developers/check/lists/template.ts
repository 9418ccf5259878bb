import * as dom from '../../../lib/dom.ts'
import { templateOf } from '../../../page/order/template.ts'
import type { Unit } from '../../../page/read/unit.ts'

/** Class names with digits vary between items of the same template. */
const PASSING = /\d/

/** A readable name for a template, based on one of its items. */
function nameOf([element]: Unit): string {
  const classes = [...dom.classList(element!)].filter((name) => !PASSING.test(name)).slice(0, 3)
  const heading = dom.querySelector(element!, 'h1,h2,h3,h4,h5,h6')
  return [dom.localName(element!), ...classes].join('.') + (heading ? ` > ${dom.localName(heading)}` : '')
}

/** The most common template among these units, determined as on live pages, and the units with other templates. */
export function commonTemplate(units: readonly Unit[]): { readonly name: string; readonly others: Unit[] } {
  const groups = new Map<string, Unit[]>()
  for (const unit of units) {
    const template = templateOf(unit)
    groups.set(template, [...(groups.get(template) ?? []), unit])
  }
  const [most = []] = [...groups.values()].sort((a, b) => b.length - a.length)
  return { name: most[0] ? nameOf(most[0]) : '', others: units.filter((unit) => !most.includes(unit)) }
}
