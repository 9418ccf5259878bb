import * as dom from '../../lib/dom.ts'

/** Who pays can't turn round what stands beside the name, nor close its isolation: characters that set the writing's direction. */
const DIRECTIONS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g

/**
 * A label in the slot's corner, in front of its content, so that nothing moves. The page's styles find it by `data-inkling-label`.
 *
 * @param slot one that contains what it shows: the label is placed by its box
 * @param parts what it says, each isolated in its direction from the others
 * @returns takes it away
 */
export function labelSlot(slot: HTMLElement, parts: readonly string[]): () => void {
  const label = dom.createElement(document, 'small')
  dom.setAttribute(label, 'data-inkling-label', '')
  for (const [at, part] of parts.entries()) {
    const words = dom.createElement(document, 'bdi')
    words.replaceChildren(part.replace(DIRECTIONS, ''))
    dom.append(label, at ? ' · ' : '', words)
  }
  // By the object model, which a strict policy allows.
  Object.assign(dom.style(label), {
    position: 'absolute',
    insetBlockStart: '0',
    insetInlineEnd: '0',
    // The last of the slot, and so in front of what has the same.
    zIndex: '2147483647',
    // A long name breaks before it pushes the beginning out of the box.
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
