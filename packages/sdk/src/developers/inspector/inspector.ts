import { defineComponent, type Mount } from '../../../../elements/src/component.ts'
import { piece } from '../../../../elements/src/piece.ts'
import * as dom from '../../lib/dom.ts'
import { idle } from '../../lib/scheduling/idle.ts'
import { dock } from './dock.ts'
import { inspectPage } from './inspection.ts'
import type { InspectorInput } from './inspector-input.ts'
import { paneOf, type Shown } from './pane.ts'
import { STYLE } from './style.ts'
import { trim } from './tabs/events-tab.ts'
import { saidIn } from './texts/said.ts'

const NAME = 'inkling-inspector'
/** Events that refresh the inspector, in addition to those of the base class. */
const NEWS = [
  'inkling:ranked',
  'inkling:engine',
  'inkling:error',
  'inkling:creative',
  'inkling:unfilled',
  'inkling:exposure',
  'inkling:outcome',
]
const NOTHING: Shown = { tab: 'lists', found: undefined, copied: undefined }

/** Adds `<inkling-inspector>` after the page's body, initially closed. Does nothing if it is already defined. */
export function openInspector(asked: InspectorInput): void {
  if (customElements.get(NAME)) return
  let own: HTMLElement | undefined
  // An inspector element that is part of the page's own markup, for example in a user comment, stays empty.
  defineComponent(NAME, { style: STYLE, start: (mount) => (mount.element === own ? start(mount, asked) : () => {}) })
  own = dom.createElement(document, NAME as 'div')
  // Keep clicks in the inspector from being tracked.
  dom.setAttribute(own, 'data-inkling-ignore', '')
  dom.append(dom.documentElement(document), own)
}

function start(mount: Mount, asked: InspectorInput): (may: boolean, erased: boolean) => void {
  const { root, inkling, show, asking, signal, speech } = mount
  const room = dock(signal)
  let may = false
  let isOpen = false
  let isDue = false
  let shown = NOTHING
  /** Selector of the selected list. */
  let at: string | undefined

  const find = (selector: string) => dom.querySelector<HTMLElement>(root, selector)
  const handle = () =>
    piece(
      'button',
      { type: 'button', className: 'handle', 'aria-expanded': 'false', lang: speech.tag, onclick: open },
      `Inkling: ${saidIn(speech).texts.open}`,
    )
  const draw = (more: Partial<Shown> = {}) => {
    shown = { ...shown, ...more }
    show(isOpen ? paneOf(shown, asked, speech, handlers) : handle())
  }
  const handlers: Parameters<typeof paneOf>[3] = {
    again: () => void lookAgain().catch((cause) => reportError(cause)),
    close() {
      isOpen = false
      room.close()
      draw({ found: undefined, copied: undefined })
      find('.handle')?.focus()
    },
    chooseTab(tab, byKey) {
      draw({ tab, copied: undefined })
      if (byKey) find('[aria-selected=true]')?.focus()
      // Measuring fairness requires an explanation of every item in every list, so it is done only on request.
      if (tab === 'fairness' && !shown.found?.fair) handlers.again()
    },
    chooseList(selector) {
      at = selector
      handlers.again()
    },
    async copy(text) {
      try {
        await navigator.clipboard.writeText(text)
        draw({ copied: 'copied' })
      } catch {
        // The clipboard API requires a secure context.
        draw({ copied: 'copyFailed' })
      }
    },
  }
  const open = () => {
    isOpen = true
    room.open()
    draw()
    find('[aria-selected=true]')?.focus()
    handlers.again()
  }
  const lookAgain = async () => {
    const counts = asking()
    const found = await inspectPage(inkling(), asked, at, shown.tab === 'fairness')
    if (counts() && isOpen) draw({ found })
  }
  /** Events come in bursts, so the refresh waits for the browser to be idle. */
  const follow = async () => {
    trim(asked.heard, may)
    if (!isOpen || isDue) return
    isDue = true
    await idle()
    isDue = false
    if (isOpen) handlers.again()
  }
  for (const name of NEWS) dom.addEventListener(document, name, () => void follow(), { signal })
  return (now, erased) => {
    may = now
    if (erased) asked.heard.length = 0
    draw(may && !erased ? {} : { found: undefined })
    void follow()
  }
}
