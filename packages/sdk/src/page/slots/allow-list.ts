import * as dom from '../../lib/dom.ts'
import { refusedStyle } from './allowed-styles.ts'
import { webAddress } from './fill-template.ts'

/**
 * Allowed elements: HTML elements in upper case and SVG elements in lower case, because an SVG `<a>` is not an HTML
 * `<a>`.
 */
const ELEMENTS = new Set(
  'A ABBR ARTICLE ASIDE B BDI BLOCKQUOTE BR CAPTION CITE CODE DD DEL DIV DL DT EM FIGCAPTION FIGURE FOOTER H1 H2 H3 H4 H5 H6 HEADER HR I IMG INS KBD LI MARK OL P PICTURE PRE Q S SAMP SECTION SMALL SOURCE SPAN STRONG SUB SUP TABLE TBODY TD TFOOT TH THEAD TIME TR U UL VAR WBR circle ellipse g line path polygon polyline rect svg'.split(
    ' ',
  ),
)
/** Allowed attributes, each as `ELEMENT attribute`. */
const ATTRIBUTES =
  /^(?:\S+ (?:aria-hidden|aria-label|class|dir|lang|role|style|title|data-inkling-text)|A (?:data-inkling-href|href|hreflang|rel|target)|IMG (?:data-inkling-(?:alt|src)|alt|decoding|height|loading|sizes|src|srcset|width)|SOURCE (?:height|media|sizes|srcset|type|width)|LI value|OL (?:reversed|start|type)|T[DH] (?:colspan|rowspan|scope)|TIME datetime|[a-z]+ (?:clip-rule|cx|cy|d|fill|fill-opacity|fill-rule|focusable|height|opacity|points|preserveAspectRatio|r|rx|ry|stroke|stroke-(?:dasharray|linecap|linejoin|miterlimit|opacity|width)|transform|viewBox|width|x|x1|x2|xmlns|y|y1|y2))$/
const HTML = 'http://www.w3.org/1999/xhtml'
const SVG = 'http://www.w3.org/2000/svg'
const RASTER = /^data:image\/(?:png|jpe?g|gif|webp|avif)[;,]/i
/** Maximum width or height in CSS pixels. */
const LARGEST = 4000
/** Allowed values of SVG attributes: numbers, names and colours. */
const DRAWN = /^(?!.*(?:url|image|src|var|attr|env))[\w\s.,#%()+-]*$/is

const isSmall = (value: string): boolean => /^\d{1,4}$/.test(value) && Number(value) <= LARGEST

/** Attributes whose values are restricted. */
const VALUES: Readonly<Record<string, (value: string, base: string) => boolean>> = {
  href: (value, base) => webAddress(value, base) !== undefined,
  src: (value, base) => RASTER.test(value) || webAddress(value, base) !== undefined,
  target: (value) => value === '_blank',
  rel: (value) => /^(?:(?:external|nofollow|noopener|noreferrer|sponsored|ugc)\s*)*$/.test(value),
  role: (value) => /^(?:img|none|presentation)$/.test(value),
  width: isSmall,
  height: isSmall,
  colspan: (value) => /^\d\d?$/.test(value),
  rowspan: (value) => /^\d\d?$/.test(value),
}

/**
 * Finds disallowed content in a creative. Elements and attributes are allowed if they run no code, don't refer to
 * anything on the page, and load nothing but images; styles are allowed if they neither position an element nor load
 * anything. Everything that isn't listed is refused, including features that browsers don't support yet.
 *
 * @param base URL against which the creative's URLs are resolved
 * @returns a description of the first problem, for the developer; undefined if there is none
 */
export function refusedIn(content: DocumentFragment, base: string): string | undefined {
  for (const element of dom.querySelectorAll(content, '*')) {
    const refused = refusedOf(element, base)
    if (refused) return refused
  }
  return undefined
}

function refusedOf(element: Element, base: string): string | undefined {
  const local = dom.localName(element)
  const space = dom.namespaceURI(element)
  const name = space === SVG ? local : space === HTML ? local.toUpperCase() : ''
  if (!ELEMENTS.has(name)) return `<${local}>`
  if (dom.shadowRoot(element)) return `a shadow root in <${local}>`
  const attribute = dom
    .getAttributeNames(element)
    .find((each) => !isAllowed(name, each, dom.getAttribute(element, each) ?? '', base))
  if (attribute) return `${attribute}="${(dom.getAttribute(element, attribute) ?? '').slice(0, 60)}"`
  return dom.hasAttribute(element, 'style') ? refusedStyle(element as HTMLElement) : undefined
}

function isAllowed(element: string, name: string, value: string, base: string): boolean {
  if (!ATTRIBUTES.test(`${element} ${name}`)) return false
  const isDrawing = element === element.toLowerCase()
  if (isDrawing && name === 'xmlns') return value === SVG
  if (isDrawing && !ATTRIBUTES.test(`B ${name}`)) return DRAWN.test(value)
  return !Object.hasOwn(VALUES, name) || VALUES[name]!(value, base)
}
