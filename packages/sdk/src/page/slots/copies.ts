import * as dom from '../../lib/dom.ts'

/**
 * What a template holds, made anew for the page, so that images are asked for at once. A clone would bring along what no check
 * sees: closed shadow roots, with scripts in them.
 */
export const copiesOf = (content: Node): Node[] =>
  [...dom.childNodes(content)].filter((node) => [1, 3].includes(dom.nodeType(node))).map(copyOf)

function copyOf(node: Node): Node {
  if (dom.nodeType(node) === 3) return dom.importNode(document, node)
  const element = node as HTMLElement
  const copy = dom.createElementNS(document, dom.namespaceURI(element)!, dom.localName(element)) as HTMLElement
  for (const name of dom.getAttributeNames(element)) {
    // As the page's policy has it: where inline styles are forbidden, the template's is empty.
    if (name === 'style') dom.style(copy).cssText = dom.style(element).cssText
    // No image waits until it is near.
    else if (name !== 'loading') dom.setAttribute(copy, name, dom.getAttribute(element, name)!)
  }
  dom.append(copy, ...copiesOf(element))
  return copy
}
