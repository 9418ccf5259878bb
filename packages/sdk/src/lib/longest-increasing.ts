/**
 * Finds a longest increasing subsequence (patience sorting, Fredman 1975): the elements that can stay while all others
 * move. The search for the run that a value extends starts with the longest run, because if little is out of order, the
 * right one is usually among the longest.
 *
 * @param values distinct numbers
 */
export function longestIncreasing(values: readonly number[]): Set<number> {
  /** For each length, the smallest value that ends a run of that length. */
  const ends: number[] = []
  /** The predecessor of a value in its run. */
  const before = new Map<number | undefined, number | undefined>()
  for (const value of values) {
    const length = ends.findLastIndex((end) => end < value)
    before.set(value, ends[length])
    ends[length + 1] = value
  }
  const run = new Set<number>()
  for (let value = ends.at(-1); value !== undefined; value = before.get(value)) run.add(value)
  return run
}
