import { ruleStep } from '../lib/scoring/rule-step.ts'
import { followsReader, type RankInput, rankWithoutPlaceRules, weightsOf } from '../ranking/rank.ts'
import type { ItemContent } from '../types.ts'
import { fallingScores, type ListPlan, type PlannedItem } from './list-plan.ts'

/** Ranks a list for the next first paint. @param base the base context, including the site's rules */
export function planList(
  base: Omit<RankInput, 'list' | 'candidates'>,
  { rules, met }: Pick<ListPlan, 'rules' | 'met'>,
  candidates: readonly ItemContent[],
): ListPlan {
  const input = { ...base, rules: { ...base.rules, ...rules }, list: '', candidates }
  const { tier, wanted, scored } = rankWithoutPlaceRules(input)
  const position = Math.round(1e4 * (weightsOf(input, tier).position ?? 0)) / 1e4
  // Breaking items come first only as long as the page marks them as breaking. After that, they are sorted by score.
  const breaking = wanted.filter(({ rule }) => rule === 'breaking').length
  const falling = fallingScores(wanted.slice(breaking).map(({ score, rule }) => ({ score, step: ruleStep(rule) })))
  const held = scored.filter(({ rule }) => rule === 'sensitive').map(({ from, rule }) => ({ from, rule, score: 0 }))
  const items = wanted
    .map(({ from, rule, score }, i) => ({ from, rule, score: falling[i - breaking] ?? score }))
    .concat(held)
    .sort((a, b) => a.from - b.from)
    .map(({ from, rule, score }): PlannedItem => {
      const { id, topic = null } = candidates[from]!
      const step = ruleStep(rule)
      if (step > 0) return [id, score, topic, step]
      return topic ? [id, score, topic] : [id, score]
    })
  if (!met) return { rules, items, position, edition: null }
  return { rules, items, position, met, edition: followsReader(base) ? met.edition : undefined }
}
