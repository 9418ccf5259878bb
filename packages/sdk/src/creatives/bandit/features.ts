/**
 * How well a creative fits the reader and the page, each from −1 to 1, and 0 where unknown. The creative itself and its
 * context cells aren't among the fits; they have weights per creative.
 */
export interface Fits {
  /** Similarity of its text or picture to what the reader has opened. */
  readonly content?: number
  /** Match of its audience phrase with the reader's interests. */
  readonly audience?: number
  /** Match of its tone with the page's. */
  readonly tone?: number
}

export const FITS = ['content', 'audience', 'tone'] as const satisfies readonly (keyof Fits)[]

/** Fits as a vector (3), in the order of {@link FITS}. */
export const fitVector = (fits: Fits): number[] =>
  FITS.map((name) => {
    const fit = fits[name]
    return fit !== undefined && Number.isFinite(fit) ? Math.min(1, Math.max(-1, fit)) : 0
  })

/** Maps a difference in log-odds, such as parts of a ranking's score, to a fit. */
export const fitOfLogOdds = (logOdds: number): number => Math.tanh(logOdds / 2)
