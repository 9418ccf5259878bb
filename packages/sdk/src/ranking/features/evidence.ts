import { EVENT_KINDS, isEdit } from '../../lib/event-kinds.ts'
import { DAY } from '../../lib/limits.ts'
import type { EventKind, ReaderEvent } from '../../types.ts'
import { addStep, type Levels } from './levels.ts'

/**
 * Half-life of an event, in days. On a year of shopping data, 14 days lost .012 to .023 nDCG@10 compared with the best
 * half-life, 28 days lost .005 to .010, and 60 days lost almost nothing (models/training/ranker/foresight.py). The
 * value is 28 because news moves faster than groceries.
 */
export const HALF_LIFE_DAYS = 28

/**
 * Maximum number of opened items, and of skipped items, that are considered; those with the greatest weight are kept.
 */
export const MAX_OPENED = 50
export const MAX_SKIPPED = 100

/** What the history says about one item or query, combining all its events. */
export interface Evidence extends ReaderEvent {
  readonly weight: number
  /** For a skipped item, the number of times it was shown. Default: 1. */
  readonly showings?: number
}

export interface History {
  readonly positive: readonly Evidence[]
  /** Items that were shown, looked at and skipped: weak negative evidence. Opened items aren't included. */
  readonly skipped: readonly Evidence[]
  /** Items that the reader hid or wants less of. */
  readonly dismissed: readonly Evidence[]
  /** Topics that the reader raised or lowered. */
  readonly levels?: Levels
  /** Ids of items that the reader opened, watched to the end or bought. */
  readonly read: ReadonlySet<string>
}

/** Thirty seconds of attention count as 1, and a glance counts as a third. */
function dwellFactor(seconds: number | undefined): number {
  return seconds === undefined ? 1 : Math.min(1.5, 1 / 3 + seconds / 45)
}

/** Edits of interests don't decay; they apply until the reader undoes them. */
function decay(event: ReaderEvent, now: number): number {
  if (isEdit(event)) return 1
  return 2 ** (-Math.max(0, now - event.at) / DAY / HALF_LIFE_DAYS)
}

/**
 * Items whose most recent event of these two kinds is `back`. Events are compared by time, because several tabs may
 * write rows out of order.
 */
function revertedItems(events: readonly ReaderEvent[], kind: EventKind, back: EventKind): ReadonlySet<string> {
  const latest = new Map<string, ReaderEvent>()
  for (const event of events) {
    if (event.kind !== kind && event.kind !== back) continue
    if (event.at >= (latest.get(event.item)?.at ?? 0)) latest.set(event.item, event)
  }
  return new Set([...latest.values()].filter((event) => event.kind === back).map((event) => event.item))
}

/**
 * Turns events into evidence.
 *
 * An item counts only once, with its strongest event, because opening, staying and finishing are one sign of interest,
 * not three. A dismissal is added to the evidence from reading rather than replacing it, because removing evidence
 * could raise an item. Between follow and unfollow, and between dismiss and restore, the later event wins.
 */
export function evidence(events: readonly ReaderEvent[], now: number): History {
  const positive = new Map<string, Evidence>()
  const skipped = new Map<string, Evidence>()
  const dismissed = new Map<string, Evidence>()
  const read = new Set<string>()
  const levels = new Map<string, number>()
  const showings = new Map<string, number>()
  const restored = revertedItems(events, 'dismiss', 'restore')
  const unfollowed = revertedItems(events, 'follow', 'unfollow')
  const longest = new Map<string, number>()
  for (const { kind, item, seconds } of events)
    if (kind === 'dwell' && seconds !== undefined) longest.set(item, Math.max(seconds, longest.get(item) ?? 0))
  for (const event of events) {
    const { kind } = event
    if (kind === 'raise' || kind === 'lower') addStep(levels, event.topic, kind)
    // The weight of a click depends on the longest dwell time: a reader who returns after two seconds didn't find what
    // they wanted.
    const seconds = event.seconds ?? (kind === 'click' ? longest.get(event.item) : undefined)
    // An impression isn't a sign of interest. It counts as one skip, however often the item was shown.
    const strength =
      kind === 'impression'
        ? 1
        : EVENT_KINDS[kind]?.weight * (kind === 'click' ? Math.min(1, dwellFactor(seconds)) : dwellFactor(seconds))
    const weight = strength * decay(event, now)
    if (!(weight > 0)) continue
    if (kind === 'impression') showings.set(event.item, (showings.get(event.item) ?? 0) + 1)
    if ((kind === 'dismiss' && restored.has(event.item)) || (kind === 'follow' && unfollowed.has(event.item))) continue
    if (kind === 'click' || kind === 'read' || kind === 'purchase' || kind === 'finish') read.add(event.item)
    const side = kind === 'dismiss' || kind === 'less' ? dismissed : kind === 'impression' ? skipped : positive
    // "Less like this" and a dismissal of the same item are separate evidence: restoring a dismissed item doesn't undo
    // "less like this".
    const key = kind === 'less' ? `less ${event.item}` : event.item
    const known = side.get(key)
    if (known && known.weight >= weight) continue
    side.set(key, { ...event, weight })
  }
  for (const item of positive.keys()) skipped.delete(item)
  const heaviest = (side: Map<string, Evidence>) => [...side.values()].sort((a, b) => b.weight - a.weight)
  for (const [item, event] of skipped) skipped.set(item, { ...event, showings: showings.get(item)! })
  // All dismissals are kept, because there are few of them and dropping one would raise the items similar to it.
  return {
    positive: heaviest(positive).slice(0, MAX_OPENED),
    skipped: heaviest(skipped).slice(0, MAX_SKIPPED),
    dismissed: heaviest(dismissed),
    read,
    ...(levels.size && { levels }),
  }
}

/** Total weight of opened items, in clicks, at which trust is one half. */
const HALF_TRUSTED = 3

/**
 * Shrinkage factor for interests, 0..1. It initially grows with the square of the total weight of opened items, so that
 * a single visit counts for almost nothing but a few visits count for a lot. It is .02 after two seconds on one story
 * (.38 clicks), a third after reading one story, two thirds after two, and .98 after ten.
 */
export function trust({ positive }: Pick<History, 'positive'>): number {
  const opened = positive.reduce((sum, { weight }) => sum + weight, 0) ** 2
  return opened / (opened + HALF_TRUSTED ** 2)
}
