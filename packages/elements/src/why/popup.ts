/**
 * Opens a panel over the page next to the pressed button, and closes it on Escape, on a click elsewhere, or when the
 * focus leaves.
 */

import * as dom from '../../../sdk/src/lib/dom.ts'
import type { Mount } from '../component.ts'

export interface Popup {
  readonly isOpen: boolean
  open(): void
  /** @param back whether the focus returns to the button */
  close(back?: boolean): void
  /** Moves a newly rendered panel to the top layer. */
  lift(): void
  /** Moves the focus to the panel. */
  focus(): void
}

/** Margin around the panel, and height reserved for it, in CSS pixels. */
const GAP = 8
const ROOM = 500

/** @param redraw renders or removes the panel (the `.panel` element that follows `.ask`) */
export function popup({ root, element, signal }: Mount, redraw: () => void): Popup {
  let isOpen = false
  let lifted: HTMLElement | undefined
  const find = (name: string) => dom.querySelector<HTMLElement>(root, `.${name}`)
  const self: Popup = {
    get isOpen() {
      return isOpen
    },
    open() {
      isOpen = true
      redraw()
      self.focus()
    },
    lift() {
      const panel = find('panel')
      if (!panel || panel === lifted) return
      lifted = panel
      // Safari before 17 and Firefox before 125 don't support popovers; in these browsers, the z-index puts the panel
      // above the page.
      panel.showPopover?.()
      putBeside(panel, find('ask')!)
    },
    close(back = true) {
      if (!isOpen) return
      isOpen = false
      redraw()
      if (back) find('ask')?.focus({ preventScroll: true })
    },
    focus: () => find('panel')?.focus({ preventScroll: true }),
  }
  const outside = (event: Event) => !event.composedPath().includes(element)
  const leaves = (event: Event) => {
    const next = (event as FocusEvent).relatedTarget as Node | null
    if (next && !dom.contains(root, next)) self.close(false)
  }
  dom.addEventListener(root, 'focusout', leaves, { signal })
  dom.addEventListener(document, 'pointerdown', (event) => outside(event) && self.close(false), {
    signal,
    capture: true,
  })
  const onKey = (event: Event) => {
    if ((event as KeyboardEvent).key !== 'Escape' || !isOpen) return
    // Keep Escape from closing the page's own dialogs.
    event.preventDefault()
    event.stopPropagation()
    self.close()
  }
  dom.addEventListener(root, 'keydown', onKey, { signal })
  return self
}

/**
 * Positions the panel below the button and within the window, with room for content that loads later: it grows
 * downwards, so nothing in it moves. In narrow windows, the style places it at the bottom.
 */
function putBeside(panel: HTMLElement, pressed: HTMLElement): void {
  const { bottom, left } = dom.getBoundingClientRect(pressed)
  const { width } = dom.getBoundingClientRect(panel)
  const x = Math.max(GAP, Math.min(left, innerWidth - width - GAP))
  const y = Math.max(GAP, Math.min(bottom + GAP, innerHeight - ROOM))
  Object.assign(dom.style(panel), { left: `${x}px`, top: `${y}px`, maxHeight: `${innerHeight - y - GAP}px` })
}
