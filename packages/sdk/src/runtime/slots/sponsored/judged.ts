/** Determines which creatives are judged by tone. */

import * as dom from '../../../lib/dom.ts'
import type { OpenSlot } from '../open-slot.ts'

/** The slot's own rule: `off`, `strict`, or none. */
export const ruleOf = ({ element }: OpenSlot): string | null => dom.getAttribute(element, 'data-inkling-tone')

/** The creatives of the slot that are judged. */
export function judgedIn(slot: OpenSlot): ReadonlySet<string> {
  const isSponsored = dom.hasAttribute(slot.element, 'data-inkling-sponsored')
  const all = ruleOf(slot) === 'off' ? [] : (slot.choices?.candidates ?? [])
  return new Set(
    all.filter(({ campaign }) => isSponsored || campaign.sponsor !== undefined).map(({ creative }) => creative),
  )
}
