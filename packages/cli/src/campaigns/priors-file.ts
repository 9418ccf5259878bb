/** Writes priors into a site's existing campaigns.json, or into a new starter file. */
import type { CreativePrior, RatePrior } from '../../../sdk/src/creatives/bandit/posterior.ts'
import { LARGEST_CAMPAIGNS, readCampaigns } from '../../../sdk/src/creatives/campaigns/read-campaigns.ts'
import { Failure } from '../terminal/failure.ts'
import type { PackedHead } from '../texts/pack-head.ts'

type Priors = Readonly<Record<string, CreativePrior>>

/** A head for the creatives' texts, in the file's format. */
export interface CreativeHeadEntry extends PackedHead {
  readonly rate: number
  readonly campaign: number
  readonly creative: number
}

/** The data from which pages predict the rates of creatives without counts. */
export interface TextPriors {
  readonly heads: readonly CreativeHeadEntry[]
  /** The rates of campaigns, keyed by id. */
  readonly campaigns: ReadonlyMap<string, RatePrior>
}

export interface PriorsFile {
  readonly text: string
  /**
   * How many creatives in the file now have a prior, and the ids of creatives that are in the report but not in the
   * file.
   */
  readonly filled: number
  readonly unknown: readonly string[]
}

interface Written {
  readonly campaigns: ReadonlyArray<{
    readonly id: string
    readonly creatives: ReadonlyArray<{ readonly id: string; prior?: unknown }>
    prior?: unknown
  }>
  texts?: unknown
}

/**
 * Pretty-printed JSON if it is within the pages' size limit, otherwise compact.
 * @throws Failure if both are too long
 */
function textOf(value: unknown): string {
  const texts = [2, 0].map((spaces) => `${JSON.stringify(value, null, spaces)}\n`)
  const text = texts.find((each) => Buffer.byteLength(each) <= LARGEST_CAMPAIGNS)
  if (text === undefined)
    throw new Failure(
      `campaigns would be longer than the ${LARGEST_CAMPAIGNS / 1024} KiB that pages read: give a report with fewer topics, or only of running campaigns`,
    )
  return text
}

/** @throws Failure if the file isn't a valid campaigns file */
function readWritten(text: string, name: string): Written {
  try {
    const file: Written = JSON.parse(text)
    readCampaigns(file)
    return file
  } catch (cause) {
    throw new Failure(`${name} is not a campaigns file: ${(cause as Error).message}`)
  }
}

/** Maps each creative to its campaign. @param text content of campaigns.json @throws Failure if it is invalid */
export const campaignsIn = (text: string, name: string): Map<string, string> =>
  new Map(
    readWritten(text, name).campaigns.flatMap(({ id, creatives }) => creatives.map((each) => [each.id, id] as const)),
  )

/**
 * Puts priors into a campaigns file and leaves everything else unchanged. A creative that now has too few showings
 * loses its earlier prior.
 *
 * @param text content of campaigns.json
 * @param texts replaces what the file says about texts. Default: it is deleted
 * @throws Failure if it is invalid
 */
export function withPriors(text: string, priors: Priors, name: string, texts?: TextPriors): PriorsFile {
  const file = readWritten(text, name)
  addTexts(file, texts)
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

/** Adds heads, and the campaigns' rates, which are useful only together with heads. */
function addTexts(file: Written, texts: TextPriors | undefined): void {
  delete file.texts
  if (texts) file.texts = texts.heads
  for (const campaign of file.campaigns) {
    delete campaign.prior
    const prior = texts?.campaigns.get(campaign.id)
    if (prior) campaign.prior = prior
  }
}

/** Maximum creatives that a page reads per campaign. */
const MOST_CREATIVES = 20

/**
 * A campaigns file with only creatives and priors.
 * @param campaigns campaign of each creative; by default all are in one
 */
export function onlyPriors(priors: Priors, campaigns: ReadonlyMap<string, string>, texts?: TextPriors): PriorsFile {
  const byCampaign = new Map<string, Array<{ id: string; prior: CreativePrior }>>()
  for (const [id, prior] of Object.entries(priors)) {
    const campaign = campaigns.get(id) ?? 'campaign'
    const known = byCampaign.get(campaign) ?? []
    byCampaign.set(campaign, [...known, { id, prior }])
  }
  for (const [campaign, creatives] of byCampaign)
    if (creatives.length > MOST_CREATIVES)
      throw new Failure(
        `the campaign "${campaign}" has ${creatives.length} creatives, but pages read at most ${MOST_CREATIVES} per campaign: add a column campaign to the report, or write --campaigns FILE`,
      )
  const file: Written = { campaigns: [...byCampaign].map(([id, creatives]) => ({ id, creatives })) }
  addTexts(file, texts)
  return { text: textOf(file), filled: Object.keys(priors).length, unknown: [] }
}
