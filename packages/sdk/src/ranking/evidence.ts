import type { ReaderEvent } from '../types.ts'
import { DAY, HALF_LIFE_DAYS, KIND_WEIGHT, MAX_EVIDENCE } from './parameters.ts'

/** What one item (or query) of the history says, all its events taken together. */
export interface Evidence extends ReaderEvent {
  readonly weight: number
}

export interface History {
  readonly positive: readonly Evidence[]
  readonly dismissed: readonly Evidence[]
  /** Ids of what was opened or bought: the reader knows it. */
  readonly read: ReadonlySet<string>
}

/** Half a minute of attention says as much as the kind alone; a glance says a third of it. */
function dwellFactor(seconds: number | undefined): number {
  return seconds === undefined ? 1 : Math.min(1.5, 1 / 3 + seconds / 45)
}

function weightOf(event: ReaderEvent, now: number): number {
  const days = Math.max(0, now - event.at) / DAY
  return KIND_WEIGHT[event.kind] * dwellFactor(event.seconds) * 2 ** (-days / HALF_LIFE_DAYS)
}

/**
 * Events → evidence. An item counts once, by its strongest event: opening, staying and finishing are one interest, not
 * three. A dismissal is counted beside what was read, not instead of it, since taking evidence away could raise an item.
 */
export function evidence(events: readonly ReaderEvent[], now: number): History {
  const strongest = { positive: new Map<string, Evidence>(), dismissed: new Map<string, Evidence>() }
  const read = new Set<string>()
  for (const event of events) {
    const weight = weightOf(event, now)
    if (!(weight > 0)) continue
    const { kind } = event
    if (kind === 'click' || kind === 'read' || kind === 'purchase') read.add(event.item)
    const side = kind === 'dismiss' ? strongest.dismissed : strongest.positive
    const known = side.get(event.item)
    if (known && known.weight >= weight) continue
    side.set(event.item, { ...event, weight })
  }
  const heaviest = (side: Map<string, Evidence>) => [...side.values()].sort((a, b) => b.weight - a.weight)
  // Dismissals are few, and all of them count: one that gave way to another would raise what is like it.
  return {
    positive: heaviest(strongest.positive).slice(0, MAX_EVIDENCE),
    dismissed: heaviest(strongest.dismissed),
    read,
  }
}
