import * as dom from '../lib/dom.ts'
import type { Item } from '../types.ts'

/** A click or a dismissal in a list that a framework renders. */
export interface ListClick {
  readonly kind: 'click' | 'dismiss'
  readonly item: Item
}

/**
 * Whether a link opens its item, that is, whether it has the same target as the heading's link. Links to a category or
 * an author don't.
 */
function opens({ rel, href }: HTMLAnchorElement, child: Element): boolean {
  const heading = dom.querySelector(child, 'h1,h2,h3,h4,h5,h6,[role=heading]')
  const main =
    dom.querySelector<HTMLAnchorElement>(heading, 'a[href]') ?? dom.closest<HTMLAnchorElement>(heading, 'a[href]')
  return main ? main.href === href : !/author|tag/.test(rel)
}

/**
 * Records opened links and dismissed items, as for marked lists. The listeners are passive; clicks dispatched by
 * scripts are ignored.
 *
 * @param shown returns the list's current state; called on each click, because frameworks add and remove elements
 * @param signal stops recording when aborted
 */
export function watchClicks(
  shown: () => { readonly holder: Element | null | undefined; readonly items: readonly Item[] },
  record: (click: ListClick) => void,
  signal: AbortSignal,
): void {
  const onClick = (event: Event) => {
    const target = event.target as Element | null
    // A right-click opens a menu, not a page.
    if (!event.isTrusted || (event as MouseEvent).button === 2 || dom.nodeType(target) !== 1) return
    const { holder, items } = shown()
    // If there are other elements between the items, an item can't be identified by its place.
    if (!holder || dom.children(holder).length !== items.length) return
    const children = [...dom.children(holder)]
    const at = children.findIndex((child) => dom.contains(child, target))
    const item = items[at]
    if (!item) return
    const link = dom.closest<HTMLAnchorElement>(target, 'a[href]')
    if (dom.closest(target, '[data-inkling-dismiss]')) record({ kind: 'dismiss', item })
    else if (link && opens(link, children[at]!)) record({ kind: 'click', item })
  }
  const options = { passive: true, capture: true, signal }
  dom.addEventListener(document, 'click', onClick, options)
  // A middle-click opens the link in a new tab.
  dom.addEventListener(document, 'auxclick', onClick, options)
}
