import { parseHTML } from 'linkedom'
import { parse, serialize } from 'parse5'
import { shallow } from './shallow.ts'

/**
 * A page's markup as a document, as a browser without scripts would have it. parse5 parses as the HTML standard says and
 * writes out what browsers add (head, body, tbody); linkedom makes of that a document with selectors.
 *
 * @param address URL of the page
 */
export function pageDocument(html: string, address: string): Document {
  const { document } = parseHTML(serialize(shallow(parse(html)))) as unknown as { document: Document }
  // Browsers show what is in there to readers without scripts alone.
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

/** Declarative shadow roots: to a parser they are templates. */
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
