/** Finds the item and list that an element belongs to, from its own attributes or the surrounding markup. */

import * as dom from '../../../sdk/src/lib/dom.ts'

export interface Place {
  readonly list: string
  readonly id: string
  /** The item's title on the page; '' if it has no heading. */
  readonly title: string
  /** Display name of the item's topic, from the attribute `topic`; reasons never mention any other topic. */
  readonly topic: string | undefined
  /**
   * Whether the page marks the item as sensitive, in which case Inkling doesn't treat it as an item and it keeps its
   * place.
   */
  readonly sensitive: boolean
}

const HEADING = 'h1,h2,h3,h4,h5,h6'
/** Maximum length of a title used to name a control, in characters. */
const LONGEST = 200

/** @returns undefined if the element isn't in a marked item and has no `item` attribute */
export function placeOf(element: Element): Place | undefined {
  const attribute = (name: string, of: Element | null = element) => dom.getAttribute(of, name)?.trim()
  const unit = dom.closest(element, '[data-inkling-item]')
  const id = attribute('item') || attribute('data-inkling-item', unit)
  const marked = attribute('data-inkling-list', dom.closest(element, '[data-inkling-list]'))
  // A marked list without a name is called `list`.
  const list = attribute('list') || marked || 'list'
  const heading = dom.textContent(dom.querySelector(unit, HEADING)) ?? ''
  const title = heading.trim().slice(0, LONGEST)
  const sensitive = !!dom.closest(element, '[data-inkling-sensitive]')
  return id ? { list, id, title, topic: attribute('topic'), sensitive } : undefined
}
