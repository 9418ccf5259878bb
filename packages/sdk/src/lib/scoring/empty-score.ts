import type { ScoreParts } from '../../types.ts'

/** The score parts of an item about which nothing is known. */
export const EMPTY_SCORE: Readonly<ScoreParts> = {
  interest: 0,
  coReading: 0,
  topics: 0,
  seen: 0,
  habits: 0,
  dismissed: 0,
  edits: 0,
  position: 0,
  freshness: 0,
  popularity: 0,
}
