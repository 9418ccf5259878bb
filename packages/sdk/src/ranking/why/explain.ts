import type { Explanation, TopicEffect } from '../../types.ts'
import type { RankInput } from '../rank.ts'
import { type Again, LeaveOut } from './leave-out.ts'
import { neededFor, reasonFor } from './reason.ts'
import { ruleSteps } from './rule-steps.ts'

/** What was left out of a ranking, for as long as the ranking is remembered. */
const known = new WeakMap<RankInput, LeaveOut>()

/**
 * The parts of an item's score; what rules made of its place; by leave-one-out what each past event and each topic did to it
 * (take it away, rank again; not additive); the smallest set of events that keeps it among the first; and the reason for its
 * place. Undefined when the item isn't among the candidates.
 *
 * @param again is handed in: the bundle of explanations has no ranking of its own
 * @param fit whether the candidates are creatives, of which the page's own order says nothing
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

/** What changed the place, the most first. */
function most<T extends { readonly without: number }>(all: readonly T[], to: number): T[] {
  return all.filter(({ without }) => without !== to).sort((a, b) => Math.abs(b.without - to) - Math.abs(a.without - to))
}

/** The place without all that was opened of a topic. */
function topicsOf(all: LeaveOut, c: number): TopicEffect[] {
  return all.topics.map((topic) => ({ topic, without: all.withoutTopic(topic).places[c]! }))
}
