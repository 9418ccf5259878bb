import * as dom from './lib/dom.ts'
import type { Item } from './types.ts'

/** A click as a list that a framework renders sees it. */
export interface ListClick {
  readonly kind: 'click' | 'dismiss'
  readonly item: Item
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
    // Otherwise something stands among the items, and none can be told from another by its place.
    if (!holder || dom.children(holder).length !== items.length) return
    const item = items[[...dom.children(holder)].findIndex((child) => dom.contains(child, target))]
    if (!item) return
    if (dom.closest(target, '[data-inkling-dismiss]')) record({ kind: 'dismiss', item })
    else if (dom.closest(target, 'a[href]')) record({ kind: 'click', item })
  }
  const options = { passive: true, capture: true, signal }
  dom.addEventListener(document, 'click', onClick, options)
  // A middle click opens a tab just as well.
  dom.addEventListener(document, 'auxclick', onClick, options)
}
