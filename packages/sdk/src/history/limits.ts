import { isEdit } from '../lib/event-kinds.ts'
import { DAY } from '../lib/limits.ts'
import type { ReaderEvent } from '../types.ts'

export const LIMITS = {
  /** Events older than this are pruned, but for what the reader has said of their interests. */
  days: 60,
  rows: 2000,
  /** Of these rows, impressions: they come by the dozen and say little, and must not push out what was read. */
  impressions: 800,
  /** Characters of all events as JSON; about 1 MB. */
  characters: 1_000_000,
  /** Of these rows, showings of creatives: as impressions, but caps count them for weeks. */
  shown: 400,
  /** Of these rows, edits of interests: of more the oldest go. They go before all other rows, for as long as there is consent. */
  edits: 200,
  editCharacters: 200_000,
  /** Characters of a topic that may be edited: no name is longer. */
  editedTopic: 200,
  /** The same of impressions: labels can be long. */
  impressionCharacters: 400_000,
  /** Characters of an item's text, by code points. */
  text: 300,
  /** Seconds that one event may last: 31 years. */
  seconds: 1e9,
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

/** Oldest first. */
export const byTime = (a: ReaderEvent, b: ReaderEvent): number => a.at - b.at

/** A clock that was wrong for a while has dated events in the future, too: those must not live for ever. */
export const isFresh = ({ at }: ReaderEvent, now: number): boolean => Math.abs(now - at) < LIMITS.days * DAY

/** The newest events that the limits allow, oldest first. */
export function withinLimits(events: readonly ReaderEvent[], now: number): ReaderEvent[] {
  let { rows, characters, impressions, impressionCharacters, shown, edits, editCharacters } = LIMITS as Record<
    keyof typeof LIMITS,
    number
  >
  const kept: ReaderEvent[] = []
  const newestFirst = [...events].sort(byTime).reverse()
  for (const event of newestFirst.sort((a, b) => +isEdit(b) - +isEdit(a))) {
    const size = JSON.stringify(event).length
    if (isEdit(event) ? --edits < 0 || (editCharacters -= size) < 0 : !isFresh(event, now)) continue
    if (event.kind === 'impression' && (--impressions < 0 || (impressionCharacters -= size) < 0)) continue
    if (event.kind === 'shown' && --shown < 0) continue
    if (--rows < 0 || (characters -= size) < 0) break
    kept.push(event)
  }
  return kept.reverse().sort(byTime)
}

/**
 * Whether one more event is what a reader could do. Impressions are counted apart: they come by themselves, and a page full
 * of them must not silence the click that follows.
 */
export function isPlausible(events: readonly ReaderEvent[], { kind, at, item }: ReaderEvent): boolean {
  const shown = kind === 'impression'
  let [second, day, same] = [0, 0, 0]
  for (const event of events) {
    // Rows from before the clock was set back must not fill a day, or a second, that is far away.
    const apart = Math.abs(at - event.at)
    if (apart >= DAY || (event.kind === 'impression') !== shown) continue
    day++
    if (event.item === item) same++
    if (apart < 1000) second++
  }
  const perSecond = shown ? LIMITS.impressionsPerSecond : LIMITS.perSecond
  // A creative may stand on every page.
  return second < perSecond && day < LIMITS.perDay && (same < LIMITS.perItem || kind === 'shown')
}

/** Rows beyond the limits before they are taken from the disk: that rewrites the store. */
const SURPLUS_ROWS = 200
/** The same in characters. */
const SURPLUS_CHARACTERS = 100_000

/**
 * The rows that should go from the disk.
 *
 * A clock may be wrong for a while, and all that is kept look out of date. So age counts only where this clock has been seen
 * before: something must lie there that it finds fresh, and a day old.
 *
 * @param rows all that lies there
 * @param kept what the limits allow of it
 */
export function rowsToPrune(rows: readonly ReaderEvent[], kept: readonly ReaderEvent[], now: number): ReaderEvent[] {
  const allowed = new Set(kept)
  const isKnown = rows.some((row) => isFresh(row, now) && now - row.at > DAY)
  return rows.filter((row) => !allowed.has(row) && (isKnown || isFresh(row, now)))
}

/** Whether so many rows should go that it is worth it. */
export const isWorthPruning = (surplus: readonly ReaderEvent[], now: number): boolean =>
  surplus.length >= SURPLUS_ROWS ||
  surplus.some(({ at }) => Math.abs(now - at) > (LIMITS.days + 1) * DAY) ||
  JSON.stringify(surplus).length > SURPLUS_CHARACTERS

/** Whether a text has at most so many characters, counted as JSON Schema counts them, and as texts are cut: by code points. */
export const isWithinLength = (text: string, most: number): boolean =>
  text.length <= most || (text.length <= 2 * most && Array.from(text).length <= most)
