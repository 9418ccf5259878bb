import { type DefaultTreeAdapterTypes, html, parse } from 'parse5'
import { pathWithin } from './answer.ts'

type Node = DefaultTreeAdapterTypes.Node
type Element = DefaultTreeAdapterTypes.Element

/** Attributes that the preview sets itself, overriding those of the site's tag. */
const DECIDED = ['data-model', 'data-model-integrity', 'data-engine', 'data-consent', 'data-preview']

export interface Inserted {
  readonly html: string
  /** Whether the page's own tag, or a content security policy in its markup, was removed. */
  readonly replaced: boolean
}

const isElement = (node: Node): node is Element => 'tagName' in node
const attribute = (element: Element, name: string) => element.attrs.find((each) => each.name === name)?.value

/** Elements in document order, except those in templates, which only the page's scripts insert. */
function elementsOf(node: Node): Element[] {
  const children = 'childNodes' in node ? node.childNodes : []
  return children.flatMap((child) => (isElement(child) ? [child, ...elementsOf(child)] : []))
}

/**
 * Whether a script is part of an Inkling installation that the page already has; a second copy would record everything
 * twice.
 */
function isOwnScript(element: Element): boolean {
  if (element.tagName !== 'script') return false
  const [text] = element.childNodes
  return (
    /(^|\/)(inkling|snippet)\.js([?#]|$)/.test(attribute(element, 'src') ?? '') ||
    (text?.nodeName === '#text' && (text as DefaultTreeAdapterTypes.TextNode).value.includes('inkling.snapshot'))
  )
}

const isPolicy = (element: Element) =>
  element.tagName === 'meta' && /^content-security-policy/i.test(attribute(element, 'http-equiv') ?? '')

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')

/**
 * Inserts the snippet and the tag at the start of the head. The rest of the markup is preserved byte for byte, except
 * that the page's own tag and content security policy are removed, and links to `origin` are rewritten to stay in the
 * preview.
 *
 * @param snippet the head snippet's code
 * @param base URL of the folder with the release's files, with a trailing slash
 * @param origin the site's origin; absolute links to it stay within the preview
 */
export function insertTag(
  page: string,
  { snippet, base, origin }: { readonly snippet: string; readonly base: string; readonly origin?: string | undefined },
): Inserted {
  const document = parse(page, { sourceCodeLocationInfo: true })
  const all = elementsOf(document).filter(({ namespaceURI }) => namespaceURI === html.NS.HTML)
  const own = all.filter(isOwnScript)
  const gone = [...own, ...all.filter(isPolicy)].flatMap(({ sourceCodeLocation }) => sourceCodeLocation ?? [])
  const attributes = own
    .filter((script) => /(^|\/)inkling\.js/.test(attribute(script, 'src') ?? ''))
    .flatMap(({ attrs }) => attrs.filter(({ name }) => /^data-[\w-]+$/.test(name) && !DECIDED.includes(name)))
    .map(({ name, value }) => ` ${name}="${escaped(value)}"`)
  const tag = `<script async src="${base}inkling.js" data-model="${base}models/encoder-en/"${attributes.join('')}></script>`

  // Work from the end, so that earlier offsets stay valid.
  const changes: Array<readonly [start: number, end: number, text: string]> = gone.map(({ startOffset, endOffset }) => [
    startOffset,
    endOffset,
    '',
  ])
  changes.push([headOf(all, document), headOf(all, document), `<script>${snippet}</script>${tag}`])
  for (const link of all.filter(({ tagName }) => tagName === 'a' || tagName === 'area')) {
    const href = attribute(link, 'href') ?? ''
    const at = link.sourceCodeLocation?.attrs?.['href']
    const path = origin && URL.canParse(href) ? pathWithin(new URL(href), origin) : undefined
    if (at && path) changes.push([at.startOffset, at.endOffset, `href="${escaped(path)}"`])
  }
  let next = page
  for (const [start, end, text] of changes.sort(([a], [b]) => b - a))
    next = next.slice(0, start) + text + next.slice(end)
  return { html: next, replaced: gone.length > 0 }
}

/**
 * Offset at which the head's content begins; if the markup has no head tag, the offset after the doctype or html tag.
 */
function headOf(all: readonly Element[], document: DefaultTreeAdapterTypes.Document): number {
  const start = (name: string) => all.find(({ tagName }) => tagName === name)?.sourceCodeLocation?.startTag?.endOffset
  const doctype = document.childNodes.find(({ nodeName }) => nodeName === '#documentType')
  return start('head') ?? start('html') ?? doctype?.sourceCodeLocation?.endOffset ?? 0
}
