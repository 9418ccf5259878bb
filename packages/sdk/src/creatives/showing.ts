/** That a creative was shown: what caps, pacing and beliefs are made of. Nothing in it names a reader. */
export interface Showing {
  /** A campaign's id; a creative that belongs to none counts as one of its own. */
  readonly campaign: string
  readonly creative: string
  readonly slot: string
  /** Milliseconds since 1970. */
  readonly at: number
  /** With which probability it was chosen, above 0, at most 1. */
  readonly propensity: number
  /** The context's cells, as `cellsOf` names them. */
  readonly cells: readonly string[]
  /** (3) as `fitVector` gives them. */
  readonly fits: readonly number[]
}

/** Something that a campaign may have for a goal. */
export interface Happening {
  readonly kind: 'click' | 'read' | 'conversion'
  /** Milliseconds since 1970. */
  readonly at: number
  /** What was clicked: a creative's id. What was read or bought: an item's. */
  readonly item: string
}
