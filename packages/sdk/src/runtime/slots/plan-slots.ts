/**
 * Chooses creatives for the next page. Its slots aren't known yet, so a creative is chosen for every slot seen on any
 * page.
 */

import { capWindows } from '../../creatives/campaigns/caps.ts'
import type { SlotCandidates } from '../../creatives/choose.ts'
import { type PlannedChoice, planAhead } from '../../creatives/plan-ahead.ts'
import { fittingProofs } from '../../first-paint/proofs.ts'
import type { PlannedCreative, Snapshot } from '../../first-paint/snapshot.ts'
import { LIMITS } from '../../history/event-limits.ts'
import { DAY } from '../../lib/limits.ts'
import type { SlotLimits } from '../../measurement/experiments/experiment.ts'
import type { ItemContent, Ranking } from '../../types.ts'
import { later } from './campaign-store.ts'
import { putShownRight } from './showings/shown-note.ts'
import { chooseByContent, keepPlans, limited, type SlotPlans } from './slot-arms.ts'
import { bySlot, stored } from './slot-items.ts'
import type { SlotTools } from './slot-tools.ts'

/** Possible lengths of a plan, in days. The longest that fits is used; the maximum is the length of the history. */
const REACHES = [LIMITS.days, 28, 14, 7, 2]
/** Maximum number of characters in the campaigns' plans of all slots together, and in all other choices together. */
const ROOM = 8000

/** As {@link Creatives.choose}. */
export function* chooseForSlots(
  { context, state, campaigns }: Pick<SlotTools, 'context' | 'state' | 'campaigns'>,
  items: readonly ItemContent[],
): Generator<void, Partial<Snapshot>> {
  // The campaigns haven't been loaded yet or can't be loaded. Earlier plans remain valid until they end.
  if (!campaigns.campaigns) return {}
  const paid: SlotCandidates[] = []
  const free: Array<readonly [name: string, ranking: Ranking]> = []
  for (const [name, creatives] of bySlot(items)) {
    if (state.undone.has(name)) continue
    yield
    const candidates = campaigns.candidates(name, creatives)
    if (candidates) paid.push(candidates)
    else free.push([name, context.scorer.rankCreatives(creatives.map(stored))])
  }
  yield
  const known = campaigns.situation(paid)
  const { now } = known
  putShownRight(known.showings, now)
  yield
  const plan = function* (limits?: SlotLimits): Generator<void, SlotPlans> {
    // Any of the slots may be on the same page, so no choice may exclude another, and caps apply to all slots together.
    const choices = paid.map((each) => limited(each, limits))
    const planned = yield* planAhead(choices, (time) => later(known, time), now, now + LIMITS.days * DAY)
    const slots: Record<string, string | PlannedCreative[]> = yield* plansOf(planned, now)
    let room = ROOM
    for (const [name, ranking] of free) {
      yield
      const choice = chooseByContent(ranking, name, limits)
      if (choice && (room -= name.length + choice.creative.length) >= 0) slots[name] = choice.creative
    }
    return { slots }
  }
  const arms = context.experiments?.slots
  const own = yield* plan(arms?.own)
  // Every arm uses the same random numbers.
  const others: SlotPlans[] = []
  for (const { slots } of arms?.others ?? []) others.push(yield* plan(slots))
  // Stored in the same task as the snapshot, because the arms are compared only if they match.
  if (arms) keepPlans(arms.arms, [own, ...others])
  return { ...own, proved: fittingProofs([...campaigns.proved.values()].flat()) }
}

/**
 * The plans, keyed by slot, for as many days as fit. If not even the shortest plans fit, as with hundreds of slots, those
 * choices are kept that come first. Pauses after each choice.
 */
function* plansOf(planned: readonly PlannedChoice[], now: number): Generator<void, Record<string, PlannedCreative[]>> {
  let slots: Record<string, PlannedCreative[]> = Object.create(null)
  for (const days of REACHES) {
    slots = Object.create(null)
    // The number of characters as JSON.
    let length = 1
    let isWhole = true
    for (const each of planned) {
      yield
      const { slot } = each.choice
      const row = rowOf(each, now + days * DAY)
      if (!row[2].length) continue
      const more = JSON.stringify(row).length + 1 + (slots[slot] ? 0 : JSON.stringify(slot).length + 3)
      if (length + more <= ROOM) {
        length += more
        slots[slot] = [...(slots[slot] ?? []), row]
      } else if (days === REACHES.at(-1)) continue
      else {
        isWhole = false
        break
      }
    }
    if (isWhole) break
  }
  return slots
}

function rowOf({ choice, open }: PlannedChoice, until: number): PlannedCreative {
  const { candidate, propensity, explored, by } = choice
  const { id, caps } = candidate.campaign
  const reached = open.filter(([from]) => from < until).map(([from, to]) => [from, Math.min(to, until)] as const)
  return [candidate.creative, id, reached, capWindows(caps), [propensity, explored, by === 'share' ? by : 'results']]
}
