import type { ItemContent, RankedItem } from '../types.ts'
import { type RankInput, rank } from './rank.ts'

export interface CreativeChoice {
  readonly creative: string
  readonly scores: Readonly<Record<string, number>>
}

/**
 * The creative whose content fits the history best, or undefined when the history says nothing about any of them: then
 * the editor's default stays. Reading an article doesn't wear out a creative, hence no rule.
 */
export function chooseCreative(
  creatives: readonly ItemContent[],
  input: Omit<RankInput, 'candidates' | 'list'>,
): CreativeChoice | undefined {
  const ranking = rank({ ...input, list: '', candidates: creatives, rules: { demoteRead: false } })
  // The first is the editor's default, and no better than the others.
  const fit = ({ score, parts }: RankedItem) => score - parts.position
  const best = ranking.items
    .filter(({ parts }) => parts.interest + parts.topics + parts.dismissed > 0)
    .sort((a, b) => fit(b) - fit(a))[0]
  if (!best) return undefined
  const scores: Record<string, number> = Object.create(null)
  for (const item of ranking.items) scores[item.id] = fit(item)
  return { creative: best.id, scores }
}
