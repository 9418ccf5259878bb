import { holderOf, shownChildren } from './unit.ts'

/**
 * Own properties that a framework puts on the elements of an item that it renders. As seen in production builds of
 * React 19, Svelte 4 and Alpine 3; Angular's and older React's as in their sources.
 */
const ON_ITEMS: ReadonlyArray<readonly [name: string, mark: RegExp]> = [
  ['React', /\b__react(?:Fiber|InternalInstance)\$/],
  ['Angular', /\b__ngContext__\b/],
  ['Alpine', /\b_x_refreshXForScope\b/],
  // Svelte 4, where it has hydrated.
  ['Svelte', /\bclaim_order\b/],
]

const marksOf = (node: Node): string => Object.getOwnPropertyNames(node).join()

/** Svelte 5 keeps what it last wrote under symbols, and begins or ends a block by a comment or an empty text. */
function isSvelte(holder: Element): boolean {
  const hasBlock = [...holder.childNodes].some(
    (node) => (node.nodeType === 8 && /^(?:\[|$)/.test(node.nodeValue!)) || (node.nodeType === 3 && !node.nodeValue),
  )
  if (!hasBlock) return false
  const nodes = holder.ownerDocument.createTreeWalker(holder, 5)
  while (nodes.nextNode()) {
    const symbols = Object.getOwnPropertySymbols(nodes.currentNode)
    if (symbols.some(({ description }) => /^(?:attributes|class|events|style|text)$/.test(description ?? '')))
      return true
  }
  return false
}

/** React has the element around it, but waits for code or data before it hydrates this part. */
function awaitsReact(last: Node | null): boolean {
  for (let node = last; node; node = node.previousSibling)
    if (node.nodeType === 8 && /\b__react/.test(marksOf(node))) return true
  return false
}

/**
 * The framework that renders a list's items, if any is known to: it would break, or put them back, if they were moved.
 * It shows only once the page has been hydrated. Markup that a framework took over as plain HTML, and lists outside the
 * parts that it hydrates, are nobody's.
 */
export function ownerOf(list: Element): string | undefined {
  const holder = holderOf(list)
  const children = shownChildren(list)
  for (const child of children) {
    const marks = marksOf(child)
    for (const [name, mark] of ON_ITEMS) if (mark.test(marks)) return name
    // In the server's HTML already: each is where hydration will look for it.
    if (child.hasAttribute('data-hk')) return 'Solid'
  }
  for (const node of holder.childNodes) {
    if (node.nodeType !== 8) continue
    if (/^\??lit[$-]/.test(node.nodeValue!)) return 'Lit'
    if (/^\s*ko\s/.test(node.nodeValue!)) return 'Knockout'
  }
  if (isSvelte(holder)) return 'Svelte'
  if (awaitsReact(holder.lastChild)) return 'React'
  // Vue and Preact leave nothing on elements, but all that is inside their root is theirs.
  for (let node: Node | null = holder; node; node = node.parentNode) {
    const { _vnode, __vue__, __k, tagName } = node as Element &
      Record<'_vnode' | '__vue__' | '__k', { props?: unknown }>
    if (_vnode || __vue__) return 'Vue'
    if (__k?.props) return 'Preact'
    if (tagName && (node as Element).hasAttribute('ng-version')) return 'Angular'
    if (tagName === 'ASTRO-ISLAND' && (node as Element).hasAttribute('ssr')) return 'Astro'
    if (awaitsReact(node.previousSibling)) return 'React'
  }
  return undefined
}
