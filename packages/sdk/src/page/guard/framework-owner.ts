import * as dom from '../../lib/dom.ts'
import { holderOf } from '../read/unit.ts'

type Mark = readonly [name: string, mark: RegExp]

/**
 * What a framework leaves on the items that it renders, or beside them. As seen in production builds of React 19,
 * Svelte 4, Alpine 3 and Lit 3; the others' as in their sources.
 */
const ON_ITEMS: readonly Mark[] = [
  ['React', /,__react(?:Fiber|InternalInstance)/],
  ['Svelte', /,claim_order/],
  ['Alpine', /,_x_refreshX/],
  ['Angular', /,__ngContext__/],
  ['Lit', /^#comment,\??lit\b/],
  ['Knockout', /^#comment,\s*ko\s/],
  // In the server's HTML already: each is where hydration will look for it.
  ['Solid', /,data-hk/],
]
/** On what is around: all that is in there is the framework's. As seen in Vue 2 and 3. */
const AROUND: readonly Mark[] = [
  ['Vue', /,(?:_vnode|__vue__)\b/],
  ['Angular', /,ng-version/],
  ['Astro', /^ASTRO-ISLAND.*,ssr\b/],
]

/** What a document answers with where elements bear the name: one of them, all of them, a frame's window. */
const isMarkup = (value: unknown): boolean =>
  value instanceof Node || value instanceof HTMLCollection || (value as Window | undefined)?.window === value

/**
 * What scripts have put on a node. Of a form and a document, elements with a name or an id are own properties, too. A
 * form's can't be written, unlike a script's; Chromium says of a document's that they can.
 */
const expandos = (node: Node): string[] =>
  Object.entries(Object.getOwnPropertyDescriptors(node)).flatMap(([name, { value, writable, set }]) =>
    (writable || set) && !(dom.nodeType(node) === 9 && isMarkup(value)) ? [name] : [],
  )

/** The node's name, a comment's text, what scripts have put on it, and attributes. */
function describe(node: Node): string {
  const attributes = node instanceof Element ? dom.getAttributeNames(node) : [dom.nodeValue(node)]
  return [dom.nodeName(node), ...attributes, ...expandos(node)].join()
}

function markOn(node: Node, marks: readonly Mark[]): string | undefined {
  const description = describe(node)
  return marks.find(([, mark]) => mark.test(description))?.[0]
}

/** Svelte 5 keeps what it last wrote under symbols, and begins or ends a block by a comment or an empty text. */
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
 * The framework that renders a list's items, if any is known to: it would break, or put them back, if they were moved.
 * It shows only once the page has been hydrated. Markup that a framework took over as plain HTML, and lists outside the
 * parts that it hydrates, are unmanaged.
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
    // As seen in Preact 10. Other things of that name, which libraries around it leave, are no virtual nodes.
    if (expandos(node).includes('__k') && node.__k?.props) return 'Preact'
    // React has what is around, but waits for code or data before it hydrates this part.
    for (let before = dom.previousSibling(node); before; before = dom.previousSibling(before))
      if (dom.nodeName(before) === '#comment' && /,__react/.test(describe(before))) return 'React'
  }
  return undefined
}
