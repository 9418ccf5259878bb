/**
 * Chooses creatives: eligibility → pacing → priority → Thompson sampling. If nothing is known about any candidate, the
 * slot keeps the editors' default.
 */

import type { Refusal } from '../types.ts'
import { fitVector } from './bandit/features.ts'
import type { Arm, Posterior } from './bandit/posterior.ts'
import type { Random } from './bandit/random.ts'
import { thompson } from './bandit/thompson.ts'
import type { Campaign } from './campaigns/campaign.ts'
import { type Candidate, type Moment, refusalOf } from './campaigns/eligible.ts'
import { onTurn, shareOf, turnOf } from './campaigns/pacing.ts'

/** A slot and its candidates, in page order. */
export interface SlotCandidates {
  readonly slot: string
  readonly candidates: readonly Candidate[]
}

/** The inputs of a choice. */
export interface Situation extends Moment {
  /** Context cells, as returned by `cellsOf`. */
  readonly cells: readonly string[]
  readonly posterior: Posterior
  /** This device's random whole number from 0 to 255. */
  readonly toss: number
  /**
   * A separate random number generator for each slot, so that the candidates of one slot don't affect another slot's
   * draw.
   */
  readonly random: (slot: string) => Random
}

/** The choice for a slot. */
export interface Choice {
  readonly slot: string
  /** If undefined, the slot shows its own content, which is the editors' default. */
  readonly candidate?: Candidate
  /** Probability with which this choice was made, in (0, 1]. */
  readonly propensity: number
  /**
   * share: it was the campaign's turn · results: chosen because of what is known about the creative · default: nothing
   * is known, or nothing is eligible.
   */
  readonly by: 'share' | 'results' | 'default'
  /**
   * Whether this candidate is shown in order to learn more about it, although another one had a higher expected rate.
   */
  readonly explored: boolean
  /** Why each of the other creatives isn't shown; an object without a prototype. */
  readonly refused: Readonly<Record<string, Refusal>>
  /** Expected goal rate (0 to 1) of each creative that was compared; an object without a prototype. */
  readonly rates: Readonly<Record<string, number>>
}

export const armOf = ({ creative, fits }: Candidate, cells: readonly string[]): Arm => ({ creative, cells, fits })

/**
 * The order in which a page's slots choose their campaigns. Slots with the highest available priority choose first, so
 * that a campaign isn't excluded by another campaign that has lower priority but is further up the page. Ties are
 * resolved in page order.
 *
 * @param highest the highest eligible priority in each slot (slots); undefined if the slot has none
 * @returns the indices of the slots
 */
const slotOrder = (highest: ReadonlyArray<number | undefined>): number[] =>
  highest
    .map((priority, at) => ({ priority: priority ?? Number.NEGATIVE_INFINITY, at }))
    .sort((a, b) => (a.priority === b.priority ? a.at - b.at : b.priority - a.priority))
    .map(({ at }) => at)

/**
 * Makes the choices for slots that may be on the same page. Campaigns that exclude each other are never combined, and
 * caps apply across all slots. Pauses after each slot, because a page may have hundreds of slots.
 *
 * @returns one choice per slot, in the given order
 */
export function* choosingForPage(slots: readonly SlotCandidates[], situation: Situation): Generator<void, Choice[]> {
  const highest: Array<number | undefined> = []
  for (const { candidates } of slots) {
    const free = candidates.filter((each) => !refusalOf(each, situation))
    highest.push(free.length ? Math.max(...free.map(({ campaign }) => campaign.priority)) : undefined)
    yield
  }
  const onPage = [...situation.onPage]
  const choices: Choice[] = []
  for (const at of slotOrder(highest)) {
    const choice = chooseForSlot(slots[at]!, { ...situation, onPage })
    choices[at] = choice
    if (choice.candidate) onPage.push(choice.candidate.campaign)
    yield
  }
  return choices
}

/** Makes the choice for one slot, given what has already been chosen for other slots on the page. */
export function chooseForSlot({ slot, candidates }: SlotCandidates, situation: Situation): Choice {
  const { posterior, cells, random, toss, showings } = situation
  const refused: Record<string, Refusal> = Object.create(null)
  const rates: Record<string, number> = Object.create(null)
  /** Filters candidates and records why the others are refused. */
  const sift = (all: readonly Candidate[], test: (each: Candidate) => Refusal | undefined) =>
    all.filter((each) => {
      const refusal = test(each)
      if (refusal) refused[each.creative] = refusal
      return !refusal
    })
  const free = sift(candidates, (each) => refusalOf(each, situation))

  const count = showings.filter((showing) => showing.slot === slot).length
  const paced = pacedOf(candidates)
  const turn = onTurn(paced, turnOf(toss, count))
  const due = free.filter(({ campaign }) => campaign.id === turn)
  // If the campaign whose turn it is isn't eligible, the turn passes to the campaigns without a share.
  const taking = due.length ? turn : undefined
  const sharers = new Set(free.filter(({ campaign }) => hasShare(campaign)).map(({ campaign }) => campaign.id))
  const chance = taking
    ? shareOf(paced, taking)
    : 1 - [...sharers].reduce((sum, campaign) => sum + shareOf(paced, campaign), 0)

  const inTurn = sift(free, ({ campaign }) =>
    (taking ? campaign.id === taking : !hasShare(campaign)) ? undefined : hasShare(campaign) ? 'share' : 'chance',
  )
  const regular = inTurn.filter(({ campaign }) => !campaign.fallback)
  const first = sift(inTurn, ({ campaign }) => (campaign.fallback && regular.length ? 'fallback' : undefined))
  const top = Math.max(...first.map(({ campaign }) => campaign.priority))
  const level = sift(first, ({ campaign }) => (campaign.priority < top ? 'priority' : undefined))
  // Shares, priorities and fallbacks are set by the editors. If none applies, show a creative only if something is
  // known about at least one candidate.
  const known =
    taking ||
    top > 0 ||
    !regular.length ||
    level.some(({ creative, fits }) => posterior.knows(creative) || fitVector(fits).some((fit) => fit))
  const arms = sift(level, () => (known ? undefined : 'unknown'))
  const none = { slot, explored: false, refused, rates }
  if (!arms.length) return { ...none, propensity: Math.max(chance, Number.EPSILON), by: 'default' }

  const all = arms.map((each) => armOf(each, cells))
  const { at, propensities } = thompson(posterior, all, random(slot))
  const candidate = arms[at]!
  all.forEach((arm) => {
    rates[arm.creative] = posterior.rate(arm)
  })
  sift(arms, (each) => (each === candidate ? undefined : 'chance'))
  return {
    ...none,
    candidate,
    propensity: propensities[at]! * Math.max(chance, Number.EPSILON),
    by: taking ? 'share' : 'results',
    explored: arms.some(({ creative }) => rates[creative]! > rates[candidate.creative]!),
  }
}

const hasShare = ({ share }: Campaign): boolean => share !== undefined

/**
 * A slot's campaigns that have a share, sorted by id so that their order is the same for every showing, whichever of
 * them are currently eligible.
 */
function pacedOf(candidates: readonly Candidate[]) {
  const shares = new Map(
    candidates.flatMap(({ campaign: { id, share } }) => (share === undefined ? [] : [[id, share] as const])),
  )
  return [...shares]
    .map(([campaign, share]) => ({ campaign, share }))
    .sort((a, b) => (a.campaign < b.campaign ? -1 : 1))
}
