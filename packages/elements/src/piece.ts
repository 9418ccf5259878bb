/**
 * A small virtual DOM: describes content as plain data and updates the DOM in place, so that focus and input survive.
 * Text becomes text nodes and values become properties; markup is never built from strings, so it works under any
 * content security policy (decision 46 explains why no library is used).
 */
import * as dom from '../../sdk/src/lib/dom.ts'

type Tags = HTMLElementTagNameMap
type Own<K extends keyof Tags> = { readonly [P in keyof Tags[K]]?: Tags[K][P] | undefined }
/**
 * Properties, keyed by name; names with a hyphen, `role` and `for` are attributes, and `--NAME` is a CSS custom
 * property.
 */
export type Set<K extends keyof Tags = keyof Tags> = Omit<Own<K>, 'innerHTML' | 'outerHTML' | 'style'> & {
  /**
   * Distinguishes siblings with the same tag, so that rows keep their elements when they are added, removed or
   * reordered.
   */
  readonly key?: string
  readonly [attribute: `${string}-${string}`]: string | undefined
}

export interface Piece {
  readonly tag: keyof Tags
  readonly set: Readonly<Record<string, unknown>>
  readonly inner: readonly Inner[]
}
/** False and undefined render nothing: `isOpen && piece('p', {}, text)`. */
export type Inner = Piece | string | false | undefined

export const piece = <K extends keyof Tags>(tag: K, set: Set<K>, ...inner: readonly Inner[]): Piece => ({
  tag,
  set: set as Piece['set'],
  inner,
})

/** The piece from which each element was rendered. */
const made = new WeakMap<Node, Piece>()

/**
 * Replaces the content of `parent` with `inner`, keeping elements that have the same tag and key and setting only
 * properties that have changed.
 */
export function show(parent: Node, inner: readonly Inner[]): void {
  const left = [...dom.childNodes(parent)]
  const nodes = inner.flatMap((each) => {
    if (!each) return []
    const place = left.findIndex((node) => isOf(node, each))
    const [node = makeNode(each)] = place < 0 ? [] : left.splice(place, 1)
    update(node, each)
    return [node]
  })
  for (const node of left) dom.remove(node as ChildNode)
  nodes.forEach((node, place) => {
    const there = dom.childNodes(parent)[place]
    if (there !== node) dom.insertBefore(parent, node, there ?? null)
  })
}

function isOf(node: Node, wanted: Piece | string): boolean {
  const piece = made.get(node)
  if (typeof wanted === 'string') return !piece
  return piece?.tag === wanted.tag && piece.set['key'] === wanted.set['key']
}

const makeNode = (wanted: Piece | string): Node =>
  typeof wanted === 'string' ? new Text(wanted) : dom.createElement(document, wanted.tag)

function update(node: Node, wanted: Piece | string): void {
  if (typeof wanted === 'string') {
    if (dom.nodeValue(node) !== wanted) node.nodeValue = wanted // dom: a text node
    return
  }
  const before = made.get(node)?.set ?? {}
  made.set(node, wanted)
  // Update the children first, because a select's value refers to one of its options.
  show(node, wanted.inner)
  for (const name of Object.keys({ ...before, ...wanted.set }))
    if (name !== 'key' && before[name] !== wanted.set[name]) put(node as HTMLElement, name, wanted.set[name])
}

function put(element: HTMLElement, name: string, value: unknown): void {
  if (name.startsWith('--')) dom.style(element).setProperty(name, String(value ?? ''))
  else if (!/-|^role$/.test(name)) {
    const usual = typeof Reflect.get(element, name) === 'string' ? '' : null
    Reflect.set(element, name, value ?? usual)
  } else if (value === undefined) dom.removeAttribute(element, name)
  else dom.setAttribute(element, name, String(value))
}
