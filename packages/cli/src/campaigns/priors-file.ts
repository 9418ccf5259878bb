/** Priors → what pages load: into the campaigns that a site has written, or a file to begin with. */
import type { CreativePrior } from '../../../sdk/src/creatives/bandit/posterior.ts'
import { LARGEST_CAMPAIGNS, readCampaigns } from '../../../sdk/src/creatives/campaigns/read-campaigns.ts'
import { Failure } from '../terminal/failure.ts'

type Priors = Readonly<Record<string, CreativePrior>>

export interface PriorsFile {
  readonly text: string
  /** Creatives of the file that have a prior now, and of the report those that no campaign of the file has. */
  readonly filled: number
  readonly unknown: readonly string[]
}

interface Written {
  readonly campaigns: ReadonlyArray<{
    readonly id: string
    readonly creatives: ReadonlyArray<{ readonly id: string; prior?: unknown }>
  }>
}

/** For people if that is short enough for pages, else without spaces. @throws Failure when it is too long either way */
function textOf(value: unknown): string {
  const texts = [2, 0].map((spaces) => `${JSON.stringify(value, null, spaces)}\n`)
  const text = texts.find((each) => Buffer.byteLength(each) <= LARGEST_CAMPAIGNS)
  if (text === undefined)
    throw new Failure(
      `campaigns would be longer than the ${LARGEST_CAMPAIGNS / 1024} KiB that pages read: give a report with fewer topics, or of the campaigns that run`,
    )
  return text
}

/** @throws Failure when it is no file of campaigns */
function readWritten(text: string, name: string): Written {
  try {
    const file: Written = JSON.parse(text)
    readCampaigns(file)
    return file
  } catch (cause) {
    throw new Failure(`${name} is no file of campaigns: ${(cause as Error).message}`)
  }
}

/** The campaign of each creative. @param text of campaigns.json @throws Failure when it is none */
export const campaignsIn = (text: string, name: string): Map<string, string> =>
  new Map(
    readWritten(text, name).campaigns.flatMap(({ id, creatives }) => creatives.map((each) => [each.id, id] as const)),
  )

/**
 * Puts priors into a file of campaigns; all else in it stays as it is, and a creative without one loses an earlier one: it was
 * counted too seldom.
 *
 * @param text of campaigns.json @throws Failure when it is none
 */
export function withPriors(text: string, priors: Priors, name: string): PriorsFile {
  const file = readWritten(text, name)
  const unknown = new Set(Object.keys(priors))
  let filled = 0
  for (const { creatives } of file.campaigns)
    for (const creative of creatives) {
      const prior = priors[creative.id]
      unknown.delete(creative.id)
      if (prior) {
        creative.prior = prior
        filled++
      } else delete creative.prior
    }
  return { text: textOf(file), filled, unknown: [...unknown] }
}

/** Creatives of a campaign, at most: what pages read. */
const MOST_CREATIVES = 20

/** A file of campaigns with nothing but their creatives' priors. @param campaigns of each creative; else all are of one */
export function onlyPriors(priors: Priors, campaigns: ReadonlyMap<string, string>): PriorsFile {
  const byCampaign = new Map<string, Array<{ id: string; prior: CreativePrior }>>()
  for (const [id, prior] of Object.entries(priors)) {
    const campaign = campaigns.get(id) ?? 'campaign'
    const known = byCampaign.get(campaign) ?? []
    byCampaign.set(campaign, [...known, { id, prior }])
  }
  for (const [campaign, creatives] of byCampaign)
    if (creatives.length > MOST_CREATIVES)
      throw new Failure(
        `the campaign "${campaign}" has ${creatives.length} creatives, and pages read ${MOST_CREATIVES} of one: give the report a column campaign, or --campaigns FILE`,
      )
  const file = { campaigns: [...byCampaign].map(([id, creatives]) => ({ id, creatives })) }
  return { text: textOf(file), filled: Object.keys(priors).length, unknown: [] }
}
