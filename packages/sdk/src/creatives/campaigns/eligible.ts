/** Decides which campaigns are eligible for a slot, and gives the reasons why others aren't. */

import type { Refusal } from '../../types.ts'
import type { Fits } from '../bandit/features.ts'
import type { CreativePrior } from '../bandit/posterior.ts'
import type { Showing } from '../showing.ts'
import type { Campaign } from './campaign.ts'
import { capReached, capsFreeFrom } from './caps.ts'
import { type Opening, openings, scheduleRefusal } from './schedule.ts'

/** A creative that a slot could show. */
export interface Candidate {
  readonly campaign: Campaign
  /** The creative's id. */
  readonly creative: string
  readonly fits: Fits
  /** The prior predicted from its text, for a creative that has no prior in the site's file. */
  readonly prior?: CreativePrior
  /** The reason another stage refused the creative. */
  readonly unfit?: 'tone' | 'audience' | 'unsafe' | 'arm'
}

/** What has been shown, and what is on the page, at a given moment. */
export interface Moment {
  /** Milliseconds since 1970. */
  readonly now: number
  /** All showings on this device, in any order. */
  readonly showings: readonly Showing[]
  /** Campaigns already chosen for other slots on the page. Each of these choices counts as another showing. */
  readonly onPage: readonly Campaign[]
  /** Campaigns that other slots on the page show already. Their showings are counted. Default: none */
  readonly beside?: readonly Campaign[]
  /** Whether all campaigns are switched off. */
  readonly off: boolean
  /**
   * Creatives that were chosen on other pages but haven't been seen by the reader yet. They count towards caps.
   * Default: none
   */
  readonly held?: ReadonlyArray<readonly [campaign: string, at: number]>
}

/** The times of a campaign's showings, and of all showings, as needed to check the campaign's caps. */
const timesOf = ({ id }: Campaign, { showings, held }: Moment) => ({
  own: [
    ...showings.filter(({ campaign }) => campaign === id).map(({ at }) => at),
    ...(held?.filter(([campaign]) => campaign === id).map(([, at]) => at) ?? []),
  ],
  all: [...showings.map(({ at }) => at), ...(held?.map(([, at]) => at) ?? [])],
})

type Excluding = Pick<Campaign, 'id' | 'exclusions'>

/**
 * Whether two campaigns share an exclusion group (if both are for airlines, for example) and so can't be on the same
 * page. A campaign doesn't exclude itself.
 */
export const excludes = (one: Excluding, other: Excluding): boolean =>
  one.id !== other.id && one.exclusions.some((group) => other.exclusions.includes(group))

/** @returns why a candidate isn't eligible, regardless of other candidates; undefined if it is eligible */
export function refusalOf({ campaign, unfit }: Candidate, moment: Moment): Refusal | undefined {
  const { now, onPage, beside = [], off } = moment
  if (off || campaign.off) return 'off'
  const closed = scheduleRefusal(campaign.schedule, now)
  if (closed) return closed
  if (unfit) return unfit
  // Do the cheap checks first, because a page may have many slots.
  if (campaign.exclusions.length && [...beside, ...onPage].some((other) => excludes(campaign, other))) return 'excluded'
  if (!Object.keys(campaign.caps).length) return undefined
  const planned = onPage.filter(({ id }) => id === campaign.id).map(() => now)
  const { own, all } = timesOf(campaign, moment)
  // All showings on this page belong to the same session, so a single time is enough. This also keeps sorting fast.
  return capReached(campaign.caps, [...own, ...planned], [...all, ...planned.slice(0, 1)], now)
}

/**
 * The periods in which a campaign's schedule and caps allow it to be shown, provided that nothing else is shown in the
 * meantime.
 *
 * @param until end of the plan, in milliseconds since 1970
 */
export function openingsOf(campaign: Campaign, moment: Moment, until: number): Opening[] {
  const { own, all } = timesOf(campaign, moment)
  return openings(campaign.schedule, capsFreeFrom(campaign.caps, own, all, moment.now), until)
}
