import * as dom from '../../lib/dom.ts'
import { copiesOf } from './copies.ts'

/** A slot's template for creatives provided as data. */
export const DATA_TEMPLATE = ':scope > template[data-inkling-template]'

/** Kinds of fields that the template's elements can show: texts and URLs. The attribute's value is the field's name. */
const FILLED = ['text', 'alt', 'href', 'src'] as const

/** Selector for elements that show a field. */
export const FILLED_ELEMENTS = FILLED.map((kind) => `[data-inkling-${kind}]`).join()

/** The absolute URL; undefined for schemes other than http and https. */
export function webAddress(text: string, base: string): string | undefined {
  try {
    const url = new URL(text, base)
    return /^https?:$/.test(url.protocol) ? url.href : undefined
  } catch {
    return undefined
  }
}

/**
 * Fills the site's template with a creative's fields. Returns the nodes, whose images start to load. Texts are inserted
 * as text, and only web URLs are accepted. An element whose field is missing or invalid is left out.
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
