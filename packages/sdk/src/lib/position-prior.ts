/**
 * The page's own order as the editor's voice, 0 for the first place down to −1 for the last. Logarithmic, since editors
 * choose the first places with more care than the last.
 */
export function positionPrior(from: number, length: number): number {
  return length > 1 ? -Math.log1p(from) / Math.log(length) : 0
}
