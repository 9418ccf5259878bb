/**
 * Choosing: who may be shown → whose share's turn it is → the highest priority → Thompson sampling. What is known of nobody leaves
 * the slot as its editors made it.
 */

import type { Refusal } from '../types.ts'
import { fitVector } from './bandit/features.ts'
import type { Arm, Posterior } from './bandit/posterior.ts'
import type { Random } from './bandit/random.ts'
import { thompson } from './bandit/thompson.ts'
import type { Campaign } from './campaigns/campaign.ts'
import { type Candidate, type Moment, refusalOf } from './campaigns/eligible.ts'
import { slotOrder } from './campaigns/exclusions.ts'
import { onTurn, shareOf, turnOf } from './campaigns/pacing.ts'

/** A slot with all that it could show, in the page's order. */
export interface SlotCandidates {
  readonly slot: string
  readonly candidates: readonly Candidate[]
}

/** What choosing goes by. */
export interface Situation extends Moment {
  /** The context's cells, as `cellsOf` names them. */
  readonly cells: readonly string[]
  readonly posterior: Posterior
  /** Of this device: a whole number from 0 to 255. */
  readonly toss: number
  /** What a slot is drawn by: of its own, so that what may stand in one changes no draw in another. */
  readonly random: (slot: string) => Random
}

/** What a slot shows. */
export interface Choice {
  readonly slot: string
  /** Undefined: the slot's own content, its editors' default. */
  readonly candidate?: Candidate
  /** With which probability, above 0, at most 1. */
  readonly propensity: number
  /** share: it was its turn · results: what is known of it · default: nothing is, or nothing may be shown. */
  readonly by: 'share' | 'results' | 'default'
  /** Whether another was believed to be better: it is shown to learn more of it. */
  readonly explored: boolean
  /** By creative, without a prototype: why each other isn't shown. */
  readonly refused: Readonly<Record<string, Refusal>>
  /** By creative, without a prototype: expected rate of goals, 0 to 1, of all that were compared. */
  readonly rates: Readonly<Record<string, number>>
}

export const armOf = ({ creative, fits }: Candidate, cells: readonly string[]): Arm => ({ creative, cells, fits })

/**
 * Chooses for slots that may stand on one page: campaigns that exclude each other never come together, and a cap holds for
 * all of them.
 *
 * @returns by slot, in the order in which they were given
 */
export function chooseForPage(slots: readonly SlotCandidates[], situation: Situation): Choice[] {
  const free = slots.map(({ candidates }) => candidates.filter((each) => !refusalOf(each, situation)))
  const highest = free.map((candidates) =>
    candidates.length ? Math.max(...candidates.map(({ campaign }) => campaign.priority)) : undefined,
  )
  const onPage = [...situation.onPage]
  const choices: Choice[] = []
  for (const at of slotOrder(highest)) {
    const choice = chooseForSlot(slots[at]!, { ...situation, onPage })
    choices[at] = choice
    if (choice.candidate) onPage.push(choice.candidate.campaign)
  }
  return choices
}

/** Chooses for one slot, beside what already stands on its page. */
export function chooseForSlot({ slot, candidates }: SlotCandidates, situation: Situation): Choice {
  const { posterior, cells, random, toss, showings } = situation
  const refused: Record<string, Refusal> = Object.create(null)
  const rates: Record<string, number> = Object.create(null)
  /** Those that the test lets through; of the others it is noted why. */
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
  // A turn that can't be taken goes to those that have no share.
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
  // A share, a priority, or being the last resort is the editors' word; else somebody has to know something.
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

/** A slot's campaigns with a share, by their names: the same order at each showing, whatever may be shown just then. */
function pacedOf(candidates: readonly Candidate[]) {
  const shares = new Map(
    candidates.flatMap(({ campaign: { id, share } }) => (share === undefined ? [] : [[id, share] as const])),
  )
  return [...shares]
    .map(([campaign, share]) => ({ campaign, share }))
    .sort((a, b) => (a.campaign < b.campaign ? -1 : 1))
}
