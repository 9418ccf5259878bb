import { isEdit } from '../../lib/event-kinds.ts'
import { DAY } from '../../lib/limits.ts'
import type { EventKind, ReaderEvent } from '../../types.ts'
import { addStep, type Levels } from './levels.ts'
import { HALF_LIFE_DAYS, KIND_WEIGHT, MAX_OPENED, MAX_SKIPPED } from './parameters.ts'

/** What one item (or query) of the history says, all its events taken together. */
export interface Evidence extends ReaderEvent {
  readonly weight: number
  /** Of something skipped: how often it was shown. Default: once. */
  readonly showings?: number
}

export interface History {
  readonly positive: readonly Evidence[]
  /** Shown, looked at and skipped: a weak sign against. What was opened is not among them. */
  readonly skipped: readonly Evidence[]
  /** What was hidden, and that of which less is wanted. */
  readonly dismissed: readonly Evidence[]
  /** Topics that were raised or lowered. */
  readonly levels?: Levels
  /** Ids of what was opened, watched to its end or bought: the reader knows it. */
  readonly read: ReadonlySet<string>
}

/** Half a minute of attention says as much as the kind alone; a glance says a third of it. */
function dwellFactor(seconds: number | undefined): number {
  return seconds === undefined ? 1 : Math.min(1.5, 1 / 3 + seconds / 45)
}

/** What a reader has said of their interests holds until they take it back. */
function decay(event: ReaderEvent, now: number): number {
  if (isEdit(event)) return 1
  return 2 ** (-Math.max(0, now - event.at) / DAY / HALF_LIFE_DAYS)
}

/** Items of which the latest word is `back`, not `kind`. Rows can be out of order: several tabs write them. */
function takenBack(events: readonly ReaderEvent[], kind: EventKind, back: EventKind): ReadonlySet<string> {
  const latest = new Map<string, ReaderEvent>()
  for (const event of events) {
    if (event.kind !== kind && event.kind !== back) continue
    if (event.at >= (latest.get(event.item)?.at ?? 0)) latest.set(event.item, event)
  }
  return new Set([...latest.values()].filter((event) => event.kind === back).map((event) => event.item))
}

/**
 * Events → evidence. An item counts once, by its strongest event: opening, staying and finishing are one interest, not
 * three. A dismissal is counted beside what was read, not instead of it, since taking evidence away could raise an item. Of following and unfollowing, and of dismissing and restoring, the later counts.
 */
export function evidence(events: readonly ReaderEvent[], now: number): History {
  const positive = new Map<string, Evidence>()
  const skipped = new Map<string, Evidence>()
  const dismissed = new Map<string, Evidence>()
  const read = new Set<string>()
  const levels = new Map<string, number>()
  const showings = new Map<string, number>()
  const restored = takenBack(events, 'dismiss', 'restore')
  const unfollowed = takenBack(events, 'follow', 'unfollow')
  const longest = new Map<string, number>()
  for (const { kind, item, seconds } of events)
    if (kind === 'dwell' && seconds !== undefined) longest.set(item, Math.max(seconds, longest.get(item) ?? 0))
  for (const event of events) {
    const { kind } = event
    if (kind === 'raise' || kind === 'lower') addStep(levels, event.topic, kind)
    // A click says what came of it: who is back after two seconds has found what they didn't look for.
    const seconds = event.seconds ?? (kind === 'click' ? longest.get(event.item) : undefined)
    // An impression weighs nothing as interest. As something skipped it counts once, however often it was shown.
    const strength =
      kind === 'impression'
        ? 1
        : KIND_WEIGHT[kind] * (kind === 'click' ? Math.min(1, dwellFactor(seconds)) : dwellFactor(seconds))
    const weight = strength * decay(event, now)
    if (!(weight > 0)) continue
    if (kind === 'impression') showings.set(event.item, (showings.get(event.item) ?? 0) + 1)
    if ((kind === 'dismiss' && restored.has(event.item)) || (kind === 'follow' && unfollowed.has(event.item))) continue
    if (kind === 'click' || kind === 'read' || kind === 'purchase' || kind === 'finish') read.add(event.item)
    const side = kind === 'dismiss' || kind === 'less' ? dismissed : kind === 'impression' ? skipped : positive
    // Less of an item's kind, and the item hidden: two things, and the second one outlasted by the first.
    const key = kind === 'less' ? `less ${event.item}` : event.item
    const known = side.get(key)
    if (known && known.weight >= weight) continue
    side.set(key, { ...event, weight })
  }
  for (const item of positive.keys()) skipped.delete(item)
  const heaviest = (side: Map<string, Evidence>) => [...side.values()].sort((a, b) => b.weight - a.weight)
  for (const [item, event] of skipped) skipped.set(item, { ...event, showings: showings.get(item)! })
  // Dismissals are few, and all of them count: one that gave way to another would raise what is like it.
  return {
    positive: heaviest(positive).slice(0, MAX_OPENED),
    skipped: heaviest(skipped).slice(0, MAX_SKIPPED),
    dismissed: heaviest(dismissed),
    read,
    ...(levels.size && { levels }),
  }
}
