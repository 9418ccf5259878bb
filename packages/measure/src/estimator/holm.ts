/**
 * Holm's correction (1979): adjusts the p-values of a family, so that the probability of rejecting any true null
 * hypothesis stays within the level.
 *
 * @returns adjusted p-values, in the given order
 */
export function holm(values: readonly number[]): number[] {
  const adjusted = new Array<number>(values.length)
  let most = 0
  const order = [...values.keys()].sort((a, b) => values[a]! - values[b]! || a - b)
  for (const [rank, place] of order.entries()) {
    most = Math.max(most, Math.min(1, (values.length - rank) * values[place]!))
    adjusted[place] = most
  }
  return adjusted
}
