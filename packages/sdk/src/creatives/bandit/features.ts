/**
 * Measures how well a creative fits the reader and the page. Each fit is between −1 and 1, or 0 if it is unknown. The
 * creative itself and its context cells aren't among the fits, because their weights are specific to the creative.
 */
export interface Fits {
  /** Similarity of the creative's text or picture to the items that the reader has opened. */
  readonly content?: number
  /** How well the creative's audience phrase matches the reader's interests. */
  readonly audience?: number
  /** How well the creative's tone matches the page's. */
  readonly tone?: number
}

export const FITS = ['content', 'audience', 'tone'] as const satisfies readonly (keyof Fits)[]

/** Fits as a vector (3), in the order of {@link FITS}. */
export const fitVector = (fits: Fits): number[] =>
  FITS.map((name) => {
    const fit = fits[name]
    return fit !== undefined && Number.isFinite(fit) ? Math.min(1, Math.max(-1, fit)) : 0
  })

/** Converts a difference in log-odds, such as parts of a ranking's score, to a fit. */
export const fitOfLogOdds = (logOdds: number): number => Math.tanh(logOdds / 2)
