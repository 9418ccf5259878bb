import * as dom from '../../lib/dom.ts'
import { emitError } from '../../lib/events.ts'
import { listRules } from '../../page/read/lists/list.ts'
import type { Grant, ListSetting } from '../runtime-context.ts'

/** Wrong values that were reported. */
const reported = new WeakMap<Element, string>()

/** What a list's attributes say. A wrong value is reported once; the option stands. */
export function readSetting(list: Element, readRule: Grant['readRule']): ListSetting {
  const rules: Record<string, number> = {}
  for (const { name, attribute, text } of listRules(list)) {
    try {
      rules[name] = readRule(name, text)
    } catch (cause) {
      if (reported.get(list) !== text) emitError('page-fault', `${attribute}: ${cause}`, cause)
      reported.set(list, text)
    }
  }
  const edition = dom.getAttribute(list, 'data-inkling-edition')
  return { rules, ...(edition !== null && { edition }) }
}
