/** Experiments about slots: what a slot may choose from in an arm, and whether another arm shows something else in it. */

import type { Choice, SlotCandidates } from '../../creatives/choose.ts'
import type { SlotLimits } from '../../measurement/experiments/experiment.ts'
import { mayBeSeen } from '../../page/guard/viewport.ts'
import { type CreativeChoice, chooseCreative } from '../../ranking/creative.ts'
import { ARMS_KEY, keepMeasured, readMeasured } from '../../snapshot/measured.ts'
import { readSnapshot, type Snapshot } from '../../snapshot/snapshot.ts'
import type { Ranking } from '../../types.ts'
import type { RuntimeContext } from '../runtime-context.ts'
import type { OpenSlot } from './open-slot.ts'
import { creativeOf } from './slot-items.ts'

/** What is chosen for the next page. */
export type SlotPlans = Pick<Snapshot, 'slots' | 'ends' | 'odds'>

/** What was chosen for a slot. */
interface PlannedSlot {
  readonly creative: string
  /** Whether the snippet still shows it. */
  readonly isCurrent: boolean
  /** Absent: no campaign's. */
  readonly odds?: Pick<Choice, 'propensity' | 'explored' | 'by'>
}

/** What an arm goes by. */
export interface SlotArm {
  /** Undefined: every slot chooses from all. */
  readonly limits: SlotLimits | undefined
  readonly planned: (slot: string) => PlannedSlot | undefined
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
  keepMeasured(ARMS_KEY, { ...Object(readMeasured(ARMS_KEY)), slots: { arms, plans } })
}

/** As they were kept for these arms; undefined where this page was painted by something else. */
function readPlans(arms: string): readonly unknown[] | undefined {
  const { slots } = Object(readMeasured(ARMS_KEY))
  if (slots?.arms !== arms || !Array.isArray(slots.plans)) return undefined
  return JSON.stringify(slots.plans[0]?.slots) === JSON.stringify(readSnapshot().slots) ? slots.plans : undefined
}

/** What plans have for a slot. Another script may have written what is there. */
const plannedIn =
  (plans: unknown): SlotArm['planned'] =>
  (slot) => {
    const { slots, ends, odds } = Object(plans)
    const [creative, end, kept] = [slots, ends, odds].map((table): unknown =>
      Object.hasOwn(Object(table), slot) ? table[slot] : undefined,
    )
    if (typeof creative !== 'string') return undefined
    const planned = { creative, isCurrent: !(Date.now() > Number(end)) }
    if (!Array.isArray(kept) || !(kept[0] > 0 && kept[0] <= 1)) return planned
    const by = kept[2] === 'share' ? ('share' as const) : ('results' as const)
    return { ...planned, odds: { propensity: Number(kept[0]), explored: kept[1] === true, by } }
  }

/** What the snippet would have shown in an arm, where it has looked at the slot. */
export function paintedIn({ name, early }: OpenSlot, { planned }: SlotArm): string | undefined {
  const before = planned(name)
  return before?.isCurrent && early?.prepared?.has(before.creative) ? before.creative : undefined
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

export function pageArms({ measuring }: RuntimeContext): PageArms {
  const arms = measuring?.slots
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
