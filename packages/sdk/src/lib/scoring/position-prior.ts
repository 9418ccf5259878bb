/** Places over which the prior falls by 1: those of a usual list. */
const USUAL_LENGTH = 24

/**
 * The page's own order as the editor's voice: 0 for the first place, −1 for the 24th. Logarithmic, since editors choose the
 * first places with more care than the last; not by the list's length, else one place of a short list would weigh as much
 * as ten of a long one.
 */
export function positionPrior(from: number): number {
  return from && -Math.log1p(from) / Math.log(USUAL_LENGTH)
}
