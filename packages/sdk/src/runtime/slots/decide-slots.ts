/**
 * Decides what an arm shows in the page's campaign slots. A slot keeps its earlier choice as long as that choice is
 * eligible; for all other slots, a new choice is made.
 */

import type { Campaign } from '../../creatives/campaigns/campaign.ts'
import { type Candidate, refusalOf } from '../../creatives/campaigns/eligible.ts'
import {
  type Choice,
  chooseForSlot,
  choosingForPage,
  type Situation,
  type SlotCandidates,
} from '../../creatives/choose.ts'
import type { OpenSlot } from './open-slot.ts'
import { limited, type ShownByArm, type SlotArm } from './slot-arms.ts'

export type PaidSlot = OpenSlot & Required<Pick<OpenSlot, 'choices'>>

export interface Decision extends ShownByArm {
  readonly choice: Choice
}

/**
 * Reasons for removing a creative even if it is in view. They don't include a cap that was reached in another tab in
 * the meantime, or the fact that the creative belongs to another arm.
 */
const AT_ONCE = /^(?:off|early|ended|tone|unsafe)$/

const UNKNOWN_ODDS = { propensity: 1, explored: false, by: 'results' } as const

/**
 * Pauses after each slot.
 *
 * @param slots the slots, one per name
 * @param painted the creative that the snippet shows, or would show, in a slot
 * @returns the decisions, keyed by slot name
 */
export function* decideSlots(
  slots: readonly PaidSlot[],
  situation: Situation,
  { limits, planned }: SlotArm,
  painted: (slot: PaidSlot) => string | undefined,
): Generator<void, ReadonlyMap<string, Decision>> {
  const decided = new Map<string, Decision>()
  const onPage: Campaign[] = []
  const open: SlotCandidates[] = []
  for (const slot of slots) {
    yield
    const choices = limited(slot.choices, limits)
    const first = painted(slot)
    const before = planned(slot)
    const creative = first ?? (before?.odds && before.creative)
    const candidate = choices.candidates.find((each) => each.creative === creative)
    const refusal = candidate && refusalOf(candidate, { ...situation, onPage })
    const stands = first === undefined ? !refusal : !AT_ONCE.test(refusal ?? '')
    if (slot.wanted || !candidate || !stands) {
      open.push(choices)
      continue
    }
    const kept = asKept(choices, candidate, { ...situation, onPage })
    const odds = before?.creative === creative ? before?.odds : undefined
    const choice = { ...kept, ...(odds ?? UNKNOWN_ODDS) }
    decided.set(slot.name, { choice, painted: first, filled: creative })
    onPage.push(candidate.campaign)
  }
  for (const choice of yield* choosingForPage(open, { ...situation, onPage }))
    decided.set(choice.slot, { choice, painted: undefined, filled: choice.candidate?.creative })
  return decided
}

/**
 * Checks an arm's decisions once more, each just before it takes effect. Since they were made, other tabs may have shown
 * campaigns, and a schedule may have ended.
 *
 * @param decided the decisions, keyed by slot name
 * @returns a function that returns the decision for a slot. It gets the situation at that moment, including showings in
 * other tabs if there is a cap that they might have reached. The decision is made anew if its creative is no longer eligible.
 * Creatives that the snippet has painted stay
 */
export function checkingAgain(decided: ReadonlyMap<string, Decision>, { limits }: Pick<SlotArm, 'limits'>) {
  const checked = new Map<string, Decision>()
  /** The campaigns that the page shows so far. */
  const shown = campaignsOf([...decided.values()].filter(({ painted }) => painted !== undefined))
  return ({ name, choices }: PaidSlot, latest: (isCapped: boolean) => Situation): Decision => {
    const known = checked.get(name)
    if (known) return known
    let decision = decided.get(name)!
    if (decision.painted === undefined) {
      const { candidate } = decision.choice
      const isCapped = Object.keys(candidate?.campaign.caps ?? {}).length > 0
      if (candidate && refusalOf(candidate, { ...latest(isCapped), onPage: shown })) {
        const others = new Map([...decided, ...checked])
        others.delete(name)
        const onPage = campaignsOf([...others.values()])
        const choice = chooseForSlot(limited(choices, limits), { ...latest(true), onPage })
        decision = { choice, painted: undefined, filled: choice.candidate?.creative }
      }
      shown.push(...campaignsOf([decision]))
    }
    checked.set(name, decision)
    return decision
  }
}

const campaignsOf = (decisions: readonly Decision[]): Campaign[] =>
  decisions.flatMap(({ choice }) => choice.candidate?.campaign ?? [])

/** An earlier choice that is kept. The other creatives are refused for the reasons that apply now. */
function asKept(choices: SlotCandidates, candidate: Candidate, situation: Situation): Choice {
  const now = chooseForSlot(choices, situation)
  const { [candidate.creative]: _, ...refused } = now.refused
  const other = now.candidate?.creative
  return {
    ...now,
    candidate,
    refused: other === undefined || other === candidate.creative ? refused : { ...refused, [other]: 'chance' },
  }
}
