/** Notices slots that scripts add and remove later, as a single-page application does when it shows another page. */

import * as dom from '../../lib/dom.ts'

/** A slot, or a creative that a framework adds to a slot after the slot itself. */
const SLOT_OR_CREATIVE = '[data-inkling-slot],[data-inkling-slot]>template'

const holdsSlot = (node: Node): boolean =>
  node instanceof Element && (dom.matches(node, SLOT_OR_CREATIVE) || dom.querySelector(node, SLOT_OR_CREATIVE) !== null)

/** @param onChange called before the next frame. `added`: whether slots or creatives have been added */
export function followSlots(onChange: (added: boolean) => void, signal: AbortSignal): void {
  const observer = new MutationObserver((records) =>
    onChange(records.some(({ addedNodes }) => [...addedNodes].some(holdsSlot))),
  )
  observer.observe(document, { childList: true, subtree: true })
  signal.addEventListener('abort', () => observer.disconnect(), { once: true })
}
