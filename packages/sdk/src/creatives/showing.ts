/** A record of one showing of a creative, used for caps, pacing and learning. It contains nothing about the reader. */
export interface Showing {
  /** The campaign's id. A creative without a campaign counts as its own campaign. */
  readonly campaign: string
  readonly creative: string
  readonly slot: string
  /** Milliseconds since 1970. */
  readonly at: number
  /** Probability with which the creative was chosen, in (0, 1]. */
  readonly propensity: number
  /** Context cells, as returned by `cellsOf`. */
  readonly cells: readonly string[]
  /** (3) As returned by `fitVector`. */
  readonly fits: readonly number[]
}

/** An event that may count as a campaign's goal. */
export interface Happening {
  readonly kind: 'click' | 'read' | 'conversion'
  /** Milliseconds since 1970. */
  readonly at: number
  /** Id of the creative that was clicked, or of the item that was read or bought. */
  readonly item: string
}
