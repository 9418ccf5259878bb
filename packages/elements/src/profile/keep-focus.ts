import * as dom from '../../../sdk/src/lib/dom.ts'

/**
 * Renders and, if the focused element is gone, moves the focus to its neighbour; without this, keyboard users would
 * have to start again from the top of the page.
 */
export function keepFocus(root: ShadowRoot, draw: () => void): void {
  const focused = dom.activeElement(root)
  const [row, section] = [dom.closest(focused, 'li'), dom.closest(focused, 'section')]
  const list = row && dom.parentElement(row)
  const place = list ? [...dom.children(list)].indexOf(row) : -1
  draw()
  if (!focused || dom.activeElement(root)) return
  const rows = list && dom.isConnected(list) ? [...dom.children(list)] : []
  const near = row && dom.isConnected(row) ? row : rows[Math.min(place, rows.length - 1)]
  // A confirmation prompt has replaced a button.
  const asked = section && dom.querySelector<HTMLElement>(section, '.sure button')
  const next =
    (near && dom.querySelector<HTMLElement>(near, 'button')) ??
    asked ??
    (section && dom.querySelector<HTMLElement>(section, 'h2'))
  if (next && dom.isConnected(next)) next.focus()
}
