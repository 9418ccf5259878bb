import * as dom from '../../lib/dom.ts'

/** Elements that a browser fetches as soon as they are rendered, and the attributes that contain their addresses. */
const FETCHED = 'img,source,video,audio,iframe,embed,object,input[type=image],track'
const ATTRIBUTES = ['src', 'srcset', 'poster', 'data']
const IN_STYLE = /url\(\s*["']?([^"')]+)/g

/** Avoids `URL.canParse`, which some supported browsers lack. */
function urlOf(address: string, base: string): URL | undefined {
  try {
    return new URL(address, base)
  } catch {
    return undefined
  }
}

function addressesIn(element: Element): string[] {
  const style = dom.getAttribute(element, 'style') ?? ''
  const inStyle = [...style.matchAll(IN_STYLE)].map(([, address = '']) => address)
  if (!dom.matches(element, FETCHED)) return inStyle
  const named = ATTRIBUTES.flatMap((name) => {
    const value = dom.getAttribute(element, name) ?? ''
    return name === 'srcset' ? value.split(/,\s+/).map((each) => each.trim().split(/\s+/)[0]!) : [value]
  })
  return [...named.filter(Boolean), ...inStyle]
}

/** Hosts other than the page's own that would be contacted if this markup were rendered. */
export function otherHosts(markup: ParentNode & Node, base: string, own: readonly string[]): string[] {
  const hosts = [...dom.querySelectorAll(markup, `${FETCHED},[style]`)]
    .flatMap(addressesIn)
    .flatMap((address) => urlOf(address, base) ?? [])
    .filter(({ protocol, host }) => /^https?:$/.test(protocol) && !own.includes(host))
    .map(({ host }) => host)
  return [...new Set(hosts)]
}

/** The page's own hosts: those of its address and its canonical link. */
export function ownHosts(document: Document, base: string): string[] {
  const canonical = dom.getAttribute(dom.querySelector(document, 'link[rel~=canonical][href]'), 'href') ?? base
  return [base, canonical].flatMap((address) => urlOf(address, base)?.host ?? [])
}
