import type { DefaultTreeAdapterTypes } from 'parse5'

type Parent = DefaultTreeAdapterTypes.ParentNode
type Child = DefaultTreeAdapterTypes.ChildNode

/** Levels of a document: Blink and WebKit nest no deeper either, and put what is deeper beside its parent. */
export const DEEPEST = 512

/** What lies below, in the document's order, without nesting; only texts stay where they are. */
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
 * A document as a browser nests it: what is walked or selected in it takes the same time for each element, however deep its markup is.
 *
 * @returns the same document, changed
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
