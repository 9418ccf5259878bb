import * as dom from '../../lib/dom.ts'
import type { Listen } from './listen.ts'

/** Time in milliseconds after which an inactive reader counts as away. */
const IDLE_MS = 30_000
/**
 * Events that show activity. Scrolling counts only if the document itself scrolls, because carousels scroll by
 * themselves.
 */
const SIGNS = 'pointermove pointerdown keyup wheel touchmove scroll'

interface Listeners {
  /** Called when the page has become both visible and focused, or has ceased to be. */
  onPresence(): void
  /** Called when another second of attention has passed. */
  onSecond(): void
  /** Called when the page is hidden or being left; this may be the last chance to record anything. */
  onLeave(): void
}

export interface Attention {
  /** Whether the page is both visible and focused. */
  present(): boolean
  /** Records a sign of activity. */
  noteActivity(): void
  stop(): void
}

/**
 * Tracks whether the reader is present, that is, whether the page is visible and focused and there are signs of
 * activity.
 */
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
    // Mobile browsers may discard a hidden page without firing another event.
    if (!visible()) onLeave()
  })
  listen('pagehide', onLeave, window)
  const timer = setInterval(() => {
    // If a frame from another site has the focus, the focus can be lost without an event.
    check()
    if (was && Date.now() - sign < IDLE_MS) onSecond()
  }, 1000)
  return { present, noteActivity, stop: () => clearInterval(timer) }
}
