/** Opens a panel over the page, beside what was pressed, and closes it: by Escape, by a press elsewhere, when the focus goes elsewhere. */

import * as dom from '../../lib/dom.ts'
import type { Mount } from '../component.ts'

export interface Popup {
  readonly isOpen: boolean
  open(): void
  /** @param back whether the focus goes back to what was pressed */
  close(back?: boolean): void
  /** Moves the focus to the panel. */
  focus(): void
}

const GAP = 8

/** @param redraw draws the panel, or takes it away: `.panel` after `.ask` */
export function popup({ root, element, signal }: Mount, redraw: () => void): Popup {
  let isOpen = false
  const find = (name: string) => dom.querySelector<HTMLElement>(root, `.${name}`)
  const self: Popup = {
    get isOpen() {
      return isOpen
    },
    open() {
      isOpen = true
      redraw()
      const panel = find('panel')
      // Safari before 17, Firefox before 125: it lies over the page by its z-index.
      panel?.showPopover?.()
      if (panel) putBeside(panel, find('ask')!)
      self.focus()
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

/** Below what was pressed, or above where more room is; within the window. On narrow ones the style puts it at the bottom. */
function putBeside(panel: HTMLElement, pressed: HTMLElement): void {
  const { top, bottom, left } = dom.getBoundingClientRect(pressed)
  const { width, height } = dom.getBoundingClientRect(panel)
  const below = bottom + GAP + height <= innerHeight || top < innerHeight - bottom
  const y = below ? Math.min(bottom + GAP, innerHeight - height - GAP) : top - GAP - height
  const x = Math.min(left, innerWidth - width - GAP)
  Object.assign(dom.style(panel), { left: `${Math.max(GAP, x)}px`, top: `${Math.max(GAP, y)}px` })
}
