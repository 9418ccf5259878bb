/**
 * A longest increasing subsequence (Fredman 1975: patience sorting): what may stay where it is while everything else moves
 * around it. Searched from the end, which is near where little is out of order.
 *
 * @param values all different
 */
export function longestIncreasing(values: readonly number[]): Set<number> {
  /** Of each length, the least value that ends a run of it. */
  const ends: number[] = []
  /** What stands before a value in its run. */
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
