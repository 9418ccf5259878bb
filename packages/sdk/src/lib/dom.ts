/**
 * Access to the DOM that the page's markup can't shadow.
 *
 * `<img name="querySelector">` anywhere on a page replaces `document.querySelector`, and `<input name="closest">`
 * replaces `closest` on its form: elements with a name or an id shadow the members that a document or a form inherits
 * (HTML, "LegacyOverrideBuiltIns"). Comments and reviews may contain such markup. Therefore, if a node might be a
 * document or a form, its members are never read as `node.member`, but through these functions, which take them from
 * the prototype. `npm run check` finds direct reads (`scripts/check-dom.mjs`).
 *
 * Every function returns `undefined` if there is no node.
 */

type Missing = null | undefined
type Has<K extends string> = { readonly [name in K]: unknown }
/** The type of `node?.name`. */
type Read<N, K extends string> = N extends Missing ? undefined : N extends Has<K> ? N[K] : never

/**
 * Reads a member from the node's prototype. In the command line's parser, some members are own properties, but nothing
 * can be shadowed.
 */
function member(node: object | Missing, name: string): unknown {
  const prototype = node && Object.getPrototypeOf(node)
  if (prototype) return 'nodeType' in prototype ? Reflect.get(prototype, name, node) : (node as never)[name]
}

const property =
  <K extends string>(name: K) =>
  <N extends Has<K> | Missing>(node: N) =>
    member(node, name) as Read<N, K>

type Method<K extends string> = { readonly [name in K]: (...args: never[]) => unknown }
type Arguments<N, K extends string> = N extends Method<K> ? Parameters<N[K]> : never
type Returned<N, K extends string> = N extends Missing ? undefined : N extends Method<K> ? ReturnType<N[K]> : never

const method =
  <K extends string>(name: K) =>
  <N extends Method<K> | Missing>(node: N, ...args: Arguments<N, K>) =>
    (member(node, name) as ((...args: unknown[]) => unknown) | undefined)?.apply(node, args) as Returned<N, K>

export const activeElement = property('activeElement')
export const ariaActiveDescendantElement = property('ariaActiveDescendantElement')
export const baseURI = property('baseURI')
export const body = property('body')
export const childNodes = property('childNodes')
export const children = property('children')
export const classList = property('classList')
export const complete = property('complete')
export const cookie = property('cookie')
export const currentScript = property('currentScript')
export const defaultView = property('defaultView')
export const documentElement = property('documentElement')
export const fullscreenElement = property('fullscreenElement')
export const head = property('head')
export const host = property('host')
export const id = property('id')
export const isConnected = property('isConnected')
export const lang = property('lang')
export const lastElementChild = property('lastElementChild')
export const localName = property('localName')
export const namespaceURI = property('namespaceURI')
export const nextSibling = property('nextSibling')
export const nodeName = property('nodeName')
export const nodeType = property('nodeType')
export const nodeValue = property('nodeValue')
export const offsetHeight = property('offsetHeight')
export const ownerDocument = property('ownerDocument')
export const parentElement = property('parentElement')
export const parentNode = property('parentNode')
export const previousSibling = property('previousSibling')
export const readyState = property('readyState')
export const scrollLeft = property('scrollLeft')
export const scrollTop = property('scrollTop')
export const shadowRoot = property('shadowRoot')
export const style = property('style')
export const textContent = property('textContent')
export const timeline = property('timeline')
export const visibilityState = property('visibilityState')

export const animate = method('animate')
export const checkVisibility = method('checkVisibility')
export const compareDocumentPosition = method('compareDocumentPosition')
export const contains = method('contains')
export const createTreeWalker = method('createTreeWalker')
export const dispatchEvent = method('dispatchEvent')
export const focus = method('focus')
export const getAttribute = method('getAttribute')
export const getAttributeNames = method('getAttributeNames')
export const getBoundingClientRect = method('getBoundingClientRect')
export const getElementById = method('getElementById')
export const getElementsByTagName = method('getElementsByTagName')
export const getRootNode = method('getRootNode')
export const getSelection = method('getSelection')
export const hasAttribute = method('hasAttribute')
export const hasFocus = method('hasFocus')
export const importNode = method('importNode')
export const insertBefore = method('insertBefore')
export const matches = method('matches')
export const prepend = method('prepend')
export const remove = method('remove')
export const removeAttribute = method('removeAttribute')
export const setAttribute = method('setAttribute')

type Query = { querySelector(selector: string): Element | null }
type QueryAll = { querySelectorAll(selector: string): NodeListOf<Element> }

export const querySelector = method('querySelector') as <E extends Element = Element>(
  root: Query | Missing,
  selector: string,
) => E | null
export const querySelectorAll = method('querySelectorAll') as {
  <E extends Element = Element>(root: QueryAll, selector: string): NodeListOf<E>
  <E extends Element = Element>(root: QueryAll | Missing, selector: string): NodeListOf<E> | undefined
}
export const closest = method('closest') as <E extends Element = Element>(
  element: Element | Missing,
  selector: string,
) => E | null
export const addEventListener = method('addEventListener') as (
  target: EventTarget,
  kind: string,
  listener: (event: Event) => void,
  options?: AddEventListenerOptions,
) => void
export const createElement = method('createElement') as <K extends keyof HTMLElementTagNameMap>(
  document: Document,
  name: K,
) => HTMLElementTagNameMap[K]
export const createElementNS = method('createElementNS') as (document: Document, space: string, name: string) => Element
/** Chromium 133, Firefox 144. Not in TypeScript's DOM types yet. */
export const moveBefore = method('moveBefore' as never) as (parent: Node, node: Node, before: Node | null) => void
/** Chromium only. Not in TypeScript's DOM types. */
export const prerendering = property('prerendering' as never) as (document: Document) => boolean | undefined
export const scrollTo = method('scrollTo') as (element: Element, options: ScrollToOptions) => void
export const append = method('append' as never) as (parent: Node, ...nodes: Array<Node | string>) => void
