import { parseOwn } from '../lib/json/own.ts'
import type { ReaderEvent } from '../types.ts'

/**
 * Events that may not be in IndexedDB yet, because a click may navigate away before a transaction completes. They are
 * kept in localStorage, which is written synchronously and forwards them to other tabs through `storage` events.
 */
export const OUTBOX_KEY = 'inkling.outbox'
/** Maximum number of events kept; usually there are only one or two. */
const MAX_EVENTS = 50

/** The same of release 0.1.0. A page of it may have been closed before an event reached IndexedDB. */
const EARLIER_KEY = 'inkling.pending'

/** Never throws. */
function parse(text: string | null): ReaderEvent[] {
  try {
    const events: unknown = parseOwn(text ?? '[]')
    if (!Array.isArray(events)) return []
    return events.slice(-MAX_EVENTS).filter((event) => typeof event?.item === 'string')
  } catch {
    return []
  }
}

/**
 * Events from this page or others that aren't in IndexedDB yet.
 *
 * @param text the value to parse. Default: the stored text
 */
export function readOutbox(text?: string): ReaderEvent[] {
  if (text !== undefined) return parse(text)
  try {
    return [EARLIER_KEY, OUTBOX_KEY].flatMap((key) => parse(localStorage.getItem(key))).slice(-MAX_EVENTS)
  } catch {
    return []
  }
}

/**
 * Adds or removes events. The last 50 events are kept. Tabs share the outbox, so each tab changes only its own events.
 */
export function changeOutbox(change: (held: readonly ReaderEvent[]) => readonly ReaderEvent[]): void {
  try {
    const held = readOutbox()
    const next = change(held).slice(-MAX_EVENTS)
    // An unchanged outbox must not wake other tabs.
    if (next.length === held.length && next.at(-1) === held.at(-1)) return
    if (next.length) localStorage.setItem(OUTBOX_KEY, JSON.stringify(next))
    else localStorage.removeItem(OUTBOX_KEY)
    if (localStorage.getItem(EARLIER_KEY)) localStorage.removeItem(EARLIER_KEY)
  } catch {
    // Storage is full or disabled: the event is lost if the page is closed before it reaches IndexedDB.
  }
}
