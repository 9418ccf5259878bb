/**
 * Experiments involving slots: which creatives an arm allows, and whether another arm would show a different creative.
 */

import type { Choice, SlotCandidates } from '../../creatives/choose.ts'
import { plannedCreative } from '../../first-paint/planned-creative.ts'
import { type PlannedCreative, readSnapshot, type Snapshot } from '../../first-paint/snapshot.ts'
import type { SlotLimits } from '../../measurement/experiments/experiment.ts'
import { mayBeSeen } from '../../page/guard/viewport.ts'
import { type CreativeChoice, chooseCreative } from '../../ranking/creative.ts'
import type { Ranking } from '../../types.ts'
import { ARMS_KEY, readExperimentData, storeExperimentData } from '../../web-storage/experiment-data.ts'
import { readShownCampaigns } from '../../web-storage/shown-campaigns.ts'
import type { HasExperiments } from '../interfaces/page-experiments.ts'
import type { OpenSlot } from './open-slot.ts'
import { creativeOf } from './slot-items.ts'

/** The plans for the next page. */
export type SlotPlans = Pick<Snapshot, 'slots'>

/** The creative planned for a slot. */
interface PlannedSlot {
  readonly creative: string
  /** Absent if the creative doesn't belong to a campaign. */
  readonly odds?: Pick<Choice, 'propensity' | 'explored' | 'by'>
}

/** An arm's limits and plans. */
export interface SlotArm {
  /** If undefined, every slot may choose from all of its creatives. */
  readonly limits: SlotLimits | undefined
  /** The creative that the snippet showed or would have shown or, if it hasn't processed the slot, would show now. */
  readonly planned: (slot: Pick<OpenSlot, 'name' | 'early' | 'nodes'>) => PlannedSlot | undefined
}

/** What an arm shows in a slot. A creative painted by the snippet stays; otherwise, the tag fills the slot. */
export interface ShownByArm {
  readonly painted: string | undefined
  readonly filled: string | undefined
}

const isAllowed = (limits: SlotLimits | undefined, slot: string, creative: string): boolean =>
  limits?.[slot]?.includes(creative) ?? true

/**
 * Marks candidates that the arm doesn't allow as unfit. Earlier reasons are kept, because some of them remove a
 * creative immediately.
 */
export const limited = (choices: SlotCandidates, limits: SlotLimits | undefined): SlotCandidates => ({
  ...choices,
  candidates: choices.candidates.map((each) =>
    isAllowed(limits, choices.slot, each.creative) ? each : { ...each, unfit: each.unfit ?? 'arm' },
  ),
})

/** Chooses by content among the arm's creatives. @param ranking the ranking of all the slot's creatives */
export function chooseByContent(
  ranking: Ranking,
  slot: string,
  limits: SlotLimits | undefined,
): CreativeChoice | undefined {
  const items = ranking.items.map((item) => ({ ...item, id: creativeOf(slot, item.id) }))
  return chooseCreative({ ...ranking, items: items.filter(({ id }) => isAllowed(limits, slot, id)) })
}

/**
 * Stores each arm's plans, starting with this device's arm. Arms are compared only if the page was painted according to
 * these plans.
 */
export function keepPlans(arms: string, plans: readonly SlotPlans[]): void {
  storeExperimentData(ARMS_KEY, { ...Object(readExperimentData(ARMS_KEY)), slots: { arms, plans } })
}

/** The stored plans for these arms; undefined if the page was painted according to other plans. */
function readPlans(arms: string): readonly unknown[] | undefined {
  const { slots } = Object(readExperimentData(ARMS_KEY))
  if (slots?.arms !== arms || !Array.isArray(slots.plans)) return undefined
  return JSON.stringify(slots.plans[0]?.slots) === JSON.stringify(readSnapshot().slots) ? slots.plans : undefined
}

/** Checks a stored row, because another script may have overwritten it. */
const isPlanned = (row: unknown): row is PlannedCreative => {
  if (!Array.isArray(row)) return false
  const [creative, campaign, open, caps, odds] = row
  const pairs = [open, caps].every((all) => Array.isArray(all) && all.every(Array.isArray))
  return typeof creative === 'string' && typeof campaign === 'string' && pairs && odds?.[0] > 0 && odds[0] <= 1
}

/** Looks up a slot in plans. */
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

/** The creative that the snippet would have painted in an arm; undefined if the snippet didn't process the slot. */
export function paintedIn(slot: OpenSlot, { planned }: SlotArm): string | undefined {
  const before = planned(slot)
  return before && slot.early?.prepared?.has(before.creative) ? before.creative : undefined
}

/** The arms of a page's slots: this device's arm, and the others. */
export interface PageArms {
  readonly own: SlotArm
  readonly others: readonly SlotArm[]
  /**
   * Registers the slot for exposure if arms differ in what they show in it. Called before the slot is filled.
   *
   * @param fill puts a creative into a slot that may be in view, if there is room, and returns a function that undoes
   * this
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
      // Plans made before the experiment are the same in all arms.
      planned: plans ? plannedIn(plans[at + 1]) : standing,
    })),
    compare(slot, own, others, fill) {
      // What the snippet did before the experiment is the same in all arms, and what the reader asks for doesn't depend
      // on the arm.
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
