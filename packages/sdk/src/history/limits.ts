import type { EventKind, ReaderEvent } from '../types.ts'

export const LIMITS = {
  /** Events older than this are pruned. */
  days: 60,
  rows: 2000,
  /** Of these rows, impressions: they come by the dozen and say little, and must not push out what was read. */
  impressions: 800,
  /** Characters of all events as JSON; about 1 MB. */
  characters: 1_000_000,
  /** Characters of one event or item as JSON; more is no text of an item. */
  rowCharacters: 10_000,
  /** Events taken in any one second, impressions beside the others; more is no reader. */
  perSecond: 20,
  /** Events taken in one day. */
  perDay: 2000,
  vectors: 5000,
  items: 500,
} as const

export const DAY = 86_400_000

/** A clock that was wrong for a while has dated events in the future, too: those must not live for ever. */
const isFresh = ({ at }: ReaderEvent, now: number): boolean => Math.abs(now - at) < LIMITS.days * DAY

/** The newest events that the limits allow, oldest first. */
export function withinLimits(events: readonly ReaderEvent[], now: number): ReaderEvent[] {
  let surplus = events.filter((event) => event.kind === 'impression').length - LIMITS.impressions
  const fresh = events
    .filter((event) => !(event.kind === 'impression' && surplus-- > 0) && isFresh(event, now))
    .slice(-LIMITS.rows)
  let characters = 0
  let first = fresh.length
  while (first > 0) {
    characters += JSON.stringify(fresh[first - 1]).length
    if (characters > LIMITS.characters) break
    first--
  }
  return fresh.slice(first)
}

/**
 * Whether one more event is what a reader could do. Impressions come all at once, in every tab: what the reader does
 * counts beside them, or a page of many items would make the next click one too many.
 *
 * @param events oldest first
 * @param kind of the event. Default: any but an impression
 */
export function plausible(events: readonly ReaderEvent[], at: number, kind?: EventKind): boolean {
  let second = 0
  let day = 0
  for (let i = events.length - 1; i >= 0; i--) {
    const other = events[i]!
    const age = at - other.at
    if (age >= DAY) break
    if (other.kind === 'impression' && kind !== 'impression') continue
    if (age > -DAY) day++
    // Rows from before the clock was set back must not fill a second that is hours away.
    if (Math.abs(age) < 1000) second++
  }
  return second < LIMITS.perSecond && day < LIMITS.perDay
}

/** Rows beyond the limits before they are taken from the disk: that rewrites the store. */
const SURPLUS_ROWS = 200
/** The same in characters. */
const SURPLUS_CHARACTERS = 100_000

/**
 * Whether so much lies on the disk that it should be pruned.
 *
 * A clock may be wrong for one visit, and all that is kept look out of date. So age counts only if something is left that
 * this clock finds fresh.
 *
 * @param rows all that lies there
 * @param kept what the limits allow of it
 */
export function isOutgrown(rows: readonly ReaderEvent[], kept: readonly ReaderEvent[], now: number): boolean {
  const allowed = new Set(kept)
  const surplus = rows.filter((row) => !allowed.has(row))
  if (!surplus.length || !rows.some((row) => isFresh(row, now))) return false
  return (
    surplus.length >= SURPLUS_ROWS ||
    surplus.some(({ at }) => Math.abs(now - at) > (LIMITS.days + 1) * DAY) ||
    JSON.stringify(surplus).length > SURPLUS_CHARACTERS
  )
}
