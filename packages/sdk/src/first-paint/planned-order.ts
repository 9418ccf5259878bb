import { applyPlaceRules } from '../lib/scoring/place-rules.ts'
import { positionPrior } from '../lib/scoring/position-prior.ts'
import { BREAKING, HELD } from '../lib/scoring/rule-step.ts'
import type { ListPlan } from './list-plan.ts'
import type { Planned } from './snapshot.ts'

/** The properties of an item that the first paint uses. */
export interface FirstItem {
  readonly id: string
  /** In lower case. */
  readonly topic: string | undefined
  readonly pinned: boolean
  readonly breaking: boolean
}

/**
 * If the plan contains all items, this is the order that `rank()` would return. An item that isn't in the plan is
 * merged in by its general score (or, failing that, its topic's mean score or the overall mean), plus the weighted
 * prior of its place. The list's rules then apply to all items.
 *
 * @param page items in page order
 * @param edition the current value of the list's edition attribute
 * @returns best first, without pinned and sensitive items, which keep their places
 */
export function plannedOrder<T extends FirstItem>(
  snapshot: Planned,
  plan: ListPlan,
  page: readonly T[],
  edition: string | null,
): T[] {
  if (snapshot.neutral) return page.filter(({ pinned }) => !pinned)
  const own = <V>(table: Readonly<Record<string, V>>, key: string) =>
    Object.hasOwn(table, key) ? table[key] : undefined
  const free = page
    .map((item, from) => {
      const [, planned, plannedTopic, plannedStep = 0] = plan.items.find(([id]) => id === item.id) ?? []
      const topic = plannedTopic ?? item.topic
      const known = own(snapshot.scores, item.id) ?? own(snapshot.topics, topic!) ?? snapshot.mean
      const score = planned ?? known + (plan.position ?? snapshot.position) * positionPrior(from)
      const step = planned == null ? (own(snapshot.steps, item.id) ?? 0) : plannedStep
      // Dismissed items come last, whatever the page says.
      return { ...item, topic, score, step: item.breaking && step < 2 ? BREAKING : step }
    })
    .filter(({ pinned, step }) => !pinned && step < HELD)
  return applyPlaceRules(free, {
    ...snapshot.rules,
    ...plan.rules,
    // A new edition starts in the editors' order.
    ...(edition !== plan.edition && { strength: 0 }),
  })
}
