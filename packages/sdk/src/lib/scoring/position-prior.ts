/** Number of places over which the prior falls by 1; this is the length of a typical list. */
const USUAL_LENGTH = 24

/**
 * The prior for an item's place in the page's own order, which reflects the editor's judgement: 0 for the first place,
 * −1 for the 24th. It is logarithmic because editors choose the first places more carefully than the last. It doesn't
 * depend on the list's length; otherwise, one place in a short list would weigh as much as ten in a long one.
 */
export function positionPrior(from: number): number {
  return from && -Math.log1p(from) / Math.log(USUAL_LENGTH)
}
