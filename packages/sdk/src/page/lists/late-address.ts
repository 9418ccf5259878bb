/**
 * Astro's ClientRouter inserts the next page before it changes the URL. Until the URL changes, new lists would be
 * mistaken for lists of the page that the reader is leaving and would get that page's order.
 */

import * as dom from '../../lib/dom.ts'

/**
 * @param onSwap called before the page is replaced, while the old URL is still current
 * @param onArrive called when the next page is in place and the URL has changed, before a frame shows it
 */
export function watchSwaps(onSwap: () => void, onArrive: () => void, signal: AbortSignal): void {
  const onBefore = (event: Event) => {
    // When the reader goes back, the URL changes before the page.
    if ((event as { navigationType?: unknown }).navigationType !== 'traverse') onSwap()
  }
  dom.addEventListener(document, 'astro:before-swap', onBefore, { signal })
  dom.addEventListener(document, 'astro:after-swap', onArrive, { signal })
}
