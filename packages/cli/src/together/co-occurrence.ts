/** How much more often two items are opened by the same reader than would be expected by chance. */
import type { Openings } from './openings.ts'

/**
 * Pseudo-count of readers, added to both counts. It shrinks the ratio towards 1, as with popularity
 * (popularity/figures.ts), so that a few readers say little.
 */
const PRIOR = 5

/**
 * Pointwise mutual information of pairs of items, ln((n + k) / (e + k)): n readers opened both, and e would be expected
 * to if readers chose by popularity alone. Popularity therefore cancels out. A reader of m items counts 1 / √(m − 1) in
 * each of their pairs, so that those who open everything don't drown the others; all counts are then scaled back to
 * readers.
 *
 * @returns a symmetric matrix (items × items) with 0 on the diagonal
 */
export function mutualInformation({ items, readers }: Openings): Float32Array {
  const n = items.length
  const pairs = new Float32Array(n * n)
  const opened = new Float64Array(n)
  let [openings, all, weighted] = [0, 0, 0]
  for (const own of readers) {
    const weight = 1 / Math.sqrt(own.length - 1)
    for (const a of own) {
      opened[a]!++
      for (const b of own) if (a !== b) pairs[a * n + b]! += weight
    }
    openings += own.length
    const ordered = own.length * (own.length - 1)
    all += ordered
    weighted += weight * ordered
  }
  for (let a = 0; a < n; a++)
    for (let b = 0; b < n; b++) {
      const expected = (all * opened[a]! * opened[b]!) / openings ** 2
      const observed = (all / weighted) * pairs[a * n + b]!
      pairs[a * n + b] = a === b ? 0 : Math.log((observed + PRIOR) / (expected + PRIOR))
    }
  return pairs
}
