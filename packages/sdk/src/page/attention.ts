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

/** Whether there is a reader: the page visible and focused, and now and then a sign of life. */
export class Attention {
  #sign = Date.now()
  readonly #timer: ReturnType<typeof setInterval>

  constructor(
    private readonly document: Document,
    listen: Listen,
    { onPresence, onSecond, onLeave }: Listeners,
  ) {
    let was = this.present()
    const check = () => {
      const is = this.present()
      if (is === was) return
      was = is
      this.stir()
      onPresence()
    }
    listen(SIGNS, ({ type, target }) => {
      if (type !== 'scroll' || target === document) this.stir()
    })
    listen('visibilitychange', () => {
      check()
      // Phones end hidden pages without a word.
      if (document.visibilityState === 'hidden') onLeave()
    })
    listen('pagehide', onLeave, document.defaultView!)
    listen('focus blur', check, document.defaultView!)
    this.#timer = setInterval(() => {
      // Focus can go without an event, from a frame of another site.
      check()
      if (was && Date.now() - this.#sign < IDLE_MS) onSecond()
    }, 1000)
  }

  present(): boolean {
    return this.document.visibilityState === 'visible' && this.document.hasFocus()
  }

  /** A sign of life. */
  stir(): void {
    this.#sign = Date.now()
  }

  stop(): void {
    clearInterval(this.#timer)
  }
}
