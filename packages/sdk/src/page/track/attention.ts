import * as dom from '../../lib/dom.ts'
import type { Listen } from './listen.ts'

/** Milliseconds without a sign of the reader after which nobody is taken to be there. */
const IDLE_MS = 30_000
/** The signs. Of scrolling, only the document's own: carousels scroll by themselves. */
const SIGNS = 'pointermove pointerdown keyup wheel touchmove scroll'

interface Listeners {
  /** The page has come to be both visible and focused, or no longer is. */
  onPresence(): void
  /** One more second of attention. */
  onSecond(): void
  /** The page is hidden or left, and may not be heard of again. */
  onLeave(): void
}

export interface Attention {
  /** Whether the page is both visible and focused. */
  present(): boolean
  /** A sign of life. */
  noteActivity(): void
  stop(): void
}

/** Whether there is a reader: the page visible and focused, and now and then a sign of life. */
export function watchAttention(
  document: Document,
  listen: Listen,
  { onPresence, onSecond, onLeave }: Listeners,
): Attention {
  const window = dom.defaultView(document)!
  const visible = () => dom.visibilityState(document) === 'visible'
  const present = () => visible() && dom.hasFocus(document)
  let was = present()
  let sign = Date.now()
  const noteActivity = () => {
    sign = Date.now()
  }
  const check = () => {
    if (was === present()) return
    was = !was
    noteActivity()
    onPresence()
  }
  listen(SIGNS, ({ type, target }) => {
    if (type !== 'scroll' || target === document) noteActivity()
  })
  listen('focus blur', check, window)
  listen('visibilitychange', () => {
    check()
    // Phones end hidden pages without a word.
    if (!visible()) onLeave()
  })
  listen('pagehide', onLeave, window)
  const timer = setInterval(() => {
    // Focus can go without an event, from a frame of another site.
    check()
    if (was && Date.now() - sign < IDLE_MS) onSecond()
  }, 1000)
  return { present, noteActivity, stop: () => clearInterval(timer) }
}
