/** Opens a panel over the page, beside what was pressed, and closes it: by Escape, by a press elsewhere, when the focus goes elsewhere. */

import * as dom from '../../../sdk/src/lib/dom.ts'
import type { Mount } from '../component.ts'

export interface Popup {
  readonly isOpen: boolean
  open(): void
  /** @param back whether the focus goes back to what was pressed */
  close(back?: boolean): void
  /** Brings the panel that was drawn into the top layer, if it is another one. */
  lift(): void
  /** Moves the focus to the panel. */
  focus(): void
}

/** CSS pixels around the panel, and for its height. */
const GAP = 8
const ROOM = 500

/** @param redraw draws the panel, or takes it away: `.panel` after `.ask` */
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
      // Safari before 17, Firefox before 125: it lies over the page by its z-index.
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
    // The page's own dialogs stay.
    event.preventDefault()
    event.stopPropagation()
    self.close()
  }
  dom.addEventListener(root, 'keydown', onKey, { signal })
  return self
}

/**
 * Below what was pressed, within the window, with room for all that may come: it grows downwards, and nothing in it moves. On
 * narrow windows the style puts it at the bottom.
 */
function putBeside(panel: HTMLElement, pressed: HTMLElement): void {
  const { bottom, left } = dom.getBoundingClientRect(pressed)
  const { width } = dom.getBoundingClientRect(panel)
  const x = Math.max(GAP, Math.min(left, innerWidth - width - GAP))
  const y = Math.max(GAP, Math.min(bottom + GAP, innerHeight - ROOM))
  Object.assign(dom.style(panel), { left: `${x}px`, top: `${y}px`, maxHeight: `${innerHeight - y - GAP}px` })
}
