/** Which item of which list an element stands on: by its own attributes, else by the markup around it. */

import * as dom from '../../../sdk/src/lib/dom.ts'

export interface Place {
  readonly list: string
  readonly id: string
  /** What the page calls the item; '' where it has no heading. */
  readonly title: string
  /** What readers call the item's topic, as the attribute `topic` says: reasons name no other. */
  readonly topic: string | undefined
  /** The page says that nothing may be inferred from it: it is no item, and stays where it is. */
  readonly sensitive: boolean
}

const HEADING = 'h1,h2,h3,h4,h5,h6'
/** A name of a control: what is longer is no headline. */
const LONGEST = 200

/** @returns undefined where it stands on no item that is marked, or named by `item` */
export function placeOf(element: Element): Place | undefined {
  const attribute = (name: string, of: Element | null = element) => dom.getAttribute(of, name)?.trim()
  const unit = dom.closest(element, '[data-inkling-item]')
  const id = attribute('item') || attribute('data-inkling-item', unit)
  const marked = attribute('data-inkling-list', dom.closest(element, '[data-inkling-list]'))
  // A list that is marked and has no name is called `list`.
  const list = attribute('list') || marked || 'list'
  const heading = dom.textContent(dom.querySelector(unit, HEADING)) ?? ''
  const title = heading.trim().slice(0, LONGEST)
  const sensitive = !!dom.closest(element, '[data-inkling-sensitive]')
  return id ? { list, id, title, topic: attribute('topic'), sensitive } : undefined
}
