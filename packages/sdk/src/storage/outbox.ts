import { parseOwn } from '../lib/json/own.ts'
import type { ReaderEvent } from '../types.ts'

/**
 * Events that IndexedDB may not have yet: a click navigates away before a transaction is done. In localStorage, which is
 * written at once; its `storage` events bring them to other tabs.
 */
export const OUTBOX_KEY = 'inkling.outbox'
/** A reader at work leaves one or two. */
const MAX_EVENTS = 50

/** Events that no page has stored yet, this one's or another's. @param text the value. Default: what is stored */
export function readOutbox(text?: string): ReaderEvent[] {
  try {
    const events: unknown = parseOwn(text ?? localStorage.getItem(OUTBOX_KEY) ?? '[]')
    if (!Array.isArray(events)) return []
    return events.slice(-MAX_EVENTS).filter((event) => typeof event?.item === 'string')
  } catch {
    return []
  }
}

/** Adds or removes events; at most 50 are held, the last. Tabs share the outbox: each changes only what is its own. */
export function changeOutbox(change: (held: readonly ReaderEvent[]) => readonly ReaderEvent[]): void {
  try {
    const held = readOutbox()
    const next = change(held).slice(-MAX_EVENTS)
    // An unchanged outbox must not wake other tabs.
    if (next.length === held.length && next.at(-1) === held.at(-1)) return
    if (next.length) localStorage.setItem(OUTBOX_KEY, JSON.stringify(next))
    else localStorage.removeItem(OUTBOX_KEY)
  } catch {
    // Full or off: the event then lives as long as the page.
  }
}
