/** Priors that combine a site's counts with its creatives' texts. */
import type { PriorSettings } from '../../../sdk/src/creatives/bandit/posterior.ts'
import type { PackVectors } from '../texts/embed-texts.ts'
import { fitHead, type HeadFit, type LanguageFit } from '../texts/fit-head.ts'
import { packHead, rounded } from '../texts/pack-head.ts'
import { type FittedPriors, fitPriors } from './fit-priors.ts'
import type { CreativeHeadEntry } from './priors-file.ts'
import type { Counts } from './read-counts.ts'

export interface FittedTexts extends FittedPriors {
  readonly heads: readonly CreativeHeadEntry[]
  readonly fits: readonly LanguageFit[]
}

type Reported = Pick<Counts, 'counts' | 'days'>

/**
 * Fits heads to the estimates from the counts, and then fits the priors again, with each creative's expected difference
 * from its campaign's mean predicted from its text. These predictions are cross-fitted, because otherwise a creative's
 * own counts would count twice.
 *
 * @param campaigns campaign of each creative
 */
export function fitTexts(
  { counts, days }: Reported,
  settings: PriorSettings,
  campaigns: ReadonlyMap<string, string>,
  packs: readonly PackVectors[],
): FittedTexts {
  const counted = fitPriors(counts, settings, campaigns, days)
  const fits = packs.map(({ language, by, vectors }) => {
    const examples = [...counted.evidence].flatMap(([id, evidence]) => {
      const vector = vectors.get(id)
      return vector ? [{ id, vector, ...evidence, group: campaigns.get(id) ?? '' }] : []
    })
    return { language, by, examples: examples.length, fit: fitHead(examples) }
  })
  const offsets = new Map(fits.flatMap(({ fit }) => [...(fit?.expected ?? [])]))
  // The head that makes predictions for the most creatives.
  const widest = fits.reduce<HeadFit | undefined>(
    (most, { fit }) => (fit && fit.expected.size > (most?.expected.size ?? 0) ? fit : most),
    undefined,
  )
  const heads = fits.flatMap(({ by, fit }): CreativeHeadEntry[] =>
    fit
      ? [
          {
            ...packHead(fit, by),
            rate: rounded(1 / (1 + Math.exp(-fit.mean))),
            campaign: rounded(Math.sqrt(fit.between)),
            creative: rounded(Math.sqrt(fit.within)),
          },
        ]
      : [],
  )
  const priors = widest ? fitPriors(counts, settings, campaigns, days, { ...widest, offsets }) : counted
  return { ...priors, heads, fits }
}
