/** Who may be shown in a slot at all, and why the others may not. */

import type { Refusal } from '../../types.ts'
import type { Fits } from '../bandit/features.ts'
import type { Showing } from '../showing.ts'
import type { Campaign } from './campaign.ts'
import { capReached, capsFreeFrom } from './caps.ts'
import { excludes } from './exclusions.ts'
import { type Opening, openings, scheduleRefusal } from './schedule.ts'

/** A creative that a slot could show. */
export interface Candidate {
  readonly campaign: Campaign
  /** Its id. */
  readonly creative: string
  readonly fits: Fits
  /** Why another stage refuses it. */
  readonly unfit?: 'tone' | 'audience' | 'unsafe' | 'arm'
}

/** What was shown and what stands on the page, at a time. */
export interface Moment {
  /** Milliseconds since 1970. */
  readonly now: number
  /** All that this device has shown, in any order. */
  readonly showings: readonly Showing[]
  /** Campaigns that other slots of the page have got. Each counts as one showing more. */
  readonly onPage: readonly Campaign[]
  /** The kill switch of all. */
  readonly off: boolean
  /** What other pages show, or are about to, and nobody has seen yet: caps count it. Default: nothing. */
  readonly held?: ReadonlyArray<readonly [campaign: string, at: number]>
}

/** Times of a campaign's showings and of all, by which caps go. */
const timesOf = ({ id }: Campaign, { showings, held }: Moment) => ({
  own: [
    ...showings.filter(({ campaign }) => campaign === id).map(({ at }) => at),
    ...(held?.filter(([campaign]) => campaign === id).map(([, at]) => at) ?? []),
  ],
  all: [...showings.map(({ at }) => at), ...(held?.map(([, at]) => at) ?? [])],
})

/** @returns why a candidate may not be shown, whatever else there is; undefined when it may */
export function refusalOf({ campaign, unfit }: Candidate, moment: Moment): Refusal | undefined {
  const { now, onPage, off } = moment
  if (off || campaign.off) return 'off'
  const closed = scheduleRefusal(campaign.schedule, now)
  if (closed) return closed
  if (unfit) return unfit
  // A page may have many slots: what holds for no campaign isn't looked for in each.
  if (campaign.exclusions.length && onPage.some((other) => excludes(campaign, other))) return 'excluded'
  if (!Object.keys(campaign.caps).length) return undefined
  const planned = onPage.filter(({ id }) => id === campaign.id).map(() => now)
  const { own, all } = timesOf(campaign, moment)
  return capReached(campaign.caps, [...own, ...planned], [...all, ...planned], now)
}

/** When a campaign may be shown from now on by its schedule and its caps, if nothing is shown meanwhile. @param until the plan's end, in milliseconds since 1970 */
export function openingsOf(campaign: Campaign, moment: Moment, until: number): Opening[] {
  const { own, all } = timesOf(campaign, moment)
  return openings(campaign.schedule, capsFreeFrom(campaign.caps, own, all, moment.now), until)
}
