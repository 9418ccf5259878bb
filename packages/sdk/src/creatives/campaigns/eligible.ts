/** Who may be shown in a slot at all, and why the others may not. */

import type { Refusal } from '../../types.ts'
import type { Fits } from '../bandit/features.ts'
import type { Showing } from '../showing.ts'
import type { Campaign } from './campaign.ts'
import { capReached } from './caps.ts'
import { excludes } from './exclusions.ts'
import { openUntil, scheduleRefusal } from './schedule.ts'

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
}

/** @returns why a candidate may not be shown, whatever else there is; undefined when it may */
export function refusalOf({ campaign, unfit }: Candidate, { now, showings, onPage, off }: Moment): Refusal | undefined {
  if (off || campaign.off) return 'off'
  const closed = scheduleRefusal(campaign.schedule, now)
  if (closed) return closed
  if (unfit) return unfit
  if (onPage.some((other) => excludes(campaign, other))) return 'excluded'
  const planned = onPage.filter(({ id }) => id === campaign.id).map(() => now)
  const own = showings.filter((showing) => showing.campaign === campaign.id).map(({ at }) => at)
  const all = showings.map(({ at }) => at)
  return capReached(campaign.caps, [...own, ...planned], [...all, ...planned], now)
}

/** Until when a choice of this campaign stands, in milliseconds since 1970; Infinity when nothing ends it. */
export const standsUntil = ({ schedule }: Campaign, now: number): number => openUntil(schedule, now)
