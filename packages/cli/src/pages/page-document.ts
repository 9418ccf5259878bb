import { parseHTML } from 'linkedom'
import { parse, serialize } from 'parse5'
import { shallow } from './shallow.ts'

/**
 * Parses a page's markup into a document, as a browser would, but without running scripts. parse5 follows the HTML
 * standard and adds the implied elements (head, body, tbody); linkedom provides the DOM and selectors.
 *
 * @param address URL of the page
 */
export function pageDocument(html: string, address: string): Document {
  const { document } = parseHTML(serialize(shallow(parse(html)))) as unknown as { document: Document }
  // Browsers with scripts enabled don't render noscript content.
  for (const each of document.querySelectorAll('noscript')) each.remove()
  openShadowRoots(document)
  const base = document.querySelector('base[href]')?.getAttribute('href') ?? ''
  const url = new URL(address)
  Object.defineProperties(document, {
    baseURI: { value: URL.canParse(base, url) ? new URL(base, url).href : url.href },
    location: { value: url },
    defaultView: { value: { location: url } },
  })
  return document
}

/** Attaches declarative shadow roots, which the parser leaves as templates. */
function openShadowRoots(root: ParentNode): void {
  for (const template of root.querySelectorAll<HTMLTemplateElement>('template[shadowrootmode=open]')) {
    const host = template.parentElement
    if (!host || host.shadowRoot) continue
    const shadow = host.attachShadow({ mode: 'open' })
    shadow.append(...template.content.childNodes)
    template.remove()
    openShadowRoots(shadow)
  }
}
