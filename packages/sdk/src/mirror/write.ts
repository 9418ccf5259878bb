import type { ReaderEvent } from '../types.ts'
import { EMPTY, FORGET_KEY, KEY, MAX_CHARACTERS, type Mirror, PENDING_KEY, readMirror } from './mirror.ts'
import { wipeShown } from './shown.ts'

/** Changes the mirror. What doesn't fit goes: scores of the items that stand last in the table, the least recently seen. */
export function writeMirror(change: Partial<Mirror>): Mirror {
  const mirror: Mirror = { ...readMirror(), ...change }
  const scores = Object.entries(mirror.scores)
    .filter(([, score]) => Number.isFinite(score))
    .map(([id, score]) => [id, Math.round(score * 1e4) / 1e4] as const)
  let kept = { ...mirror, scores: Object.fromEntries(scores) }
  let text = JSON.stringify(kept)
  while (text.length > MAX_CHARACTERS) {
    scores.length >>= 1
    // Topics or paths that are too long by themselves: better nothing than too much.
    kept = scores.length ? { ...mirror, scores: Object.fromEntries(scores) } : { ...EMPTY, views: +mirror.views }
    text = JSON.stringify(kept)
  }
  try {
    localStorage.setItem(KEY, text)
  } catch {
    // Full or off: the next page paints in the editor's order.
  }
  return kept
}

/** Events that no page has stored yet, this one's or another's. */
export function readPending(): ReaderEvent[] {
  try {
    const events: unknown = JSON.parse(localStorage.getItem(PENDING_KEY) ?? '[]')
    return Array.isArray(events) ? events.filter((event) => typeof event?.item === 'string') : []
  } catch {
    return []
  }
}

/**
 * Holds events until IndexedDB has them: a click navigates away before a transaction is done. Tabs share the place: each
 * changes it by what it adds or takes away. At most 50 are held, the last.
 */
export function changePending(change: (held: readonly ReaderEvent[]) => readonly ReaderEvent[]): void {
  try {
    const held = readPending()
    const next = change(held).slice(-50)
    // Nothing changed, nothing to tell other tabs.
    if (next.length === held.length && next.at(-1) === held.at(-1)) return
    if (next.length) localStorage.setItem(PENDING_KEY, JSON.stringify(next))
    else localStorage.removeItem(PENDING_KEY)
  } catch {
    // The event then lives as long as the page.
  }
}

/** Tells other tabs what to take out of the history; nothing of it stays here. @param what plain data */
export function tellForgotten(what: object): void {
  try {
    localStorage.setItem(FORGET_KEY, JSON.stringify(what))
    localStorage.removeItem(FORGET_KEY)
  } catch {
    // Off or full: they learn of it when they are loaded again.
  }
}

/** Takes everything but the choice out of localStorage, and what this tab has shown out of sessionStorage. */
export function wipeMirror(): void {
  wipeShown()
  try {
    localStorage.removeItem(KEY)
    localStorage.removeItem(PENDING_KEY)
  } catch {
    // Off: then there is nothing in it.
  }
}
