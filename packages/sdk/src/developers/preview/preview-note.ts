/**
 * Says on the page itself that it is a preview, and keeps the preview on links within the site. Frames have neither:
 * the page around them says what they show.
 */

import * as dom from '../../lib/dom.ts'
import { ARM_PARAMETER, AS_OF_PARAMETER, PARAMETER, YOURSELF } from './personas.ts'

const PARAMETERS = [PARAMETER, ARM_PARAMETER, AS_OF_PARAMETER] as const

const STYLE = `:host{all:initial!important;position:fixed!important;z-index:2147483000!important;inset:auto auto .75rem .75rem!important;max-inline-size:min(22rem,100vw - 1.5rem)!important}
div{display:flex;flex-wrap:wrap;gap:.25rem .75rem;align-items:center;padding:.4rem .75rem;border:2px solid;border-radius:.4rem;color:CanvasText;background:Canvas;color-scheme:light dark;font:.875rem/1.4 system-ui,sans-serif}
a,button{min-block-size:2rem;padding:.2rem;border:0;color:inherit;background:none;font:inherit;text-decoration:underline;cursor:pointer;align-content:center}
:focus-visible{outline:3px solid;outline-offset:2px}
@media(max-width:40rem){:host{inset:.5rem auto auto .5rem!important}}
@media print{:host{display:none!important}}`

const TEXTS = {
  en: {
    persona: (name: string) => `Preview: this page as “${name}” would see it.`,
    yourself: 'Preview: this page as you would have seen it.',
    leave: 'Leave',
    hide: 'Hide this note',
  },
  ru: {
    persona: (name: string) => `Предпросмотр: страница, какой её видит «${name}».`,
    yourself: 'Предпросмотр: страница, какой её видели бы вы раньше.',
    leave: 'Выйти',
    hide: 'Скрыть',
  },
}

/** The address without the preview. */
function withoutPreview(address: string): string {
  const url = new URL(address)
  for (const name of PARAMETERS) url.searchParams.delete(name)
  return url.href
}

/** The address with this page's preview; undefined if it leads elsewhere or names a preview itself. */
export function withPreview(address: string, page: string): string | undefined {
  const [url, here] = [new URL(address), new URL(page)]
  if (url.origin !== here.origin || url.searchParams.has(PARAMETER)) return undefined
  for (const name of PARAMETERS) {
    const value = here.searchParams.get(name)
    if (value !== null) url.searchParams.set(name, value)
  }
  return url.href
}

/** Changes a link's address only while it is followed, because items may be recognised by their links. */
function keepOn(event: Event): void {
  // In shadow roots, such as the inspector's and this note's own, links choose their readers themselves.
  const { target } = event
  const link = target instanceof Element ? dom.closest<HTMLAnchorElement>(target, 'a[href]') : undefined
  const own = link && dom.getAttribute(link, 'href')
  if (!own || /^#|^\w+:(?<!https?:)/.test(own)) return
  const address = withPreview(new URL(own, dom.baseURI(document)).href, location.href)
  if (!address) return
  dom.setAttribute(link, 'href', address)
  // A script of the page may have changed the address meanwhile.
  setTimeout(() => dom.getAttribute(link, 'href') === address && dom.setAttribute(link, 'href', own))
}

/** @param persona the name of the persona, or `yourself` */
export function showPreviewNote(persona: string): void {
  if (window !== window.top) return
  const root = dom.documentElement(document)
  const texts = TEXTS[dom.getAttribute(root, 'lang')?.startsWith('ru') ? 'ru' : 'en']
  const make = <K extends keyof HTMLElementTagNameMap>(tag: K, properties: Partial<HTMLElementTagNameMap[K]>) =>
    Object.assign(dom.createElement(document, tag), properties)
  const host = make('div', {})
  const shadow = host.attachShadow({ mode: 'closed' })
  // Constructed style sheets work without a `style-src` entry in the content security policy.
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(STYLE)
  shadow.adoptedStyleSheets = [sheet]
  const note = make('div', {})
  dom.setAttribute(note, 'role', 'note')
  const said = persona === YOURSELF ? texts.yourself : texts.persona(persona)
  dom.append(
    note,
    make('span', { textContent: said }),
    make('a', { href: withoutPreview(location.href), textContent: texts.leave }),
    make('button', { type: 'button', textContent: texts.hide, onclick: () => dom.remove(host) }),
  )
  dom.append(shadow, note)
  // Outside the body, whose children frameworks own.
  dom.append(root, host)
  for (const name of ['click', 'auxclick']) dom.addEventListener(document, name, keepOn, { capture: true })
}
