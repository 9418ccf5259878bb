import * as dom from '../../lib/dom.ts'
import { emitError } from '../../lib/events.ts'
import type { Grant, ListSetting } from '../runtime-context.ts'

const RULES = ['strength', 'displacement', 'maxRun', 'diversity', 'seen', 'calibration'] as const

/** Wrong values that were reported. */
const reported = new WeakMap<Element, string>()

/** What a list's attributes say. A wrong value is reported once; the option stands. */
export function readSetting(list: Element, readRule: Grant['readRule']): ListSetting {
  const rules: Record<string, number> = {}
  for (const name of RULES) {
    const attribute = `data-inkling-${name.replace('R', '-r')}`
    const text = dom.getAttribute(list, attribute)
    try {
      if (text) rules[name] = readRule(name, text)
    } catch (cause) {
      if (reported.get(list) !== text) emitError('page-fault', `${attribute}: ${cause}`, cause)
      reported.set(list, text!)
    }
  }
  const edition = dom.getAttribute(list, 'data-inkling-edition')
  return { rules, ...(edition !== null && { edition }) }
}
