/** Rules that a site sets for its lists beyond the score. Each takes an order and returns another. */

import type { PlaceRules } from '../../lib/scoring/place-rules.ts'
import type { RankedItem } from '../../types.ts'
import type { Placed } from './rerank.ts'

export interface Rules extends PlaceRules {
  /** Whether read items are placed after the rest; otherwise they compete like all others. */
  readonly demoteRead: boolean
  /** Strength with which the first ten follow the topics of page and reader, in units of the score. 0 is off. */
  readonly calibration: number
  /** Penalty for likeness to the items above, in units of the score. 0 is off. */
  readonly diversity: number
  /** Showings without an open after which an item goes below the others. 0 is off. */
  readonly seen: number
  /** Share of places for items of topics that the reader has hardly been shown, 0 to 0.5. */
  readonly exploration: number
}

export const NO_RULES: Rules = {
  strength: 1,
  demoteRead: false,
  calibration: 0,
  diversity: 0,
  maxRun: 0,
  displacement: 0,
  seen: 0,
  exploration: 0,
}

/**
 * Whether an item keeps its place on the page and the others move around it: pinned by editors, or sensitive. A
 * sensitive item is never recorded, so it would otherwise rise as something the reader hasn't seen.
 */
export const holdsPlace = (rule: RankedItem['rule']): boolean => rule === 'pinned' || rule === 'sensitive'

/**
 * Gives every 1/share-th place except the first to the best item for which `isNew` holds, unless such an item is
 * already at that place or just above it.
 */
export function explore<T extends Placed>(order: readonly T[], share: number, isNew: (item: T) => boolean): T[] {
  const every = Math.round(1 / Math.min(0.5, share))
  const out = [...order]
  for (let place = every - 1; place < out.length; place += every) {
    if (out.slice(Math.max(1, place - every + 1), place + 1).some(isNew)) continue
    const next = out.findIndex((item, i) => i > place && isNew(item))
    if (next < 0) break
    out.splice(place, 0, ...out.splice(next, 1))
  }
  return out
}
