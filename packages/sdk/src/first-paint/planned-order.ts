import { BREAKING, stepIn } from '../lib/scoring/fold-step.ts'
import { positionPrior } from '../lib/scoring/position-prior.ts'
import { HELD } from '../lib/scoring/rule-step.ts'
import { settleByPlace } from '../lib/scoring/settle.ts'
import type { ListPlan } from './list-plan.ts'
import type { Planned } from './snapshot.ts'

/** What the first paint reads of an item. */
export interface FirstItem {
  readonly id: string
  /** In lower case. */
  readonly topic: string | undefined
  readonly pinned: boolean
  readonly breaking: boolean
}

/**
 * The order that `rank()` would give, where the plan knows all items. What it doesn't know is merged in by the score that it has
 * elsewhere, else by its topic's mean, else by the mean, less the weight of its place; then the list's rules hold for all.
 *
 * @param page in the page's own order
 * @param edition as the list's attribute has it now
 * @returns best first, without what is pinned, or holds its place as something sensitive
 */
export function plannedOrder<T extends FirstItem>(
  snapshot: Planned,
  plan: ListPlan,
  page: readonly T[],
  edition: string | null,
): T[] {
  const own = <V>(table: Readonly<Record<string, V>>, key: string) =>
    Object.hasOwn(table, key) ? table[key] : undefined
  const free = page
    .map((item, from) => {
      const [, planned, topic = item.topic] = plan.items.find(([id]) => id === item.id) ?? []
      const known = own(snapshot.scores, item.id) ?? own(snapshot.topics, topic!) ?? snapshot.mean
      const score = planned ?? known + snapshot.position * positionPrior(from)
      // Dismissed items come last, whatever the page says.
      return { ...item, topic, score: item.breaking && stepIn(score) < 2 ? BREAKING : score }
    })
    .filter(({ pinned, score }) => !pinned && stepIn(score) < HELD)
    .sort((a, b) => +(b.score === BREAKING) - +(a.score === BREAKING))
  return settleByPlace(free, {
    ...snapshot.rules,
    ...plan.rules,
    // A new edition starts in the editors' order.
    ...(edition !== plan.edition && { strength: 0 }),
  })
}
