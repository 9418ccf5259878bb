import * as dom from '../lib/dom.ts'
import type { Item } from '../types.ts'

/** A click as a list that a framework renders sees it. */
export interface ListClick {
  readonly kind: 'click' | 'dismiss'
  readonly item: Item
}

/** Whether a link leads where its item's heading does: a category's or an author's leads elsewhere. */
function opens({ rel, href }: HTMLAnchorElement, child: Element): boolean {
  const heading = dom.querySelector(child, 'h1,h2,h3,h4,h5,h6,[role=heading]')
  const main =
    dom.querySelector<HTMLAnchorElement>(heading, 'a[href]') ?? dom.closest<HTMLAnchorElement>(heading, 'a[href]')
  return main ? main.href === href : !/author|tag/.test(rel)
}

/**
 * Notes links that are opened, and items that are dismissed, as in marked lists. Passive; clicks that a script makes
 * teach nothing.
 *
 * @param shown the list as it stands: asked at each click, since frameworks put elements in and out
 * @param signal aborted when it is to end
 */
export function watchClicks(
  shown: () => { readonly holder: Element | null | undefined; readonly items: readonly Item[] },
  record: (click: ListClick) => void,
  signal: AbortSignal,
): void {
  const onClick = (event: Event) => {
    const target = event.target as Element | null
    // A right click opens a menu, and no page.
    if (!event.isTrusted || (event as MouseEvent).button === 2 || dom.nodeType(target) !== 1) return
    const { holder, items } = shown()
    // Otherwise something stands among the items, and an item isn't known by its place.
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
  // A middle click opens a tab just as well.
  dom.addEventListener(document, 'auxclick', onClick, options)
}
