/**
 * The room that the open inspector takes: a margin of the root, at the page's side where the window is wide, else at its end. It
 * is there as long as the inspector is open, and what stood there before comes back.
 */
import * as dom from '../../lib/dom.ts'

/** As in the style. */
const WIDE = '(min-width: 64rem)'
const SIDE = 'min(30rem, 40vw)'
const END = '50vh'

export interface Dock {
  /** What the page has of it is gone once it is closed. */
  open(): void
  close(): void
}

/** @param signal aborted: it is closed, too */
export function dock(signal: AbortSignal): Dock {
  const root = dom.documentElement(document)
  const style = dom.style(root)
  const wide = matchMedia(WIDE)
  let giveBack: (() => void) | undefined
  const close = () => {
    giveBack?.()
    giveBack = undefined
  }
  const open = () => {
    close()
    const name = wide.matches ? 'margin-inline-end' : 'margin-block-end'
    const before = [style.getPropertyValue(name), style.getPropertyPriority(name)] as const
    const hadStyle = dom.hasAttribute(root, 'style')
    style.setProperty(name, wide.matches ? SIDE : END, 'important')
    giveBack = () => {
      style.setProperty(name, ...before)
      // Read first: Chromium writes what scripts did to a style into the attribute when it is read, and would after it was removed.
      if (!hadStyle && dom.getAttribute(root, 'style') === '') dom.removeAttribute(root, 'style')
    }
  }
  wide.addEventListener('change', () => giveBack && open(), { signal })
  signal.addEventListener('abort', close, { once: true })
  return { open, close }
}
