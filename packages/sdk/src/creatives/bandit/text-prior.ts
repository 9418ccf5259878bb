/** The prior of a creative without counts, from its text and a head that the site fitted to its other creatives. */

import type { TextHead, TextVector } from '../../lib/scoring/text-head.ts'
import { type CreativePrior, DEFAULT_PRIORS, type RatePrior, worthOf } from './posterior.ts'

export interface CreativeHead extends TextHead {
  /** Goal rate, 0 to 1, of a creative with an average text in an average campaign. */
  readonly rate: number
  /** Standard deviation of the log-odds between campaigns. */
  readonly campaign: number
  /** Standard deviation of the log-odds between creatives of one campaign, given their texts. */
  readonly creative: number
}

interface InCampaign {
  readonly id: string
  /** Rate of a creative with an average text in this campaign. Default: the campaign has no counts */
  readonly prior?: RatePrior
}

/**
 * The difference between campaigns is a weight that the campaign's creatives share, so that it doesn't make a choice
 * among them less certain.
 */
export function textPrior({ head, logOdds }: TextVector<CreativeHead>, { id, prior }: InCampaign): CreativePrior {
  const { rate: average, showings } = prior ?? { rate: head.rate, showings: 0 }
  const odds = (average / (1 - average)) * Math.exp(logOdds)
  const rate = odds / (1 + odds)
  const counted = 1 / head.campaign ** 2 + showings * average * (1 - average)
  return {
    rate,
    showings: worthOf(rate, head.creative ** 2, DEFAULT_PRIORS.creative),
    cells: {},
    shared: { key: id, variance: 1 / counted },
  }
}
