import * as dom from '../../lib/dom.ts'
import { copiesOf } from './copies.ts'

/** The site's own template for creatives that are data, directly in a slot. */
export const DATA_TEMPLATE = ':scope > template[data-inkling-template]'

/** What an attribute of the template's elements has filled in: a text, or an address. The value names the field. */
const FILLED = ['text', 'alt', 'href', 'src'] as const

/** Elements that something is filled into. */
export const FILLED_ELEMENTS = FILLED.map((kind) => `[data-inkling-${kind}]`).join()

/** http and https alone; undefined for whatever else an address can do. */
export function webAddress(text: string, base: string): string | undefined {
  try {
    const url = new URL(text, base)
    return /^https?:$/.test(url.protocol) ? url.href : undefined
  } catch {
    return undefined
  }
}

/**
 * A creative's fields in the site's template, as nodes that ask for their images. Texts are texts, and addresses are the web's; an
 * element whose field is missing, or is no address, is left out.
 */
export function fillTemplate(
  template: HTMLTemplateElement,
  fields: Readonly<Record<string, string>>,
  base: string,
): Node[] {
  const root = dom.createElement(document, 'div')
  dom.append(root, ...copiesOf(template.content))
  for (const kind of FILLED)
    for (const element of dom.querySelectorAll(root, `[data-inkling-${kind}]`)) {
      const name = dom.getAttribute(element, `data-inkling-${kind}`)!
      const field = Object.hasOwn(fields, name) ? fields[name]! : ''
      const value = /^[hs]/.test(kind) ? webAddress(field, base) : field
      if (kind === 'alt') dom.setAttribute(element, kind, field)
      else if (!field || value === undefined) dom.remove(element)
      else if (kind === 'text') element.replaceChildren(field)
      else dom.setAttribute(element, kind, value)
    }
  return [...dom.childNodes(root)]
}
