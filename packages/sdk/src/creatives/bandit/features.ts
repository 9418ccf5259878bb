/**
 * How well a creative fits the reader and the page, each a number from -1 to 1, and 0 where nothing is known. What else is
 * known of a showing, the creative itself and the cells of its context, has weights of its own for each creative.
 */
export interface Fits {
  /** Its text, or its picture, against what the reader has opened. */
  readonly content?: number
  /** Whom it is for, in words, against the reader's interests. */
  readonly audience?: number
  /** Its tone against the tone of the page. */
  readonly tone?: number
}

export const FITS = ['content', 'audience', 'tone'] as const satisfies readonly (keyof Fits)[]

/** Fits as a vector (3), in the order of {@link FITS}. */
export const fitVector = (fits: Fits): number[] =>
  FITS.map((name) => {
    const fit = fits[name]
    return fit !== undefined && Number.isFinite(fit) ? Math.min(1, Math.max(-1, fit)) : 0
  })

/** A fit of a difference in log-odds, such as the parts of a ranking's score. */
export const fitOfLogOdds = (logOdds: number): number => Math.tanh(logOdds / 2)
