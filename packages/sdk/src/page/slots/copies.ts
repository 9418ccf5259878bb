import * as dom from '../../lib/dom.ts'

/**
 * Elements and texts of a template, created anew for the page, so that images are requested at once. A clone would bring along
 * parts that no check sees: closed shadow roots with scripts in them.
 *
 * @param parent where to append the copies, if anywhere
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
  // Before its attributes: an image with an address loads it at once in WebKit, unless a source of its picture is in front of it.
  if (parent) dom.append(parent, copy)
  for (const name of dom.getAttributeNames(element)) {
    // By CSSOM, since a policy may forbid inline styles: then the template's own is empty.
    if (name === 'style') dom.style(copy).cssText = dom.style(element).cssText
    // Every creative's images load alike: none waits until it is near the viewport.
    else if (name !== 'loading') dom.setAttribute(copy, name, dom.getAttribute(element, name)!)
  }
  copiesOf(element, copy)
  return copy
}
