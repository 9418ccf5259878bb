import * as dom from '../../lib/dom.ts'

/**
 * A label in the slot's corner, over its content so that nothing moves. The page's styles find it by `data-inkling-label`.
 *
 * @returns takes it away
 */
export function labelSlot(slot: HTMLElement, text: string): () => void {
  const label = dom.createElement(document, 'small')
  dom.setAttribute(label, 'data-inkling-label', '')
  label.replaceChildren(text)
  // By the object model, which a strict policy allows.
  Object.assign(dom.style(label), {
    position: 'absolute',
    insetBlockStart: '0',
    insetInlineEnd: '0',
    padding: '.15em .5em',
    font: '11px/1.5 system-ui, sans-serif',
    background: 'Canvas',
    color: 'CanvasText',
    pointerEvents: 'none',
  })
  const style = dom.style(slot)
  const { position } = style
  if (getComputedStyle(slot).position === 'static') style.position = 'relative'
  dom.append(slot, label)
  return () => {
    dom.remove(label)
    style.position = position
  }
}

/** What a slot shows stays in its box, and the box within the window. @returns takes it back */
export function containSlot(slot: HTMLElement): () => void {
  const style = dom.style(slot)
  const { contain, maxBlockSize } = style
  Object.assign(style, { contain: 'layout paint', maxBlockSize: '100vh' })
  return () => {
    Object.assign(style, { contain, maxBlockSize })
  }
}
