/**
 * Chooses creatives for the next page. Its slots aren't known yet, so a creative is chosen for every slot seen on any
 * page.
 */

import { capWindows } from '../../creatives/campaigns/caps.ts'
import { type PlannedChoice, planAhead } from '../../creatives/plan-ahead.ts'
import { fittingProofs } from '../../first-paint/proofs.ts'
import type { PlannedCreative, Snapshot } from '../../first-paint/snapshot.ts'
import { LIMITS } from '../../history/event-limits.ts'
import { DAY } from '../../lib/limits.ts'
import type { SlotLimits } from '../../measurement/experiments/experiment.ts'
import type { ItemContent } from '../../types.ts'
import { later } from './campaign-store.ts'
import { putShownRight } from './showings/shown-note.ts'
import { chooseByContent, keepPlans, limited, type SlotPlans } from './slot-arms.ts'
import { bySlot, stored } from './slot-items.ts'
import type { SlotTools } from './slot-tools.ts'

/** Possible lengths of a plan, in days. The longest that fits is used; the maximum is the length of the history. */
const REACHES = [LIMITS.days, 28, 14, 7, 2]
/** Maximum number of characters in the plans of all slots together. */
const ROOM = 8000

/** As {@link Creatives.choose}. */
export function chooseForSlots(
  { context, state, campaigns }: Pick<SlotTools, 'context' | 'state' | 'campaigns'>,
  items: readonly ItemContent[],
): Partial<Snapshot> {
  // The campaigns haven't been loaded yet or can't be loaded. Earlier plans remain valid until they end.
  if (!campaigns.campaigns) return {}
  const all = [...bySlot(items)].filter(([name]) => !state.undone.has(name))
  const paid = all.flatMap(([name, creatives]) => campaigns.candidates(name, creatives) ?? [])
  const free = all
    .filter(([name]) => !paid.some(({ slot }) => slot === name))
    .map(([name, creatives]) => [name, context.scorer.rankCreatives(creatives.map(stored))] as const)
  const known = campaigns.situation(paid)
  const { now } = known
  putShownRight(known.showings, now)
  const plan = (limits?: SlotLimits): SlotPlans => {
    // Any of the slots may be on the same page, so no choice may exclude another, and caps apply to all slots together.
    const choices = paid.map((each) => limited(each, limits))
    const slots: Record<string, string | PlannedCreative[]> = plansOf(
      planAhead(choices, (time) => later(known, time), now, now + LIMITS.days * DAY),
      now,
    )
    for (const [name, ranking] of free) {
      const choice = chooseByContent(ranking, name, limits)
      if (choice) slots[name] = choice.creative
    }
    return { slots }
  }
  const arms = context.experiments?.slots
  const own = plan(arms?.own)
  // Every arm uses the same random numbers.
  if (arms) keepPlans(arms.arms, [own, ...arms.others.map(({ slots }) => plan(slots))])
  return { ...own, proved: fittingProofs(campaigns.proved) }
}

/** The plans, keyed by slot, for as many days as fit. */
function plansOf(planned: readonly PlannedChoice[], now: number): Record<string, PlannedCreative[]> {
  let slots: Record<string, PlannedCreative[]> = Object.create(null)
  for (const days of REACHES) {
    slots = Object.create(null)
    for (const each of planned) {
      const row = rowOf(each, now + days * DAY)
      if (row[2].length) slots[each.choice.slot] = [...(slots[each.choice.slot] ?? []), row]
    }
    if (JSON.stringify(slots).length <= ROOM) break
  }
  return slots
}

function rowOf({ choice, open }: PlannedChoice, until: number): PlannedCreative {
  const { candidate, propensity, explored, by } = choice
  const { id, caps } = candidate.campaign
  const reached = open.filter(([from]) => from < until).map(([from, to]) => [from, Math.min(to, until)] as const)
  return [candidate.creative, id, reached, capWindows(caps), [propensity, explored, by === 'share' ? by : 'results']]
}
