/** What a site hears of a choice among campaigns' creatives. No runtime code. */

/**
 * What a slot with campaigns shows, and why. share: it was the campaign's turn · results: what is known of it, here and on the
 * whole site · default: the slot's own content.
 */
export interface CampaignReason {
  readonly why: 'campaign'
  readonly by: 'share' | 'results' | 'default'
  /** Another was believed to do better: it is shown to learn more of it. */
  readonly explored: boolean
  /** The same for the reader, in Russian where the page is, else in English. */
  readonly text: string
  /** The other creatives, and why each isn't shown. */
  readonly others: ReadonlyArray<{ readonly creative: string; readonly refusal: Refusal; readonly text: string }>
}

/**
 * Why a creative is not shown. off: switched off · early, ended, hours: its schedule · session, day, week, gap: its caps · excluded:
 * a rival stands on the page · tone: it doesn't suit the page · audience: the reader is none of whom it is for · unsafe: what a creative
 * may not have is in it · arm: another arm of an experiment may show it, and this one not · share: another's turn, or its own has been · priority: another goes first · fallback: another may be shown ·
 * unknown: nothing is known of any, and the slot keeps its own content · chance: another was drawn · late: it was chosen, and
 * its place may have been seen by then.
 */
export type Refusal =
  | 'off'
  | 'early'
  | 'ended'
  | 'hours'
  | 'session'
  | 'day'
  | 'week'
  | 'gap'
  | 'excluded'
  | 'tone'
  | 'audience'
  | 'unsafe'
  | 'arm'
  | 'share'
  | 'priority'
  | 'fallback'
  | 'unknown'
  | 'chance'
  | 'late'
