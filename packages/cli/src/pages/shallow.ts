import type { DefaultTreeAdapterTypes } from 'parse5'

type Parent = DefaultTreeAdapterTypes.ParentNode
type Child = DefaultTreeAdapterTypes.ChildNode

/** Maximum nesting depth; Blink and WebKit have the same limit and turn deeper elements into siblings. */
export const DEEPEST = 512

/** Flattens all descendants, in document order; only text stays inside its element. */
function flattened(parent: Parent): Child[] {
  const flat: Child[] = []
  const open = [...parent.childNodes].reverse()
  for (let node = open.pop(); node; node = open.pop()) {
    flat.push(node)
    node.parentNode = parent
    if (!('tagName' in node)) continue
    if ('content' in node) node.content.childNodes = []
    const below = node.childNodes.filter((child) => 'tagName' in child)
    node.childNodes = node.childNodes.filter((child) => !('tagName' in child))
    open.push(...below.reverse())
  }
  return flat
}

/**
 * Limits how deeply a document is nested, as browsers do, so that walks and selectors take constant time per element
 * whatever the markup.
 *
 * @returns the same document, modified
 */
export function shallow(document: DefaultTreeAdapterTypes.Document): DefaultTreeAdapterTypes.Document {
  let level: Parent[] = [document]
  for (let depth = 1; depth < DEEPEST && level.length; depth++)
    level = level.flatMap((parent) =>
      parent.childNodes.flatMap((child): Parent[] =>
        'tagName' in child ? ('content' in child ? [child, child.content] : [child]) : [],
      ),
    )
  for (const parent of level) parent.childNodes = flattened(parent)
  return document
}
