/** What a site asks of its lists beyond the score: each rule takes an order and gives back another. */

import type { PlaceRules } from '../../lib/scoring/place-rules.ts'
import type { RankedItem } from '../../types.ts'
import type { Placed } from './rerank.ts'

export interface Rules extends PlaceRules {
  /** What was read comes after the rest; otherwise it competes like everything else. */
  readonly demoteRead: boolean
  /** How much the first ten follow the topics of page and reader, in units of the score; 0 is off. */
  readonly calibration: number
  /** How much likeness to what stands above costs, in units of the score; 0 is off. */
  readonly diversity: number
  /** Showings without an open after which an item goes below the others; 0 is off. */
  readonly seen: number
  /** Share of places given to items of topics that the reader has hardly been shown; 0 to 0.5. */
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
 * Whether an item stays at its place on the page, and the others move around it: editors have pinned it, or it is about something
 * of which nothing is recorded. The latter would otherwise rise as something that the reader has never seen.
 */
export const holdsPlace = (rule: RankedItem['rule']): boolean => rule === 'pinned' || rule === 'sensitive'

/**
 * Each 1/share-th place goes to the best item of those that `isNew` names, as far as there are any that don't stand
 * higher already. Never the first place.
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
