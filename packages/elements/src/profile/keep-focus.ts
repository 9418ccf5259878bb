import * as dom from '../../../sdk/src/lib/dom.ts'

/** Draws, and gives the focus to what stands next to what had it, where that has gone: else the keyboard would begin at the page's top. */
export function keepFocus(root: ShadowRoot, draw: () => void): void {
  const focused = dom.activeElement(root)
  const [row, section] = [dom.closest(focused, 'li'), dom.closest(focused, 'section')]
  const list = row && dom.parentElement(row)
  const place = list ? [...dom.children(list)].indexOf(row) : -1
  draw()
  if (!focused || dom.activeElement(root)) return
  const rows = list && dom.isConnected(list) ? [...dom.children(list)] : []
  const near = row && dom.isConnected(row) ? row : rows[Math.min(place, rows.length - 1)]
  // A question has come in place of a button.
  const asked = section && dom.querySelector<HTMLElement>(section, '.sure button')
  const next =
    (near && dom.querySelector<HTMLElement>(near, 'button')) ??
    asked ??
    (section && dom.querySelector<HTMLElement>(section, 'h2'))
  if (next && dom.isConnected(next)) next.focus()
}
