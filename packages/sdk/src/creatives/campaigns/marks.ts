import type { Campaign, Campaigns } from './campaign.ts'
import { NO_CAMPAIGN } from './campaign.ts'
import { readCampaigns } from './read-campaigns.ts'

/** What a template's attributes say of its campaign, by the attribute's name without `data-inkling-`. */
export interface Marks {
  readonly campaign?: string
  /** `day 2, week 5, gap 30` */
  readonly cap?: string
  readonly start?: string
  readonly end?: string
  /** By whom it is paid, or nothing. */
  readonly sponsored?: string
  /** Whom it is for: nothing that makes a campaign of it. */
  readonly audience?: string
  /** What holds for it stands in the site's file: kept with the creative, for pages that don't have the file. */
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
 * The campaign that a creative of the page belongs to: the file's that has it, or that the template names; else one as the template's
 * attributes describe it. Undefined where there is none.
 *
 * @throws TypeError when an attribute is wrong
 */
export function campaignFor(creative: string, marks: Marks, { campaigns }: Campaigns): Campaign | undefined {
  const { campaign, cap, start, end, sponsored } = marks
  const sponsor = sponsored === undefined ? {} : { sponsor: sponsored.slice(0, 100) }
  const listed =
    campaigns.find(({ creatives }) => creatives.some(({ id }) => id === creative)) ??
    campaigns.find(({ id }) => id === campaign)
  if (listed) return { ...sponsor, ...listed }
  // Nobody knows when and how often it may be shown.
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

/** What a creative counts as that belongs to no campaign, beside others in a slot that do. Its name is no campaign's: it has a slash. */
export const lone = (slot: string, creative: string): Campaign => ({
  ...NO_CAMPAIGN,
  id: `${slot}/${creative}`,
  creatives: [{ id: creative }],
})
