/** How a choice among the creatives of campaigns is reported to the site. Contains no runtime code. */

/**
 * Why a slot with campaigns shows its current content. share: it was the campaign's turn · results: it was chosen for
 * its results on this device and across the site · default: the slot's own content.
 */
export interface CampaignReason {
  readonly why: 'campaign'
  readonly by: 'share' | 'results' | 'default'
  /** Whether the creative is shown in order to learn more about it, although another one was expected to do better. */
  readonly explored: boolean
  /** The reason, worded for the reader: in Russian on Russian pages, otherwise in English. */
  readonly text: string
  /** The other creatives, each with the reason why it isn't shown. */
  readonly others: ReadonlyArray<{ readonly creative: string; readonly refusal: Refusal; readonly text: string }>
}

/**
 * Why a creative isn't shown.
 *
 * - off: it is switched off
 * - early, ended, hours: its schedule
 * - session, day, week, gap: its frequency caps
 * - excluded: a competing campaign is on the page
 * - tone: it doesn't suit the page
 * - audience: the reader doesn't belong to its audience
 * - unsafe: it contains something that isn't allowed in a creative
 * - arm: only another arm of an experiment may show it
 * - share: it is another campaign's turn, or the turn of its own campaign has passed
 * - priority: another campaign has priority
 * - fallback: it is shown only if nothing else can be
 * - unknown: nothing is known about any creative, so the slot keeps its own content
 * - chance: another creative was drawn
 * - late: it was chosen, but its place may already have been seen
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
