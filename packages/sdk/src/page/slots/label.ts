import * as dom from '../../lib/dom.ts'

/**
 * Characters that control text direction. They are removed so that an advertiser's name can't reverse the text next to
 * it or end its own isolation.
 */
const DIRECTIONS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g

/**
 * Adds a label in the corner of a slot, on top of its content, so that nothing moves. The page can style the label
 * through `data-inkling-label`.
 *
 * @param slot the element that serves as the label's containing block
 * @param parts the label's texts, each of which is isolated in its text direction
 * @returns a function that removes the label
 */
export function labelSlot(slot: HTMLElement, parts: readonly string[]): () => void {
  const label = dom.createElement(document, 'small')
  dom.setAttribute(label, 'data-inkling-label', '')
  for (const [at, part] of parts.entries()) {
    const words = dom.createElement(document, 'bdi')
    words.replaceChildren(part.replace(DIRECTIONS, ''))
    dom.append(label, at ? ' · ' : '', words)
  }
  // Set through the object model, which is allowed even under a strict policy.
  Object.assign(dom.style(label), {
    position: 'absolute',
    insetBlockStart: '0',
    insetInlineEnd: '0',
    // As the last child, the label is painted above siblings with the same z-index.
    zIndex: '2147483647',
    // Break long names so that they don't push the start of the label out of the box.
    overflowWrap: 'anywhere',
    padding: '.15em .5em',
    font: '11px/1.5 system-ui, sans-serif',
    background: 'Canvas',
    color: 'CanvasText',
    pointerEvents: 'none',
  })
  dom.append(slot, label)
  return () => dom.remove(label)
}
