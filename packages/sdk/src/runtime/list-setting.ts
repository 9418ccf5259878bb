import * as dom from '../lib/dom.ts'
import { emitError } from '../lib/events.ts'
import type { ListRules } from '../types.ts'
import type { Grant, ListSetting } from './runtime-context.ts'

/** By option, what a list's attribute for it is called. */
const ATTRIBUTES = {
  strength: 'strength',
  displacement: 'displacement',
  maxRun: 'max-run',
  diversity: 'diversity',
  seen: 'seen',
  calibration: 'calibration',
}

/** Wrong values that were reported. */
const reported = new WeakMap<Element, string>()

/** What a list's attributes say. A wrong value is reported once; the option stands. */
export function readSetting(list: Element, readRule: Grant['readRule']): ListSetting {
  const rules: Record<string, number> = {}
  for (const [name, attribute] of Object.entries(ATTRIBUTES)) {
    const text = dom.getAttribute(list, `data-inkling-${attribute}`)
    try {
      if (text) rules[name] = readRule(name as keyof ListRules, text)
    } catch (cause) {
      if (reported.get(list) !== text) emitError('page-fault', `data-inkling-${attribute}: ${cause}`, cause)
      reported.set(list, text!)
    }
  }
  const edition = dom.getAttribute(list, 'data-inkling-edition')
  return { rules, ...(edition !== null && { edition }) }
}
