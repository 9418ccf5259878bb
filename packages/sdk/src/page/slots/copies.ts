import * as dom from '../../lib/dom.ts'

/**
 * Copies a template's content into the page's document, so that images load at once. Nodes aren't cloned, because a
 * clone keeps closed shadow roots, whose scripts no check can see.
 */
export const copiesOf = (content: Node): Node[] =>
  [...dom.childNodes(content)].filter((node) => [1, 3].includes(dom.nodeType(node))).map(copyOf)

function copyOf(node: Node): Node {
  if (dom.nodeType(node) === 3) return dom.importNode(document, node)
  const element = node as HTMLElement
  const copy = dom.createElementNS(document, dom.namespaceURI(element)!, dom.localName(element)) as HTMLElement
  for (const name of dom.getAttributeNames(element)) {
    // Set through the object model: the template's style is already empty if the page's policy forbids inline styles.
    if (name === 'style') dom.style(copy).cssText = dom.style(element).cssText
    // Drop lazy loading: all images must load.
    else if (name !== 'loading') dom.setAttribute(copy, name, dom.getAttribute(element, name)!)
  }
  dom.append(copy, ...copiesOf(element))
  return copy
}
