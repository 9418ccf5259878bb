import type { EventKind, Tier } from '../types.ts'

/** What the score's parts weigh. Set by hand for this version; fitted offline from the next one on. */
export interface ScoreParameters {
  /** Temperature of late fusion, in units of similarity: small listens to the nearest event, large to the mean. */
  readonly temperature: number
  readonly interest: number
  readonly dismissed: number
  /** What lies between the first and the last place of the page's own order. */
  readonly editor: number
  /** What lies between a fresh item and an old one. */
  readonly freshness: number
  readonly popularity: number
}

const VECTORS: ScoreParameters = {
  temperature: 0.1,
  interest: 1,
  dismissed: 0.8,
  editor: 0.1,
  freshness: 0.04,
  popularity: 0.08,
}

// Light similarities (shared words and labels) are sparser than cosines of text vectors, hence a temperature of their own.
export const PARAMETERS: Readonly<Record<Tier, ScoreParameters>> = {
  light: { ...VECTORS, temperature: 0.15 },
  vectors: VECTORS,
  states: VECTORS,
}

/** How much one event says about interest. An impression says nothing yet; a dismissal is counted apart. */
export const KIND_WEIGHT: Readonly<Record<EventKind, number>> = {
  impression: 0,
  click: 0.5,
  dwell: 0.6,
  read: 1,
  search: 0.7,
  purchase: 1.5,
  dismiss: 1,
}

/** Days after which an event counts half. */
export const HALF_LIFE_DAYS = 14

/** Days after which an item's freshness is 1/e. */
export const FRESH_DAYS = 3

/** Late fusion looks at this many positive events at most, the weightiest. */
export const MAX_EVIDENCE = 50

export const DAY = 86_400_000
