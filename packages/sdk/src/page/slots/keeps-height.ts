import * as dom from '../../lib/dom.ts'

/** Whether a slot has nothing of its own to be seen: its place is kept by the page's styles, if it is. */
export const isEmpty = (slot: Element): boolean =>
  [...dom.childNodes(slot)].every(
    (node) => /^(TEMPLATE|#comment)$/.test(dom.nodeName(node)) || !dom.textContent(node)?.trim(),
  ) && !dom.querySelector(slot, 'img,svg,video,canvas,iframe')

/** Does `change`, and undoes it before anything is painted should the element be of another height by it. @returns its undo, unless it was undone */
export function keepingHeight(element: Element, change: () => () => void): (() => void) | undefined {
  const { height } = dom.getBoundingClientRect(element)
  const undo = change()
  if (Math.abs(dom.getBoundingClientRect(element).height - height) < 1) return undo
  undo()
  return undefined
}
