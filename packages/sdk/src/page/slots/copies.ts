import * as dom from '../../lib/dom.ts'

/**
 * Recreates a template's elements and texts in the page, so that images are requested immediately. A clone would
 * include parts that no check can see, such as closed shadow roots, which may contain scripts.
 *
 * @param parent the node to append the copies to, if any
 */
export const copiesOf = (content: Node, parent?: Element): Node[] =>
  [...dom.childNodes(content)]
    .filter((node) => [1, 3].includes(dom.nodeType(node)))
    .map((node) => (dom.nodeType(node) === 3 ? copyOfText(node, parent) : copyOfElement(node as HTMLElement, parent)))

function copyOfText(text: Node, parent?: Element): Node {
  const copy = dom.importNode(document, text)
  if (parent) dom.append(parent, copy)
  return copy
}

function copyOfElement(element: HTMLElement, parent?: Element): Node {
  const copy = dom.createElementNS(document, dom.namespaceURI(element)!, dom.localName(element)) as HTMLElement
  // Append before setting attributes: WebKit loads an image's `src` immediately unless a <source> of its <picture>
  // precedes it.
  if (parent) dom.append(parent, copy)
  for (const name of dom.getAttributeNames(element)) {
    // Set through the CSSOM, because a policy may forbid inline styles, in which case the template's own style is
    // empty.
    if (name === 'style') dom.style(copy).cssText = dom.style(element).cssText
    // The images of all creatives load in the same way: none of them waits until it is near the viewport.
    else if (name !== 'loading') dom.setAttribute(copy, name, dom.getAttribute(element, name)!)
  }
  copiesOf(element, copy)
  return copy
}
