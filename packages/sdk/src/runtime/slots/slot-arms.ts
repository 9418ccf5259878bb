/** Experiments about slots: what a slot may choose from in an arm, and whether another arm shows something else in it. */

import type { Choice, SlotCandidates } from '../../creatives/choose.ts'
import { plannedCreative } from '../../first-paint/planned-creative.ts'
import { type PlannedCreative, readSnapshot, type Snapshot } from '../../first-paint/snapshot.ts'
import type { SlotLimits } from '../../measurement/experiments/experiment.ts'
import { mayBeSeen } from '../../page/guard/viewport.ts'
import { type CreativeChoice, chooseCreative } from '../../ranking/creative.ts'
import { ARMS_KEY, readExperimentData, storeExperimentData } from '../../storage/experiment-data.ts'
import { readShownCampaigns } from '../../storage/shown-campaigns.ts'
import type { Ranking } from '../../types.ts'
import type { HasExperiments } from '../interfaces/page-experiments.ts'
import type { OpenSlot } from './open-slot.ts'
import { creativeOf } from './slot-items.ts'

/** What is chosen for the next page. */
export type SlotPlans = Pick<Snapshot, 'slots'>

/** What was chosen for a slot. */
interface PlannedSlot {
  readonly creative: string
  /** Absent: no campaign's. */
  readonly odds?: Pick<Choice, 'propensity' | 'explored' | 'by'>
}

/** What an arm goes by. */
export interface SlotArm {
  /** Undefined: every slot chooses from all. */
  readonly limits: SlotLimits | undefined
  /** What the snippet has shown in it, or would have; where it hasn't looked at the slot, what it would show now. */
  readonly planned: (slot: Pick<OpenSlot, 'name' | 'early' | 'nodes'>) => PlannedSlot | undefined
}

/** What an arm shows in a slot: what the snippet has painted stands, else what the tag fills in. */
export interface ShownByArm {
  readonly painted: string | undefined
  readonly filled: string | undefined
}

const isAllowed = (limits: SlotLimits | undefined, slot: string, creative: string): boolean =>
  limits?.[slot]?.includes(creative) ?? true

/** A slot's candidates, of which those that the arm doesn't have may not be shown. What was refused before stays so: some of it is taken away at once. */
export const limited = (choices: SlotCandidates, limits: SlotLimits | undefined): SlotCandidates => ({
  ...choices,
  candidates: choices.candidates.map((each) =>
    isAllowed(limits, choices.slot, each.creative) ? each : { ...each, unfit: each.unfit ?? 'arm' },
  ),
})

/** What content alone chooses for a slot, of what the arm has. @param ranking of all its creatives */
export function chooseByContent(
  ranking: Ranking,
  slot: string,
  limits: SlotLimits | undefined,
): CreativeChoice | undefined {
  const items = ranking.items.map((item) => ({ ...item, id: creativeOf(slot, item.id) }))
  return chooseCreative({ ...ranking, items: items.filter(({ id }) => isAllowed(limits, slot, id)) })
}

/** Keeps what was chosen in each arm, this one's first. Arms are compared only if the page is painted by the very same. */
export function keepPlans(arms: string, plans: readonly SlotPlans[]): void {
  storeExperimentData(ARMS_KEY, { ...Object(readExperimentData(ARMS_KEY)), slots: { arms, plans } })
}

/** As they were kept for these arms; undefined where this page was painted by something else. */
function readPlans(arms: string): readonly unknown[] | undefined {
  const { slots } = Object(readExperimentData(ARMS_KEY))
  if (slots?.arms !== arms || !Array.isArray(slots.plans)) return undefined
  return JSON.stringify(slots.plans[0]?.slots) === JSON.stringify(readSnapshot().slots) ? slots.plans : undefined
}

/** Whether it is as it was written. Another script may have put something else there. */
const isPlanned = (row: unknown): row is PlannedCreative => {
  if (!Array.isArray(row)) return false
  const [creative, campaign, open, caps, odds] = row
  const pairs = [open, caps].every((all) => Array.isArray(all) && all.every(Array.isArray))
  return typeof creative === 'string' && typeof campaign === 'string' && pairs && odds?.[0] > 0 && odds[0] <= 1
}

/** What plans have for a slot. */
const plannedIn =
  (plans: unknown, shown = readShownCampaigns()): SlotArm['planned'] =>
  ({ name, early, nodes }) => {
    const { slots } = Object(plans)
    const plan: unknown = Object.hasOwn(Object(slots), name) ? slots[name] : undefined
    if (typeof plan === 'string') return { creative: plan }
    if (!Array.isArray(plan)) return undefined
    const { at = Date.now(), before = shown, prepared = nodes } = early ?? {}
    const planned = plannedCreative(plan.filter(isPlanned), before, at, (creative) => prepared?.has(creative))
    if (!planned) return undefined
    const [creative, , , , [propensity, explored, by]] = planned
    return { creative, odds: { propensity, explored: explored === true, by: by === 'share' ? by : 'results' } }
  }

/** What the snippet would have shown in an arm, where it has looked at the slot. */
export function paintedIn(slot: OpenSlot, { planned }: SlotArm): string | undefined {
  const before = planned(slot)
  return before && slot.early?.prepared?.has(before.creative) ? before.creative : undefined
}

/** Arms of a page's slots, this device's and the others. */
export interface PageArms {
  readonly own: SlotArm
  readonly others: readonly SlotArm[]
  /**
   * Has the reader exposed where arms differ. Nothing of what they show has been filled in yet.
   *
   * @param fill fills a creative in where the slot may have been seen, if there is room @returns its undo
   */
  compare(
    slot: OpenSlot,
    own: ShownByArm,
    others: readonly ShownByArm[],
    fill: (creative: string) => (() => void) | undefined,
  ): void
}

export function pageArms({ experiments }: HasExperiments): PageArms {
  const arms = experiments?.slots
  const plans = arms && readPlans(arms.arms)
  const standing = plannedIn(readSnapshot())
  return {
    own: { limits: arms?.own, planned: standing },
    others: (arms?.others ?? []).map(({ slots }, at) => ({
      limits: slots,
      // Before there were arms, the same was chosen in each.
      planned: plans ? plannedIn(plans[at + 1]) : standing,
    })),
    compare(slot, own, others, fill) {
      // What the snippet did before there were arms is the same in each; and what the reader asks for is nobody's arm.
      if ((slot.early && !plans) || slot.wanted) return
      const filled = ({ filled: creative }: ShownByArm) => {
        if (!slot.nodes.has(creative!) || !mayBeSeen(slot.element)) return creative
        const undo = fill(creative!)
        undo?.()
        return undo && creative
      }
      others.forEach((other, at) => {
        const isPainted = own.painted !== undefined || other.painted !== undefined
        const isSame = isPainted ? own.painted === other.painted : filled(own) === filled(other)
        if (!isSame) arms!.differ(arms!.others[at]!.experiment, slot)
      })
    },
  }
}
