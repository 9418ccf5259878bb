import { tellTabs } from '../lib/tabs.ts'
import type { ReaderEvent } from '../types.ts'
import { EMPTY, FORGET_KEY, KEY, MAX_CHARACTERS, OUTBOX_KEY, readSnapshot, type Snapshot } from './snapshot.ts'

/** Changes the snapshot. What doesn't fit goes: scores of the items that stand last in the table, the least recently seen. */
export function writeSnapshot(change: Partial<Snapshot>): Snapshot {
  const snapshot: Snapshot = { ...readSnapshot(), ...change }
  const scores = Object.entries(snapshot.scores)
    .filter(([, score]) => Number.isFinite(score))
    .map(([id, score]) => [id, Math.round(score * 1e4) / 1e4] as const)
  let kept = { ...snapshot, scores: Object.fromEntries(scores) }
  let text = JSON.stringify(kept)
  while (text.length > MAX_CHARACTERS) {
    scores.length >>= 1
    // Topics or paths that are too long by themselves: better nothing than too much.
    kept = scores.length ? { ...snapshot, scores: Object.fromEntries(scores) } : { ...EMPTY, views: +snapshot.views }
    text = JSON.stringify(kept)
  }
  try {
    localStorage.setItem(KEY, text)
  } catch {
    // Full or off: the next page paints in the editor's order.
  }
  return kept
}

/** Events held at most: a reader at work leaves one or two. */
const MAX_OUTBOX = 50

/** Events that no page has stored yet, this one's or another's. @param text as they are kept. Default: as they are now */
export function readOutbox(text?: string): ReaderEvent[] {
  try {
    const events: unknown = JSON.parse(text ?? localStorage.getItem(OUTBOX_KEY) ?? '[]')
    if (!Array.isArray(events)) return []
    return events.slice(-MAX_OUTBOX).filter((event) => typeof event?.item === 'string')
  } catch {
    return []
  }
}

/**
 * Holds events until IndexedDB has them: a click navigates away before a transaction is done. Tabs share the place: each
 * changes it by what it adds or takes away. At most 50 are held, the last.
 */
export function changeOutbox(change: (held: readonly ReaderEvent[]) => readonly ReaderEvent[]): void {
  try {
    const held = readOutbox()
    const next = change(held).slice(-MAX_OUTBOX)
    // Nothing changed, nothing to tell other tabs.
    if (next.length === held.length && next.at(-1) === held.at(-1)) return
    if (next.length) localStorage.setItem(OUTBOX_KEY, JSON.stringify(next))
    else localStorage.removeItem(OUTBOX_KEY)
  } catch {
    // The event then lives as long as the page.
  }
}

/** Tells other tabs what to take out of the history; nothing of it stays here. @param what plain data */
export function tellForgotten(what: object): void {
  const newValue = JSON.stringify(what)
  try {
    // Pages in the back/forward cache hear of it, too, when they come back.
    localStorage.setItem(FORGET_KEY, newValue)
    localStorage.removeItem(FORGET_KEY)
  } catch {
    tellTabs({ key: FORGET_KEY, newValue })
  }
}
