import type { Feature } from '../../../sdk/src/ranking/features/features.ts'
import type { Tier } from '../../../sdk/src/types.ts'

const LEXICAL: Readonly<Record<Feature, number>> = {
  popularity: 0.85,
  freshness: 0.3,
  position: 0.26,
  interest: 0.09,
  contrast: 0.09,
  words: 0,
  skippedWords: 0,
  coReading: 0,
  labels: 0.21,
  author: 0.02,
  opened: 0.4,
  skipped: 0.67,
  popularityAffinity: 0.52,
  eraAffinity: 0.17,
  era: 0.08,
  dismissed: 0,
}

/**
 * Standard deviation of each feature within a list: the mean over two data sets, a public log of film lists (RankLens)
 * and simulated news readers. Features that need a model were measured on the log only. Printed by `node
 * scripts/proof/why.mjs`. Needed because a weight alone doesn't determine a feature's influence: a feature that hardly
 * varies moves nothing. Features that weren't measured are 0 and are reported without a share.
 */
export const SPREAD: Readonly<Record<Tier, Readonly<Record<Feature, number>>>> = {
  lexical: LEXICAL,
  semantic: { ...LEXICAL, interest: 0.05, contrast: 0.05, words: 0.02, skippedWords: 0.005 },
}
