/** Chooses for the next page's slots, of which nobody knows yet which they will be: for each that was met on any page. */

import { type Choice, chooseForPage } from '../../creatives/choose.ts'
import { DAY } from '../../lib/limits.ts'
import type { SlotLimits } from '../../measurement/experiments/experiment.ts'
import { fittingProofs } from '../../snapshot/proofs.ts'
import type { Snapshot } from '../../snapshot/snapshot.ts'
import type { ItemContent } from '../../types.ts'
import type { RuntimeContext } from '../runtime-context.ts'
import { deskOf } from './campaign-desk.ts'
import { chooseByContent, keepPlans, limited, type SlotPlans } from './slot-arms.ts'
import { bySlot, stored } from './slot-items.ts'

/** As {@link RuntimeContext.creatives} has it. */
export function chooseForSlots(context: RuntimeContext, items: readonly ItemContent[]): Partial<Snapshot> {
  const desk = deskOf(context)
  // What holds for the campaigns is not known, or not yet: what was chosen before stands until it ends.
  if (!desk.campaigns) return {}
  const all = [...bySlot(items)].filter(([name]) => !desk.undone.has(name))
  const paid = all.flatMap(([name, creatives]) => desk.candidates(name, creatives) ?? [])
  const free = all
    .filter(([name]) => !paid.some(({ slot }) => slot === name))
    .map(([name, creatives]) => [name, context.scorer.rankCreatives(creatives.map(stored))] as const)
  const situation = desk.situation(paid)
  const plan = (limits?: SlotLimits): SlotPlans => {
    // They may stand on one page: no two exclude each other, and caps hold for all together.
    const choices = paid.map((each) => limited(each, limits))
    const plans = plansOf(chooseForPage(choices, situation), situation.now)
    for (const [name, ranking] of free) {
      const choice = chooseByContent(ranking, name, limits)
      if (choice) plans.slots[name] = choice.creative
    }
    return plans
  }
  const arms = context.measuring?.slots
  const own = plan(arms?.own)
  // By the same draws in each arm.
  if (arms) keepPlans(arms.arms, [own, ...arms.others.map(({ slots }) => plan(slots))])
  return { ...own, proved: fittingProofs(desk.proved) }
}

function plansOf(choices: readonly Choice[], now: number) {
  const slots: Record<string, string> = {}
  const ends: Record<string, number> = {}
  const odds: Record<string, NonNullable<Snapshot['odds']>[string]> = {}
  for (const { slot, candidate, propensity, explored, by, until } of choices) {
    if (!candidate || by === 'default') continue
    slots[slot] = candidate.creative
    // What the file says may be otherwise tomorrow.
    ends[slot] = Math.min(until, now + DAY)
    odds[slot] = [propensity, explored, by]
  }
  return { slots, ends, odds }
}
