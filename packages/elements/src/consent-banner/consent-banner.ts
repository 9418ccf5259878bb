/**
 * `<inkling-consent>`: asks for consent on sites without a banner of their own, and then shows a button for changing
 * the choice. A separate bundle that uses only Inkling's public methods and events.
 */

import * as dom from '../../../sdk/src/lib/dom.ts'
import { siteInkling } from '../../../sdk/src/lib/site-inkling.ts'
import type { Consent, InklingEvents, Purposes } from '../../../sdk/src/types.ts'
import { STYLE } from './style.ts'
import { type Texts, textsFor } from './texts.ts'

type Purpose = keyof Purposes

/** The part of Inkling that the banner uses. */
interface Chooser {
  readonly consent: { get(): Consent; set(purposes: Partial<Purposes>): void }
}

const PURPOSES: readonly Purpose[] = ['content', 'creatives', 'measurement']

// Lets the module be imported on a server, which has no HTMLElement.
const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement

function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Partial<HTMLElementTagNameMap[K]>,
  ...children: Array<Node | string>
): HTMLElementTagNameMap[K] {
  const element = Object.assign(dom.createElement(document, tag), properties)
  dom.append(element, ...children)
  return element
}

/**
 * Attributes: `purposes`, the purposes to ask for (default: `content creatives`) · `inline`: shows the button where the
 * element is instead of in the corner of the window. Texts are English or Russian, depending on `<html lang>` or the
 * nearest `lang`; children with a `slot` attribute replace them.
 */
export class InklingConsent extends Base {
  #chooser: Chooser | undefined
  #left = new AbortController()
  #banner!: HTMLElement
  #choices!: HTMLButtonElement
  #boxes!: Map<Purpose, HTMLInputElement>
  #details!: HTMLDetailsElement
  #keep!: HTMLButtonElement

  /** An instance from `createInkling`; not needed if the page has the script tag. */
  set inkling(chooser: Chooser) {
    this.#chooser = chooser
    if (this.isConnected) this.#settle(chooser.consent.get())
  }

  connectedCallback(): void {
    if (!this.shadowRoot) this.#render()
    this.#left = new AbortController()
    const { signal } = this.#left
    type Told = CustomEvent<InklingEvents['inkling:ready'] | InklingEvents['inkling:consent']>
    const hear = (event: Event) => {
      const { detail } = event as Told
      this.#settle('consent' in detail ? detail.consent : detail)
    }
    dom.addEventListener(document, 'inkling:ready', hear, { signal })
    dom.addEventListener(document, 'inkling:consent', hear, { signal })
    const consent = this.#inkling()?.consent.get()
    if (consent) this.#settle(consent)
  }

  disconnectedCallback(): void {
    this.#left.abort()
    dom.style(dom.documentElement(document)).scrollPaddingBlockEnd = ''
  }

  /** Opens the banner, showing the current choice, and moves the focus to it. */
  open(): void {
    const consent = this.#inkling()?.consent.get()
    for (const [purpose, box] of this.#boxes) box.checked = consent?.[purpose] === true
    this.#details.open = this.#boxes.size > 1
    this.#keep.hidden = consent?.state === 'unknown'
    this.#show(true)
    dom.focus(this.#banner)
  }

  #inkling(): Chooser | undefined {
    // Until the script has run, `window.inkling` is an array without `consent`.
    const found = this.#chooser ?? (siteInkling() as Partial<Chooser> | undefined)
    return found?.consent ? (found as Chooser) : undefined
  }

  #settle({ state }: Consent): void {
    const asking = state === 'unknown'
    const isOpen = !this.#banner.hidden // dom: a <section> made here
    if (!isOpen) {
      this.#keep.hidden = asking
      this.#show(asking)
    } else if (!asking && this.#keep.hidden) this.#show(false)
    // A banner that the reader opened to change their choice stays open, whatever happens on this page or in other
    // tabs.
  }

  #show(asking: boolean): void {
    const focused = dom.contains(this.#banner, dom.activeElement(this.shadowRoot!))
    this.#banner.hidden = !asking // dom: a <section> made here
    this.#choices.hidden = asking
    // Keeps focused elements from being scrolled behind the banner.
    dom.style(dom.documentElement(document)).scrollPaddingBlockEnd = asking ? `${dom.offsetHeight(this.#banner)}px` : ''
    // Otherwise the focus would fall back to the start of the document.
    if (focused && !asking) this.#choices.focus()
  }

  #choose(wanted: (purpose: Purpose) => boolean): void {
    const purposes = Object.fromEntries([...this.#boxes.keys()].map((purpose) => [purpose, wanted(purpose)]))
    const inkling = this.#inkling()
    if (inkling) inkling.consent.set(purposes)
    else {
      const early = (siteInkling() as unknown[] | undefined) ?? []
      Object.assign(window, { inkling: early })
      early.push(['consent', purposes])
    }
    this.#show(false)
  }

  #render(): void {
    const root = this.attachShadow({ mode: 'open' })
    // Constructed style sheets work without a `style-src` entry in the content security policy.
    const style = new CSSStyleSheet()
    style.replaceSync(STYLE)
    root.adoptedStyleSheets = [style]

    const [lang, texts] = textsFor(dom.lang(this.closest<HTMLElement>('[lang]')) ?? '')
    const say = (name: keyof Texts) => make('slot', { name }, texts[name])
    const button = (name: keyof Texts, onclick: () => void) =>
      make('button', { type: 'button', className: name, onclick }, say(name))
    const { globalPrivacyControl, doNotTrack } = navigator as Navigator & { globalPrivacyControl?: boolean }
    const signalled = globalPrivacyControl === true || doNotTrack === '1'

    const asked = (this.getAttribute('purposes') ?? 'content creatives').split(/\s+/)
    const offered = PURPOSES.filter((purpose) => asked.includes(purpose) && (!signalled || purpose === 'content'))
    this.#boxes = new Map(offered.map((purpose) => [purpose, make('input', { type: 'checkbox', name: purpose })]))
    const labels = [...this.#boxes].map(([purpose, box]) => make('label', {}, box, make('span', {}, say(purpose))))
    const save = button('save', () => this.#choose((purpose) => this.#boxes.get(purpose)!.checked))
    this.#details = make(
      'details',
      { hidden: offered.length < 2 },
      make('summary', {}, say('choose')),
      ...labels,
      make('div', { className: 'row' }, save),
    )
    this.#keep = button('keep', () => this.#show(false))
    this.#keep.hidden = true
    const no = button('no', () => this.#choose(() => false))
    const yes = button('yes', () => this.#choose(() => true))
    this.#banner = make(
      'section',
      // The built-in texts run left to right; a site's own texts follow the page's direction.
      { lang, dir: this.querySelector('[slot]') ? '' : 'ltr', hidden: true, tabIndex: -1 },
      make('h2', { id: 'title' }, say('title')),
      make('p', {}, say('text')),
      ...(signalled ? [make('p', {}, say('signal'))] : []),
      make('div', { className: 'row' }, no, yes, this.#keep),
      this.#details,
    )
    dom.setAttribute(this.#banner, 'aria-labelledby', 'title')
    dom.addEventListener(this.#banner, 'keydown', (event) => {
      if ((event as KeyboardEvent).key === 'Escape' && !this.#keep.hidden) this.#show(false)
    })
    this.#choices = button('choices', () => this.open())
    this.#choices.lang = lang
    this.#choices.hidden = true
    root.append(this.#banner, this.#choices)
  }
}

if (globalThis.customElements && !customElements.get('inkling-consent'))
  customElements.define('inkling-consent', InklingConsent)
