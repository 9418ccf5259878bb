import { EMPTY_SCORE } from '../lib/scoring/empty-score.ts'
import type { Item, Ranking } from '../types.ts'

/** Nothing is known, or may be: the list stays as it is, and nothing is scored. */
export function unranked(items: readonly Item[], list: string): Ranking {
  const places = items.map(({ id, pinned }, at) => {
    const rule = pinned && { rule: 'pinned' as const }
    return { id, score: 0, parts: EMPTY_SCORE, from: at, to: at, byScore: at, ...rule }
  })
  return { list, tier: 'lexical', items: places, milliseconds: 0 }
}
