/**
 * Chooses for page views to come, of which nobody knows when they will be. Time is cut where a campaign begins or ceases to be one
 * that may be shown: its schedule turns, a cap is free again, the next view would begin a new session. For each set of campaigns that
 * may be shown together there is one choice, whenever that set comes up.
 */

import type { Campaign } from './campaigns/campaign.ts'
import { openingsOf } from './campaigns/eligible.ts'
import type { Opening } from './campaigns/schedule.ts'
import { type Choice, chooseForPage, chooseForSlot, type Situation, type SlotCandidates } from './choose.ts'

/** A creative that a slot may show, and when. */
export interface PlannedChoice {
  readonly choice: Choice & Required<Pick<Choice, 'candidate'>>
  /** In order. */
  readonly open: readonly Opening[]
}

/** Cuts of time that are looked at: the plan ends with the last. */
const MOST_CUTS = 200
/** Sets of campaigns, each with a choice of its own: the soonest count. */
const MOST_SETS = 8

/** Spans of time in which the same campaigns may be shown: the soonest set first. */
function setsOf(campaigns: readonly Campaign[], situation: Situation, until: number): Opening[][] {
  const all = campaigns.map((campaign) => openingsOf(campaign, situation, until))
  const cuts = [...new Set(all.flat(2))].sort((a, b) => a - b).slice(0, MOST_CUTS)
  const sets = new Map<string, Opening[]>()
  cuts.slice(0, -1).forEach((from, n) => {
    const open = all.flatMap((spans, at) => (spans.some(([first, last]) => first <= from && from < last) ? [at] : []))
    if (!open.length) return
    const key = open.join()
    sets.set(key, [...(sets.get(key) ?? []), [from, cuts[n + 1]!]])
  })
  return [...sets.values()].slice(0, MOST_SETS)
}

/** For each slot that gets a campaign, who is next should another page have used it up meanwhile: beside all that was chosen. */
function secondChoices(slots: readonly SlotCandidates[], first: readonly Choice[], situation: Situation): Choice[] {
  const onPage = [...situation.onPage]
  return first.flatMap(({ candidate }, at) => {
    if (!candidate) return []
    const others = first.flatMap(({ candidate: other }, n) => (n !== at && other ? [other.campaign] : []))
    const { slot, candidates } = slots[at]!
    const left = candidates.filter(({ campaign }) => campaign.id !== candidate.campaign.id)
    // By a draw of its own: with that of the first choice these would hang together.
    const random = (of: string) => situation.random(`${of}\n2`)
    const choice = chooseForSlot({ slot, candidates: left }, { ...situation, random, onPage: [...others, ...onPage] })
    if (choice.candidate) onPage.push(choice.candidate.campaign)
    return [choice]
  })
}

/**
 * @param situationAt what is known, at a time to come @param now, until in milliseconds since 1970
 * @returns the first of a slot that may be shown then, by its openings and by caps, is to be shown
 */
export function planAhead(
  slots: readonly SlotCandidates[],
  situationAt: (time: number) => Situation,
  now: number,
  until: number,
): PlannedChoice[] {
  const candidates = slots.flatMap(({ candidates }) => candidates)
  // Templates may say different things of one campaign.
  const keyOf = ({ id, caps, schedule }: Campaign) => JSON.stringify([id, caps, schedule])
  const campaigns = [...new Map(candidates.map(({ campaign }) => [keyOf(campaign), campaign])).values()]
  const planned = setsOf(campaigns, situationAt(now), until).map((open) => {
    const situation = situationAt(open[0]![0])
    const first = chooseForPage(slots, situation)
    return { open, first, second: secondChoices(slots, first, situation) }
  })
  return (['first', 'second'] as const).flatMap((rank) =>
    planned.flatMap(({ open, [rank]: choices }) =>
      choices.flatMap((choice) =>
        choice.candidate && choice.by !== 'default'
          ? [{ choice: { ...choice, candidate: choice.candidate }, open }]
          : [],
      ),
    ),
  )
}
