import type { Explanation, TopicEffect } from '../../types.ts'
import type { RankInput } from '../rank.ts'
import { type Again, LeaveOut } from './leave-out.ts'
import { neededFor, reasonFor } from './reason.ts'
import { ruleSteps } from './rule-steps.ts'

/** Cached counterfactuals, keyed by ranking, so that explanations of several items can share them. */
const known = new WeakMap<RankInput, LeaveOut>()

/**
 * Explains an item's place:
 *
 * - the parts of its score, and how the rules changed its place;
 * - the effect of each past event and each topic, found by leaving it out and ranking the list again (effects are not
 *   additive);
 * - the smallest set of events that keeps the item in the top places, and the reason for the item's place.
 *
 * @param again the ranking functions, passed in because the explanations bundle contains none
 * @param fit whether the candidates are creatives, for which page order carries no information
 * @returns undefined if the item isn't among the candidates
 */
export function explain(input: RankInput, id: string, again: Again, fit = false): Explanation | undefined {
  const all = known.get(input) ?? new LeaveOut(input, again, fit)
  known.set(input, all)
  const c = all.indexOf(id)
  if (c < 0) return undefined
  const { score, parts, from, byScore } = all.ranking.items.find((item) => item.from === c)!
  const to = all.outcome.places[c]!
  const needed = neededFor(all, c)
  const events = all.events.map((event) => ({ event, without: all.withoutOne(event).places[c]! }))
  return {
    id,
    score,
    parts,
    from,
    byScore,
    to,
    tier: all.ranking.tier,
    events: most(events, to).map(({ event, without }) => ({ ...all.ref(event), without })),
    topics: most(topicsOf(all, c), to),
    rules: fit ? [] : ruleSteps(all, c),
    ...(needed && { needs: { ...needed, events: needed.events.map((event) => all.ref(event)) } }),
    ...(input.isSensitive?.(input.candidates[c]!) && { sensitive: true as const }),
    reason: reasonFor(all, c, needed),
  }
}

/** The effects that changed the item's place, largest first. */
function most<T extends { readonly without: number }>(all: readonly T[], to: number): T[] {
  return all.filter(({ without }) => without !== to).sort((a, b) => Math.abs(b.without - to) - Math.abs(a.without - to))
}

/** For each topic, the item's place without the opened items of that topic. */
function topicsOf(all: LeaveOut, c: number): TopicEffect[] {
  return all.topics.map((topic) => ({ topic, without: all.withoutTopic(topic).places[c]! }))
}
