import type { ReaderEvent } from '../types.ts'

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
  /** Events taken in any one second; more is no reader. A list in view makes as many impressions as it has items. */
  perSecond: 20,
  impressionsPerSecond: 200,
  /** Events taken in one day; impressions as many again. */
  perDay: 2000,
  /** Events taken in one day of one item; impressions as many again. */
  perItem: 20,
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
 * Whether one more event is what a reader could do. Impressions are counted apart: they come by themselves, and a page full
 * of them must not silence the click that follows. @param events oldest first
 */
export function plausible(events: readonly ReaderEvent[], { kind, at, item }: ReaderEvent): boolean {
  const shown = kind === 'impression'
  let [second, day, same] = [0, 0, 0]
  for (let i = events.length - 1; i >= 0; i--) {
    const event = events[i]!
    const age = at - event.at
    if (age >= DAY) break
    if ((event.kind === 'impression') !== shown) continue
    if (age > -DAY) {
      day++
      if (event.item === item) same++
    }
    // Rows from before the clock was set back must not fill a second that is hours away.
    if (Math.abs(age) < 1000) second++
  }
  const perSecond = shown ? LIMITS.impressionsPerSecond : LIMITS.perSecond
  return second < perSecond && day < LIMITS.perDay && same < LIMITS.perItem
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
