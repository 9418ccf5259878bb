/**
 * What the inspector's components stand on. A component is a name, a style and a function; what it knows of the reader lives
 * in that function's variables and in a closed shadow root, and nowhere on the element. This is all of one:
 *
 * ```ts
 * const TEXTS = { en: { events: { one: '# event', other: '# events' } }, ru: { events: { one: '# событие', few: '# события', other: '# событий' } } }
 *
 * export const defineCount = (inkling?: Inkling) =>
 *   defineComponent('inkling-count', {
 *     style: 'p{margin:0}',
 *     start({ inkling, speech, show, asking }) {
 *       let events = 0
 *       const draw = () => show(piece('p', {}, speech.count(events, TEXTS[speech.language].events)))
 *       return async (may) => {          // now, and whenever what is known of the reader may be another
 *         if (!may) return               // withdrawn: what stood there is gone already
 *         const counts = asking()
 *         const status = await inkling()!.status()
 *         if (!counts()) return          // withdrawn, erased, off the page or asked anew meanwhile
 *         events = status.events
 *         draw()
 *       }
 *     },
 *   }, inkling)
 * ```
 *
 * `show` is called anew with all that is to be seen; elements that are there stay.
 */
import type { Inkling } from '../../sdk/src/client/inkling-api.ts'
import * as dom from '../../sdk/src/lib/dom.ts'
import { mayShowHistory, siteInkling } from '../../sdk/src/lib/site-inkling.ts'
import { type Inner, show as showIn } from './piece.ts'
import { type Speech, speechOf } from './speech.ts'
import { STYLE } from './style.ts'

/** Where a component stands: one for each time that its element comes into a page. */
export interface Mount {
  readonly element: HTMLElement
  /** Closed: reached from here alone, for what has the focus and what is looked for. */
  readonly root: ShadowRoot
  readonly speech: Speech
  /** Aborted when the element leaves the page. */
  readonly signal: AbortSignal
  /** Undefined until Inkling has run. */
  inkling(this: void): Inkling | undefined
  /** Everything that is to be seen, in place of what was. */
  show(this: void, ...inner: readonly Inner[]): void
  /**
   * Called before an `await`. What it gives says after it whether the answer counts: no more once the reader has withdrawn or erased
   * everything, the element has gone, or something was asked later.
   */
  asking(this: void): () => boolean
}

export interface Component {
  /** CSS, after {@link STYLE}. */
  readonly style: string
  /**
   * @returns called now and whenever what is known of the reader may be another. `may`: whether anything may be told: content is
   *   agreed to. When it may not any more, or everything was erased, the root has been emptied before.
   */
  start(mount: Mount): (may: boolean, erased: boolean) => void
}

/** What is said of the reader in the page. What these carry isn't read: any script can send them. */
const NEWS = ['inkling:ready', 'inkling:consent', 'inkling:profile'] as const

/**
 * Defines an element; once it is defined, that's that. On a server nothing happens. Nothing happens at import either.
 *
 * @param given by `createInkling`. Default: the one of the page's tag
 */
export function defineComponent(name: string, component: Component, given?: Inkling): void {
  const { customElements, HTMLElement } = globalThis
  if (!customElements || customElements.get(name)) return
  const inkling = () => given ?? usable(siteInkling())
  customElements.define(
    name,
    class extends HTMLElement {
      #root: ShadowRoot | undefined
      #left: AbortController | undefined

      connectedCallback(): void {
        this.#root ??= rootOf(this, component.style)
        this.#left = new AbortController()
        start(component, { element: this, root: this.#root, signal: this.#left.signal, inkling })
      }

      /** Inkling moves items: who is asked something in one goes on reading. */
      connectedMoveCallback(): void {}

      disconnectedCallback(): void {
        this.#left?.abort()
        if (this.#root) showIn(dom.lastElementChild(this.#root)!, [])
      }
    },
  )
}

/** Until the tag has run, `window.inkling` is an array of calls. */
const usable = (found: object | undefined) => (found && 'explain' in found ? (found as Inkling) : undefined)

function rootOf(element: HTMLElement, own: string): ShadowRoot {
  const root = element.attachShadow({ mode: 'closed' })
  const css = STYLE + own
  try {
    // Needs no style-src: a policy knows nothing of style sheets that scripts construct.
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    root.adoptedStyleSheets = [sheet]
  } catch {
    // Safari before 16.4: by the nonce that the site gives the element.
    const style = dom.createElement(document, 'style')
    dom.append(root, Object.assign(style, { nonce: element.nonce, textContent: css }))
  }
  dom.append(root, dom.createElement(document, 'div'))
  return root
}

function start(component: Component, given: Pick<Mount, 'element' | 'root' | 'signal' | 'inkling'>): void {
  const { element, root, signal, inkling } = given
  const holder = dom.lastElementChild(root)!
  /** Another one whenever what was asked before must not come any more. */
  let epoch = {}
  const draw = (inner: readonly Inner[]) => {
    if (!signal.aborted) showIn(holder, inner)
  }
  const changed = component.start({
    ...given,
    speech: speechOf(element),
    show: (...inner) => draw(inner),
    asking() {
      const asked = {}
      epoch = asked
      return () => asked === epoch && !signal.aborted
    },
  })
  const hear = (event?: Event) => {
    const found = inkling()
    const may = !!found && mayShowHistory(found)
    const erased = event?.type === 'inkling:profile' && (event as CustomEvent).detail?.events === 0
    if (!may || erased) {
      epoch = {}
      draw([])
    }
    changed(may, erased)
  }
  for (const name of NEWS) dom.addEventListener(document, name, hear, { signal })
  hear()
}
