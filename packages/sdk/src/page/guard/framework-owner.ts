import * as dom from '../../lib/dom.ts'
import { holderOf } from '../read/unit.ts'

type Mark = readonly [name: string, mark: RegExp]

/**
 * Marks that a framework leaves on or next to the items that it renders. Verified in production builds of React 19,
 * Svelte 4, Alpine 3 and Lit 3; the marks of the others come from their source code.
 */
const ON_ITEMS: readonly Mark[] = [
  ['React', /,__react(?:Fiber|InternalInstance)/],
  ['Svelte', /,claim_order/],
  ['Alpine', /,_x_refreshX/],
  ['Angular', /,__ngContext__/],
  ['Lit', /^#comment,\??lit\b/],
  ['Knockout', /^#comment,\s*ko\s/],
  // Present in the server's HTML, where hydration uses it to find each element.
  ['Solid', /,data-hk/],
]
/** Marks on an ancestor that indicate that everything inside belongs to the framework. Verified in Vue 2 and 3. */
const AROUND: readonly Mark[] = [
  ['Vue', /,(?:_vnode|__vue__)\b/],
  ['Angular', /,ng-version/],
  ['Astro', /^ASTRO-ISLAND.*,ssr\b/],
]

/**
 * Whether a value is something that a document returns for named elements: an element, a collection, or a frame's
 * window.
 */
const isMarkup = (value: unknown): boolean =>
  value instanceof Node || value instanceof HTMLCollection || (value as Window | undefined)?.window === value

/**
 * Names of the properties that scripts have added to a node. On forms and documents, elements with a name or an id also
 * appear as own properties. On a form, these are read-only, unlike properties set by scripts; on a document, Chromium
 * reports them as writable.
 */
const expandos = (node: Node): string[] =>
  Object.entries(Object.getOwnPropertyDescriptors(node)).flatMap(([name, { value, writable, set }]) =>
    (writable || set) && !(dom.nodeType(node) === 9 && isMarkup(value)) ? [name] : [],
  )

/** A node's name, its attributes or (for a comment) its text, and the properties that scripts have added to it. */
function describe(node: Node): string {
  const attributes = node instanceof Element ? dom.getAttributeNames(node) : [dom.nodeValue(node)]
  return [dom.nodeName(node), ...attributes, ...expandos(node)].join()
}

function markOn(node: Node, marks: readonly Mark[]): string | undefined {
  const description = describe(node)
  return marks.find(([, mark]) => mark.test(description))?.[0]
}

/**
 * Svelte 5 stores the values that it last wrote under symbols, and delimits blocks with comments or empty text nodes.
 */
function isSvelte(holder: Element): boolean {
  const block = [...dom.childNodes(holder)].some((node) =>
    /^(?:#comment,\[?|#text,)$/.test(`${dom.nodeName(node)},${dom.nodeValue(node)}`),
  )
  const nodes = dom.createTreeWalker(document, holder, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
  while (block && nodes.nextNode())
    if (
      /\((?:attributes|class|events|style|text)\)/.test(
        Object.getOwnPropertySymbols(nodes.currentNode).map(String).join(),
      )
    )
      return true
  return false
}

/**
 * The framework that renders a list's items, if one is detected. Moving the items would break the framework or make it
 * move them back. A framework can be detected only after it has hydrated the page. Markup that a framework adopted as
 * plain HTML, and lists outside the parts that it hydrates, count as unmanaged.
 */
export function frameworkOf(list: Element): string | undefined {
  const holder = holderOf(list)
  for (const node of dom.childNodes(holder)) {
    const name = markOn(node, ON_ITEMS)
    if (name) return name
  }
  if (isSvelte(holder)) return 'Svelte'
  for (let node: (Node & { __k?: { props?: unknown } }) | null = holder; node; node = dom.parentNode(node)) {
    const name = markOn(node, AROUND)
    if (name) return name
    // Verified in Preact 10. Other libraries also store values under this name, but those values aren't virtual nodes.
    if (expandos(node).includes('__k') && node.__k?.props) return 'Preact'
    // React has hydrated the surrounding markup, but is waiting for code or data before it hydrates this part.
    for (let before = dom.previousSibling(node); before; before = dom.previousSibling(before))
      if (dom.nodeName(before) === '#comment' && /,__react/.test(describe(before))) return 'React'
  }
  return undefined
}
