import * as dom from '../../lib/dom.ts'
import { catchErrors } from '../../lib/errors/catch-errors.ts'

/** Adds a passive capturing listener for each event type in a space-separated list. */
export type Listen = (kinds: string, listener: (event: Event) => void, target?: EventTarget) => void

/**
 * Returns a {@link Listen} that ignores events dispatched by scripts and stops when `signal` aborts. Errors thrown by
 * listeners go to `report`.
 */
export function listenOn(document: Document, signal: AbortSignal, report: (cause: unknown) => void): Listen {
  return (kinds, listener, target = document) => {
    const heard = catchErrors(report, (event: Event) => {
      if (event.isTrusted) listener(event)
    })
    for (const kind of kinds.split(' '))
      dom.addEventListener(target, kind, heard, { capture: true, passive: true, signal })
  }
}
