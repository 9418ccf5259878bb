/**
 * The base of the elements and of the inspector. A component consists of a name, a style and a function. Data about the
 * reader stays in that function's variables and in a closed shadow root, never on the element. A complete example:
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
 *       return async (may) => {          // called now, and whenever the reader's data may have changed
 *         if (!may) return               // withdrawn; the content is already gone
 *         const counts = asking()
 *         const status = await inkling()!.status()
 *         if (!counts()) return          // withdrawn, erased, removed, or superseded meanwhile
 *         events = status.events
 *         draw()
 *       }
 *     },
 *   }, inkling)
 * ```
 *
 * `show` receives the complete content on each call; existing elements are reused.
 */
import type { Inkling } from '../../sdk/src/client/inkling-api.ts'
import * as dom from '../../sdk/src/lib/dom.ts'
import { mayShowHistory, siteInkling } from '../../sdk/src/lib/site-inkling.ts'
import { type Inner, show as showIn } from './piece.ts'
import { type Speech, speechOf } from './speech.ts'
import { STYLE } from './style.ts'

/** One instance of a component; created each time its element is connected. */
export interface Mount {
  readonly element: HTMLElement
  /** The closed shadow root, used for focus and queries. */
  readonly root: ShadowRoot
  readonly speech: Speech
  /** Aborted when the element is disconnected. */
  readonly signal: AbortSignal
  /** Undefined until Inkling has run. */
  inkling(this: void): Inkling | undefined
  /** Renders the complete content, replacing the previous one. */
  show(this: void, ...inner: readonly Inner[]): void
  /**
   * Call this before an `await`. Afterwards, the returned function says whether the answer is still wanted. It isn't
   * after a withdrawal, an erasure, a later request, or the element's removal.
   */
  asking(this: void): () => boolean
}

export interface Component {
  /** CSS, added after {@link STYLE}. */
  readonly style: string
  /**
   * @returns a function called at the start and whenever the reader's data may have changed. `may`: whether there is
   * consent to content, so that data may be shown. After a withdrawal or an erasure, the root has already been emptied.
   */
  start(mount: Mount): (may: boolean, erased: boolean) => void
}

/**
 * Events after which the reader's data may have changed. Their `detail` is ignored because any script can dispatch
 * them.
 */
const NEWS = ['inkling:ready', 'inkling:consent', 'inkling:profile'] as const

/**
 * Defines an element, unless it is already defined. Does nothing on a server; importing the module has no effect.
 *
 * @param given an instance from `createInkling`. Default: the instance created by the page's tag
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

      /** Having this method preserves the element's state when Inkling moves the surrounding item with `moveBefore`. */
      connectedMoveCallback(): void {}

      disconnectedCallback(): void {
        this.#left?.abort()
        if (this.#root) showIn(dom.lastElementChild(this.#root)!, [])
      }
    },
  )
}

/** Until the tag has run, `window.inkling` is an array of queued calls. */
const usable = (found: object | undefined) => (found && 'explain' in found ? (found as Inkling) : undefined)

function rootOf(element: HTMLElement, own: string): ShadowRoot {
  const root = element.attachShadow({ mode: 'closed' })
  const css = STYLE + own
  try {
    // Constructed style sheets work without a `style-src` entry in the content security policy.
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    root.adoptedStyleSheets = [sheet]
  } catch {
    // Safari before 16.4 doesn't support constructed style sheets; fall back to a style element with the nonce that the
    // site sets on this element.
    const style = dom.createElement(document, 'style')
    dom.append(root, Object.assign(style, { nonce: element.nonce, textContent: css }))
  }
  dom.append(root, dom.createElement(document, 'div'))
  return root
}

function start(component: Component, given: Pick<Mount, 'element' | 'root' | 'signal' | 'inkling'>): void {
  const { element, root, signal, inkling } = given
  const holder = dom.lastElementChild(root)!
  /** Replaced whenever pending answers become obsolete. */
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
