/**
 * Holm's correction (1979): p-values of a family, each as large as it must be so that the chance that any true null hypothesis is
 * rejected stays at the level.
 *
 * @returns in the order of what was given
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
