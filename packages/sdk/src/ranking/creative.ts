import type { RankedItem, Ranking } from '../types.ts'

export interface CreativeChoice {
  readonly creative: string
  readonly scores: Readonly<Record<string, number>>
}

/**
 * Returns the creative whose content fits the reader's history best, or undefined if the history says nothing about any
 * creative. In the latter case, the caller keeps the editor's default.
 *
 * @param ranking the ranking of a slot's creatives
 */
export function chooseCreative(ranking: Ranking): CreativeChoice | undefined {
  // Drop the position prior: the first creative is only the editor's default.
  const fit = ({ score, parts }: RankedItem) => score - parts.position
  const best = ranking.items
    .filter(({ parts }) => parts.interest + parts.topics + parts.dismissed + parts.edits > 0)
    .sort((a, b) => fit(b) - fit(a))[0]
  if (!best) return undefined
  const scores: Record<string, number> = Object.create(null)
  for (const item of ranking.items) scores[item.id] = fit(item)
  return { creative: best.id, scores }
}
