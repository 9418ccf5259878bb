import type { Explanation } from '../types.ts'
import { LeaveOut, type Rank } from './leave-out.ts'
import type { RankInput } from './rank.ts'
import { eventRef, placeWithout, reasonFor } from './reason.ts'

/** What was left out of a ranking, for as long as the ranking is remembered. */
const known = new WeakMap<RankInput, LeaveOut>()

/**
 * The parts of an item's score; by leave-one-out what each past event did to its place (take the event away, rank again; not
 * additive); and the reason for its place. Undefined when the item isn't among the candidates.
 *
 * @param rank is handed in: the bundle of explanations has none of its own
 * @param fit whether the candidates are creatives, of which the page's own order says nothing
 */
export function explain(input: RankInput, id: string, rank: Rank, fit = false): Explanation | undefined {
  const all = known.get(input) ?? new LeaveOut(input, rank, fit)
  known.set(input, all)
  const item = all.ranking.items.find((each) => each.id === id)
  if (!item) return undefined
  const to = all.place(id)
  const events = [...input.history.positive, ...input.history.dismissed]
    .map((event) => ({ ...eventRef(event), without: placeWithout(all, id, event) }))
    .filter((event) => event.without !== to)
    .sort((a, b) => Math.abs(b.without - to) - Math.abs(a.without - to))
  const { score, parts, from } = item
  return { id, score, parts, from, to, tier: all.ranking.tier, events, reason: reasonFor(all, id) }
}
