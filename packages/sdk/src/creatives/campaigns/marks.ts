import type { Campaign, Campaigns } from './campaign.ts'
import { NO_CAMPAIGN } from './campaign.ts'
import { readCampaigns } from './read-campaigns.ts'

/** A template's campaign attributes, keyed by name without `data-inkling-`. */
export interface Marks {
  readonly campaign?: string
  /** `day 2, week 5, gap 30` */
  readonly cap?: string
  readonly start?: string
  readonly end?: string
  /** The sponsor's name, or ''. */
  readonly sponsored?: string
  /** The audience. An audience alone doesn't make the creative a campaign. */
  readonly audience?: string
  /**
   * Set if the creative's rules are in the site's file. This mark is stored with the creative, for pages that don't
   * load the file.
   */
  readonly file?: string
}

const CAP = /^\s*(session|day|week|gap)\s+(\d{1,5})\s*$/

function readCap(text: string): Record<string, number> {
  return Object.fromEntries(
    text.split(',').map((part) => {
      const [, name, most] = CAP.exec(part) ?? []
      if (!name) throw new TypeError(`data-inkling-cap: write 'day 2, week 5', not '${text.slice(0, 100)}'`)
      return [name, Number(most)]
    }),
  )
}

/**
 * The campaign of a creative on the page. This is the campaign in the file that lists the creative or that is named by
 * the creative's template; failing that, a campaign built from the template's attributes; failing that, undefined.
 *
 * @throws TypeError if an attribute is invalid
 */
export function campaignFor(creative: string, marks: Marks, { campaigns }: Campaigns): Campaign | undefined {
  const { campaign, cap, start, end, sponsored } = marks
  const sponsor = sponsored === undefined ? {} : { sponsor: sponsored.slice(0, 100) }
  const listed =
    campaigns.find(({ creatives }) => creatives.some(({ id }) => id === creative)) ??
    campaigns.find(({ id }) => id === campaign)
  if (listed) return { ...sponsor, ...listed }
  // The file isn't loaded, so the creative's schedule and caps are unknown and it must not be shown.
  if (marks.file !== undefined) return { ...lone('', creative), off: true }
  if (!Object.keys(marks).some((name) => name !== 'audience')) return undefined
  const schedule = { ...(start !== undefined && { start }), ...(end !== undefined && { end }) }
  const own = {
    id: campaign || creative,
    creatives: [{ id: creative }],
    caps: cap ? readCap(cap) : {},
    schedule,
    ...sponsor,
  }
  return readCampaigns({ campaigns: [own] }).campaigns[0]
}

/**
 * A substitute campaign for a creative without one, used in slots that have campaigns. Its id contains a slash, so it
 * can't clash with the id of a real campaign.
 */
export const lone = (slot: string, creative: string): Campaign => ({
  ...NO_CAMPAIGN,
  id: `${slot}/${creative}`,
  creatives: [{ id: creative }],
})
