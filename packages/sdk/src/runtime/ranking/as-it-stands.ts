import type { Ranking } from '../../types.ts'

/** The same items and scores, in the page's own order. */
export const asItStands = (ranking: Ranking): Ranking => ({
  ...ranking,
  items: [...ranking.items].sort((a, b) => a.from - b.from).map((item, to) => ({ ...item, to })),
})
