/**
 * Makes room for the open inspector with a margin on the root element: at the side in wide windows, and otherwise at
 * the bottom. Closing it restores the previous style.
 */
import * as dom from '../../lib/dom.ts'

/** Keep this in sync with the style sheet. */
const WIDE = '(min-width: 64rem)'
const SIDE = 'min(30rem, 40vw)'
const END = '50vh'

export interface Dock {
  /** Opening changes the page's style; closing restores it. */
  open(): void
  close(): void
}

/** @param signal closes the dock when aborted */
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
      // Read the attribute first: Chromium updates it lazily, when it is read, and would otherwise recreate it after
      // its removal.
      if (!hadStyle && dom.getAttribute(root, 'style') === '') dom.removeAttribute(root, 'style')
    }
  }
  wide.addEventListener('change', () => giveBack && open(), { signal })
  signal.addEventListener('abort', close, { once: true })
  return { open, close }
}
