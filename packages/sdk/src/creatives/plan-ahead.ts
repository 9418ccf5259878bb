/**
 * Chooses creatives for future page views, whose times are unknown. Time is divided at each moment when a campaign's
 * eligibility changes because its schedule begins or ends, a cap no longer applies, or the next view would begin a new
 * session. For each set of campaigns that are eligible at the same time, a single choice is made, which is used
 * whenever exactly that set is eligible.
 */

import type { Campaign } from './campaigns/campaign.ts'
import { openingsOf } from './campaigns/eligible.ts'
import type { Opening } from './campaigns/schedule.ts'
import { type Choice, chooseForSlot, choosingForPage, type Situation, type SlotCandidates } from './choose.ts'

/** A creative that a slot may show, and the times at which it may do so. */
export interface PlannedChoice {
  readonly choice: Choice & Required<Pick<Choice, 'candidate'>>
  /** In order of time. */
  readonly open: readonly Opening[]
}

/** Maximum number of moments at which eligibility changes. The plan ends at the last of them. */
const MOST_CUTS = 200
/** Maximum number of sets of campaigns. Each set has its own choice; the earliest sets are kept. */
const MOST_SETS = 8

/** Periods grouped by the set of eligible campaigns, earliest set first. Pauses after each campaign and each cut. */
function* setsOf(
  campaigns: readonly Campaign[],
  situation: Situation,
  until: number,
): Generator<void, Array<readonly Opening[]>> {
  const all: Opening[][] = []
  for (const campaign of campaigns) {
    all.push(openingsOf(campaign, situation, until))
    yield
  }
  const cuts = [...new Set(all.flat(2))].sort((a, b) => a - b).slice(0, MOST_CUTS)
  const sets = new Map<string, Opening[]>()
  for (const [n, from] of cuts.slice(0, -1).entries()) {
    yield
    const open = all.flatMap((spans, at) => (spans.some(([first, last]) => first <= from && from < last) ? [at] : []))
    if (!open.length) continue
    const key = open.join()
    const before = sets.get(key)
    if (before) before.push([from, cuts[n + 1]!])
    else if (sets.size < MOST_SETS) sets.set(key, [[from, cuts[n + 1]!]])
  }
  return [...sets.values()]
}

/**
 * The second choice for each slot that gets a campaign, in case the first choice has meanwhile reached its cap on
 * another page. It is compatible with all other choices. Pauses after each slot.
 */
function* secondChoices(
  slots: readonly SlotCandidates[],
  first: readonly Choice[],
  situation: Situation,
): Generator<void, Choice[]> {
  const onPage = [...situation.onPage]
  const choices: Choice[] = []
  for (const [at, { candidate }] of first.entries()) {
    if (!candidate) continue
    yield
    const others = first.flatMap(({ candidate: other }, n) => (n !== at && other ? [other.campaign] : []))
    const { slot, candidates } = slots[at]!
    const left = candidates.filter(({ campaign }) => campaign.id !== candidate.campaign.id)
    // Draw independently, because sharing the first choice's draw would correlate the two choices.
    const random = (of: string) => situation.random(`${of}\n2`)
    const choice = chooseForSlot({ slot, candidates: left }, { ...situation, random, onPage: [...others, ...onPage] })
    if (choice.candidate) onPage.push(choice.candidate.campaign)
    choices.push(choice)
  }
  return choices
}

/**
 * Pauses often, because a site may have hundreds of slots.
 *
 * @param situationAt returns the situation at a given future time
 * @param now, until in milliseconds since 1970
 * @returns the planned choices; a slot should show the first of its choices that is allowed by openings and caps
 */
export function* planAhead(
  slots: readonly SlotCandidates[],
  situationAt: (time: number) => Situation,
  now: number,
  until: number,
): Generator<void, PlannedChoice[]> {
  const candidates = slots.flatMap(({ candidates }) => candidates)
  // The same campaign may have different caps or schedules in different templates.
  const keyOf = ({ id, caps, schedule }: Campaign) => JSON.stringify([id, caps, schedule])
  const campaigns = [...new Map(candidates.map(({ campaign }) => [keyOf(campaign), campaign])).values()]
  const planned: Array<{ open: readonly Opening[]; first: Choice[]; second: Choice[] }> = []
  for (const open of yield* setsOf(campaigns, situationAt(now), until)) {
    const situation = situationAt(open[0]![0])
    const first = yield* choosingForPage(slots, situation)
    planned.push({ open, first, second: yield* secondChoices(slots, first, situation) })
  }
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
