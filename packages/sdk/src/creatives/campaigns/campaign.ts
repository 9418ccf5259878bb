/** What `campaigns.json` says. The same file for every reader. */

import { own } from '../../lib/json/own.ts'
import type { CreativePrior } from '../bandit/posterior.ts'

/** Showings of a campaign, at most. A session ends with half an hour in which nothing is shown. */
export interface Caps {
  readonly session?: number
  /** In any 24 hours, and so in no zone's day. */
  readonly day?: number
  /** In any 7 × 24 hours. */
  readonly week?: number
  /** Minutes from one showing to the next, at least. */
  readonly gap?: number
}

/** When a campaign may be shown. Without a zone it is the reader's own clock that counts. */
export interface Schedule {
  /** `2026-11-30`, `2026-11-30T08:00`, or with an offset (`Z`, `+01:00`), which counts for itself. */
  readonly start?: string
  /** The same; a day alone is meant with all of it. */
  readonly end?: string
  /** 0 is Sunday. */
  readonly days?: readonly number[]
  /** `08:00-12:30`; `22:00-02:00` is past midnight, and belongs to the day on which it begins. */
  readonly hours?: readonly string[]
  /** IANA name of a time zone, `Europe/Berlin`. */
  readonly zone?: string
}

export const GOALS = ['click', 'read', 'conversion'] as const
export type GoalKind = (typeof GOALS)[number]

export interface Goal {
  /** click: on the creative · read: the page that it leads to was read · conversion: `track('purchase', item)`. */
  readonly kind: GoalKind
  /** Minutes after a showing in which the goal counts as its. */
  readonly within: number
  /** Ids of items of which a purchase counts. Default: any. */
  readonly items?: readonly string[]
}

/** A creative of a campaign. With `fields` it is data, for the site's own template; else a template of the page bears its id. */
export interface CampaignCreative {
  readonly id: string
  /** What it says and whom it is for, in words: what is compared with the reader's interests. */
  readonly audience?: string
  /** Texts and addresses by the name that the site's template gives them. */
  readonly fields?: Readonly<Record<string, string>>
  readonly prior?: CreativePrior
}

export interface Campaign {
  readonly id: string
  readonly creatives: readonly CampaignCreative[]
  /** Names of slots. Default: wherever the page has one of its creatives. */
  readonly slots?: readonly string[]
  /** The highest that may be shown goes first, whatever results say. */
  readonly priority: number
  /** Shown only where no other may be. */
  readonly fallback: boolean
  /** Share of its slots' showings that it gets, 0 to 1. Default: as results say. */
  readonly share?: number
  readonly caps: Caps
  readonly schedule: Schedule
  readonly goal: Goal
  /** Groups: campaigns that share one don't stand on one page. */
  readonly exclusions: readonly string[]
  /** The kill switch. */
  readonly off: boolean
  /** By whom it is paid; '' where it is paid and nobody is named. Absent: the site's own. */
  readonly sponsor?: string
}

export interface Campaigns {
  readonly campaigns: readonly Campaign[]
  /** The kill switch of all. */
  readonly off: boolean
}

/** What stands where a campaign says nothing. */
export const NO_CAMPAIGN: Pick<
  Campaign,
  'priority' | 'fallback' | 'caps' | 'schedule' | 'goal' | 'exclusions' | 'off'
> = own({
  priority: 0,
  fallback: false,
  caps: own({}),
  schedule: own({}),
  goal: own({ kind: 'click', within: 30 }),
  exclusions: [],
  off: false,
})
