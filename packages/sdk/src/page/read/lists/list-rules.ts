import * as dom from '../../../lib/dom.ts'

const RULES = ['strength', 'displacement', 'maxRun', 'diversity', 'seen', 'calibration'] as const

/** Which rules a list's attributes name: each with its attribute, and what that says, which may be anything. */
export function listRules(list: Element): Array<{ name: (typeof RULES)[number]; attribute: string; text: string }> {
  return RULES.flatMap((name) => {
    const attribute = `data-inkling-${name.replace('R', '-r')}`
    const text = dom.getAttribute(list, attribute)
    return text ? [{ name, attribute, text }] : []
  })
}
