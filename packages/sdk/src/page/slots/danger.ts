import * as dom from '../../lib/dom.ts'
import { ownGlobal } from '../../lib/own-global.ts'
import { webAddress } from './fill-template.ts'

const ELEMENTS = 'script,style,link,meta,base,iframe,frame,object,embed,form,template'
const ADDRESS = /^(?:xlink:)?(?:href|src|action|formaction|data|poster|background|ping)$/i
/** Of a style: what could cover the page, or ask a server for something. */
const STYLE = /position|inset|z-index|translate|transform|margin|url|image-set|\d\dv[hwib]|\d{4}/i
/** Addresses that are no page's: a mail, a call. Pictures may be in the markup itself. */
const OTHERWISE = /^\s*(?:mailto:|tel:|#|data:image\/(?:png|jpe?g|gif|webp|avif);)/i
/** CSS pixels of a picture: more is a page. */
const LARGEST = 4000

/**
 * What a campaign's creative may not have, since it may come from anybody who pays: scripts and handlers, addresses that aren't the
 * web's, styles that cover the page, names in place of the page's own, huge pictures.
 *
 * @returns the first of them, to be told to the developer
 */
export function dangerIn(content: DocumentFragment, base: string): string | undefined {
  const element = dom.querySelector(content, ELEMENTS)
  if (element) return `<${dom.localName(element)}>`
  for (const each of dom.querySelectorAll(content, '*')) {
    for (const name of dom.getAttributeNames(each)) {
      const value = dom.getAttribute(each, name) ?? ''
      const wrong =
        /^on|^srcdoc$/i.test(name) ||
        (ADDRESS.test(name) && !OTHERWISE.test(value) && webAddress(value, base) === undefined) ||
        (name === 'style' && STYLE.test(value)) ||
        (/^(?:id|name)$/.test(name) && isTaken(value)) ||
        (/^(?:width|height)$/.test(name) && Number(value) > LARGEST)
      if (wrong) return `${name}="${value.slice(0, 60)}"`
    }
  }
  return undefined
}

/** Whether the page, a document or a form has something of that name: an element would take its place. */
const isTaken = (name: string): boolean =>
  Object.hasOwn(globalThis, name) ||
  // On the command line there is neither.
  ['Document', 'HTMLFormElement'].some((kind) => name in ((ownGlobal(kind) as typeof Document)?.prototype ?? {}))
