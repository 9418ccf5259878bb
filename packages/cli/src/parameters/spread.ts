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
 * By how much a feature differs between the items of one list: its standard deviation, the mean of a public log of film lists
 * (RankLens) and of simulated readers of news, as far as these have it; with a model, of the log alone. `node scripts/proof/why.mjs`
 * prints them. A weight says nothing of how much counts: a feature that is nearly the same for all items moves none. What neither
 * has is 0, and told without a share.
 */
export const SPREAD: Readonly<Record<Tier, Readonly<Record<Feature, number>>>> = {
  lexical: LEXICAL,
  semantic: { ...LEXICAL, interest: 0.05, contrast: 0.05, words: 0.02, skippedWords: 0.005 },
}
