import type { Feature } from '../../ranking/features/features.ts'
import type { Tier } from '../../types.ts'

/**
 * By how much a feature differs between the items of one list: its standard deviation, the mean of a public log of film lists
 * (RankLens) and of simulated readers of news, as `node scripts/proof/why.mjs` prints it. A weight alone says nothing of how much
 * counts: a feature that is nearly the same for all items moves none. What neither log has is 0, and told without a share.
 */
export const SPREAD: Readonly<Record<Tier, Readonly<Record<Feature, number>>>> = {
  lexical: {
    popularity: 0.96,
    freshness: 0.3,
    position: 0.26,
    interest: 0.09,
    contrast: 0.1,
    words: 0,
    skippedWords: 0,
    labels: 0.2,
    author: 0.02,
    opened: 0.19,
    skipped: 0.35,
    popularityAffinity: 0.61,
    eraAffinity: 0.13,
    era: 0.07,
    dismissed: 0,
  },
  semantic: {
    popularity: 0.96,
    freshness: 0.3,
    position: 0.26,
    interest: 0.09,
    contrast: 0.1,
    words: 0,
    skippedWords: 0,
    labels: 0.2,
    author: 0.02,
    opened: 0.19,
    skipped: 0.35,
    popularityAffinity: 0.61,
    eraAffinity: 0.13,
    era: 0.07,
    dismissed: 0,
  },
}
