import type { ReaderEvent } from '../types.ts'
import { EMPTY, KEY, MAX_CHARACTERS, type Mirror, PENDING_KEY, readMirror } from './mirror.ts'
import { wipeShown } from './shown.ts'

/** Changes the mirror. What doesn't fit goes: scores of the items that stand last in the table, the least recently seen. */
export function writeMirror(change: Partial<Mirror>): Mirror {
  const mirror: Mirror = { ...readMirror(), ...change }
  const scores = Object.entries(mirror.scores).map(([id, score]) => [id, Math.round(score * 1e4) / 1e4] as const)
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

/** Holds events until IndexedDB has them: a click navigates away before a transaction is done. */
export function keepPending(events: readonly ReaderEvent[]): void {
  try {
    if (events.length) localStorage.setItem(PENDING_KEY, JSON.stringify(events.slice(-50)))
    else localStorage.removeItem(PENDING_KEY)
  } catch {
    // The event then lives as long as the page.
  }
}

/** Events that an earlier page could not store. */
export function takePending(): ReaderEvent[] {
  try {
    const events: unknown = JSON.parse(localStorage.getItem(PENDING_KEY) ?? '[]')
    return Array.isArray(events) ? events : []
  } catch {
    return []
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
