import { type DefaultTreeAdapterTypes, html, parse } from 'parse5'
import { pathWithin } from './answer.ts'

type Node = DefaultTreeAdapterTypes.Node
type Element = DefaultTreeAdapterTypes.Element

/** What the preview decides: the site's own values don't hold. */
const DECIDED = ['data-model', 'data-model-integrity', 'data-engine', 'data-consent', 'data-preview']

export interface Inserted {
  readonly html: string
  /** Whether the page's own tag, or a policy in its markup, has been taken out. */
  readonly replaced: boolean
}

const isElement = (node: Node): node is Element => 'tagName' in node
const attribute = (element: Element, name: string) => element.attrs.find((each) => each.name === name)?.value

/** Elements as they come in the markup; what templates hold is the page's to insert. */
function elementsOf(node: Node): Element[] {
  const children = 'childNodes' in node ? node.childNodes : []
  return children.flatMap((child) => (isElement(child) ? [child, ...elementsOf(child)] : []))
}

/** A part of Inkling that stands in the page already: two would watch it twice. */
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
 * Puts the snippet and the tag first into the head, and nothing else into the page: the rest of the markup stays as it is,
 * letter by letter, but for a tag and a policy of its own, which go, and links to `origin`, which lead on here.
 *
 * @param snippet the head snippet's code
 * @param base URL of the folder with the release's files, with a slash at its end
 * @param origin whose absolute links stay within the preview
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

  // From the end on: what stands before keeps its place.
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

/** Where the head's content begins; where none is written, behind what opens the document. */
function headOf(all: readonly Element[], document: DefaultTreeAdapterTypes.Document): number {
  const start = (name: string) => all.find(({ tagName }) => tagName === name)?.sourceCodeLocation?.startTag?.endOffset
  const doctype = document.childNodes.find(({ nodeName }) => nodeName === '#documentType')
  return start('head') ?? start('html') ?? doctype?.sourceCodeLocation?.endOffset ?? 0
}
