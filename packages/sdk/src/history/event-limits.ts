import { isEdit } from '../lib/event-kinds.ts'
import { DAY } from '../lib/limits.ts'
import type { ReaderEvent } from '../types.ts'

export const LIMITS = {
  /** Days after which events are pruned. The reader's edits of their interests are never pruned by age. */
  days: 60,
  rows: 2000,
  /**
   * Maximum number of impressions. They occur by the dozen and mean little, so they must not displace events about
   * items that were read.
   */
  impressions: 800,
  /** Maximum total size of all events as JSON, in characters: about 1 MB. */
  characters: 1_000_000,
  /** Maximum number of showings of creatives. They resemble impressions, but caps count them for weeks. */
  shown: 400,
  /**
   * Maximum number of edits of interests; if there are more, the oldest are dropped. Edits take precedence over all
   * other rows, and are kept as long as there is consent.
   */
  edits: 200,
  editCharacters: 200_000,
  /** Maximum length of a topic that can be edited; no real topic has a longer name. */
  editedTopic: 200,
  /** Maximum total size of all impressions as JSON, in characters. Needed because labels can be long. */
  impressionCharacters: 400_000,
  /** Maximum length of an item's text in code points. */
  text: 300,
  /** Maximum duration of an event in seconds: 31 years. */
  seconds: 1e9,
  /** Maximum length of an event or item as JSON. Anything larger can't result from an item's text. */
  rowCharacters: 10_000,
  /**
   * Maximum number of events per second, more than a reader can cause. A list in view causes as many impressions as it
   * has items.
   */
  perSecond: 20,
  impressionsPerSecond: 200,
  /** Maximum number of events per day, not counting impressions, which have a separate limit of the same size. */
  perDay: 2000,
  /**
   * Maximum number of events per item per day, not counting impressions, which have a separate limit of the same size.
   */
  perItem: 20,
  vectors: 5000,
  items: 500,
} as const

/** Oldest first. */
export const byTime = (a: ReaderEvent, b: ReaderEvent): number => a.at - b.at

/** Whether an event is within the time limit. Events dated in the future because of a wrong clock expire as well. */
export const isFresh = ({ at }: ReaderEvent, now: number): boolean => Math.abs(now - at) < LIMITS.days * DAY

/** The newest events within the limits, oldest first. */
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
 * Whether a reader could have caused this event in addition to the others. Impressions are counted separately: they
 * occur without any action by the reader, and a page full of them must not suppress the click that follows.
 */
export function isPlausible(events: readonly ReaderEvent[], { kind, at, item }: ReaderEvent): boolean {
  const shown = kind === 'impression'
  let [second, day, same] = [0, 0, 0]
  for (const event of events) {
    // Compare distances in time, so that rows stored before a clock was set back don't count towards this second or
    // day.
    const apart = Math.abs(at - event.at)
    if (apart >= DAY || (event.kind === 'impression') !== shown) continue
    day++
    if (event.item === item) same++
    if (apart < 1000) second++
  }
  const perSecond = shown ? LIMITS.impressionsPerSecond : LIMITS.perSecond
  // A creative may be shown on every page.
  return second < perSecond && day < LIMITS.perDay && (same < LIMITS.perItem || kind === 'shown')
}

/** Number of surplus rows at which the disk is pruned. The threshold is needed because pruning rewrites the store. */
const SURPLUS_ROWS = 200
/** The same threshold, in characters of JSON. */
const SURPLUS_CHARACTERS = 100_000

/**
 * The rows to delete from disk.
 *
 * A wrong clock can make all rows look expired, so age counts only if the rows show that this clock has been in use for
 * a while: at least one row must be within the time limit and more than a day old.
 *
 * @param rows all rows on disk
 * @param kept the rows that are within the limits
 */
export function rowsToPrune(rows: readonly ReaderEvent[], kept: readonly ReaderEvent[], now: number): ReaderEvent[] {
  const allowed = new Set(kept)
  const isKnown = rows.some((row) => isFresh(row, now) && now - row.at > DAY)
  return rows.filter((row) => !allowed.has(row) && (isKnown || isFresh(row, now)))
}

/** Whether there are enough surplus rows to make pruning worthwhile. */
export const isWorthPruning = (surplus: readonly ReaderEvent[], now: number): boolean =>
  surplus.length >= SURPLUS_ROWS ||
  surplus.some(({ at }) => Math.abs(now - at) > (LIMITS.days + 1) * DAY) ||
  JSON.stringify(surplus).length > SURPLUS_CHARACTERS

/**
 * Whether a text has at most `most` characters. Code points are counted, as in JSON Schema and when texts are
 * truncated.
 */
export const isWithinLength = (text: string, most: number): boolean =>
  text.length <= most || (text.length <= 2 * most && Array.from(text).length <= most)
