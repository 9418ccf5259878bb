import type { RankedItem, Ranking } from '../types.ts'

export interface CreativeChoice {
  readonly creative: string
  readonly scores: Readonly<Record<string, number>>
}

/**
 * The creative whose content fits the history best, or undefined when the history says nothing about any of them: then
 * the editor's default stays.
 *
 * @param ranking of a slot's creatives
 */
export function chooseCreative(ranking: Ranking): CreativeChoice | undefined {
  // The first is the editor's default, and no better than the others.
  const fit = ({ score, parts }: RankedItem) => score - parts.position
  const best = ranking.items
    .filter(({ parts }) => parts.interest + parts.topics + parts.dismissed + parts.edits > 0)
    .sort((a, b) => fit(b) - fit(a))[0]
  if (!best) return undefined
  const scores: Record<string, number> = Object.create(null)
  for (const item of ranking.items) scores[item.id] = fit(item)
  return { creative: best.id, scores }
}
