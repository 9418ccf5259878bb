/**
 * Astro's ClientRouter puts the next page in before it tells the address. Until then the lists that have come are taken for
 * the page's that the reader leaves, and stand in its order.
 */

import * as dom from '../../lib/dom.ts'

/**
 * @param onSwap what stands there is about to be exchanged, and the address still is its own
 * @param onArrive the next page stands there, its address has been told, and no frame has shown it
 */
export function watchSwaps(onSwap: () => void, onArrive: () => void, signal: AbortSignal): void {
  const onBefore = (event: Event) => {
    // On the way back the address comes first.
    if ((event as { navigationType?: unknown }).navigationType !== 'traverse') onSwap()
  }
  dom.addEventListener(document, 'astro:before-swap', onBefore, { signal })
  dom.addEventListener(document, 'astro:after-swap', onArrive, { signal })
}
