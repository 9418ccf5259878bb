import * as dom from '../../lib/dom.ts'
import { catchErrors } from '../../lib/errors/catch-errors.ts'

/** Adds a passive listener for each of some kinds of events (separated by spaces), ahead of the page's own. */
export type Listen = (kinds: string, listener: (event: Event) => void, target?: EventTarget) => void

/** Only what the browser itself fired is heard, until `signal` aborts. What a listener throws goes to `report`. */
export function listenOn(document: Document, signal: AbortSignal, report: (cause: unknown) => void): Listen {
  return (kinds, listener, target = document) => {
    const heard = catchErrors(report, (event: Event) => {
      if (event.isTrusted) listener(event)
    })
    for (const kind of kinds.split(' '))
      dom.addEventListener(target, kind, heard, { capture: true, passive: true, signal })
  }
}
