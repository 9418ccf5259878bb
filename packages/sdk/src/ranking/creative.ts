import type { ItemContent } from '../types.ts'
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
  const best = ranking.items.find((item) => item.parts.interest + item.parts.topics + item.parts.dismissed > 0)
  if (!best) return undefined
  const scores: Record<string, number> = Object.create(null)
  for (const item of ranking.items) scores[item.id] = item.score
  return { creative: best.id, scores }
}
