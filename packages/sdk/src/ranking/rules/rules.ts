/** Rules that a site sets for its lists in addition to the score. Each rule takes an order and returns a new one. */

import type { PlaceRules } from '../../lib/scoring/place-rules.ts'
import type { PageOrder, RankedItem } from '../../types.ts'
import type { Placed } from './rerank.ts'

export interface Rules extends PlaceRules {
  /** Whether read items are placed after the others; if not, they compete like all others. */
  readonly demoteRead: boolean
  /**
   * How strongly the topics of the top ten items are made to follow the topics of the page and the reader, in score
   * units. 0 is off.
   */
  readonly calibration: number
  /** Penalty for being similar to the items above, in score units. 0 is off. */
  readonly diversity: number
  /** Number of times an item may be shown without being opened before it is moved below the others. 0 is off. */
  readonly seen: number
  /** What the order of the items on the page means. */
  readonly order: PageOrder
  /** Share of places, 0 to 0.5, for items of topics that the reader has hardly ever been shown. */
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
  order: 'auto',
  exploration: 0,
}

/**
 * Whether an item keeps its place on the page while the others move around it, because it has been pinned by editors or
 * is sensitive. Sensitive items are never recorded, so they would otherwise rise as if the reader hadn't seen them.
 */
export const holdsPlace = (rule: RankedItem['rule']): boolean => rule === 'pinned' || rule === 'sensitive'

/**
 * Ensures that each block of 1/share places contains an item for which `isNew` is true, not counting the first place of
 * the list. If a block has no new item, the best one from further down moves to the last place of the block.
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
