/** The types of `campaigns.json`, which is the same file for every reader. */

import { own } from '../../lib/json/own.ts'
import type { CreativePrior, RatePrior } from '../bandit/posterior.ts'
import type { CreativeHead } from '../bandit/text-prior.ts'

/** Frequency caps of a campaign. A session ends after half an hour without a showing. */
export interface Caps {
  readonly session?: number
  /** Maximum number of showings in any period of 24 hours, independent of time zones. */
  readonly day?: number
  /** Maximum number of showings in any period of 7 × 24 hours. */
  readonly week?: number
  /** Minimum minutes between showings. */
  readonly gap?: number
}

/** When a campaign may be shown. If no zone is given, the reader's clock is used. */
export interface Schedule {
  /** `2026-11-30`, `2026-11-30T08:00`, or with an offset (`Z`, `+01:00`), which takes precedence over the zone. */
  readonly start?: string
  /** In the same format. A date without a time includes that whole day. */
  readonly end?: string
  /** 0 is Sunday. */
  readonly days?: readonly number[]
  /** `08:00-12:30`. A period such as `22:00-02:00` crosses midnight and counts towards the day on which it begins. */
  readonly hours?: readonly string[]
  /** IANA time zone, e.g. `Europe/Berlin`. */
  readonly zone?: string
}

export const GOALS = ['click', 'read', 'conversion'] as const
export type GoalKind = (typeof GOALS)[number]

export interface Goal {
  /**
   * click: a click on the creative · read: the reader read the page that the creative leads to · conversion:
   * `track('purchase', item)`.
   */
  readonly kind: GoalKind
  /** Number of minutes after a showing during which reaching the goal counts. */
  readonly within: number
  /** Ids of the items whose purchase counts. Default: all items */
  readonly items?: readonly string[]
}

/**
 * A creative of a campaign. If it has `fields`, it is data for the site's own template; otherwise, its id is the id of
 * a template on the page.
 */
export interface CampaignCreative {
  readonly id: string
  /** A description of the creative's content and audience, in words, which is compared with the reader's interests. */
  readonly audience?: string
  /** Texts and URLs, keyed by their names in the site's template. */
  readonly fields?: Readonly<Record<string, string>>
  readonly prior?: CreativePrior
}

export interface Campaign {
  readonly id: string
  readonly creatives: readonly CampaignCreative[]
  /** Names of slots. Default: every slot that has one of the campaign's creatives */
  readonly slots?: readonly string[]
  /** Among the eligible campaigns, the campaign with the highest priority is shown, regardless of results. */
  readonly priority: number
  /** Shown only if no other campaign is eligible. */
  readonly fallback: boolean
  /** Share of the showings in the campaign's slots, 0 to 1. Default: chosen by results */
  readonly share?: number
  readonly caps: Caps
  readonly schedule: Schedule
  readonly goal: Goal
  /** Exclusion groups: campaigns that share a group aren't shown on the same page. */
  readonly exclusions: readonly string[]
  /** Kill switch. */
  readonly off: boolean
  /** Name of the sponsor; '' if the sponsor isn't named. Absent for the site's own campaigns. */
  readonly sponsor?: string
  /** Rate assumed for those of the campaign's creatives that have no counts. Used with {@link Campaigns.texts}. */
  readonly prior?: RatePrior
}

export interface Campaigns {
  readonly campaigns: readonly Campaign[]
  /** Heads that predict the rates of creatives without counts from their texts, one for each language's pack. */
  readonly texts?: readonly CreativeHead[]
  /** Kill switch of all campaigns. */
  readonly off: boolean
}

/** Defaults of a campaign. */
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
